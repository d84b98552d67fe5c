//! Played readers with chosen faults: for the demo in the app, and to test the conversations against. Marked as a demo
//! wherever they are shown. The cards are fiction: published test numbers.

mod chip;
mod contact;
mod stripe;

use super::check::{Prompt, Which};
use super::model::Model;

/// What is wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    #[default]
    None,
    /// The cards have a chip, so their stripes are refused by rule.
    ChipCards,
    /// The first card cannot be read.
    FirstCard,
    /// No card can be read.
    Head,
    /// The reader fails its own test.
    SelfTest,
    /// No answer at all.
    Silent,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::None, Self::ChipCards, Self::FirstCard, Self::Head, Self::SelfTest, Self::Silent];

    /// Its name in the content.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ChipCards => "chip_cards",
            Self::FirstCard => "first_card",
            Self::Head => "head",
            Self::SelfTest => "self_test",
            Self::Silent => "silent",
        }
    }

    /// Whether a model can be played with it.
    pub fn fits(self, model: Model) -> bool {
        match self {
            Self::None | Self::FirstCard | Self::Head => true,
            Self::ChipCards => matches!(model, Model::Wedge | Model::MagTek | Model::Msr),
            Self::SelfTest => matches!(model, Model::Msr | Model::Pn532),
            Self::Silent => !model.is_listened_to(),
        }
    }

    fn spoils(self, card: Which) -> bool {
        let first = matches!(card, Which::First | Which::FirstAgain);
        self == Self::Head || (self == Self::FirstCard && first)
    }
}

/// A played reader.
pub trait Played {
    /// What it answers to these bytes.
    fn receive(&mut self, bytes: &[u8]) -> Vec<u8>;
    /// A card meets it as the prompt asked; what the reader says unasked.
    fn present(&mut self, prompt: Prompt) -> Vec<u8>;
}

/// Models that can be played.
pub const MODELS: [Model; 5] = [Model::Wedge, Model::MagTek, Model::Msr, Model::GemPc, Model::Pn532];

/// A played reader of a model; nothing where none is written.
pub fn reader(model: Model, fault: Fault) -> Option<Box<dyn Played>> {
    Some(match model {
        Model::Wedge => Box::new(stripe::Keys(fault)),
        Model::MagTek => Box::new(stripe::Reports(fault)),
        Model::Msr => Box::new(stripe::Msr::new(fault)),
        Model::GemPc => Box::new(contact::Gem::new(fault)),
        Model::Pn532 | Model::Pn533 => Box::new(chip::Chip::new(fault)),
        _ => return None,
    })
}
