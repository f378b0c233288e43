//! What removes, by number: the compact record of a removal names its rule so.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Serialize;
use unhusk::{Category, Removed};

/// Generated from the registry; see `docs/`. Id, category and reason of each rule, by id.
const RULES: &str = include_str!("rules.tsv");

/// What removes and is no rule; of any category.
const OTHERS: &[(&str, &str)] = &[
    ("scorer", "the scorer judged it no part of the body"),
    ("override", "a range of the options"),
    ("selector", "a selector of the options"),
    ("pattern", "a pattern of the options"),
    ("option", "an option of the command"),
];

/// What a removal's number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RuleName {
    /// Id of the rule; `scorer`, `override`, `selector`, `pattern` or `option` where none is.
    pub rule: &'static str,
    /// What it removes.
    pub category: Category,
    /// Why, in words.
    pub reason: &'static str,
}

/// All that a compact removal's first number may stand for, which is the index in this list. It is the same for one version of
/// unhusk.
///
/// ```
/// let names = unhusk_corpus::rule_names();
/// assert!(names.iter().any(|it| it.rule == "share-bar" && it.category == unhusk::Category::Share));
/// ```
pub fn rule_names() -> &'static [RuleName] {
    static NAMES: OnceLock<Vec<RuleName>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let rules = RULES.lines().filter_map(|line| {
            let mut cells = line.splitn(3, '\t');
            let (rule, category, reason) = (cells.next()?, cells.next()?, cells.next()?);
            Some(RuleName { rule, category: category.parse().ok()?, reason })
        });
        let others = OTHERS
            .iter()
            .flat_map(|&(rule, reason)| Category::ALL.iter().map(move |&category| RuleName { rule, category, reason }));
        rules.chain(others).collect()
    })
}

/// The number of what removed it; none for what this list does not know.
pub(crate) fn number(removed: &Removed) -> Option<usize> {
    static NUMBERS: OnceLock<HashMap<(&'static str, Category), usize>> = OnceLock::new();
    let numbers = NUMBERS
        .get_or_init(|| rule_names().iter().enumerate().map(|(number, it)| ((it.rule, it.category), number)).collect());
    numbers.get(&(&*removed.rule, removed.category)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_registry_has_a_number() {
        assert_eq!(rule_names().len(), RULES.lines().count() + OTHERS.len() * Category::ALL.len());
        let page =
            unhusk::clean("Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said.");
        let name = rule_names()[number(&page.removed[0]).unwrap()];
        assert_eq!((name.rule, name.category), ("share-label", Category::Share));
    }
}
