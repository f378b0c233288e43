//! Reading: HTML or text becomes a [`Page`](crate::page::Page).

mod encoding;
mod html;
mod sniff;
mod text;

#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
pub use encoding::EncodingSource;
#[cfg(all(target_arch = "wasm32", feature = "javascript"))]
pub(crate) use encoding::declared_label;
pub(crate) use encoding::decode;
#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
pub(crate) use encoding::encoding;
#[cfg(fuzzing)]
pub use html::tokens;
pub(crate) use html::{Selectors, read as html, references};
pub(crate) use sniff::looks_like_html;
pub(crate) use text::read as text;
