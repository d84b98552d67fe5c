//! What is on a card: stripes, answers to reset, BER-TLV, status words; and how to show them without showing the card.

pub mod afl;
pub mod atr;
pub mod card;
pub mod emv;
pub mod hex;
pub mod mask;
pub mod service_code;
pub mod stripe;
pub mod sw;
pub mod tlv;
pub mod track;
