//! Which step next, with a proof of how good the advice is: [`planner::Planner`] for a [`model::Model`].
//!
//! Numbers in, numbers out; ids stay with the caller. Definitions, proofs and measurements: `docs/planner.md`.
//! [`crate::diagnose::Certificate`] is the product's own use of it.

pub mod frame;
pub mod greedy;
pub mod ln;
pub mod model;
pub mod planner;
pub mod policy;
pub mod position;
pub mod prices;
pub mod rule;
pub mod search;
pub mod table;
pub mod tables;
pub mod tree;
pub mod tuning;
