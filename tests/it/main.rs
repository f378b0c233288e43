//! Tests that drive the whole engine, in one binary: `cargo test --test it [MODULE]`.

#[cfg(not(target_arch = "wasm32"))]
mod answer;
#[cfg(not(target_arch = "wasm32"))]
mod architecture;
#[cfg(not(target_arch = "wasm32"))]
mod clean_text;
#[cfg(not(target_arch = "wasm32"))]
mod complaints;
#[cfg(not(target_arch = "wasm32"))]
mod entities;
#[cfg(not(target_arch = "wasm32"))]
mod forms;
#[cfg(not(target_arch = "wasm32"))]
mod hostile;
#[cfg(not(target_arch = "wasm32"))]
mod language_files;
#[cfg(not(target_arch = "wasm32"))]
mod languages;
#[cfg(not(target_arch = "wasm32"))]
mod metadata_html;
#[cfg(not(target_arch = "wasm32"))]
mod metadata_text;
#[cfg(not(target_arch = "wasm32"))]
mod output;
#[cfg(not(target_arch = "wasm32"))]
mod patterns;
#[cfg(not(target_arch = "wasm32"))]
mod properties;
#[cfg(not(target_arch = "wasm32"))]
mod regressions;
#[cfg(not(target_arch = "wasm32"))]
mod render;
#[cfg(not(target_arch = "wasm32"))]
mod seeds;
#[cfg(not(target_arch = "wasm32"))]
mod support;
mod targets;
#[cfg(not(target_arch = "wasm32"))]
mod wrapped;
