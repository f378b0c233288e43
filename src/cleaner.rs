//! The way through: read, find, score, resolve, render.

use crate::category::Category;
use crate::cleaned::Cleaned;
use crate::error::Error;
use crate::options::{Embeds, InputKind, Options, Override, Preset, Unwrap};
use crate::page::Page;
use crate::scan::Scan;
use crate::{metadata, read, render, resolve, rules, score};

/// Cleans a page with the default options: HTML or flattened text, told apart by itself.
///
/// Any content gives an answer, an empty one where there is no body. Inputs over 32 MiB give an empty answer too; use
/// a [`Cleaner`] to raise the limit or to get the error.
///
/// ```
/// let page = unhusk::clean("<h1>Ferries sail again</h1><nav><a href=/>Home</a></nav><p>The ferry to Skagen sails \
///     again from Monday, the harbour office said. Tickets are sold on board.</p>");
/// assert!(page.text.starts_with("The ferry to Skagen"));
/// ```
#[must_use]
pub fn clean(input: &str) -> Cleaned {
    Cleaner::new().clean(input).unwrap_or_default()
}

/// Decodes a page's bytes as [`Cleaner::clean_bytes`] does: byte-order mark, the label given, the document's own declaration,
/// else detection. What [`Removed`](crate::Removed) and [`Piece`](crate::Piece) index when the input was bytes of text.
///
/// ```
/// assert_eq!(unhusk::decode(b"Caf\xe9", Some("windows-1252")), "Café");
/// assert_eq!(unhusk::decode(b"\xef\xbb\xbfno mark", None), "no mark");
/// ```
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> std::borrow::Cow<'a, str> {
    read::decode(bytes, label)
}

/// Cleans pages with chosen options. Cheap to make and to share between threads.
///
/// ```
/// use unhusk::{Category, Cleaner};
/// let cleaner = Cleaner::new().url("https://example.org/news/1").keep(Category::Byline).markdown(true);
/// let page = cleaner.clean("<p>By Ann Berg</p><p>The ferry sails again from Monday, the harbour office said.</p>")?;
/// assert!(page.markdown.is_some());
/// # Ok::<(), unhusk::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Cleaner {
    options: Options,
}

