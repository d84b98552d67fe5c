//! Honest short answers to what is not a fault.

use super::scene::Scene;
use super::{Act, Block, Choice, Page, plain};
use crate::route::Route;
use pos_doctor_core::content::{Topic, Ui};

/// Groups in the order in which they are listed.
const GROUPS: [(&str, Ui); 5] = [
    ("money", Ui::GroupMoney),
    ("contract", Ui::GroupContract),
    ("prevention", Ui::GroupPrevention),
    ("people", Ui::GroupPeople),
    ("principle", Ui::GroupPrinciple),
];

/// The list of all.
pub fn page(s: &Scene) -> Page {
    let mut page = Page { id: "topics".into(), title: s.ui(Ui::TopicsTitle), ..Page::default() };
    let find = Choice::new("find", s.ui(Ui::Find), Act::Go(Route::tool("find"))).icon("search");
    page.blocks.push(Block::Cells(vec![find]));
    for (group, title) in GROUPS {
        let topics = s.k.topics.iter().zip(&s.w.topics).filter(|(t, _)| t.group == group);
        let cell = |(t, w): (&Topic, &pos_doctor_core::content::words::TopicWords)| {
            Choice::new(t.id.clone(), w.title.clone(), Act::Go(Route::tool(&format!("topic/{}", t.id))))
        };
        let cells: Vec<_> = topics.map(cell).collect();
        if !cells.is_empty() {
            page.blocks.extend([Block::Heading(s.ui(title)), Block::Cells(cells)]);
        }
    }
    page
}

/// One of them.
pub fn topic(s: &Scene, id: &str) -> Page {
    let found = s.k.find_topic(id).and_then(|t| s.k.topic(t).zip(s.w.topics.get(t.index())));
    let Some((topic, words)) = found else {
        return plain::missing(s, "unknown", Ui::UnknownTitle, Ui::UnknownText);
    };
    let mut page = Page { id: format!("topic:{id}"), title: words.title.clone(), ..Page::default() };
    page.blocks.extend(words.text.iter().cloned().map(Block::Text));
    if !words.unsaid.is_empty() {
        page.blocks.extend([Block::Heading(s.ui(Ui::Unsaid)), Block::Text(words.unsaid.clone())]);
    }
    page.blocks.extend([Block::Heading(s.ui(Ui::WhomToAsk)), Block::Text(s.told(&words.ask))]);
    let sources = s.sources(&topic.sources);
    if !sources.is_empty() {
        page.blocks.push(Block::More(s.ui(Ui::Sources), vec![Block::Bullets(sources)]));
    }
    page
}
