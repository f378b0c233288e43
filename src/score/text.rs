//! Features of the lines of a flattened page.

use super::cohesion::LineTerms;
use super::common::{self, Position};
use super::layout::Layout;
use super::rows::{Means, Row, ToCell, features, permille};
use super::signs::{self, Signs};
use super::table::{Table, joined};
use super::text_stats::{TextStats, found, text_stats};
use crate::rules::Findings;
use crate::scan::{self, End, Facts, Scan, Sums};

/// Fewest words of a line that counts as long; runs of shorter ones are labels, items, parts of tables.
const SHORT_WORDS: u32 = 6;

/// Most words of a line looked up in the table: menus and notices show in their first words.
pub(super) const LOOK_WORDS: usize = 24;

/// Greatest distance to running text told apart, in lines.
const FAR: u8 = 60;

/// Shortest line that can continue after a broken-out link, in words.
const BROKEN_WORDS: u32 = 4;

/// Longest link text in the middle of a broken sentence, in words.
const LINK_WORDS: u32 = 8;

/// Shortest line that counts as a sentence if it ends like one, in words.
const SENTENCE_WORDS: u32 = 4;

/// Longest line whose first and last word are compared with those of other lines, in words: entries, dates, labels.
const ALIKE_WORDS: u32 = 14;

/// Longest line searched for times and years, in words.
const MOMENT_WORDS: u32 = 40;

/// Longest line that is a term of the table as a whole, in words.
const WHOLE_WORDS: usize = 6;

/// Lines before and after a line that count as its wider surroundings.
const BROAD: usize = 40;

/// Runs of lines: ranges with their sums.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    from: u32,
    to: u32,
}

impl Run {
    fn lines(self) -> (usize, usize) {
        (self.from as usize, self.to as usize)
    }
}

/// Evidence of a line's words by the table, in its units.
#[derive(Debug, Clone, Copy, Default)]
struct Voice {
    joint: i16,
    least: i16,
    greatest: i16,
    known: u16,
}

pub(super) struct TextPageFeatures<'s> {
    scan: &'s Scan<'s>,
    findings: &'s Findings,
    text_stats: Vec<TextStats>,
    voices: Vec<Voice>,
    line_terms: LineTerms,
    /// Runs of lines that a scraper broke out of one paragraph, by line.
    groups: Vec<Run>,
    /// Runs of lines that are all short or all long, by line.
    runs: Vec<Run>,
    sections: Vec<Run>,
    words: Sums,
    /// Words in paragraphs of running text.
    prose: Sums,
    prose_blocks: Sums,
    short: Sums,
    sentences: Sums,
    voice: Means,
    /// Blank lines before each line, minus the page's usual number.
    blanks: Vec<u16>,
    since: Vec<u8>,
    until: Vec<u8>,
    layout: Layout,
    signs: Signs<'s>,
    alike: Vec<Alike>,
    /// Lines that end like a sentence.
    ended: Sums,
}

/// How many short lines share the first word, and the last word: entries of a list, dates, section names.
#[derive(Debug, Clone, Copy, Default)]
struct Alike {
    first: u16,
    last: u16,
}

