//! What `train/dump` sees of the scorer. Not for use: it changes without notice.

use super::again::{self, Again};
use super::model::{INSTEAD, Model};
use super::rows::Rows;
use super::{Ground, html, page_type, survey, text, texture};
use crate::category::Category;
use crate::options::Options;
use crate::page::BlockKind;
use crate::scan::Scan;
use crate::{read, rules};

/// A block as the scorer sees it.
#[derive(Debug)]
pub struct Block {
    /// Its text.
    pub text: String,
    /// Hidden by attribute or style.
    pub hidden: bool,
    /// A rule claims all of it.
    pub claimed: bool,
    /// By its kind or by a rule a byline, date, credit or caption: about the text, and in references in or out by convention.
    pub about: bool,
    /// Hashes that a table may weigh: of class tokens and tags around it, or of its words.
    pub tokens: Vec<u32>,
}

/// A page as the scorer sees it.
#[derive(Debug)]
pub struct Study {
    /// The title that the page's head gives.
    pub title: Option<String>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// One row of features a block.
    pub rows: Vec<i16>,
    /// One row a block for the second look at flattened text; nothing of HTML.
    pub again: Vec<i16>,
    /// How likely each is body, in thousandths.
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
    again::NAMES
}

/// Studies a page with a model file.
///
/// # Errors
/// The page cannot be read, or the file is no model.
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
    let ground = Ground::of(&scan, &findings, &model);
    let likely = ground.look(scan.len(), &model);
    let again = match &ground {
        Ground::Html(_) => Vec::new(),
        Ground::Text(ground) => second_rows(ground, &likely),
    };
    let whole = page_type::row(&scan, &likely, &ground.row(0));
    let blocks = (0..scan.len())
        .map(|block| Block {
            text: scan.text(block).to_owned(),
            hidden: page.blocks[block].hidden,
            claimed: findings.whole(block).is_some(),
            about: page.blocks[block].kind == BlockKind::Caption || findings.category(block).is_some_and(is_about),
            tokens: if is_html { tokens(&scan, block) } else { words(scan.text(block)) },
        })
        .collect();
    let rows = ground.all_rows(scan.len());
    let title = page.head.title.as_deref().map(str::to_owned);
    Ok(Study { title, blocks, rows, again, likely, page: whole.row(0) })
}

fn is_about(category: Category) -> bool {
    matches!(category, Category::Byline | Category::Date | Category::Credit | Category::Caption)
}

fn second_rows(ground: &text::Ground<'_>, likely: &[u16]) -> Vec<i16> {
    let again = Again::of(ground, likely);
    let mut rows = Rows::new(again::NAMES.len());
    let row = |block| {
        again::fill(&again, block, &mut rows.row_mut(0));
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
    texture::hash_words(text, text::LOOK_WORDS, &mut words);
    text::terms(&words).collect()
}

/// Takes these files for the models from now on, in the whole process; the first call counts.
pub fn use_models(html: Vec<u8>, text: Vec<u8>) {
    let _ = INSTEAD.set([html, text]);
}
