//! Matching of the caller's CSS selectors: one walk over the tree, from the root down.
//!
//! For each open element the matcher knows which prefixes of each chain end at it, at an ancestor, and at earlier
//! siblings, so it visits each element once, however long the chains. `:has()` is resolved by an earlier walk.

mod parser;

pub(super) use parser::{Chain, parse};

use std::collections::HashMap;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};

use super::attrs::attr;
use super::tree::{Document, Element, Node};
use parser::{Combinator, Compound, Simple, Test};

/// Match state of one chain: a bit for each of its parts says where the prefix ending with that part matched.
#[derive(Debug, Clone, Copy, Default)]
struct MatchState {
    /// At the element.
    here: u64,
    /// At the element or an ancestor.
    above: u64,
    /// At its last child so far.
    last_child: u64,
    /// At any of its children so far.
    any_child: u64,
}

/// An open element, or the document.
#[derive(Default)]
struct Ancestor {
    found: Vec<MatchState>,
    children: i32,
    by_name: HashMap<Box<str>, i32>,
}

/// All elements that one of the chains matches.
pub(super) fn select(document: &Document, chains: &[Chain]) -> Vec<NodeId> {
    let had: Vec<_> = chains.iter().map(|chain| owners(document, &chain.sought)).collect();
    let mut matched = Vec::new();
    let mut open = vec![Ancestor { found: vec![MatchState::default(); chains.len()], ..Ancestor::default() }];
    each_element(document, &mut open, |at, parent| {
        let mut found = Vec::with_capacity(chains.len());
        let mut is_matched = false;
        for ((chain, had), up) in chains.iter().zip(&had).zip(parent) {
            at.has = had.get(&at.node.id()).copied().unwrap_or_default();
            let it = step(&chain.parts, at, up);
            is_matched |= it.here >> (chain.parts.len() - 1) & 1 == 1;
            found.push(it);
        }
        if is_matched {
            matched.push(at.node.id());
        }
        found
    });
    matched
}

/// For each element, a bit for each `:has()` argument that it satisfies. Marking stops at an element already marked, so
/// all marking together takes one step per element.
fn owners(document: &Document, sought: &[(Combinator, Compound)]) -> HashMap<NodeId, u64> {
    let mut had: HashMap<NodeId, u64> = HashMap::new();
    if sought.is_empty() {
        return had;
    }
    each_element(document, &mut vec![Ancestor::default()], |at, _| {
        for (index, (combinator, compound)) in sought.iter().enumerate() {
            if !at.is(compound) {
                continue;
            }
            let bit = 1 << index;
            let mut owner = Some(at.node);
            loop {
                owner = owner.and_then(|it| match combinator {
                    Combinator::Descendant | Combinator::Child => it.parent(),
                    Combinator::Next | Combinator::Later => it.prev_siblings().find(|it| it.value().is_element()),
                });
                let Some(it) = owner else { break };
                let bits = had.entry(it.id()).or_default();
                let is_known = *bits & bit != 0;
                *bits |= bit;
                if is_known || matches!(combinator, Combinator::Child | Combinator::Next) {
                    break;
                }
            }
        }
        Vec::new()
    });
    had
}

/// Visits each element in document order; the callback gets the parent's match states and returns the element's own.
fn each_element<'t>(
    document: &'t Document,
    open: &mut Vec<Ancestor>,
    mut visit: impl FnMut(&mut ElementPosition<'t>, &mut [MatchState]) -> Vec<MatchState>,
) {
    for edge in document.root().traverse() {
        match edge {
            Edge::Open(node) => {
                let (Some(element), Some(parent)) = (node.value().as_element(), open.last_mut()) else { continue };
                let mut at = ElementPosition::of(node, element, parent);
                let found = visit(&mut at, &mut parent.found);
                open.push(Ancestor { found, ..Ancestor::default() });
            }
            Edge::Close(node) if node.value().is_element() => {
                open.pop();
            }
            Edge::Close(_) => {}
        }
    }
}

