//! The direction in which the body is written.

use crate::cleaned::Direction;
use crate::resolve::Verdicts;
use crate::scan::Scan;
use crate::text::script;

/// Letters of the body that are counted: the first paragraphs tell.
const LETTERS: usize = 2000;

/// The direction that the page declares, else that of most letters of the body; and which of the two it was.
pub(super) fn direction(scan: &Scan<'_>, verdicts: &Verdicts) -> Option<(Direction, &'static str)> {
    if let Some(declared) = scan.page.head.direction {
        return Some((declared, "html"));
    }
    let kept = verdicts.all.iter().filter(|it| it.removal.is_none());
    let letters = kept.flat_map(|it| it.span.of(&scan.page.source).chars()).filter(|c| c.is_alphabetic());
    let (mut all, mut rtl) = (0, 0);
    for c in letters.take(LETTERS) {
        all += 1;
        rtl += usize::from(script::is_right_to_left(c));
    }
    let dir = if rtl * 2 > all { Direction::Rtl } else { Direction::Ltr };
    (all > 0).then_some((dir, "text"))
}
