#![doc = include_str!("../README.md")]

mod address;
mod authors;
mod blob;
mod calls;
mod category;
mod cleaned;
mod cleaner;
mod credits;
mod dates;
mod error;
mod features;
mod fold;
mod hash;
mod lexicon;
mod metadata;
mod neighbours;
mod options;
mod page;
mod phrases;
mod providers;
mod read;
mod region;
mod render;
mod resolve;
mod rules;
mod score;
mod seek;
mod shape;
mod social;
mod span;
mod table;
mod tags;
// On other targets only its tests need it: what it does is not tied to WebAssembly, its exports are.
#[cfg(any(test, all(target_arch = "wasm32", feature = "javascript")))]
mod wasm;

#[cfg(feature = "training")]
#[doc(hidden)]
pub use score::training;

pub use category::Category;
pub use cleaned::{Cleaned, Metadata, PageType, Piece, PieceKind, Removed, Stats};
pub use cleaner::{Cleaner, clean, decode};
pub use error::Error;
pub use options::{Action, Embeds, InputKind, Options, Override, Preset, Unwrap};
