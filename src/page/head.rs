//! Metadata that the page states about itself, raw.

use super::span::Span;
use crate::cleaned::Direction;

/// Raw statements of the head and the structured data.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    /// `lang` of the root element.
    pub(crate) language: Option<String>,
    /// Which way the page is written, by `dir` of its root or body.
    pub(crate) direction: Option<Direction>,
    pub(crate) base: Option<String>,
    /// `name`, `property`, `http-equiv` or `itemprop` in lower case, and content.
    pub(crate) metas: Vec<(String, String)>,
    /// `rel` in lower case, and address.
    pub(crate) links: Vec<(String, String)>,
    /// Contents of `application/ld+json` scripts.
    pub(crate) json_ld: Vec<String>,
    /// Contents of `__NEXT_DATA__` and similar scripts.
    pub(crate) state: Vec<String>,
    /// Microdata, `rel=author`, `<time>` and the like in the body: name, value and position.
    pub(crate) props: Vec<Prop>,
}

/// A statement of the page's body about itself.
#[derive(Debug, Clone)]
pub(crate) struct Prop {
    /// `itemprop`, RDFa `property`, `time`, `rel-author`, `rel-tag` …, in lower case.
    pub(crate) name: String,
    /// The attribute that holds the value, if one does.
    pub(crate) value: Option<String>,
    /// Its text in the source.
    pub(crate) span: Span,
    pub(crate) container: u32,
}
