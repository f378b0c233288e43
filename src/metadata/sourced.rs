//! The metadata found so far, and the limits on it.

use std::collections::BTreeMap;

use crate::cleaned::Metadata;

/// Most authors that are told: papers of a few fields have thousands.
pub(super) const MOST_AUTHORS: usize = 200;

/// Most tags that are told; longer lists are for search engines.
pub(super) const MOST_TAGS: usize = 40;

/// Longest tag, in bytes; longer ones are sentences.
pub(super) const TAG_BYTES: usize = 80;

/// Metadata, and where each field came from.
#[derive(Debug, Default)]
pub(crate) struct SourcedMetadata {
    pub(crate) title: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) sources: BTreeMap<String, String>,
}

impl SourcedMetadata {
    pub(super) fn came_from(&mut self, field: &str, source: &str) {
        self.sources.insert(field.to_owned(), source.to_owned());
    }
}