impl<'s> TextPageFeatures<'s> {
    pub(super) fn of(scan: &'s Scan<'s>, findings: &'s Findings, table: &Table) -> Self {
        let n = scan.len();
        let mut voices = vec![Voice::default(); n];
        let mut ends = vec![None; n];
        let mut line_terms = LineTerms::of(n);
        let text_stats = text_stats(scan, LOOK_WORDS, |block, words| {
            voices[block] = voice(words, table);
            line_terms.put(block, terms(words));
            ends[block] = ends_of(words, scan.facts[block].words);
        });
        for block in 0..n {
            if let Some(twin) = scan.twin(block) {
                voices[block] = voices[twin];
                line_terms.repeat(block, twin);
                ends[block] = ends[twin];
            }
        }
        let blanks = blanks(scan);
        let groups = groups(scan, &text_stats, &blanks);
        let words = Sums::of(scan.facts.iter().map(|f| f.words));
        let last_end = |run: &Run| scan.facts[run.to as usize - 1].end;
        let is_prose = |block: usize| {
            let run = &groups[block];
            scan::is_prose(words.over(run.from as usize, run.to as usize), last_end(run))
        };
        let prose: Vec<bool> = (0..n).map(is_prose).collect();
        let distances = |lines: &mut dyn Iterator<Item = usize>| {
            let mut out = vec![FAR; n];
            let mut last = FAR;
            for block in lines {
                last = if prose[block] { 0 } else { (last + 1).min(FAR) };
                out[block] = last;
            }
            out
        };
        let short = |block: usize| scan.facts[block].words < SHORT_WORDS && !prose[block];
        Self {
            scan,
            findings,
            runs: runs(n, |a, b| short(a) == short(b)),
            sections: runs(n, |a, b| !(short(b) && !short(a) && prose.get(b + 1) == Some(&true))),
            prose: Sums::of((0..n).map(|i| if prose[i] { scan.facts[i].words } else { 0 })),
            prose_blocks: Sums::of(prose.iter().map(|p| u32::from(*p))),
            short: Sums::of((0..n).map(|i| u32::from(short(i)))),
            sentences: Sums::of(scan.facts.iter().map(|f| f.sentences)),
            voice: Means::of(voices.iter().map(|it| it.joint.into())),
            since: distances(&mut (0..n)),
            until: distances(&mut (0..n).rev()),
            blanks,
            layout: Layout::of(scan, &text_stats, |block| if prose[block] { scan.facts[block].words } else { 0 }),
            signs: Signs::of(scan, findings),
            alike: alike(&ends),
            ended: Sums::of(scan.facts.iter().map(|f| u32::from(f.end == End::Sentence && f.words >= SENTENCE_WORDS))),
            text_stats,
            voices,
            line_terms,
            groups,
            words,
        }
    }

    /// The facts of all lines.
    pub(super) fn facts(&self) -> &[Facts] {
        &self.scan.facts
    }

    /// The terms of all lines.
    pub(super) fn line_terms(&self) -> &LineTerms {
        &self.line_terms
    }

    /// The run of lines broken out of one paragraph.
    pub(super) fn group(&self, block: usize) -> (usize, usize) {
        self.groups[block].lines()
    }

    /// The run of lines as short, or as long, as this one.
    pub(super) fn run(&self, block: usize) -> (usize, usize) {
        self.runs[block].lines()
    }

    /// The lines under the same heading.
    pub(super) fn section(&self, block: usize) -> (usize, usize) {
        self.sections[block].lines()
    }

    fn facts_at(&self, block: Option<usize>) -> Option<&Facts> {
        self.scan.facts.get(block?)
    }

    fn words_at(&self, block: Option<usize>) -> u32 {
        self.facts_at(block).map_or(0, |f| f.words)
    }

    fn end(&self, block: Option<usize>) -> u8 {
        self.facts_at(block).map_or(9, |f| f.end as u8)
    }

    fn start(&self, block: Option<usize>) -> u8 {
        block.and_then(|i| self.text_stats.get(i)).map_or(9, |t| t.start)
    }

    fn voice_at(&self, block: Option<usize>) -> i16 {
        block.and_then(|i| self.voices.get(i)).map_or(0, |it| it.joint)
    }

    /// The share of running text in a window, in thousandths.
    fn dense(&self, from: usize, to: usize) -> u32 {
        permille(self.prose.over(from, to), self.words.over(from, to))
    }

    fn mean(&self, from: usize, to: usize) -> u32 {
        self.words.over(from, to) * 10 / (to.saturating_sub(from) as u32).max(1)
    }
}

/// Splits lines into runs; a run continues while neighbours belong together.
fn runs(n: usize, together: impl Fn(usize, usize) -> bool) -> Vec<Run> {
    let mut runs = vec![Run::default(); n];
    let mut from = 0;
    for to in 1..=n {
        if to == n || !together(to - 1, to) {
            runs[from..to].fill(Run { from: from as u32, to: to as u32 });
            from = to;
        }
    }
    runs
}

