#![doc = include_str!("../README.md")]

mod category;
mod cleaned;
mod cleaner;
mod error;
mod grammar;
mod metadata;
mod options;
mod page;
mod read;
mod render;
mod resolve;
mod rules;
mod scan;
mod score;
mod text;
// On other targets only its tests need it: what it does is not tied to WebAssembly, its exports are.
#[cfg(any(test, all(target_arch = "wasm32", feature = "javascript")))]
mod wasm;

#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training {
    //! What `train/dump` sees of the engine. Not for use: it changes without notice.
    pub use crate::metadata::training::*;
    pub use crate::score::training::*;
}

pub use category::Category;
pub use cleaned::{Cleaned, Metadata, PageType, Piece, PieceKind, Removed, Stats};
pub use cleaner::{Cleaner, clean, decode};
pub use error::Error;
pub use options::{Action, Embeds, InputKind, Options, Override, Preset, Unwrap};
