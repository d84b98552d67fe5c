//! Facts in; posterior, red lines, next step and the reasons out.

mod advise;
mod belief;
mod explain;
pub mod facts;
pub mod guard;
mod transcript;

pub use advise::{
    Advice, Certificate, End, Next, PAGE, Proof, Reason, Setting, advise, workarounds, workarounds_within,
};
pub use belief::{Belief, believe};
pub use explain::{Influence, explain};
pub use facts::{Fact, Facts};
pub use guard::Permitted;
pub use transcript::transcript;