/// Blank lines before each line, minus the number that nearly every line of the page has.
fn blanks(scan: &Scan<'_>) -> Vec<u16> {
    /// Most lines with fewer blank lines than usual, in thousandths.
    const FEW: usize = 100;
    let all: Vec<u16> = scan.page.blocks.iter().map(|it| it.blank_before).collect();
    let mut sorted: Vec<u16> = all.iter().skip(1).copied().collect();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() * FEW / 1000).copied().unwrap_or_default();
    all.into_iter().map(|it| it.saturating_sub(usual)).collect()
}

/// Runs of lines that were one paragraph: scrapers break it at links and other inline markup.
fn groups(scan: &Scan<'_>, text_stats: &[TextStats], blanks: &[u16]) -> Vec<Run> {
    let goes_on = |block: usize| blanks.get(block) == Some(&0) && matches!(text_stats[block].start, 1 | 4);
    let open = |block: usize| matches!(scan.facts[block].end, End::Open | End::Comma);
    runs(scan.len(), |a, b| {
        let near = blanks[b] == 0;
        let link =
            || open(a) && goes_on(b + 1) && scan.facts[b].words <= LINK_WORDS && scan.facts[a].words >= BROKEN_WORDS;
        near && (goes_on(b) || link())
    })
}

/// The terms looked up in the table: the first words, and a short line as a whole.
pub(super) fn terms(words: &[u32]) -> impl Iterator<Item = u32> {
    /// Separates whole lines from words.
    const SALT: u32 = 0x9e37_79b9;
    let whole = (2..=WHOLE_WORDS).contains(&words.len());
    let line = words.iter().fold(SALT, |hash, word| (hash ^ word).wrapping_mul(0x0100_0193).rotate_left(5));
    words.iter().take(LOOK_WORDS).copied().chain(whole.then_some(line))
}

/// Hashes of the first and the last word of a short line.
fn ends_of(words: &[u32], count: u32) -> Option<(u32, u32)> {
    if count > ALIKE_WORDS {
        return None;
    }
    Some((*words.first()?, *words.last()?))
}

/// Counts of lines that begin and end alike.
fn alike(ends: &[Option<(u32, u32)>]) -> Vec<Alike> {
    let mut out = vec![Alike::default(); ends.len()];
    let mut count = |of: fn(&(u32, u32)) -> u32, put: fn(&mut Alike, u16)| {
        let mut keys: Vec<(u32, u32)> =
            ends.iter().enumerate().filter_map(|(at, ends)| ends.as_ref().map(|it| (of(it), at as u32))).collect();
        keys.sort_unstable();
        for run in keys.chunk_by(|a, b| a.0 == b.0) {
            for (_, at) in run {
                put(&mut out[*at as usize], run.len().min(usize::from(u16::MAX)) as u16);
            }
        }
    };
    count(|it| it.0, |it, n| it.first = n);
    count(|it| it.1, |it, n| it.last = n);
    out
}

/// Whether a line has a time of day, and a year.
fn moments(text: &str) -> (bool, bool) {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let clock = (1..bytes.len()).any(|at| matches!(bytes[at], b':') && digit(at - 1) && digit(at + 1) && digit(at + 2));
    let year = bytes.windows(4).enumerate().any(|(at, it)| {
        (it.starts_with(b"19") || it.starts_with(b"20"))
            && it[2..].iter().all(u8::is_ascii_digit)
            && !digit(at + 4)
            && !at.checked_sub(1).is_some_and(digit)
    });
    (clock, year)
}

/// Evidence of the first words, by their hashes.
fn voice(words: &[u32], table: &Table) -> Voice {
    let mut it = Voice::default();
    let mut sum = 0;
    for word in terms(words) {
        let Some(weight) = table.weight(word) else { continue };
        sum += weight;
        it.known += 1;
        it.least = it.least.min(weight.cell());
        it.greatest = it.greatest.max(weight.cell());
    }
    it.joint = joined(sum, it.known.into()).cell();
    it
}

