//! Captions in the element made for them: `<figure><img><figcaption>`.
//!
//! Only of figures that show a picture or a film: where a figure holds a table, code or a quotation, its caption belongs
//! to what the reader reads.

use super::{Findings, Hits, Rule, Strength};
use crate::category::Category;
use crate::features::Scan;
use crate::page::Tag;

pub(super) static RULE: Rule = Rule {
    id: "figure-caption",
    category: Category::Caption,
    strength: Strength::Weak,
    score: 850,
    reason: "the caption of a figure that has no text but this",
    find,
    #[cfg(test)]
    drops: &[
        (
            "<p>It rained for nine days.</p><figure><a href=/a><img src=a.jpg></a><figcaption>The ferry in the harbour of Skagen.</figcaption></figure>\
             <p>The road was closed.</p>",
            &["The ferry in the harbour of Skagen."],
        ),
        (
            "<figure><video src=a.mp4></video><figcaption><p>The storm.</p><p>Photo: Ann Berg</p></figcaption></figure><p>The road was closed.</p>",
            &["The storm."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<figure><pre>let a = 1;</pre><figcaption>A variable of its own.</figcaption></figure>",
        "<figure><blockquote><p>It rained.</p></blockquote><figcaption>The harbour master</figcaption></figure>",
        "<figure><figcaption>Days of rain.</figcaption><table><tr><td>May<td>9</table></figure>",
        "<table><caption>Days of rain.</caption><tr><td>May<td>9</table>",
        "<figure><p>The whole page stands in a figure, and the road was closed.</p><figcaption>The harbour</figcaption></figure>",
    ],
};

fn find(scan: &Scan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    let mut figures = Vec::new();
    for (index, it) in page.containers.iter().enumerate() {
        if it.tag != Tag::Figcaption || it.blocks.0 == it.blocks.1 {
            continue;
        }
        let figure = page.ancestors(index as u32).find(|(_, around)| around.tag == Tag::Figure);
        if let Some((_, figure)) = figure.filter(|(_, figure)| figure.blocks == it.blocks) {
            figures.push(figure.blocks);
        }
    }
    // A figure in a figure's caption is counted twice.
    figures.dedup();
    for (first, end) in figures {
        for block in first as usize..end as usize {
            if findings.whole(block).is_none() {
                hits.block(block);
            }
        }
    }
}
