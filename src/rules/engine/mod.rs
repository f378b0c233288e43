//! What rules have in common.

pub(crate) mod body;
mod calls;
mod findings;
mod labelled;
mod rule;
pub(crate) mod threads;
pub(crate) mod zones;

pub(crate) use calls::is_sentence;
pub(crate) use findings::{Finding, Findings, Hits, RuleInfo, Strength};
pub(crate) use labelled::labelled;
pub(crate) use rule::Rule;
