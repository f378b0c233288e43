//! Captions in the element made for them: `<figure><img><figcaption>`.
//!
//! Only of figures that show a picture or a film: where a figure holds a table, code or a quotation, its caption belongs
//! to what the reader reads.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::Tag;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "figure-caption",
    category: Category::Caption,
    strength: Strength::Weak,
    score: 850,
    reason: "the caption of a figure with no other text",
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
        "<h1>The storm</h1><figure><img src=a.jpg><figcaption>The ferry lies in the harbour of Skagen, where it waits for the wind to turn.</figcaption></figure>\
         <figure><img src=b.jpg><figcaption>The road along the shore was closed for nine days, and the school with it.</figcaption></figure>\
         <p>All pictures were taken by our readers on Sunday.</p>",
        "<figure><p>The whole page stands in a figure, and the road was closed.</p><figcaption>The harbour</figcaption></figure>",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
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
    if are_the_page(scan, findings, &figures) {
        return;
    }
    for (first, end) in figures {
        for block in first as usize..end as usize {
            if findings.whole(block).is_none() {
                hits.block(block);
            }
        }
    }
}

/// Whether there is more to read in the captions than around them: a gallery, whose captions are its text.
fn are_the_page(scan: &Scan<'_>, findings: &Findings, figures: &[(u32, u32)]) -> bool {
    let words = |block: usize| u64::from(scan.facts[block].words);
    let captions = figures.iter().flat_map(|&(first, end)| first as usize..end as usize);
    let captions: u64 = captions.filter(|&block| scan.facts[block].is_paragraph()).map(words).sum();
    let mut figures = figures.iter().copied().peekable();
    let mut beside = |block: &usize| {
        while figures.next_if(|(_, end)| *end as usize <= *block).is_some() {}
        figures.peek().is_none_or(|(first, _)| *block < *first as usize)
    };
    let prose = |&block: &usize| scan.facts[block].is_paragraph() && findings.whole(block).is_none();
    let prose: u64 = (0..scan.len()).filter(|block| beside(block)).filter(prose).map(words).sum();
    captions > prose
}
