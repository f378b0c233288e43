//! Class and id tokens, kept as hashes: of the whole token, and of the words in it.

use crate::text::hash::{self, step_lower};

/// The hash of a class or id token in lower case: how tokens are told apart everywhere, the model's table included.
pub(crate) const fn token(name: &str) -> u32 {
    hash::lower(hash::BASIS, name)
}

/// The hash of a word of a class or id token. It starts from another basis than [`token`], so that none equals a whole
/// token's.
pub(crate) const fn token_word(word: &str) -> u32 {
    hash::lower(WORD_BASIS, word)
}

const WORD_BASIS: u32 = 0x5bd1_e995;

/// Hashes of the words that a class or id token is made of: `postBody-2` has `post` and `body`.
pub(crate) fn token_words(name: &str) -> impl Iterator<Item = u32> {
    let mut rest = name.as_bytes();
    std::iter::from_fn(move || {
        let start = rest.iter().position(u8::is_ascii_alphabetic)?;
        let mut hash = WORD_BASIS;
        let mut small = false;
        let mut end = start;
        while let Some(byte) = rest.get(end).filter(|byte| byte.is_ascii_alphabetic()) {
            // A hump: `postBody`.
            if byte.is_ascii_uppercase() && small {
                break;
            }
            small = byte.is_ascii_lowercase();
            hash = step_lower(hash, *byte);
            end += 1;
        }
        rest = &rest[end..];
        Some(hash)
    })
}
