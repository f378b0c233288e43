//! The JavaScript boundary: strings in, one JSON string out.
//!
//! A JSON string and `JSON.parse` are the smallest and fastest way across: no handle to free, no table of references,
//! one copy in and one out (`www/bench/boundary.mjs` has the figures). The JavaScript side, `www/npm/`, checks the
//! options, decodes bytes, takes the time and turns an `error` record into a `CleanError`.
//!
//! JavaScript counts UTF-16 units, Rust UTF-8 bytes. Offsets are converted here and nowhere else, in one pass.

mod camel;
#[cfg(target_arch = "wasm32")]
mod exports;
mod host;
mod options;
mod utf16;

use serde::Serialize;

use crate::cleaned::Cleaned;
use crate::cleaner::{Cleaner, check_range};
use crate::error::Error;
use crate::options::Override;
use host::HostPatterns;
use utf16::Utf16Cursor;

/// Cleans a page. `options` is the JSON text of [`Options`](crate::Options), or empty; its patterns are names alone, `host` matches them
/// ([`HostPatterns`]). Gives the JSON text of the result, or of `{"error": {"code": …, "message": …}}`.
pub(crate) fn clean_json(input: &str, options: &str, host: fn(&str) -> Vec<u32>) -> String {
    #[derive(Serialize)]
    struct FailedResult {
        error: ErrorRecord,
    }
    #[derive(Serialize)]
    struct ErrorRecord {
        code: &'static str,
        message: String,
    }
    match cleaned(input, options, host) {
        Ok(cleaned) => camel::to_json(&cleaned),
        Err(error) => {
            camel::to_json(&FailedResult { error: ErrorRecord { code: error.code(), message: error.to_string() } })
        }
    }
}

/// Cleans with offsets in UTF-16 both ways.
fn cleaned(input: &str, options: &str, host: fn(&str) -> Vec<u32>) -> Result<Cleaned, Error> {
    let mut options = options::read(options)?;
    let asked = options.pieces;
    // The offsets of an HTML page index its `source`, which comes with the pieces.
    options.pieces |= options.explain;
    let overrides = std::mem::take(&mut options.overrides);
    let patterns = HostPatterns::of(&options, host);
    let mut cleaner = Cleaner::with_patterns_unread(options)?;
    if !overrides.is_empty() {
        cleaner = with_overrides(cleaner, input, overrides)?;
    }
    let mut result = cleaner.clean_matching(input, &patterns)?;
    let source = result.source.take();
    offsets_to_utf16(&mut result, source.as_deref().unwrap_or(input));
    if asked {
        result.source = source;
    } else {
        result.pieces = None;
    }
    Ok(result)
}

/// The cleaner with the caller's ranges, converted to bytes. For HTML they index the text of all blocks, so the page
/// is read once more for it.
fn with_overrides(cleaner: Cleaner, input: &str, overrides: Vec<Override>) -> Result<Cleaner, Error> {
    let first = cleaner.clone().pieces(true).explain(false).clean_matching(input, &HostPatterns::none())?;
    let source = first.source.as_deref().unwrap_or(input);
    let mut cursor = Utf16Cursor::new(source);
    let units = cursor.unit_at(source.len());
    let mut cleaner = cleaner;
    for it in overrides {
        check_range(&it)?;
        if it.end > units {
            return Err(Error::invalid_options(format!(
                "an override's range, {}..{}, ends behind the text, which has {units} units",
                it.start, it.end
            )));
        }
        let start = cursor.byte_at(it.start);
        let end = cursor.byte_at(it.end);
        cleaner = cleaner.override_range(Override { start, end, action: it.action })?;
    }
    Ok(cleaner)
}

