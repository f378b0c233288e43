//! Operations on any text: folding, search, shape, scripts, hashing, addresses, cutting.

pub(crate) mod address;
pub(crate) mod cut;
pub(crate) mod fold;
pub(crate) mod hash;
pub(crate) mod packed;
pub(crate) mod script;
pub(crate) mod search;
pub(crate) mod shape;
