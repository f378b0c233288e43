//! Labels that are too common to go alone, beside other junk: `World`, `Comments`, `Yes`, `Print`.
//!
//! Such words are headings and list items of articles too. They go where junk is next to them and no prose follows, or
//! where several of them stand in a row before or after the body.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::page::Role;
use crate::rules::engine::zones::{Zones, clusters, is_clustered};
use crate::text::shape;

/// Labels in a row that are a menu even where nothing around them is known to be junk. Fewer may be a title with a
/// section's name, or the cells of a small table.
const MENU: usize = 4;

/// The same at the very end of a text, behind the last paragraph.
const CLOSING: usize = 2;

pub(super) static RULE: Rule = Rule {
    id: "label-beside-junk",
    category: Category::Navigation,
    strength: Strength::Firm,
    score: 850,
    reason: "a common label next to other junk",
    find,
    #[cfg(test)]
    drops: &[
        (
            "Listen Live\nWorld\nGet short URL\n\nThe ferry sails again from Monday, the harbour office said.",
            &["World"],
        ),
        ("The ferry sails again from Monday, the harbour office said.\n\nPrint\nloader", &["Print"]),
        (
            "News\nSport\nCulture\nWeather\n\nFerry back\n\nThe ferry sails again from Monday, the harbour office said.",
            &["News", "Sport", "Culture", "Weather"],
        ),
        (
            "Ferry back\n\nFacebook\nTwitter\nPrint\n\nThe ferry sails again from Monday, the harbour office said.",
            &["Print"],
        ),
        (
            "El ferri a Skagen vuelve a navegar el lunes, dijo la oficina del puerto.\n\nCompartir\nVer comentarios",
            &["Compartir"],
        ),
        (
            "Portada\nDeportes\n\nVuelve el ferri\n\nEl ferri a Skagen vuelve a navegar el lunes, dijo la oficina del puerto.",
            &["Portada", "Deportes"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Comments\n\nThe ferry sails again from Monday, the harbour office said.",
        "The ferry sails again from Monday, the harbour office said.\n\nAdvertisement\n\nHealth\n\nThe crew is well, the \
         doctor of the harbour said on Sunday.",
        "Ferry back\n\nFacebook\nTwitter\n\nPrint\nThe printers' ferry sails again from Monday, the harbour office said.",
        "Home\n\nThe ferry sails again from Monday, the harbour office said.",
        "Name\nLocation\nPosts\nAnn\nSkagen\n12",
        "<p>The ferry sails again from Monday, the harbour office said.</p><dl><dt>Print<dd>120 pages</dl><p>Advertisement</p>",
    ],
};

/// Whether a block says what a thing costs, which flattened text says of other things too.
fn is_price(scan: &LabelledScan<'_>, block: usize) -> bool {
    scan.page.html && shape::is_price(scan.text(block))
}

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let zones = Zones::of(scan, findings);
    let candidate = |block: usize| {
        !scan.kinds[block].weak.is_empty()
            && findings.whole(block).is_none()
            && !scan.is_data(block)
            // What a thing costs is said of the thing.
            && !is_price(scan, block)
    };
    let mut block = 0;
    while block < scan.len() {
        if !candidate(block) {
            block += 1;
            continue;
        }
        let end = (block..scan.len()).find(|&at| !candidate(at)).unwrap_or(scan.len());
        if is_junk(scan, findings, zones, block, end) {
            for at in block..end {
                hits.block_as(at, category_of(scan, findings, at));
            }
        }
        block = end;
    }
}

/// What a common label is: what is beside it, where it can be that, too; else its own kind. `Save` and `Report` are buttons of
/// many things: of consent or comments they are only beside more of it. In a page's menu `News`, `Live` and `Deals` are its
/// steps, whatever they are elsewhere.
fn category_of(scan: &LabelledScan<'_>, findings: &Findings, at: usize) -> Category {
    let labels = scan.kinds[at].weak;
    let mut near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|next| findings.category(next));
    let beside = near.find(|&category| clusters(category) && labels.any_of(category));
    let own = labels.first().map_or(Category::Other, Label::category);
    let step = matches!(own, Category::Related | Category::Masthead | Category::Comments | Category::Promotion);
    if step && is_in_menu(scan, at) {
        return Category::Navigation;
    }
    beside.unwrap_or(match own {
        Category::Consent | Category::Comments | Category::Paywall | Category::Promotion => Category::Interface,
        _ => own,
    })
}

/// Whether an HTML page says that a block is in a menu.
fn is_in_menu(scan: &LabelledScan<'_>, block: usize) -> bool {
    /// Most boxes between a label and its menu.
    const BOXES: usize = 16;
    let is_menu = |role: Role| matches!(role, Role::Navigation | Role::Menu);
    let mut around = scan.page.ancestors(scan.page.blocks[block].container).take(BOXES);
    scan.page.html && around.any(|(_, it)| is_menu(it.role))
}

/// Whether a run of common labels is junk.
fn is_junk(scan: &LabelledScan<'_>, findings: &Findings, zones: Option<Zones>, from: usize, end: usize) -> bool {
    let before = from.checked_sub(1).is_some_and(|at| is_clustered(findings, at));
    let after = end < scan.len() && is_clustered(findings, end);
    if before && (after || end == scan.len()) {
        return true;
    }
    let Some(zones) = zones.filter(|zones| zones.outside(from)) else { return false };
    if before && ends_share_bar(scan, findings, from, end) {
        return true;
    }
    let prose_follows = end < scan.len() && scan.facts[end].is_paragraph() && findings.whole(end).is_none();
    let run = end - from;
    // A menu's first step opens the page.
    let opens = from == 0 && !prose_follows && !scan.page.html && scan.kinds[0].weak.has(Label::Home);
    // Share and comment buttons close it.
    let closes = end == scan.len() && run >= CLOSING && !scan.page.html && zones.tail(from);
    after || (before && (!prose_follows || run > 1)) || run >= MENU || opens || closes
}

/// Whether a run goes on with the lines of a share bar, as `Print` does under `Facebook`, and a gap parts it from what follows.
fn ends_share_bar(scan: &LabelledScan<'_>, findings: &Findings, from: usize, end: usize) -> bool {
    !scan.page.html
        && from.checked_sub(1).and_then(|at| findings.category(at)) == Some(Category::Share)
        && (from..end).all(|at| scan.is_tight(at) && scan.kinds[at].weak.any_of(Category::Share))
        && end < scan.len()
        && !scan.is_tight(end)
}
