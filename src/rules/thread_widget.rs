//! Widgets that each post of a thread has: `Reply Quote Report`, votes, `Posts: 14`.
//!
//! They stand at one place in all posts and say the same in most, numbers aside; texts, names and dates differ. Times are no
//! counts: entries of a live report have them.

use super::engine::threads;
use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;

pub(super) static RULE: Rule = Rule {
    id: "thread-widget",
    category: Category::Interface,
    strength: Strength::Firm,
    score: 880,
    reason: "says the same at the same place in most posts of the thread",
    find,
    #[cfg(test)]
    drops: &[(
        "<h1>Ferries</h1><div class=post id=p1><span>2 May, 8:11</span><p>Does anybody know when the ferry sails again?</p><div>Zebra Yak</div><div>61</div></div><div \
         class=post id=p2><span>3 May, 9:40</span><p>It has sailed since Monday, the harbour office says.</p><div>Zebra Yak</div><div>7</div></div><div \
         class=post id=p3><span>9 June, 7:15</span><p>No, it has not, and I have waited here for hours.</p><div>Zebra Yak</div><div>3</div></div>",
        &["Zebra Yak", "61", "Zebra Yak", "7", "Zebra Yak", "3"],
    )],
    #[cfg(test)]
    keeps: &[
        // A live report.
        "<div class=post><b>12:01</b><p>The ferry has left the quay with nine on board.</p></div><div class=post><b>12:07</b><p>It has turned round, as \
         the wind is too strong.</p></div><div class=post><b>12:30</b><p>It is back at the quay, and all are well again.</p></div>",
        // Cards of things.
        "<div class=card><h3>Oak</h3><p>It is a tree with leaves that fall in autumn.</p><div>9 metres</div></div><div class=card><h3>Elm</h3><p>It is a \
         tree with leaves that fall in autumn.</p><div>9 metres</div></div><div class=card><h3>Ash</h3><p>It is a tree with leaves that fall \
         in autumn.</p><div>9 metres</div></div>",
    ],
};

/// Words of the longest widget.
const WORDS: u32 = 5;

/// Words of the longest count with a label.
const COUNT_WORDS: u32 = 3;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let threads = &scan.threads;
    for block in (0..scan.len()).filter(|&block| threads.has(block) && findings.whole(block).is_none()) {
        // `12 Likes`
        let facts = &scan.facts[block];
        let labelled = !scan.kinds[block].weak.is_empty() && !scan.text(block).contains(':');
        if facts.words <= COUNT_WORDS && facts.digits > 0 && labelled {
            hits.block(block);
        }
    }
    for slot in threads.each() {
        let short = |block: &usize| scan.facts[*block].words <= WORDS && !scan.facts[*block].is_prose();
        let timed = |block: &usize| {
            scan.facts[*block].digits > 0 && (scan.text(*block).contains(':') || threads::is_dated(scan, *block))
        };
        if !slot.iter().all(short) || slot.iter().any(timed) {
            continue;
        }
        let mut labels: Vec<&str> = slot.iter().map(|&block| scan.label(block)).collect();
        labels.sort_unstable();
        labels.dedup();
        if labels.len() == 1 || labels.len() * 3 <= slot.len() {
            slot.into_iter().filter(|&block| findings.whole(block).is_none()).for_each(|block| hits.block(block));
        }
    }
}