fn offsets_to_utf16(cleaned: &mut Cleaned, source: &str) {
    if source.is_ascii() {
        return;
    }
    let mut cursor = Utf16Cursor::new(source);
    for it in &mut cleaned.removed {
        it.start = cursor.unit_at(it.start);
        it.end = cursor.unit_at(it.end);
    }
    let mut cursor = Utf16Cursor::new(source);
    for it in cleaned.pieces.iter_mut().flatten() {
        it.start = cursor.unit_at(it.start);
        it.end = cursor.unit_at(it.end);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::clean_json;

    fn clean(input: &str, options: &str) -> Value {
        clean_with(input, options, |_| panic!("without patterns the host is not asked"))
    }

    fn clean_with(input: &str, options: &str, host: fn(&str) -> Vec<u32>) -> Value {
        serde_json::from_str(&clean_json(input, options, host)).unwrap()
    }

    fn units(text: &str, range: &Value) -> String {
        let at = |key: &str| range[key].as_u64().unwrap() as usize;
        let units: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&units[at("start")..at("end")]).unwrap()
    }

    #[test]
    fn offsets_count_utf16_units_of_the_input() {
        let input = "Паром 🎉 снова ходит, שלום לכולם, сказали в порту.\n\nShare this:\n\n👩‍👩‍👧 Билеты продают на борту.";
        let result = clean(input, r#"{"input": "text", "pieces": true}"#);
        let removed = result["removed"].as_array().unwrap();
        assert_eq!(removed[0]["text"], "Share this:");
        assert_eq!(units(input, &removed[0]), "Share this:");
        let rebuilt: String = result["pieces"].as_array().unwrap().iter().map(|p| units(input, p)).collect();
        assert_eq!(rebuilt, input);
    }

    #[test]
    fn offsets_of_a_page_count_units_of_its_source() {
        let html = "<h1>Паром 🎉</h1><p>Паром снова ходит с понедельника, сказали в порту.</p><p>Share this:</p>";
        let result = clean(html, r#"{"pieces": true}"#);
        let source = result["source"].as_str().unwrap();
        for it in result["removed"].as_array().unwrap() {
            assert_eq!(units(source, it), it["text"]);
        }
        let plain = clean(html, "");
        assert_eq!(plain["removed"], result["removed"]);
        assert!(plain.get("pieces").is_none() && plain.get("source").is_none());
    }

    #[test]
    fn overrides_are_taken_in_utf16_units() {
        let input = "🎉🎉 Share this:\n\nПаром снова ходит с понедельника, сказали в порту.";
        let keep = clean(input, r#"{"overrides": [{"start": 0, "end": 16, "action": "keep"}]}"#);
        assert!(keep["text"].as_str().unwrap().starts_with("🎉🎉 Share this:"), "{keep}");
        let html =
            "<p>🎉🎉 Паром снова ходит с понедельника, сказали в порту.</p><p>Билеты продают на борту парома.</p>";
        let source = clean(html, r#"{"pieces": true}"#)["source"].as_str().unwrap().to_owned();
        let units = |text: &str| text.encode_utf16().count();
        let (start, end) = (units(&source[..source.find("Билеты").unwrap()]), units(&source));
        let options = format!(r#"{{"overrides": [{{"start": {start}, "end": {end}, "action": "drop"}}]}}"#);
        let dropped = clean(html, &options);
        assert!(!dropped["text"].as_str().unwrap().contains("Билеты"), "{dropped}");
        assert!(dropped["text"].as_str().unwrap().contains("Паром"), "{dropped}");
    }

    #[test]
    fn the_host_matches_its_patterns_in_utf16_units_of_folded_text() {
        let input = "🎉🎉  Паром\u{a0}снова ходит (НП), сказали в порту, а билеты продают на борту до самого вечера.\n\nShare this:";
        let host = |text: &str| {
            let unit = |byte: usize| text[..byte].encode_utf16().count() as u32;
            match text.find("(НП)") {
                // Half of the second pair, too, and what no engine would say.
                Some(at) => vec![1, unit(at), unit(at) + 4, 1, 1, 3, 1, 7, 5, 9, 0, 4, 1, 900, 901, 1],
                None => vec![0, 0, unit(text.len())],
            }
        };
        let result = clean_with(input, r#"{"keep_patterns": ["/x/"], "drop_patterns": ["/\\(НП\\)/u"]}"#, host);
        assert_eq!(
            result["text"],
            "🎉 Паром снова ходит, сказали в порту, а билеты продают на борту до самого вечера.\n\nShare this:"
        );
        let removed = result["removed"].as_array().unwrap();
        assert_eq!(removed.iter().map(|it| units(input, it)).collect::<Vec<_>>(), ["🎉", "(НП)"]);
        assert_eq!(removed[1]["rule"], "pattern");
        assert_eq!(removed[1]["reason"], r"the caller's pattern `/\(НП\)/u` drops this");
    }

    #[test]
    fn wrong_options_are_an_error_record() {
        for options in [
            "{",
            r#"{"marcdown": true}"#,
            r#"{"markdown": 1}"#,
            r#"{"keep": ["tweets"]}"#,
            r#"{"overrides": [{"start": 2, "end": 1, "action": "keep"}]}"#,
            r#"{"overrides": [{"start": 2, "end": 5, "action": "keep"}]}"#,
        ] {
            let result = clean("text", options);
            assert_eq!(result["error"]["code"], "INVALID_OPTIONS", "{options}: {result}");
        }
        assert_eq!(clean("four", r#"{"max_input_bytes": 3}"#)["error"]["code"], "TOO_LARGE");
    }
}