macro_rules! setters {
    ($($(#[$doc:meta])+ $name:ident: $type:ty,)+) => {
        $($(#[$doc])+
        #[must_use]
        pub fn $name(mut self, $name: $type) -> Self {
            self.options.$name = $name;
            self
        })+
    };
}

impl Cleaner {
    /// A cleaner with the default [`Options`].
    ///
    /// ```
    /// assert_eq!(unhusk::Cleaner::new().options(), &unhusk::Options::default());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A cleaner with these options.
    ///
    /// # Errors
    /// `INVALID_OPTIONS` where an override's range is reversed or a selector cannot be parsed.
    ///
    /// ```
    /// let options = unhusk::Options { keep_selectors: vec!["p >".into()], ..Default::default() };
    /// assert_eq!(unhusk::Cleaner::with_options(options).unwrap_err().code(), "INVALID_OPTIONS");
    /// ```
    pub fn with_options(options: Options) -> Result<Self, Error> {
        let cleaner = Self { options };
        cleaner.check()?;
        Ok(cleaner)
    }

    /// The options it has.
    ///
    /// ```
    /// assert!(unhusk::Cleaner::new().html(true).options().html);
    /// ```
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    setters! {
        /// How to read the input; see [`Options::input`].
        ///
        /// ```
        /// use unhusk::{Cleaner, InputKind};
        /// assert_eq!(Cleaner::new().input(InputKind::Text).clean("a <b> c").unwrap().text, "a <b> c");
        /// ```
        input: InputKind,
        /// What becomes of embedded posts; see [`Options::embeds`].
        ///
        /// ```
        /// use unhusk::{Cleaner, Embeds};
        /// let cleaner = Cleaner::new().embeds(Embeds::Keep);
        /// ```
        embeds: Embeds,
        /// Which way the scorer leans; see [`Options::preset`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().preset(unhusk::Preset::Recall);
        /// ```
        preset: Preset,
        /// Whether the title stands first in the text; see [`Options::include_title`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().include_title(true);
        /// ```
        include_title: bool,
        /// Whether captions stay; see [`Options::include_captions`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().include_captions(true);
        /// ```
        include_captions: bool,
        /// Whether reader comments stay; see [`Options::include_comments`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().include_comments(true);
        /// ```
        include_comments: bool,
        /// Whether tables stay; see [`Options::include_tables`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().include_tables(false);
        /// ```
        include_tables: bool,
        /// Whether Markdown and HTML keep link targets; see [`Options::include_links`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().include_links(false);
        /// ```
        include_links: bool,
        /// Whether Markdown and HTML keep images; see [`Options::include_images`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().include_images(false);
        /// ```
        include_images: bool,
        /// Whether hard-wrapped lines are joined; see [`Options::unwrap`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().unwrap(unhusk::Unwrap::Never);
        /// ```
        unwrap: Unwrap,
        /// Whether to make Markdown; see [`Options::markdown`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().markdown(true);
        /// ```
        markdown: bool,
        /// Whether to make HTML; see [`Options::html`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().html(true);
        /// ```
        html: bool,
        /// Whether to make the partition; see [`Options::pieces`].
        ///
        /// ```
        /// let input = "Share\n\nThe ferry sails again.";
        /// let page = unhusk::Cleaner::new().pieces(true).clean(input).unwrap();
        /// let rebuilt: String = page.pieces.unwrap().iter().map(|p| &input[p.start..p.end]).collect();
        /// assert_eq!(rebuilt, input);
        /// ```
        pieces: bool,
        /// Whether to say where metadata came from; see [`Options::metadata_sources`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().metadata_sources(true);
        /// ```
        metadata_sources: bool,
        /// Whether to list removals; see [`Options::explain`].
        ///
        /// ```
        /// assert!(unhusk::Cleaner::new().explain(false).clean("Share this:").unwrap().removed.is_empty());
        /// ```
        explain: bool,
        /// The largest input, in bytes; see [`Options::max_input_bytes`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().max_input_bytes(64 << 20);
        /// ```
        max_input_bytes: usize,
        /// How deep elements may nest; see [`Options::max_depth`].
        ///
        /// ```
        /// let cleaner = unhusk::Cleaner::new().max_depth(128);
        /// ```
        max_depth: usize,
    }

    /// The page's address, for relative links.
    ///
    /// ```
    /// let cleaner = unhusk::Cleaner::new().url("https://example.org/a/b");
    /// ```
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.options.url = Some(url.into());
        self
    }

    /// Never remove this category. May be called again for others.
    ///
    /// ```
    /// let cleaner = unhusk::Cleaner::new().keep(unhusk::Category::Tags).keep(unhusk::Category::Byline);
    /// ```
    #[must_use]
    pub fn keep(mut self, category: Category) -> Self {
        self.options.keep.push(category);
        self
    }

    /// Always remove this category. May be called again for others; `keep` wins over it.
    ///
    /// ```
    /// let cleaner = unhusk::Cleaner::new().drop(unhusk::Category::Caption);
    /// ```
    #[must_use]
    pub fn drop(mut self, category: Category) -> Self {
        self.options.drop.push(category);
        self
    }

    /// Keep or drop a range of the text, whatever the rules say.
    ///
    /// ```
    /// use unhusk::{Action, Cleaner, Override};
    /// let cleaner = Cleaner::new().override_range(Override { start: 0, end: 5, action: Action::Keep });
    /// assert_eq!(cleaner.clean("Share").unwrap().text, "Share");
    /// ```
    #[must_use]
    pub fn override_range(mut self, range: Override) -> Self {
        self.options.overrides.push(range);
        self
    }

    /// Keep what a CSS selector matches (HTML only).
    ///
    /// ```
    /// let cleaner = unhusk::Cleaner::new().keep_selector("#comments");
    /// ```
    #[must_use]
    pub fn keep_selector(mut self, selector: impl Into<String>) -> Self {
        self.options.keep_selectors.push(selector.into());
        self
    }

    /// Drop what a CSS selector matches (HTML only).
    ///
    /// ```
    /// let cleaner = unhusk::Cleaner::new().drop_selector(".sponsored");
    /// ```
    #[must_use]
    pub fn drop_selector(mut self, selector: impl Into<String>) -> Self {
        self.options.drop_selectors.push(selector.into());
        self
    }

    /// Cleans a page: HTML or flattened text, as [`Options::input`] says.
    ///
    /// # Errors
    /// `TOO_LARGE` where the input is over [`Options::max_input_bytes`]; `INVALID_OPTIONS` where a selector or an
    /// override is wrong. Never because of the page.
    ///
    /// ```
    /// let page = unhusk::Cleaner::new().clean("Share this:\n\nThe ferry sails again from Monday.")?;
    /// assert_eq!(page.text, "The ferry sails again from Monday.");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn clean(&self, input: &str) -> Result<Cleaned, Error> {
        let html = match self.options.input {
            InputKind::Html => true,
            InputKind::Text => false,
            InputKind::Auto => read::looks_like_html(input),
        };
        if html { self.clean_html(input) } else { self.clean_text(input) }
    }

    /// Cleans a web page's markup.
    ///
    /// # Errors
    /// As [`clean`](Self::clean).
    ///
    /// ```
    /// let page = unhusk::Cleaner::new().clean_html("<p>The ferry sails again from Monday, they said.</p>")?;
    /// assert_eq!(page.text, "The ferry sails again from Monday, they said.");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn clean_html(&self, html: &str) -> Result<Cleaned, Error> {
        self.run(html, |input| read::html(input, &self.options))
    }

    /// Cleans a page that some scraper has already flattened to text.
    ///
    /// # Errors
    /// As [`clean`](Self::clean).
    ///
    /// ```
    /// let page = unhusk::Cleaner::new().clean_text("Get short URL\n\nThe ferry sails again from Monday.")?;
    /// assert_eq!(page.text, "The ferry sails again from Monday.");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn clean_text(&self, text: &str) -> Result<Cleaned, Error> {
        self.run(text, |input| Ok(read::text(input, self.options.unwrap)))
    }

    /// Cleans bytes: decoded by byte-order mark, the label given, the document's own declaration, else by detection.
    ///
    /// `label` is an encoding's name as an HTTP header gives it (`windows-1251`); an unknown one is ignored. Offsets
    /// of the result index the decoded string without its byte-order mark.
    ///
    /// # Errors
    /// As [`clean`](Self::clean).
    ///
    /// ```
    /// let page = unhusk::Cleaner::new().clean_bytes(b"<meta charset=latin1><p>Das Caf\xe9 hat wieder auf, hie\xdf es.", None)?;
    /// assert_eq!(page.text, "Das Café hat wieder auf, hieß es.");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn clean_bytes(&self, bytes: &[u8], label: Option<&str>) -> Result<Cleaned, Error> {
        if bytes.len() > self.options.max_input_bytes {
            return Err(Error::too_large(bytes.len(), self.options.max_input_bytes));
        }
        self.clean(&read::decode(bytes, label))
    }

    fn run<'a>(&self, input: &'a str, read: impl FnOnce(&'a str) -> Result<Page<'a>, Error>) -> Result<Cleaned, Error> {
        let started = clock::now();
        let limit = self.options.max_input_bytes.min(u32::MAX as usize);
        if input.len() > limit {
            return Err(Error::too_large(input.len(), limit));
        }
        self.check()?;
        let page = read(input)?;
        let scan = Scan::new(&page);
        let findings = rules::find(&scan);
        let scores = score::score(&scan, &findings, self.options.preset);
        let verdicts = resolve::resolve(&scan, &findings, scores, &self.options);
        drop(findings);
        let found = metadata::gather(&scan, &verdicts, &self.options);
        let mut cleaned = render::render(&scan, &verdicts, found, &self.options, input.len());
        cleaned.stats.micros = clock::micros_since(started);
        Ok(cleaned)
    }

    fn check(&self) -> Result<(), Error> {
        if let Some(bad) = self.options.overrides.iter().find(|o| o.start > o.end) {
            return Err(Error::invalid_options(format!(
                "an override's range runs backwards: {}..{}",
                bad.start, bad.end
            )));
        }
        read::check_selectors(&self.options)
    }
}

/// Time, where the platform has it; JavaScript takes its own.
mod clock {
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn now() -> std::time::Instant {
        std::time::Instant::now()
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn micros_since(start: std::time::Instant) -> u64 {
        u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    #[cfg(target_arch = "wasm32")]
    pub(super) fn now() {}

    #[cfg(target_arch = "wasm32")]
    pub(super) fn micros_since((): ()) -> u64 {
        0
    }
}
