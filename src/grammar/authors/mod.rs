//! Authors: the shape of names, labels before them, bylines, and metadata values that name writers.

mod byline;
mod label;
mod name;
mod value;

pub(crate) use byline::{Byline, CHARS, marked, parse};
pub(crate) use label::{behind_any, behind_by, behind_small, is_label, reporter};
pub(crate) use name::{is_name, is_name_part, looks_like_account, looks_like_name};
pub(crate) use value::{given_name_first, split};
