//! The readers, one family a file, from the documents named there. None of them has been compared with a real one.

pub mod acs;
pub mod ccid;
pub mod chip;
pub mod codepay;
pub mod gempc;
pub mod mis;
pub mod msr;
pub mod opc;
pub mod pn53x;
pub mod poslink;
pub mod start;
