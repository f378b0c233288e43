//! A table of phrases in which all that begin a text are found in one pass over it.

use super::hash::{BITS, BUCKETS, Hash, bucket, head};
use super::label::{Label, LabelSet};
use crate::text::packed::Reader;

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PhraseMeaning {
    /// As a whole line.
    pub(super) whole: LabelSet,
    /// As a whole line beside other junk.
    pub(super) weak: LabelSet,
    /// As a part of a line: its beginning, its end or any, as the index is for.
    pub(super) part: LabelSet,
    /// Whether it is the beginning of lines that have something certain later on.
    tailed: bool,
}

impl PhraseMeaning {
    /// Whether a line can be this phrase and nothing else.
    pub(super) fn is_whole(&self) -> bool {
        !self.whole.is_empty() || !self.weak.is_empty()
    }

    /// Whether it is the heading of a related list.
    pub(super) fn is_related(&self) -> bool {
        self.whole.has(Label::Related) || self.weak.has(Label::Related)
    }
}

/// Most phrases that begin one text, each the beginning of the next; longer ones are not found. The files have six.
pub(super) const CHAIN: usize = 12;

/// Bits of the places in the set of known hashes: eight for each phrase at 32,000 phrases, 32 KB.
const KNOWN_BITS: u32 = 18;

/// The place of a hash in the set of known ones: by its high bits, as slots go by the low ones.
fn bit(hash: u32) -> usize {
    (hash >> (BITS - KNOWN_BITS)) as usize
}

/// Phrases by their hashes.
#[derive(Debug, Default)]
pub(super) struct PhraseIndex {
    /// Open addressing: a hash's low bits lead to its slot. 0 is free.
    hashes: Vec<u32>,
    /// A set of bits by the hashes' [`bit`]: what is not in it is in no slot. It stays in the processor's first caches.
    known: Vec<u64>,
    /// For each slot, which of the entries its phrase has: phrases are many, what they stand for is not.
    kinds: Vec<u16>,
    /// All that phrases stand for, the first for nothing.
    entries: Vec<PhraseMeaning>,
    /// Bytes of the longest phrase, and of the shortest.
    longest: usize,
    shortest: usize,
    /// Bytes of a head.
    head: usize,
    /// A set of bits: a text whose head is not in it begins with no phrase that is as long as a head.
    heads: &'static [u8],
    /// Bytes of the longest phrase, by the head's [`bucket`].
    longest_of: &'static [u8],
    /// What lines with some beginnings must have later on, by the beginnings' hashes, sorted.
    tails: Vec<(u32, LabelSet, &'static str)>,
}

/// Phrases that begin a text, the longest first: their lengths and what they stand for.
pub(super) struct Matches<'i> {
    index: &'i PhraseIndex,
    slots: [(u32, u32); CHAIN],
    left: usize,
}

impl<'i> Iterator for Matches<'i> {
    type Item = (usize, &'i PhraseMeaning);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let (length, slot) = *self.slots.get(self.left)?;
        Some((length as usize, self.index.entry(slot as usize)?))
    }
}

impl PhraseIndex {
    /// Reads what `pack` wrote; nothing where the bytes are something else.
    pub(super) fn read(from: &mut Reader<'static>) -> Option<Self> {
        let longest = from.number()? as usize;
        let shortest = from.number()? as usize;
        let heads = from.bytes()?;
        let longest_of = from.bytes().filter(|longest_of| longest_of.len() == BUCKETS)?;
        let mut all = Vec::new();
        for _ in 0..from.number()? {
            let (labels, weak) = read_section(from)?;
            let entry = match (from.number()? == 1, weak) {
                (false, _) => PhraseMeaning { part: labels, ..PhraseMeaning::default() },
                (true, false) => PhraseMeaning { whole: labels, ..PhraseMeaning::default() },
                (true, true) => PhraseMeaning { weak: labels, ..PhraseMeaning::default() },
            };
            read_hashes(from, |hash| all.push((hash, entry)))?;
        }
        let mut tails = Vec::new();
        for _ in 0..from.number()? {
            let hash = from.number()?;
            let (labels, _) = read_section(from)?;
            tails.push((hash, labels, std::str::from_utf8(from.bytes()?).ok()?));
            all.push((hash, PhraseMeaning { tailed: true, ..PhraseMeaning::default() }));
        }
        let slots = (all.len() * 2).next_power_of_two().max(2);
        let mut index = Self {
            hashes: vec![0; slots],
            known: vec![0; (1 << KNOWN_BITS) / 64],
            kinds: vec![0; slots],
            entries: vec![PhraseMeaning::default()],
            longest,
            shortest,
            head: head(shortest),
            heads,
            longest_of,
            tails,
        };
        for (hash, entry) in all {
            index.add(hash, entry);
        }
        Some(index)
    }

