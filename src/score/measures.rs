//! Measured facts beside the body of flattened text: the rows of a table of a product, what a recipe takes.
//!
//! Flattened, `Weight410 g` or `400 g` is a short line like any of a menu. A run of short lines that measures things goes on with the
//! text that it stands beside. Prices and minutes, which cards of other things have too, are no such sign.

use crate::rules::Findings;
use crate::scan::Scan;
use crate::text::shape;

/// Fewest lines of a run that measure something, and their least share in it, as a divisor.
const LEAST: usize = 2;
const SHARE: usize = 3;

/// Longest line of a run, in words, and the longest run, in lines: a longer one is a list of things that are for sale.
const WORDS: u32 = 12;
const LINES: usize = 40;

/// Lines less likely than this, in thousandths, are never lifted.
const LEAST_LIKELY: u16 = 100;

/// Symbols of units that are the same in most languages.
const UNITS: &[&str] = &[
    "mg", "g", "gr", "kg", "ml", "cl", "dl", "l", "L", "mm", "cm", "m", "km", "W", "kW", "Wh", "kWh", "V", "A", "Ah",
    "mAh", "Hz", "kHz", "MHz", "GHz", "KB", "MB", "GB", "TB", "dB", "lm", "bar", "oz", "lb", "lbs", "г", "кг", "мл",
    "л", "см", "мм", "м",
];

/// Lifts the lines of measuring runs beside kept paragraphs.
pub(super) fn lift(scan: &Scan<'_>, findings: &Findings, likely: &mut [u16], cut: u16) {
    let free = |block: usize| findings.whole(block).is_none();
    let short = |block: usize| free(block) && scan.facts[block].words <= WORDS && !scan.facts[block].is_paragraph();
    let kept = |likely: &[u16], block: usize| free(block) && scan.facts[block].is_paragraph() && likely[block] >= cut;
    let mut from = 0;
    while from < scan.len() {
        if !short(from) {
            from += 1;
            continue;
        }
        let end = (from..scan.len()).find(|&block| !short(block)).unwrap_or(scan.len());
        let beside = (from > 0 && kept(likely, from - 1)) || (end < scan.len() && kept(likely, end));
        if beside && end - from <= LINES {
            let measured = (from..end).filter(|&block| is_measured(scan, block)).count();
            let priced = (from..end).any(|block| shape::is_price(scan.text(block)));
            if measured >= LEAST && measured * SHARE >= end - from && !priced {
                for likely in &mut likely[from..end] {
                    if (LEAST_LIKELY..cut).contains(likely) {
                        *likely = cut;
                    }
                }
            }
        }
        from = end;
    }
}

/// Whether a line has an amount with its unit: `Weight410 g`, `2,5 dl cream`, `400g`.
fn is_measured(scan: &Scan<'_>, block: usize) -> bool {
    if scan.facts[block].digits == 0 {
        return false;
    }
    let text = scan.text(block);
    let mut ends = text
        .bytes()
        .enumerate()
        .filter(|(at, byte)| byte.is_ascii_digit() && !text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit));
    ends.any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches([' ', '\u{a0}']);
        let unit = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        UNITS.contains(&unit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Unwrap;
    use crate::{read, rules};

    const BODY: &str =
        "The stove boils a litre of water in three minutes, and it packs into its own pot with the lid and the bag.";

    fn lifted(rest: &str, likely: &[u16]) -> Vec<u16> {
        let text = format!("{BODY}\n\n{rest}");
        let page = read::text(&text, Unwrap::Auto);
        let scan = Scan::new(&page);
        let mut likely = likely.to_vec();
        lift(&scan, &rules::find(&scan), &mut likely, 400);
        likely
    }

    #[test]
    fn rows_of_a_table_stay_with_the_text() {
        assert_eq!(
            lifted("Lights with one push\n\nWeight410 g\nOutput2.6 kW", &[900, 300, 200, 90]),
            [900, 400, 400, 90]
        );
        assert_eq!(
            lifted("Lights with one push\n\nWeight410 g\nOutput2.6 kW", &[100, 300, 200, 300]),
            [100, 300, 200, 300]
        );
    }

    #[test]
    fn what_is_for_sale_beside_it_is_left_alone() {
        assert_eq!(lifted("Gas 230 g €5.90\nGas 450 g €8.90", &[900, 300, 300]), [900, 300, 300]);
        assert_eq!(
            lifted("Home\nBoats\nMaps\nPots 12\nBag 2 l", &[900, 300, 300, 300, 300, 300]),
            [900, 300, 300, 300, 300, 300]
        );
    }
}
