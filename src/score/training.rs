//! The scorer as `train/dump` sees it. Not a public interface: it changes without notice.

use super::model::{INSTEAD, Model};
use super::rows::Rows;
use super::second_pass::{self, SecondPass};
use super::{PageFeatures, html, page_type, survey, text, text_stats};
use crate::category::Category;
use crate::options::Options;
use crate::page::BlockKind;
use crate::scan::Scan;
use crate::{read, rules};

/// A block as the scorer sees it.
#[derive(Debug)]
pub struct StudiedBlock {
    /// Its text.
    pub text: String,
    /// Hidden by attribute or style.
    pub hidden: bool,
    /// A rule claims the whole block.
    pub claimed: bool,
    /// By its kind or by a rule it is a byline, date, credit or caption, which references include or leave out by
    /// convention.
    pub about: bool,
    /// Hashes for the table: of the class tokens and tags around it, or of its words.
    pub tokens: Vec<u32>,
}

/// A page as the scorer sees it.
#[derive(Debug)]
pub struct Study {
    /// The title in the page's head.
    pub title: Option<String>,
    /// Its blocks.
    pub blocks: Vec<StudiedBlock>,
    /// One row of features per block.
    pub rows: Vec<i16>,
    /// One row per block for the second pass over flattened text; empty for HTML.
    pub again: Vec<i16>,
    /// The likelihood that each block is body, in thousandths.
    pub likely: Vec<u16>,
    /// The row of the page as a whole.
    pub page: Vec<i16>,
}

/// Names of the columns of [`Study::rows`] and of [`Study::page`].
#[must_use]
pub fn names(html: bool) -> (Vec<&'static str>, Vec<&'static str>) {
    let rows = if html { html::NAMES.concat() } else { text::NAMES.concat() };
    let page = [&rows[..], page_type::NAMES].concat();
    (rows, page)
}

/// Names of the columns of [`Study::again`].
#[must_use]
pub fn again_names() -> &'static [&'static str] {
    second_pass::NAMES
}

/// Computes the features and likelihoods of a page with a model file.
///
/// # Errors
/// The page cannot be read, or the file is not a model.
pub fn study(input: &str, is_html: bool, model: &[u8]) -> Result<Study, String> {
    let model = Model::read(model).ok_or("no model")?;
    let options = Options::default();
    let page = if is_html {
        read::html(input, &options, &read::Selectors::default())
    } else {
        read::text(input, options.unwrap)
    };
    let scan = Scan::new(&page);
    let findings = rules::find(&scan);
    if scan.len() == 0 {
        return Ok(Study {
            title: None,
            blocks: Vec::new(),
            rows: Vec::new(),
            again: Vec::new(),
            likely: Vec::new(),
            page: Vec::new(),
        });
    }
    let features = PageFeatures::of(&scan, &findings, &model);
    let likely = features.likelihoods(scan.len(), &model);
    let again = match &features {
        PageFeatures::Html(_) => Vec::new(),
        PageFeatures::Text(features) => second_rows(features, &likely),
    };
    let whole = page_type::row(&scan, &likely, &features.row(0));
    let blocks = (0..scan.len())
        .map(|block| StudiedBlock {
            text: scan.text(block).to_owned(),
            hidden: page.blocks[block].hidden,
            claimed: findings.whole(block).is_some(),
            about: page.blocks[block].kind == BlockKind::Caption || findings.category(block).is_some_and(is_about),
            tokens: if is_html { tokens(&scan, block) } else { words(scan.text(block)) },
        })
        .collect();
    let rows = features.all_rows(scan.len());
    let title = page.head.title.as_deref().map(str::to_owned);
    Ok(Study { title, blocks, rows, again, likely, page: whole.row(0) })
}

fn is_about(category: Category) -> bool {
    matches!(category, Category::Byline | Category::Date | Category::Credit | Category::Caption)
}

fn second_rows(features: &text::TextPageFeatures<'_>, likely: &[u16]) -> Vec<i16> {
    let second = SecondPass::of(features, likely);
    let mut rows = Rows::new(second_pass::NAMES.len());
    let row = |block| {
        second_pass::fill(&second, block, &mut rows.row_mut(0));
        rows.row(0)
    };
    (0..likely.len()).flat_map(row).collect()
}

fn tokens(scan: &Scan<'_>, block: usize) -> Vec<u32> {
    let page = scan.page;
    page.ancestors(page.blocks[block].container)
        .flat_map(|(_, it)| page.tokens_of(it).iter().copied().chain([survey::tag_token(it.tag)]))
        .collect()
}

fn words(text: &str) -> Vec<u32> {
    let mut words = Vec::new();
    text_stats::hash_words(text, text::LOOK_WORDS, &mut words);
    text::terms(&words).collect()
}

/// Replaces both models in the whole process; only the first call has an effect. Returns whether both files are models.
#[must_use]
pub fn use_models(html: Vec<u8>, text: Vec<u8>) -> bool {
    let readable = [&html, &text].into_iter().all(|file| Model::read(file).is_some());
    let _ = INSTEAD.set([html, text]);
    readable
}
