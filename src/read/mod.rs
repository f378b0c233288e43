//! Reading: HTML or text becomes a [`Page`](crate::page::Page).

mod encoding;
mod html;
mod sniff;
mod text;

#[cfg(all(target_arch = "wasm32", feature = "javascript"))]
pub(crate) use encoding::declared_label;
pub(crate) use encoding::decode;
pub(crate) use html::{Selectors, read as html, references};
pub(crate) use sniff::looks_like_html;
pub(crate) use text::read as text;
