//! Text statistics for both models: punctuation of a block, its twins on the page, words shared with the title.

use crate::category::Category;
use crate::rules::Findings;
use crate::scan::Scan;
use crate::text::hash::{self, BASIS};
use crate::text::script;
use crate::text::shape;

/// Bytes of a block searched for marks: telling ones stand at the ends of short blocks.
const LOOK_BYTES: usize = 400;

/// Counts of telling characters in a block.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TextStats {
    pub(super) bars: u16,
    pub(super) ats: u16,
    pub(super) money: bool,
    pub(super) copyright: bool,
    pub(super) addresses: u16,
    pub(super) question: bool,
    pub(super) quotes: u16,
    pub(super) colons: u16,
    pub(super) parentheses: u16,
    /// Class of the first character: 0 capital letter, 1 small letter, 2 digit, 3 opening quote or bracket, 4 closing
    /// or joining mark, 5 bullet or other.
    pub(super) start: u8,
    /// Blocks with the same letters and digits, itself included, and whether an earlier one has them.
    pub(super) twins: u32,
    pub(super) again: bool,
    /// Share of its words that are in the title, in thousandths.
    pub(super) title: u16,
}

/// The bytes that [`TextStats::of`] does not skip.
static TELLS: [bool; 256] = {
    let mut tells = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        tells[byte] = byte >= 0xc0
            || matches!(
                byte as u8,
                b'|' | b'/' | b'>' | b'@' | b'$' | b'?' | b'"' | b':' | b'(' | b'[' | b'h' | b'w' | b'.'
            );
        byte += 1;
    }
    tells
};

impl TextStats {
    fn of(text: &str) -> Self {
        let text = shape::without_bullet(text);
        let mut it = Self { start: start_of(text), ..Self::default() };
        let mut end = text.len().min(LOOK_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = &text[..end];
        for (at, byte) in head.bytes().enumerate().filter(|(_, byte)| TELLS[usize::from(*byte)]) {
            match byte {
                b'|' | b'/' | b'>' => it.bars += 1,
                b'@' => it.ats += 1,
                b'$' => it.money = true,
                b'?' => it.question = true,
                b'"' => it.quotes += 1,
                b':' => it.colons += 1,
                b'(' | b'[' => it.parentheses += 1,
                b'h' => it.addresses += u16::from(head[at..].starts_with("http")),
                b'w' => it.addresses += u16::from(head[at..].starts_with("www.")),
                b'.' => it.addresses += u16::from(head[at..].starts_with(".com")),
                // The first byte of a character outside ASCII.
                0xc0.. => it.see(head[at..].chars().next().unwrap_or(' ')),
                _ => {}
            }
        }
        it
    }

    /// Counts a character outside ASCII.
    fn see(&mut self, c: char) {
        match c {
            '›' | '»' | '·' | '•' => self.bars += 1,
            '€' | '£' | '¥' | '₹' => self.money = true,
            '©' | '®' | '™' => self.copyright = true,
            '？' | '؟' => self.question = true,
            '“' | '”' | '«' | '„' => self.quotes += 1,
            '：' => self.colons += 1,
            _ => {}
        }
    }
}

fn start_of(text: &str) -> u8 {
    match text.chars().next().unwrap_or(' ') {
        c if c.is_lowercase() => 1,
        c if c.is_alphabetic() => 0,
        c if c.is_numeric() => 2,
        '"' | '“' | '„' | '«' | '‘' | '\'' | '(' | '[' | '「' => 3,
        ',' | '.' | ';' | ':' | ')' | ']' | '!' | '?' | '’' | '”' | '»' | '、' | '。' => 4,
        _ => 5,
    }
}

/// The statistics of all blocks. Calls `each` for every block without an earlier twin, with the hashes of at least its
/// first `least` words.
pub(super) fn text_stats(scan: &Scan<'_>, least: usize, mut each: impl FnMut(usize, &[u32])) -> Vec<TextStats> {
    // Flattened pages mostly begin with their title.
    let first = || {
        scan.page.blocks.first().filter(|_| !scan.page.html && scan.facts[0].words <= TITLE_WORDS).map(|_| scan.text(0))
    };
    let title = scan.page.head.title.as_deref().or_else(first).unwrap_or_default();
    let title = TitleWords::of(title);
    let mut text_stats: Vec<TextStats> = Vec::with_capacity(scan.len());
    let mut keys: Vec<(u64, usize)> = Vec::with_capacity(scan.len());
    let mut words = Vec::new();
    for block in 0..scan.len() {
        if let Some(twin) = scan.twin(block) {
            text_stats.push(text_stats[twin]);
            keys.push((keys[twin].0, block));
            continue;
        }
        let text = scan.text(block);
        let compared = scan.facts[block].words <= TITLE_WORDS && !title.words.is_empty();
        words.clear();
        hash_words(text, if compared { usize::MAX } else { least }, &mut words);
        each(block, &words);
        let title = if compared { title.overlap(&mut words) } else { 0 };
        text_stats.push(TextStats { title, ..TextStats::of(text) });
        keys.push((sameness(scan, block), block));
    }
    keys.sort_unstable();
    for run in keys.chunk_by(|a, b| a.0 == b.0) {
        for (nth, (_, block)) in run.iter().enumerate() {
            text_stats[*block].twins = run.len() as u32;
            text_stats[*block].again = nth > 0;
        }
    }
    text_stats
}

/// A hash that is equal for twins.
fn sameness(scan: &Scan<'_>, block: usize) -> u64 {
    let label = scan.label(block);
    let text = if label.is_empty() { scan.text(block) } else { label };
    hash::fnv(text)
}

/// Longest block compared with the title, in words.
const TITLE_WORDS: u32 = 40;

/// The sorted hashes of the title's words, and a bit set of their lowest bits that rejects most other words.
struct TitleWords {
    words: Vec<u32>,
    bits: u64,
}

impl TitleWords {
    fn of(title: &str) -> Self {
        let mut words = Vec::new();
        hash_words(title, usize::MAX, &mut words);
        words.sort_unstable();
        words.dedup();
        let bits = words.iter().fold(0, |bits, word| bits | 1 << (word % u64::BITS));
        Self { words, bits }
    }

