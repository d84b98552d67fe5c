//! Pages that are mostly text: red lines, and addresses that lead nowhere.

use super::scene::Scene;
use super::{Act, Block, Choice, Page};
use crate::route::Route;
use pos_doctor_core::content::{GuardId, Ui};

/// All red lines, those in force first.
pub fn red_lines(s: &Scene) -> Page {
    let mut page =
        Page { id: "red-lines".into(), title: s.ui(Ui::RedLinesTitle), icon: "shield".into(), ..Page::default() };
    let in_force = s.advice().map(|a| a.guards.clone()).unwrap_or_default();
    let all = (0u16..).map(GuardId).zip(&s.k.guards);
    let rest: Vec<_> = all.filter(|(id, _)| !in_force.contains(id)).collect();
    let (always, sometimes): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(_, g)| g.when.is_empty());
    let ids = |list: Vec<(GuardId, _)>| list.into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    section(s, &mut page, Ui::InForce, &in_force);
    section(s, &mut page, Ui::Always, &ids(always));
    section(s, &mut page, Ui::IfItHappens, &ids(sometimes));
    page
}

fn section(s: &Scene, page: &mut Page, title: Ui, guards: &[GuardId]) {
    if !guards.is_empty() {
        page.blocks.extend([Block::Heading(s.ui(title)), Block::Donts(s.donts(guards))]);
    }
}

/// The red lines that everybody should have seen once, for the home page.
pub fn first_red_lines(s: &Scene) -> Vec<(String, String)> {
    let ids = ["no_second_charge", "no_open_case", "no_password", "no_force"];
    let known = ids.iter().filter_map(|id| s.k.find_guard(id)).collect::<Vec<_>>();
    s.donts(&known)
}

/// A page of the second program. It depends on nothing that may change while that is at work.
pub fn tool(s: &Scene, path: &str) -> Page {
    Page { id: "tool".to_owned(), title: s.ui(Ui::ToolsTitle), tool: path.to_owned(), ..Page::default() }
}

/// An address that leads nowhere, with a way home.
pub fn missing(s: &Scene, id: &str, title: Ui, text: Ui) -> Page {
    let home = Choice::new("home", s.ui(Ui::Home), Act::Go(Route::Home)).primary();
    Page {
        id: id.to_owned(),
        title: s.ui(title),
        blocks: vec![Block::Text(s.ui(text)), Block::Buttons(vec![home])],
        ..Page::default()
    }
}
