//! Lines that are labels, or begin or end as calls to the reader do.

use super::calls;
use super::findings::Hits;
use super::labelled_scan::LabelledScan;
use crate::grammar::phrases::{self, Label, Labels};

/// Sentences in the longest call to the reader: a line that begins like one and goes on longer is prose.
const CALL_SENTENCES: u32 = 3;

/// Reports the lines that are labels of these kinds, or begin or end as their calls do.
pub(crate) fn labelled(scan: &LabelledScan<'_>, hits: &mut Hits<'_>, labels: &[Label]) {
    let wanted = Labels::of(labels);
    for (block, kinds) in scan.kinds.iter().enumerate() {
        let named = kinds.whole.first().is_some_and(|label| labels.contains(&label)) && !calls::is_listed(scan, block);
        let sentences = scan.facts[block].sentences;
        let called = ((kinds.starts.meets(wanted) && sentences <= CALL_SENTENCES)
            || (kinds.ends.meets(wanted) && sentences <= 1))
            && phrases::glued_share(scan.text(block)).is_none()
            && !calls::is_sentence(scan, block, wanted);
        if (named || (kinds.whole.is_empty() && called)) && !scan.is_clause(block) {
            hits.block(block);
        }
    }
}