/// Names of the features, in the order of the columns.
pub(super) const NAMES: [&[&str]; 8] =
    [common::TEXT, LENGTH, common::TEXT_STATS, OWN, common::POSITION, common::LAYOUT, AROUND, signs::NAMES];

/// Writes a line's features into a row.
pub(super) fn fill(features: &TextPageFeatures<'_>, block: usize, row: &mut Row<'_>) {
    let position = Position {
        block,
        all: features.scan.len(),
        words: &features.words,
        prose: &features.prose,
        since: features.since[block].into(),
        until: features.until[block].into(),
    };
    common::text(&features.scan.facts[block], row);
    length(features, block, row);
    common::text_stats(&features.text_stats[block], row);
    own(features, block, row);
    common::position(&position, row);
    common::layout(&features.layout, block, &features.words, row);
    around(features, block, row);
    signs::fill(&features.signs, block, row);
}

features! {
    /// Length of its words.
    const LENGTH;
    fn length(features: &TextPageFeatures<'_>, block: usize) {
        {
            let facts = &features.scan.facts[block];
        }
        word_length: facts.letters.saturating_mul(10) / facts.words.max(1),
        sentence_length: facts.words / facts.sentences.max(1),
        {
            let (clock, year) = if facts.digits == 0 || facts.words > MOMENT_WORDS { (false, false) } else { moments(features.scan.text(block)) };
        }
        clock: clock,
        year: year,
    }
}

features! {
    /// The gap above it, and the evidence of its words.
    const OWN;
    fn own(features: &TextPageFeatures<'_>, block: usize) {
        {
            let facts = &features.scan.facts[block];
            let voice = features.voices[block];
        }
        blank: features.blanks[block],
        voice: voice.joint,
        voice_least: voice.least,
        voice_greatest: voice.greatest,
        voice_known: permille(voice.known.into(), facts.words.min(LOOK_WORDS as u32)),
        first_alike: features.alike[block].first,
        last_alike: features.alike[block].last,
    }
}

