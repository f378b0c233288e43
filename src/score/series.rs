//! Numbered series in flattened text: headings of a policy or a manual, steps of a recipe. The numbered lines and the
//! text between them are kept or removed together.
//!
//! Alone, a short heading reads like a label, and the short text below the last one like a footer.

use crate::rules::Findings;
use crate::scan::{End, Scan};

/// Fewest numbers of a series. Two are one if a paragraph stands below each and nearly all is kept that no rule claims.
const LEAST: usize = 3;
const PAIR: usize = 2;

/// Share of the words of such a pair that is kept, in tenths: between two headings of one list of links little is.
const PAIR_SHARE: u64 = 9;

/// Longest heading, in words.
const HEADING_WORDS: u32 = 14;

/// Most lines between two numbers of one series; farther apart they are two lists.
const SECTION: usize = 60;

/// Lines less likely than this, in thousandths, are never lifted.
const LEAST_LIKELY: u16 = 10;

/// Lifts the lines of a series if most of its words are kept.
pub(super) fn lift(scan: &Scan<'_>, findings: &Findings, likely: &mut [u16], cut: u16) {
    for run in runs(scan) {
        let (first, last) = (run[0], run[run.len() - 1]);
        // The last heading has a text of its own below it.
        let sections = run.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
        let headings = sections * 2 >= run.len() - 1;
        let end = if headings && last + 1 < scan.len() { last + 1 } else { last };
        let words = |keep: bool| -> u64 {
            let free = (first..=last).filter(|&block| findings.whole(block).is_none());
            let some = free.filter(|&block| !keep || likely[block] >= cut);
            some.map(|block| u64::from(scan.facts[block].words)).sum()
        };
        let (kept, all) = (words(true), words(false));
        let told = |&block: &usize| {
            scan.facts.get(block + 1).is_some_and(|below| below.is_paragraph() && likely[block + 1] >= cut)
        };
        let holds =
            if run.len() < LEAST { kept * 10 >= all * PAIR_SHARE && run.iter().all(told) } else { kept * 2 >= all };
        if !holds {
            continue;
        }
        let mut lift = |block: usize| {
            if (LEAST_LIKELY..cut).contains(&likely[block]) && findings.whole(block).is_none() {
                likely[block] = cut;
            }
        };
        if headings { (first..=end).for_each(&mut lift) } else { run.into_iter().for_each(&mut lift) }
    }
}

/// The lines of each series: numbered from one on, in order.
fn runs(scan: &Scan<'_>) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for block in 0..scan.len() {
        let Some(number) = number(scan, block) else { continue };
        let near = run.last().is_some_and(|last| block - last <= SECTION);
        if near && number == run.len() + 1 {
            run.push(block);
        } else if number == 1 {
            all.push(std::mem::replace(&mut run, vec![block]));
        }
    }
    all.push(run);
    all.retain(|run| run.len() >= PAIR);
    all
}

/// The number that a short line begins with: `2. Cookies`, `3) Sharing`, `## 4. Your rights`.
fn number(scan: &Scan<'_>, block: usize) -> Option<usize> {
    let facts = &scan.facts[block];
    if facts.digits == 0 || facts.words > HEADING_WORDS || facts.end == End::Comma {
        return None;
    }
    let text = scan.text(block).trim_start_matches(['#', '*', ' ']);
    let (number, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    let rest = rest.strip_prefix(['.', ')'])?.trim_start();
    (rest.starts_with(|c: char| c.is_alphabetic() || c == '*')).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Unwrap;
    use crate::{read, rules};

    const POLICY: &str = "1. Boats\n\nThe office keeps the names of all boats in a book.\n\n2. Biscuits\n\nThey are kept in a jar.\n\n\
        3. Contact\n\nHarbour office, 4 Quay\n\nHome";

    fn lifted(text: &str, likely: &[u16]) -> Vec<u16> {
        let page = read::text(text, Unwrap::Auto);
        let scan = Scan::new(&page);
        let mut likely = likely.to_vec();
        lift(&scan, &rules::find(&scan), &mut likely, 400);
        likely
    }

    #[test]
    fn headings_and_their_texts_stay_together() {
        assert_eq!(lifted(POLICY, &[100, 900, 100, 900, 90, 60, 60]), [400, 900, 400, 900, 400, 400, 60]);
        assert_eq!(lifted(POLICY, &[100, 90, 100, 900, 90, 60, 60]), [100, 90, 100, 900, 90, 60, 60]);
    }

    #[test]
    fn two_sections_of_prose_are_a_series() {
        let paragraph = "The office keeps the names of all boats in a book. ".repeat(6);
        let paragraph = paragraph.trim_end();
        let paper = format!("1. Boats\n\n{paragraph}\n\nUpper 12 41\n\n2. Biscuits\n\n{paragraph}");
        assert_eq!(lifted(&paper, &[900, 900, 100, 90, 900]), [900, 900, 400, 400, 900]);
        assert_eq!(lifted(&paper, &[900, 900, 100, 90, 90]), [900, 900, 100, 90, 90]);
    }

    #[test]
    fn what_is_not_numbered_through_is_no_series() {
        let list = "1. Sheep block the road\n\n2. New roof for the hall\n\n1. Bakery closes\n\n2. What the tide left";
        assert_eq!(lifted(list, &[900, 900, 100, 900]), [900, 900, 100, 900]);
    }
}