    /// Pre-filter: whether a phrase may begin the text.
    pub(super) fn may_begin(&self, text: &[u8]) -> bool {
        let length = text.len();
        if length < self.head || self.shortest < self.head {
            return length >= self.shortest;
        }
        self.head_of(text).is_some()
    }

    /// All phrases that begin the text, the longest first: their lengths and what they stand for.
    pub(super) fn prefixes(&self, text: &str) -> Matches<'_> {
        self.prefixes_where(text, |_| true)
    }

    /// Those of [`prefixes`](Self::prefixes) that end where a word of ASCII does not go on.
    pub(super) fn words(&self, text: &str) -> Matches<'_> {
        let bytes = text.as_bytes();
        let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        self.prefixes_where(text, move |end| !(letter(end) && letter(end - 1)))
    }

    /// The phrases that begin the text and end at such a place.
    fn prefixes_where(&self, text: &str, ends: impl Fn(usize) -> bool) -> Matches<'_> {
        let mut found = Matches { index: self, slots: [(0, 0); CHAIN], left: 0 };
        let mut hash = Hash::new();
        // Without a head there are only the phrases that are shorter.
        let longest = self.head_of(text.as_bytes()).map_or(self.head.saturating_sub(1), |head| {
            self.longest_of.get(bucket(head)).map_or(self.longest, |longest| usize::from(*longest))
        });
        let bytes = &text.as_bytes()[..text.len().min(longest)];
        for (at, byte) in bytes.iter().enumerate() {
            hash.push(*byte);
            let length = at + 1;
            if !ends(length) || length < self.shortest || !text.is_char_boundary(length) {
                continue;
            }
            let hash = hash.value();
            if !self.may_be(hash) {
                continue;
            }
            let slot = self.slot(hash);
            if self.hashes[slot] != 0 && found.left < CHAIN {
                found.slots[found.left] = (length as u32, slot as u32);
                found.left += 1;
            }
        }
        found
    }

    /// What the whole text stands for, if it is a phrase.
    pub(super) fn get(&self, text: &str) -> Option<&PhraseMeaning> {
        let slot = self.slot(Hash::of(text));
        if *self.hashes.get(slot)? == 0 { None } else { self.entry(slot) }
    }

    /// What the phrase in a slot stands for.
    fn entry(&self, slot: usize) -> Option<&PhraseMeaning> {
        self.entries.get(usize::from(*self.kinds.get(slot)?))
    }

    /// Pre-filter without false negatives: whether a hash may be a phrase's.
    fn may_be(&self, hash: u32) -> bool {
        let bit = bit(hash);
        self.known.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Adds what a phrase stands for to what it stands for already.
    fn add(&mut self, hash: u32, entry: PhraseMeaning) {
        let slot = self.slot(hash);
        self.hashes[slot] = hash;
        self.known[bit(hash) / 64] |= 1 << (bit(hash) % 64);
        let mut all = self.entry(slot).copied().unwrap_or_default();
        all.whole.add(entry.whole);
        all.weak.add(entry.weak);
        all.part.add(entry.part);
        all.tailed |= entry.tailed;
        let kind = self.entries.iter().rposition(|known| *known == all).unwrap_or_else(|| {
            self.entries.push(all);
            self.entries.len() - 1
        });
        self.kinds[slot] = kind as u16;
    }

    /// What a line with this beginning is for what it has later on.
    pub(super) fn with_tail(&self, entry: &PhraseMeaning, start: &str, rest: &str) -> LabelSet {
        let mut labels = LabelSet::default();
        if entry.tailed {
            let hash = Hash::of(start);
            let from = self.tails.partition_point(|it| it.0 < hash);
            let of_start = self.tails[from..].iter().take_while(|it| it.0 == hash);
            of_start.filter(|it| rest.contains(it.2)).for_each(|it| labels.add(it.1));
        }
        labels
    }

    /// The slot where a hash stands, or would.
    fn slot(&self, hash: u32) -> usize {
        // Never full: there are twice as many slots as phrases.
        let mask = self.hashes.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while self.hashes.get(at).is_some_and(|other| *other != 0 && *other != hash) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Pre-filter: the hash of the text's head, where a phrase may have it.
    fn head_of(&self, text: &[u8]) -> Option<u32> {
        if self.heads.is_empty() {
            return None;
        }
        Hash::of_head(text, self.head).filter(|hash| {
            let bit = *hash as usize & (self.heads.len() * 8).wrapping_sub(1);
            self.heads.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
        })
    }
}

/// The labels of a section, and whether they are weak.
fn read_section(from: &mut Reader<'_>) -> Option<(LabelSet, bool)> {
    let name = std::str::from_utf8(from.bytes()?).ok()?;
    let label = Label::of(name.trim_end_matches('?'))?;
    Some((LabelSet::only(label), name.ends_with('?')))
}

/// Sorted hashes, written as Rice codes of the differences between them.
fn read_hashes(from: &mut Reader<'_>, mut each: impl FnMut(u32)) -> Option<()> {
    let count = from.number()?;
    let low = from.byte()?;
    let mut bits = BitReader { bytes: from.bytes()?, at: 0 };
    let mut last = 0_u32;
    for _ in 0..count {
        let high = bits.ones()?.checked_shl(low.into())?;
        last = last.checked_add(high | bits.number(low.into())?)?;
        each(last);
    }
    Some(())
}

/// Bits of a text of bytes, the lowest of each first.
struct BitReader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl BitReader<'_> {
    /// Bits that [`ahead`](Self::ahead) sees at least.
    const AHEAD: u32 = 56;

    /// The bits from here on, zeros behind the end.
    fn ahead(&self) -> Option<u64> {
        let rest = self.bytes.get(self.at / 8..).filter(|rest| !rest.is_empty())?;
        let mut word = [0; 8];
        let count = rest.len().min(8);
        word[..count].copy_from_slice(&rest[..count]);
        Some(u64::from_le_bytes(word) >> (self.at % 8))
    }

    /// How many ones follow, up to the zero behind them.
    fn ones(&mut self) -> Option<u32> {
        let mut ones = 0;
        loop {
            let run = self.ahead()?.trailing_ones().min(Self::AHEAD);
            self.at += run as usize;
            ones += run;
            if run < Self::AHEAD {
                self.at += 1;
                return Some(ones);
            }
        }
    }

    /// A number of so many bits.
    fn number(&mut self, bits: u32) -> Option<u32> {
        if bits == 0 {
            return Some(0);
        }
        let number = self.ahead()? & (u64::MAX >> (64 - bits.min(32)));
        self.at += bits as usize;
        Some(number as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::super::pack;
    use super::*;
    use crate::grammar::language_file;

    fn packed(sections: &str) -> Vec<u8> {
        let file = format!("# Source: a test.\n{sections}");
        pack::pack(&language_file::read(&file).expect("a right file"))
    }

    fn index(file: &str) -> PhraseIndex {
        let blob = Box::leak(packed(file).into_boxed_slice());
        PhraseIndex::read(&mut Reader::new(blob)).expect("an index")
    }

    #[test]
    fn all_prefixes_are_found_longest_first() {
        let index = index("[share]\nshare | share on | share on facebook | shares | tweet | s | делиться");
        let found = |text: &str| index.prefixes(text).map(|(length, _)| text[..length].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("share on twitter"), ["share on", "share", "s"]);
        assert_eq!(found("shares fell"), ["shares", "share", "s"]);
        assert_eq!(found("tweets"), ["tweet"]);
        assert_eq!(found("делиться чем"), ["делиться"]);
        assert_eq!(found("zebra"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn sections_and_places_are_kept_apart() {
        let index = index("[share]\nprint | print *\n[navigation?]\nprint");
        let entry = index.get("print").expect("a phrase");
        assert!(entry.whole.has(Label::Share) && !entry.whole.has(Label::Navigation));
        assert!(entry.weak.has(Label::Navigation) && !entry.weak.has(Label::Share));
        assert!(entry.part.has(Label::Share));
        assert!(index.get("prints").is_none());
    }

    #[test]
    fn half_an_index_is_none() {
        let blob = packed("[share]\nshare | share on");
        for end in 0..8 {
            let half = Box::leak(blob[..end].to_vec().into_boxed_slice());
            assert!(PhraseIndex::read(&mut Reader::new(half)).is_none(), "{end}");
        }
    }
}
