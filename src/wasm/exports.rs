//! What JavaScript can call. Strings and numbers only: nothing to free, nothing to leak.

#![allow(
    unreachable_pub,
    reason = "wasm-bindgen exports public functions only; Rust's own callers have no use for them"
)]

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::category::Category;

#[wasm_bindgen(raw_module = "./patterns.js")]
extern "C" {
    /// Matches the patterns of the call under way (`www/npm/patterns.js`).
    #[wasm_bindgen(js_name = matchPatterns)]
    fn match_patterns(text: &str) -> Vec<u32>;
}

thread_local! {
    /// The message of the panic that is about to trap. JavaScript reads it before it resets the module.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps the message of a panic for [`last_panic`]. A development build also writes it to the console, with the stack;
/// a shipped one writes nothing.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        if cfg!(debug_assertions) {
            console_error_panic_hook::hook(info);
        }
        let message = info.to_string();
        PANIC.with(|slot| {
            if let Ok(mut slot) = slot.try_borrow_mut() {
                *slot = message;
            }
        });
    }));
}

/// What the panic that trapped said; empty where it was not a panic (out of memory, out of stack).
#[wasm_bindgen(js_name = lastPanic)]
#[must_use]
pub fn last_panic() -> String {
    PANIC.with(RefCell::take)
}

/// Cleans a page. `options` is the JSON text of [`Options`](crate::Options), or empty. Gives the JSON text of the
/// result, or of `{"error": {"code": …, "message": …}}`.
#[wasm_bindgen(js_name = cleanJson)]
#[must_use]
pub fn clean_json(input: &str, options: &str) -> String {
    super::clean_json(input, options, match_patterns)
}

/// The encoding that the head of a page declares, in lower case; empty where it declares none.
#[wasm_bindgen(js_name = declaredEncoding)]
#[must_use]
pub fn declared_encoding(head: &[u8]) -> String {
    crate::read::declared_label(head).unwrap_or_default()
}

/// The names of all categories, separated by spaces, in their documented order.
#[wasm_bindgen]
#[must_use]
pub fn categories() -> String {
    Category::ALL.iter().map(|c| c.name()).collect::<Vec<_>>().join(" ")
}

/// The crate's version.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// How much memory the module holds, in bytes. It only ever grows: JavaScript resets the module after a huge page.
#[wasm_bindgen(js_name = memoryBytes)]
#[must_use]
pub fn memory_bytes() -> f64 {
    const PAGE_BYTES: f64 = 65536.0;
    core::arch::wasm32::memory_size(0) as f64 * PAGE_BYTES
}
