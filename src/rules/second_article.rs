//! Other articles behind the page's own: what a page appends as its reader scrolls on, whole and in the same markup.
//!
//! Which article is the page's own its title tells: it is the first one's headline. Those behind it have headlines of their own, of
//! the same level.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::{BlockKind, Container, Role, Tag};
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    id: "second-article",
    category: Category::Related,
    strength: Strength::Firm,
    score: 900,
    reason: "stands in another article, behind the one that the page's title names",
    find,
    #[cfg(test)]
    drops: &[(
        "<title>Ferries sail again</title><article><h1>Ferries sail again</h1><p>The ferry sails again from Monday, the harbour office said.<p>It had been \
         away since the storm in May, as its engine had failed.<p>The crew is well, the doctor of the harbour said.</article><article><h1>Bees by \
         mail</h1><p>Every spring the queens of the bees travel by mail.</p></article>",
        &["Bees by mail", "Every spring the queens of the bees travel by mail."],
    )],
    #[cfg(test)]
    keeps: &[
        "<title>The harbour blog</title><article><h1>Ferries sail again</h1><p>The ferry sails again from Monday, the harbour office said.<p>It had been \
         away since the storm in May, as its engine had failed.<p>The crew is well, the doctor of the harbour said.</article><article><h1>Bees by \
         mail</h1><p>Every spring the queens of the bees travel by mail.</p></article>",
        "<title>Ferries sail again</title><article><h1>Ferries sail again</h1><p>The ferry sails again from Monday, the harbour office said.<p>It had been \
         away since the storm in May, as its engine had failed.<p>The crew is well, the doctor of the harbour said.</article><article><h2>How to \
         board</h2><p>Those who want to board stand at the quay by nine.</p></article>",
        "<title>Ferries sail again</title><article><h1>Ferries sail again</h1><p>The ferry sails again from Monday, the harbour office said.</article><article>\
         <h1>Re: Ferries sail again</h1><p>And I have waited for nine weeks on the island.</p></article>",
    ],
};

/// Paragraphs that the page's own article has at least.
const PARAGRAPHS: usize = 3;

/// Blocks of an article among which its headline is: a section, a date, a portrait may stand above it.
const HEAD: usize = 12;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    let title = (0..scan.len()).find(|&block| {
        findings.category(block) == Some(Category::Title) && matches!(page.blocks[block].kind, BlockKind::Heading(_))
    });
    let Some(title) = title else { return };
    let own = page.ancestors(page.blocks[title].container).find(|(_, it)| is_article(it));
    let Some((_, own)) = own else { return };
    let prose = |&block: &usize| scan.facts[block].is_prose();
    if (own.blocks.0 as usize..own.blocks.1 as usize).filter(prose).count() < PARAGRAPHS {
        return;
    }
    let name = fold::letters(scan.text(title));
    let kind = page.blocks[title].kind;
    let mut done = own.blocks.1;
    for it in page.containers.iter().filter(|it| is_article(it)) {
        if it.blocks.0 < done {
            continue;
        }
        let mut blocks = it.blocks.0 as usize..it.blocks.1 as usize;
        let Some(headline) = blocks.clone().take(HEAD).find(|&block| page.blocks[block].kind == kind) else { continue };
        if blocks.any(|block| prose(&block)) && !fold::letters(scan.text(headline)).contains(&name) {
            done = it.blocks.1;
            (it.blocks.0 as usize..it.blocks.1 as usize)
                .filter(|&block| findings.whole(block).is_none())
                .for_each(|block| hits.block(block));
        }
    }
}

fn is_article(it: &Container) -> bool {
    it.tag == Tag::Article || it.role == Role::Article
}
