//! From what core concludes to what a page shows: plain data in, plain data out.

mod about;
mod act;
pub mod alert;
mod ask;
mod causes;
mod end;
mod handover;
mod history;
pub mod home;
pub mod look;
mod page;
mod place;
mod plain;
mod reading;
mod scene;
mod sell;
mod step;
pub mod topics;
mod why;

pub use history::lines as case_lines;
pub use page::{Act, Bar, Block, Choice, FactLine, Look, Offer, Page, Tone};
pub use step::page as step_page;
pub use scene::{Scene, has_findings};

use crate::route::Route;
use pos_doctor_core::content::Ui;

/// The page at a route.
pub fn page(s: &Scene, route: &Route) -> Page {
    let mut page = match route {
        Route::Home => home::page(s),
        Route::Case(n) => step::page(s, *n),
        Route::Step(id) => step::forced(s, id),
        Route::Causes => causes::page(s),
        Route::Why => why::page(s),
        Route::Sell => sell::page(s),
        Route::History => history::page(s),
        Route::RedLines => plain::red_lines(s),
        Route::About => about::page(s),
        Route::Tool(path) => plain::tool(s, path),
        Route::Unknown(_) => plain::missing(s, "unknown", Ui::UnknownTitle, Ui::UnknownText),
    };
    page.place = format!("{route} {}", page.id);
    if *route != Route::Home && page.tool.is_empty() {
        page.reach = s.reach(route);
    }
    page
}