/// The match state of an element below `parent`, whose state of its children is updated.
fn step(parts: &[(Combinator, Compound)], at: &ElementPosition<'_>, parent: &mut MatchState) -> MatchState {
    let mut here = 0;
    for (part, (combinator, compound)) in parts.iter().enumerate() {
        let before = match combinator {
            Combinator::Descendant => parent.above,
            Combinator::Child => parent.here,
            Combinator::Next => parent.last_child,
            Combinator::Later => parent.any_child,
        };
        let open = part == 0 || before >> (part - 1) & 1 == 1;
        here |= u64::from(open && at.is(compound)) << part;
    }
    parent.last_child = here;
    parent.any_child |= here;
    MatchState { here, above: parent.above | here, ..MatchState::default() }
}

/// An element and its position among its siblings.
struct ElementPosition<'t> {
    node: NodeRef<'t, Node>,
    element: &'t Element,
    nth_child: i32,
    nth_of_type: i32,
    /// Bits of the chain's `:has()` arguments that it satisfies.
    has: u64,
}

impl<'t> ElementPosition<'t> {
    fn of(node: NodeRef<'t, Node>, element: &'t Element, parent: &mut Ancestor) -> Self {
        parent.children = parent.children.saturating_add(1);
        let same = parent.by_name.entry(element.name().into()).or_default();
        *same = same.saturating_add(1);
        Self { node, element, nth_child: parent.children, nth_of_type: *same, has: 0 }
    }

    fn is(&self, compound: &Compound) -> bool {
        compound.iter().all(|simple| self.is_one(simple))
    }

    /// Names are case-sensitive in SVG only.
    fn is_named(&self, wanted: &str) -> bool {
        let name = self.element.name();
        name == wanted || name.eq_ignore_ascii_case(wanted) && !name.contains(|c: char| c.is_ascii_uppercase())
    }

    fn is_one(&self, simple: &Simple) -> bool {
        match simple {
            Simple::Any => true,
            Simple::Name(name) => self.is_named(name),
            Simple::Class(class) => {
                attr(self.element, "class").is_some_and(|list| list.split_ascii_whitespace().any(|it| it == class))
            }
            Simple::Attribute { name, value, any_case } => attr(self.element, name).is_some_and(|it| match value {
                None => true,
                Some((test, value)) if *any_case => holds(*test, &it.to_ascii_lowercase(), &value.to_ascii_lowercase()),
                Some((test, value)) => holds(*test, it, value),
            }),
            Simple::Root => self.node.parent().is_some_and(|it| matches!(it.value(), Node::Document(_))),
            Simple::Empty => !self.node.children().any(|it| it.value().is_element() || it.value().is_text()),
            Simple::LastChild => !self.node.next_siblings().any(|it| it.value().is_element()),
            Simple::NthChild(a, b) => is_nth(self.nth_child, *a, *b),
            Simple::NthOfType(a, b) => is_nth(self.nth_of_type, *a, *b),
            Simple::Is(any) => any.iter().any(|compound| self.is(compound)),
            Simple::Not(any) => !any.iter().any(|compound| self.is(compound)),
            Simple::Has(any) => self.has & any != 0,
        }
    }
}

fn holds(test: Test, value: &str, wanted: &str) -> bool {
    match test {
        Test::Equals => value == wanted,
        Test::Word => !wanted.is_empty() && value.split_ascii_whitespace().any(|word| word == wanted),
        Test::Language => value.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
        Test::Begins => !wanted.is_empty() && value.starts_with(wanted),
        Test::Ends => !wanted.is_empty() && value.ends_with(wanted),
        Test::Contains => !wanted.is_empty() && value.contains(wanted),
    }
}