features! {
    /// Surroundings.
    const AROUND;
    fn around(features: &TextPageFeatures<'_>, block: usize) {
        {
            let n = features.scan.len();
        }
        // The paragraph it was broken out of, and the run of short or long lines.
        {
            let group = features.groups[block];
            let (from, to) = (group.from as usize, group.to as usize);
        }
        group_lines: to - from,
        group_words: features.words.over(from, to),
        group_sentences: features.sentences.over(from, to),
        group_prose: features.prose_blocks.over(block, block + 1),
        group_voice: features.voice.over(from, to),
        {
            let run = features.runs[block];
        }
        run_lines: run.to - run.from,
        run_at: block as u32 - run.from,
        run_left: run.to - block as u32,
        run_words: features.words.over(run.from as usize, run.to as usize),
        {
            let beyond = features.runs.get(run.to as usize).copied().unwrap_or_default();
        }
        beyond_lines: beyond.to - beyond.from,
        beyond_words: features.words.over(beyond.from as usize, beyond.to as usize),
        {
            let ago = run.from.checked_sub(1).map(|at| features.runs[at as usize]).unwrap_or_default();
        }
        ago_lines: ago.to - ago.from,
        ago_words: features.words.over(ago.from as usize, ago.to as usize),
        {
            let section = features.sections[block];
            let (head, tail) = (section.from as usize, section.to as usize);
        }
        section_words: features.words.over(head, tail),
        section_prose: features.dense(head, tail),
        section_lines: tail - head,
        section_into: features.words.over(head, block),
        section_voice: features.voice.over(head, tail),

        // Neighbours.
        {
            let before = block.checked_sub(1);
            let before2 = block.checked_sub(2);
            let after = (block + 1 < n).then_some(block + 1);
            let after2 = (block + 2 < n).then_some(block + 2);
        }
        before_words: features.words_at(before),
        before_end: features.end(before),
        before_start: features.start(before),
        before_voice: features.voice_at(before),
        after_words: features.words_at(after),
        after_end: features.end(after),
        after_start: features.start(after),
        after_voice: features.voice_at(after),
        after_blank: after.map_or(0, |i| features.blanks[i]),
        before2_words: features.words_at(before2),
        before2_end: features.end(before2),
        after2_words: features.words_at(after2),
        after2_end: features.end(after2),
        {
            let (behind, ahead) = (block.saturating_sub(5), (block + 6).min(n));
        }
        behind_prose: features.dense(behind, block),
        behind_mean: features.mean(behind, block),
        near_voice: features.voice.over(block.saturating_sub(2), block + 3),
        behind_voice: features.voice.over(behind, block),
        ahead_prose: features.dense(block + 1, ahead),
        ahead_mean: features.mean(block + 1, ahead),
        ahead_voice: features.voice.over(block + 1, ahead),
        {
            let (far_behind, far_ahead) = (block.saturating_sub(15), (block + 16).min(n));
        }
        far_behind_prose: features.dense(far_behind, block),
        far_ahead_prose: features.dense(block + 1, far_ahead),
        wide_prose: features.dense(far_behind, far_ahead),
        wide_mean: features.mean(far_behind, far_ahead),
        wide_short: permille(features.short.over(far_behind, far_ahead), (far_ahead - far_behind) as u32),
        wide_voice: features.voice.over(far_behind, far_ahead),
        broad_voice: features.voice.over(block.saturating_sub(BROAD), block + BROAD + 1),
        voice_before: features.voice.over(0, block),
        voice_after: features.voice.over(block + 1, n),

        ended_near: features.ended.over(block.saturating_sub(3), block + 4),
        ended_wide: features.ended.over(block.saturating_sub(15), block + 16),
        ended_before: permille(features.ended.over(0, block), block as u32),
        ended_after: permille(features.ended.over(block + 1, n), (n - 1 - block) as u32),

        // Findings here and nearby.
        found: found(features.findings, Some(block)),
        found_before: found(features.findings, before),
        found_after: found(features.findings, after),

        // The page.
        page_lines: n,
        page_words: features.words.all(),
        page_prose: permille(features.prose.all(), features.words.all()),
        page_mean: features.mean(0, n),
        page_short: permille(features.short.all(), n as u32),
        page_voice: features.voice.over(0, n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::text_stats::hash_words;

    #[test]
    fn times_and_years_are_told_from_other_numbers() {
        for (text, found) in [
            ("16:57 GMT", (true, false)),
            ("29 October 2012", (false, true)),
            ("20191 votes, 3:1", (false, false)),
            ("12345", (false, false)),
        ] {
            assert_eq!(moments(text), found, "{text}");
        }
    }

    #[test]
    fn lines_that_begin_or_end_alike_are_counted() {
        let ends = [Some((1, 9)), Some((2, 9)), None, Some((1, 8))];
        let counts: Vec<(u16, u16)> = alike(&ends).iter().map(|it| (it.first, it.last)).collect();
        assert_eq!(counts, [(2, 2), (1, 2), (0, 0), (2, 1)]);
    }

    #[test]
    fn scripts_without_spaces_have_pairs_of_characters_for_words() {
        let of = |text: &str| {
            let mut words = Vec::new();
            hash_words(text, LOOK_WORDS, &mut words);
            words
        };
        assert_eq!(of("渡轮恢复").len(), 3);
        assert_eq!(of("渡轮")[0], of("旧渡轮")[1]);
        assert_eq!(of("iPhone渡轮 15").len(), 3);
        assert_eq!(of("渡").len(), 1);
    }

    #[test]
    fn a_short_line_is_a_term_of_its_own() {
        assert_eq!(terms(&[1, 2]).count(), 3);
        assert_eq!(terms(&[1]).count(), 1);
        assert_ne!(terms(&[1, 2]).last(), terms(&[2, 1]).last());
    }
}
