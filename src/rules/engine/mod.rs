//! What rules have in common.

pub(crate) mod body;
pub(crate) mod calls;
pub(crate) mod zones;