/// Whether a·n + b equals this position for some n ≥ 0.
fn is_nth(place: i32, a: i32, b: i32) -> bool {
    let (place, a, b) = (i64::from(place), i64::from(a), i64::from(b));
    if a == 0 { place == b } else { (place - b) % a == 0 && (place - b) / a >= 0 }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=en-GB><head><title>t</title></head><body class='A b'><div id=x \
        class='ad md:flex'><p>1<p class=ad data-a='One two'>2<b>3</b><i></i></div><p>4</p><!-- c --><ul><li>5<li \
        class=ad>6<li>7<li>8<li>9</ul><section><div><div><p><a href=/x/y.PDF hreflang=de>10</a> <a>11</a></div></div>\
        <svg><linearGradient id=g></linearGradient></svg></section>";

    fn document(page: &str) -> Document {
        parse::parse(page, 512).0
    }

    /// The places of elements among all elements.
    fn places(found: &[NodeId], all: impl Iterator<Item = NodeId>) -> Vec<Option<usize>> {
        let all: Vec<NodeId> = all.collect();
        found.iter().map(|id| all.iter().position(|it| it == id)).collect()
    }

    #[test]
    fn the_same_elements_are_found_as_by_scraper() {
        let page = scraper::Html::parse_document(PAGE);
        let own = document(PAGE);
        let mut some = 0;
        for selector in [
            "*",
            "p",
            "P",
            "div",
            "#x",
            ".ad",
            ".AD",
            "p.ad",
            "div.ad#x",
            ".md\\:flex",
            "#\\78",
            "#\\78 .ad",
            "body.A",
            "[class]",
            "[class=ad]",
            "[class~=ad]",
            "[class~='md:flex']",
            "[lang|=en]",
            "[lang|='en-GB']",
            "[href^='/x']",
            "[href$='.PDF']",
            "[href$='.pdf' i]",
            "[href$=\".pdf\"]",
            "[href*=y]",
            "[data-a*='e t']",
            "[data-a~=two s]",
            "[ data-a = 'One two' ]",
            "[DATA-A]",
            "div p",
            "div > p",
            "div>p",
            "body > p",
            "p + p",
            "p + b",
            "b+i",
            "p ~ p",
            "p ~ ul",
            "li ~ li",
            "div div p a",
            "body div > div a + a",
            "section > div > div > p > a",
            "p, li",
            "p , #x,.ad",
            "html",
            ":root",
            ":root > body",
            ":empty",
            "li:first-child",
            "li:last-child",
            "a:only-child",
            "b:only-child",
            "li:nth-child(2)",
            "li:nth-child(odd)",
            "li:nth-child(even)",
            "li:nth-child(2n+1)",
            "li:nth-child( -n + 3 )",
            "li:nth-child(3n-1)",
            "li:nth-child(n)",
            "li:nth-child(-2n+4)",
            "p:nth-of-type(2)",
            "p:first-of-type",
            "*:nth-of-type(2n)",
            "li:not(.ad)",
            "p:not(.ad, #x)",
            ":is(p, li).ad",
            ":where(p,b)",
            "p:not(:not(.ad))",
            "div :is(a:not([href]))",
            "lineargradient",
            "linearGradient",
            "svg > *",
            "li.ad ~ li:not(:last-child)",
            "div:nth-child(1)",
            "a[href]:not([hreflang|=en])",
            "div:has(a)",
            "div:has(> p)",
            "p:has(+ p)",
            "li:has(~ li.ad)",
            "li:has(+li.ad, ~ .none)",
            ":has(> a):has(a[href])",
            "section :has(a) a",
            "div:not(:has(a))",
            "ul:is(:has(.ad), ol)",
            "p:has(b:first-child) b",
        ] {
            let chains = parser::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
            let found = select(&own, &chains);
            // What scraper's own selectors find.
            let selector = scraper::Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
            let expected: Vec<_> = page.select(&selector).map(|element| element.id()).collect();
            let all = page.tree.root().descendants().filter(|it| it.value().is_element()).map(|it| it.id());
            let all_own = own.root().descendants().filter(|it| it.value().is_element()).map(|it| it.id());
            assert_eq!(places(&found, all_own), places(&expected, all), "{selector:?}");
            some += usize::from(!found.is_empty());
        }
        assert!(some > 70, "{some}");
    }

    #[test]
    fn long_chains_on_deep_pages_take_no_longer_than_their_product() {
        let page = document(&"<div><b></b>".repeat(500));
        let chains = parser::parse(&format!("{} i", "div ".repeat(60))).expect("a selector");
        assert_eq!(select(&page, &chains), []);
        let chains = parser::parse("div:has(b)").expect("a selector");
        assert_eq!(select(&page, &chains).len(), 500);
    }
}
