//! Card readers: what they say is understood, what is said to them is allowed, and no card number gets out.

mod bench;
mod ladders;
mod limits;
mod live;
mod privacy;
mod robust;
mod streams;
mod vectors;
