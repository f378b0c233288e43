//! Siblings are kept or removed together: the last item of a list, the shortest post of a thread, one answer of many.
//!
//! The forest judges every block by itself and is less sure of short ones. Blocks of one kind in containers of one
//! appearance are siblings (`html::appearances`); where most of them are body, the others are kept too unless they are
//! clearly junk. Paragraphs are left out: half the page shares their appearance, and their own text is better evidence
//! (.0009 of F1). By cross-validation this gains .0007 of F1, .003 on documentation and .004 on listings. Removing the
//! minority too would gain as much again, but costs text. A heading between two kept blocks is kept as well: the
//! question of an answer (same F1, .001 more of the wanted snippets).

use crate::page::BlockKind;
use crate::scan::Scan;

/// Fewest siblings that can outvote one of them.
const SIBLINGS: u32 = 3;

/// Share of the siblings, in blocks or in words, that must be body, as a fraction.
const MOST: (u64, u64) = (3, 4);

/// Blocks less likely than this are never lifted: a button among paragraphs.
const LEAST: u16 = 50;

/// Totals over the blocks of one appearance.
#[derive(Debug, Clone, Copy, Default)]
struct Siblings {
    blocks: u32,
    kept: u32,
    words: u64,
    kept_words: u64,
}

impl Siblings {
    fn are_body(&self) -> bool {
        let most = |part: u64, all: u64| part * MOST.1 >= all * MOST.0;
        let (kept, blocks) = (u64::from(self.kept), u64::from(self.blocks));
        self.blocks >= SIBLINGS && self.kept > 0 && (most(kept, blocks) || most(self.kept_words, self.words))
    }
}

/// Lifts a block to the cut if most of its siblings are above it. `appearance_of` holds each block's index of
/// appearance.
pub(super) fn lift(scan: &Scan<'_>, appearance_of: &[u32], likely: &mut [u16], cut: u16) {
    let mut all = vec![Siblings::default(); appearance_of.iter().max().map_or(0, |last| *last as usize + 1)];
    for ((appearance, facts), likely) in appearance_of.iter().zip(&scan.facts).zip(&*likely) {
        let (it, kept) = (&mut all[*appearance as usize], *likely >= cut);
        it.blocks += 1;
        it.kept += u32::from(kept);
        it.words += u64::from(facts.words);
        it.kept_words += if kept { u64::from(facts.words) } else { 0 };
    }
    for ((appearance, block), likely) in appearance_of.iter().zip(&scan.page.blocks).zip(likely.iter_mut()) {
        let open = *likely < cut && *likely >= LEAST && block.kind != BlockKind::Paragraph;
        if open && all[*appearance as usize].are_body() {
            *likely = cut;
        }
    }
    for at in 1..likely.len().saturating_sub(1) {
        let open = (LEAST..cut).contains(&likely[at]) && matches!(scan.page.blocks[at].kind, BlockKind::Heading(_));
        if open && likely[at - 1] >= cut && likely[at + 1] >= cut {
            likely[at] = cut;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::read;

    /// The likelihoods of six blocks afterwards: four of one appearance, two of another.
    fn joined(element: &str, mut likely: [u16; 6]) -> [u16; 6] {
        let like = |text: &str| format!("<{element}>{text}</{element}>");
        let html = &format!("{}{}<h2>One</h2><h2>Two</h2>", like("One and two.").repeat(3), like("Two."));
        let page = read::html(html, &Options::default(), &read::Selectors::default());
        lift(&Scan::new(&page), &[0, 0, 0, 0, 1, 1], &mut likely, 300);
        likely
    }

    #[test]
    fn a_heading_between_body_is_body() {
        let html = "<p>One and two.</p><h3>Why three?</h3><p>Because of four.</p><h3>And five?</h3><h3>Read more</h3>";
        let page = read::html(html, &Options::default(), &read::Selectors::default());
        let joined = |mut likely: [u16; 5]| {
            lift(&Scan::new(&page), &[0, 1, 0, 2, 3], &mut likely, 300);
            likely
        };
        assert_eq!(joined([900, 100, 800, 100, 100]), [900, 300, 800, 100, 100]);
        assert_eq!(joined([900, 10, 800, 100, 900]), [900, 10, 800, 300, 900]);
        assert_eq!(joined([100, 100, 800, 100, 100]), [100, 100, 800, 100, 100]);
    }

    #[test]
    fn blocks_follow_most_of_their_siblings() {
        assert_eq!(joined("li", [900, 800, 700, 120, 900, 120]), [900, 800, 700, 300, 900, 120]);
        let stay = |element, likely| assert_eq!(joined(element, likely), likely, "{element}");
        stay("li", [900, 800, 120, 120, 900, 120]);
        stay("li", [900, 800, 700, LEAST - 1, 900, 120]);
        stay("li", [100, 100, 100, 900, 100, 100]);
        stay("p", [900, 800, 700, 120, 900, 120]);
    }
}
