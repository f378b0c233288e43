//! A bit of a page, repeated: no form of it takes more than a few megabytes and so many times its bytes.
#![no_main]

use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use peak_alloc::PeakAlloc;
use unhusk::Cleaner;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Bytes of the page, how many times as much may be taken, and what may be taken beside that: small pages may be dense.
const BYTES: usize = 128 << 10;
const TIMES: usize = 25;
const BESIDE: usize = 2 << 20;

/// Dictionaries and models are read once, and stay.
static READ: Once = Once::new();

fuzz_target!(|bit: &str| {
    if bit.is_empty() || bit.len() > 512 {
        return;
    }
    READ.call_once(|| {
        let page = include_str!("../seeds/html/article.html");
        let _ = Cleaner::new().clean_html(page);
        let _ = Cleaner::new().clean_text(page);
    });
    let page = bit.repeat(BYTES.div_ceil(bit.len()));
    let most = page.len() * TIMES + BESIDE;
    let everything = || Cleaner::new().pieces(true).markdown(true).html(true);
    for (form, cleaner) in [("text", Cleaner::new().explain(false)), ("all", everything())] {
        for (kind, html) in [("HTML", true), ("text", false)] {
            let before = HEAP.current_usage();
            HEAP.reset_peak_usage();
            let cleaned = if html { cleaner.clean_html(&page) } else { cleaner.clean_text(&page) };
            let json = serde_json::to_string(&cleaned.expect("a page is never an error")).expect("it is JSON");
            let taken = HEAP.peak_usage().saturating_sub(before);
            assert!(
                taken <= most && !json.is_empty(),
                "{form} of {kind}: {:.1} × the page",
                taken as f64 / page.len() as f64
            );
        }
    }
});