    fn has(&self, word: u32) -> bool {
        self.bits >> (word % u64::BITS) & 1 == 1 && self.words.binary_search(&word).is_ok()
    }

    /// Share of the distinct words that are in the title, in thousandths. Sorts the words.
    fn overlap(&self, words: &mut Vec<u32>) -> u16 {
        if !words.iter().any(|word| self.has(*word)) {
            return 0;
        }
        words.sort_unstable();
        words.dedup();
        let common = words.iter().filter(|word| self.has(**word)).count();
        (common * 1000 / words.len()) as u16
    }
}

/// Appends the hashes of a text's first words, which are runs of letters and digits.
pub(super) fn hash_words(text: &str, most: usize, out: &mut Vec<u32>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && out.len() < most {
        let start = at;
        let mut hash = BASIS;
        while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric()) {
            hash = hash::step_lower(hash, *byte);
            at += 1;
        }
        // Fast path: an ASCII word ends here.
        let next = bytes.get(at).copied().unwrap_or(b' ');
        if next.is_ascii() {
            if at > start {
                out.push(hash);
            }
            at += 1;
            continue;
        }
        let rest = &text[start..];
        let mut others = rest.char_indices().skip_while(|(_, c)| c.is_alphanumeric());
        let end = others.next().map_or(rest.len(), |(at, _)| at);
        if end > 0 {
            hash_run(&rest[..end], most, out);
        }
        at = start + others.next().map_or(rest.len(), |(at, _)| at);
    }
}

/// Appends the hashes of a run of letters and digits outside ASCII. In scripts without spaces every pair of
/// neighbouring characters counts as a word.
fn hash_run(run: &str, most: usize, out: &mut Vec<u32>) {
    let mut start = 0;
    let mut chars = run.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !script::is_unspaced(c) {
            continue;
        }
        if at > start {
            out.push(word(&run[start..at]));
        }
        start = at + c.len_utf8();
        let next = chars.peek().filter(|(_, next)| script::is_unspaced(*next));
        let alone = at == 0 || !run[..at].ends_with(script::is_unspaced);
        match next {
            Some((second, next)) => out.push(hash::lower(BASIS, &run[at..second + next.len_utf8()])),
            None if alone => out.push(hash::lower(BASIS, &run[at..start])),
            None => {}
        }
        if out.len() >= most {
            return;
        }
    }
    if start < run.len() {
        out.push(word(&run[start..]));
    }
}

/// The hash of a word in lower case.
fn word(word: &str) -> u32 {
    if word.is_ascii() { hash::lower(BASIS, word) } else { hash::lower(BASIS, &word.to_lowercase()) }
}

/// The category of a block's finding as a number from 1; 0 for none.
pub(super) fn found(findings: &Findings, block: Option<usize>) -> u32 {
    block.and_then(|block| findings.category(block)).map_or(0, place)
}

fn place(category: Category) -> u32 {
    category as u32 + 1
}
