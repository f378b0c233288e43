//! `--stats`: what was removed, rule by rule. Each file has its own, so that a run that goes on need not count again.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use unhusk::{Category, Cleaned};

use super::counts::{Counts, count};
use super::manifest::Manifest;
use super::output::save;
use super::{STATS, beside};

/// Samples of what a rule removed, and how many characters of each.
const SAMPLES: usize = 5;
const SAMPLE: usize = 200;

/// What the pages of a file are, and what was removed of them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Stats {
    languages: BTreeMap<String, u64>,
    rules: BTreeMap<String, Rule>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Rule {
    removals: u64,
    bytes: u64,
    samples: Vec<String>,
}

/// What `stats.json` says.
#[derive(Serialize)]
struct Whole<'a> {
    files: usize,
    /// Files that were done without `--stats`: nothing below knows of them.
    files_without_stats: usize,
    #[serde(flatten)]
    counts: Counts,
    removals: u64,
    removed_bytes: u64,
    languages: &'a BTreeMap<String, u64>,
    /// By rule and category, the largest first.
    rules: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    rule: &'a str,
    category: &'a str,
    #[serde(flatten)]
    about: &'a Rule,
}

impl Stats {
    pub(super) fn take(&mut self, page: &Cleaned) {
        count(&mut self.languages, page.metadata.language.as_deref().unwrap_or("unknown"), 1);
        for removed in &page.removed {
            let rule = self.rule(&removed.rule, removed.category);
            rule.removals += 1;
            rule.bytes += removed.text.len() as u64;
            if rule.samples.len() < SAMPLES {
                let sample: String = removed.text.chars().take(SAMPLE).collect();
                rule.sample(sample);
            }
        }
    }

    fn rule(&mut self, rule: &str, category: Category) -> &mut Rule {
        self.rules.entry(format!("{rule} {category}")).or_default()
    }

    pub(super) fn json(&self) -> Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }

    fn add(&mut self, other: Self) {
        for (language, pages) in &other.languages {
            count(&mut self.languages, language, *pages);
        }
        for (name, from) in other.rules {
            let rule = self.rules.entry(name).or_default();
            rule.removals += from.removals;
            rule.bytes += from.bytes;
            for sample in from.samples {
                rule.sample(sample);
            }
        }
    }
}

impl Rule {
    fn sample(&mut self, sample: String) {
        if self.samples.len() < SAMPLES && !self.samples.contains(&sample) {
            self.samples.push(sample);
        }
    }
}

/// Writes `stats.json`: the stats of all files that are done, in the order of their names.
pub(super) fn merge(dir: &Path, manifest: &Manifest) -> Result<()> {
    let mut all = Stats::default();
    let (mut files, mut without) = (0, 0);
    for output in manifest.outputs() {
        files += 1;
        let path = beside(&output, ".stats.json");
        let Ok(json) = std::fs::read(&path) else {
            without += 1;
            continue;
        };
        let stats = serde_json::from_slice(&json).with_context(|| format!("{} cannot be read", path.display()))?;
        all.add(stats);
    }
    let mut rules: Vec<Named<'_>> = all
        .rules
        .iter()
        .map(|(name, about)| {
            let (rule, category) = name.split_once(' ').unwrap_or((name, ""));
            Named { rule, category, about }
        })
        .collect();
    rules.sort_by_key(|it| std::cmp::Reverse(it.about.bytes));
    let whole = Whole {
        files,
        files_without_stats: without,
        counts: manifest.counts(),
        removals: rules.iter().map(|it| it.about.removals).sum(),
        removed_bytes: rules.iter().map(|it| it.about.bytes).sum(),
        languages: &all.languages,
        rules,
    };
    let mut json = serde_json::to_vec_pretty(&whole)?;
    json.push(b'\n');
    save(&dir.join(STATS), &json)
}
