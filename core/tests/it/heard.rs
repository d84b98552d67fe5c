//! What the visitor does with what was understood: takes it back, puts it right.

use crate::support::{bundle, knowledge};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::phrases::Meaning;
use pos_doctor_core::text::{Heard, Reader};

fn heard(text: &str) -> Heard {
    let mut heard = Heard::default();
    heard.renew(Reader::new(knowledge(), &bundle().phrases).read(text));
    heard
}

fn lines(heard: &Heard) -> Vec<String> {
    heard.told(knowledge()).iter().filter_map(|event| event.format(knowledge())).collect()
}

fn meaning(heard: &Heard, line: &str) -> Meaning {
    let is =
        |m: &Meaning| pos_doctor_core::text::event(*m).and_then(|e| e.format(knowledge())).as_deref() == Some(line);
    heard.understanding.facts.iter().map(|f| f.meaning).find(is).unwrap()
}

const TEXT: &str = "插卡没反应，今天早上开始的";

#[test]
fn a_fact_taken_back_takes_with_it_what_the_words_sounded_like() {
    let mut heard = heard(TEXT);
    let sounds = |heard: &Heard| heard.told(knowledge()).iter().any(|e| matches!(e, Event::Heard(..)));
    assert!(sounds(&heard), "{:?}", lines(&heard));
    let fact = meaning(&heard, "answer entry_tried insert");
    heard.turn(fact);
    assert!(!sounds(&heard) && !lines(&heard).contains(&"answer entry_tried insert".to_owned()), "{:?}", lines(&heard));
    heard.turn(fact);
    assert!(sounds(&heard) && lines(&heard).contains(&"answer entry_tried insert".to_owned()), "{:?}", lines(&heard));
}

#[test]
fn an_answer_is_put_right_in_its_place() {
    let mut heard = heard(TEXT);
    let fact = meaning(&heard, "answer since today");
    let answers =
        |heard: &Heard| lines(heard).into_iter().filter(|l| l.starts_with("answer since")).collect::<Vec<_>>();
    heard.correct(fact, 2);
    assert_eq!((answers(&heard), heard.corrected(fact)), (vec!["answer since days".to_owned()], Some(2)));
    // More is typed: what was put right stays.
    heard.renew(Reader::new(knowledge(), &bundle().phrases).read(&format!("{TEXT}，急")));
    assert_eq!(answers(&heard), ["answer since days"]);
    heard.turn(fact);
    assert!(answers(&heard).is_empty());
    heard.turn(fact);
    assert_eq!(answers(&heard), ["answer since today"]);
    heard.correct(fact, 3);
    heard.correct(fact, 1);
    assert_eq!((answers(&heard), heard.corrected(fact)), (vec!["answer since today".to_owned()], None));
}
