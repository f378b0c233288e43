//! The rule engine: rules, findings, and helpers that rules share.

mod board;
pub(crate) mod boxes;
mod calls;
mod findings;
mod labelled;
mod labelled_scan;
mod policy;
pub(crate) mod threads;
pub(crate) mod zones;

pub(crate) use board::is_board;
pub(crate) use calls::is_sentence;
pub(crate) use findings::{Finding, Findings, Hits, Rule, Strength};
pub(crate) use labelled::labelled;
pub(crate) use labelled_scan::LabelledScan;
