//! Codes and screen texts, looked up.

use super::alert::{guards, tone};
use super::scene::{Scene, headline};
use super::{Act, Block, Choice, Tone};
use pos_doctor_core::case::Event;
use pos_doctor_core::content::words::CodeWords;
use pos_doctor_core::content::{Code, CodeClass, CodeId, FlagId, Hint, ScreenText, TextId, Ui};
use pos_doctor_core::text;

/// A card for each code and screen text that the input names. Displayed text beats the code, so texts come first.
pub fn cards(s: &Scene, input: &str) -> Vec<Block> {
    let texts = text::screens(s.k, input).into_iter().filter_map(|id| text_card(s, id, true));
    let codes = text::codes(s.k, input).into_iter().filter_map(|id| code_card(s, id, true));
    let own = own_codes(s, input);
    texts.chain(codes).chain(own).collect()
}

/// A card for each code and screen text among these events.
pub fn cards_of(s: &Scene, events: &[Event]) -> Vec<Block> {
    let card = |event: &Event| match event {
        Event::Text(id) => text_card(s, *id, false),
        Event::Code(id) => code_card(s, *id, false),
        _ => None,
    };
    events.iter().filter_map(card).collect()
}

fn text_card(s: &Scene, id: TextId, offer: bool) -> Option<Block> {
    let (text, words): (&ScreenText, _) = (s.k.text(id)?, s.w.texts.get(id.index())?);
    let title = s.fill(Ui::Quoted, &[("text", text.variants.first()?)]);
    let body = vec![Block::Text(words.means.clone()), Block::Text(words.act.clone())];
    Some(card(s, format!("text:{}", text.id), title, body, &text.who, &text.hint, offer.then_some(Event::Text(id))))
}

fn code_card(s: &Scene, id: CodeId, offer: bool) -> Option<Block> {
    let (code, words) = (s.k.code(id)?, s.w.codes.get(id.index())?);
    let title = s.fill(Ui::CodeTitle, &[("code", &code.id), ("shows", &words.shows)]);
    let body = code_body(s, code, words);
    Some(card(s, format!("code:{}", code.id), title, body, &code.who, &code.hint, offer.then_some(Event::Code(id))))
}

/// The bank's own table beats ours and its other readings.
fn code_body(s: &Scene, code: &Code, words: &CodeWords) -> Vec<Block> {
    if let Some(own) = s.config.codes.iter().find(|c| c.id == code.id) {
        return own_body(s, own);
    }
    let mut body = Vec::new();
    if code.class == CodeClass::Flips {
        body.push(Block::Note(Tone::Amber, s.ui(Ui::CodeFlips)));
    }
    body.extend([Block::Text(words.means.clone()), Block::Text(words.act.clone())]);
    if !words.other.is_empty() {
        body.extend([Block::Text(s.ui(Ui::OtherReadings)), Block::Bullets(words.other.clone())]);
    }
    body
}

fn own_body(s: &Scene, own: &pos_doctor_core::config::CodeText) -> Vec<Block> {
    let texts = [own.means.get(s.english), own.act.get(s.english), s.w.ui(Ui::OwnCode)];
    texts.into_iter().map(|t| Block::Text(t.to_owned())).collect()
}

/// Codes that only the bank's table knows: an answer to read, nothing for the case.
fn own_codes(s: &Scene, input: &str) -> Vec<Block> {
    let token = text::fold(input);
    let own = s.config.codes.iter().filter(|c| c.id == token.trim() && s.k.find_code(&c.id).is_none());
    let card = |c| {
        let title: &str = &token;
        let mut body = vec![Block::Heading(s.fill(Ui::CodeTitle, &[("code", title.trim()), ("shows", "")]))];
        body.extend(own_body(s, c));
        Block::Card(format!("code:{}", c.id), body)
    };
    own.map(card).collect()
}

fn card(s: &Scene, id: String, title: String, body: Vec<Block>, who: &str, hint: &Hint, offer: Option<Event>) -> Block {
    let mut blocks = vec![Block::Heading(title)];
    if !hint.raises.is_empty() {
        let flags = hint.raises.numbers().map(FlagId);
        let note = |id: FlagId| Some(Block::Note(tone(s.k, id), headline(&s.w.flags.get(id.index())?.name)));
        blocks.extend(flags.filter_map(note));
    }
    blocks.extend(body);
    blocks.extend(who_acts(s, who).map(Block::Text));
    let donts = s.donts(&guards(s.k, hint.raises));
    if !donts.is_empty() {
        blocks.push(Block::Donts(donts));
    }
    if let Some(event) = offer {
        let act = if s.is_running() { Act::Add(event) } else { Act::Begin(event) };
        blocks.push(Block::Buttons(vec![Choice::new("use", s.ui(Ui::UseIt), act)]));
    }
    Block::Card(id, blocks)
}

fn who_acts(s: &Scene, who: &str) -> Option<String> {
    let name = match s.k.find_addressee(who) {
        Some(id) => s.w.addressees.get(id.index())?.name.clone(),
        None => s.ui(Ui::TheShop),
    };
    Some(s.fill(Ui::WhoActs, &[("name", &name)]))
}
