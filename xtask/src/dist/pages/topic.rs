//! Honest short answers to what is not a fault, and the list of them.

use super::Tongue;
use super::frame::Page;
use super::markup::{link, list, paragraph, text};
use pos_doctor_core::content::words::TopicWords;
use pos_doctor_core::content::{Topic, Ui};

/// Groups in the order in which the app lists them.
const GROUPS: [(&str, Ui); 5] = [
    ("money", Ui::GroupMoney),
    ("contract", Ui::GroupContract),
    ("prevention", Ui::GroupPrevention),
    ("people", Ui::GroupPeople),
    ("principle", Ui::GroupPrinciple),
];

/// One page for each.
pub(super) fn pages(t: &Tongue) -> Vec<Page> {
    t.k.topics.iter().zip(&t.w.topics).map(|(topic, words)| page(t, topic, words)).collect()
}

fn page(t: &Tongue, topic: &Topic, words: &TopicWords) -> Page {
    let unsaid =
        if words.unsaid.is_empty() { String::new() } else { text("h2", t.ui(Ui::Unsaid)) + &paragraph(&words.unsaid) };
    let body = words.text.iter().map(|line| paragraph(line)).collect::<String>()
        + &unsaid
        + &text("h2", t.ui(Ui::WhomToAsk))
        + &paragraph(&t.told(&words.ask))
        + &t.sources(&topic.sources);
    Page {
        path: format!("topic/{}", topic.id),
        title: words.title.clone(),
        about: words.text.first().cloned().unwrap_or_default(),
        body,
        app: format!("#/topic/{}", topic.id),
        answers: true,
    }
}

/// The list of all.
pub(super) fn index(t: &Tongue) -> Page {
    let group = |(group, title): &(&str, Ui)| {
        let topics = t.k.topics.iter().zip(&t.w.topics).filter(|(topic, _)| topic.group == *group);
        let links: Vec<_> =
            topics.map(|(topic, words)| link(&format!("topic/{}.html", topic.id), &words.title)).collect();
        if links.is_empty() { String::new() } else { text("h2", t.ui(*title)) + &list("ul", "ways", &links) }
    };
    Page {
        path: "topics".to_owned(),
        title: t.ui(Ui::TopicsTitle).to_owned(),
        about: t.words.topics_about.to_owned(),
        body: GROUPS.iter().map(group).collect(),
        app: "#/topics".to_owned(),
        answers: false,
    }
}
