//! The way through: read, find, score, resolve, render.

use crate::category::Category;
use crate::cleaned::Cleaned;
use crate::error::Error;
use crate::options::{Embeds, InputKind, Options, Override, Preset, Unwrap};
use crate::page::Page;
use crate::read::Selectors;
use crate::resolve::{Matcher, Patterns};
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

/// The encoding that [`decode`] takes a page's bytes to be in, by its name in the Encoding Standard, and what told it. Feature
/// `encodings`; not in WebAssembly.
///
/// ```
/// use unhusk::{EncodingSource, encoding_of};
///
/// assert_eq!(encoding_of(b"<meta charset=koi8-r>\xc1", None), ("KOI8-R", EncodingSource::Declaration));
/// assert_eq!(encoding_of(b"Caf\xe9", Some("latin1")), ("windows-1252", EncodingSource::Label));
/// ```
#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
#[must_use]
pub fn encoding_of(bytes: &[u8], label: Option<&str>) -> (&'static str, read::EncodingSource) {
    let (encoding, source) = read::encoding(bytes, label);
    (encoding.name(), source)
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
    selectors: Selectors,
    patterns: Patterns,
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
    /// `INVALID_OPTIONS` where an override's range is reversed, or a selector or pattern cannot be parsed.
    ///
    /// ```
    /// let options = serde_json::from_str(r#"{"keep_selectors": ["p >"]}"#).unwrap();
    /// let error = unhusk::Cleaner::with_options(options).unwrap_err();
    /// assert_eq!(error.to_string(), "`p >` is not a CSS selector: an element is missing");
    /// ```
    pub fn with_options(options: Options) -> Result<Self, Error> {
        let patterns = Patterns::of(&options)?;
        Ok(Self { patterns, ..Self::with_patterns_unread(options)? })
    }

    /// A cleaner that leaves the options' patterns to [`clean_matching`](Self::clean_matching).
    pub(crate) fn with_patterns_unread(options: Options) -> Result<Self, Error> {
        options.overrides.iter().try_for_each(check_range)?;
        Ok(Self { selectors: Selectors::of(&options)?, patterns: Patterns::default(), options })
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
        /// How to read the input; see [`Options::input`]. Default: told from its first tags.
        ///
        /// ```
        /// use unhusk::{Cleaner, InputKind};
        ///
        /// assert_eq!(Cleaner::new().input(InputKind::Text).clean("<p>a</p>")?.text, "<p>a</p>");
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        input: InputKind,
        /// What becomes of embedded posts; see [`Options::embeds`]. Default: they are removed.
        ///
        /// ```
        /// use unhusk::{Cleaner, Embeds};
        ///
        /// let page = "<p>The ferry sails again from Monday, they said.</p><blockquote class=twitter-tweet><p>No ferry today!</p>\
        ///     &mdash; Ann (@ann) <a href=https://twitter.com/ann/status/1>May 1, 2020</a></blockquote>";
        /// assert!(!Cleaner::new().clean(page)?.text.contains("No ferry"));
        /// assert!(Cleaner::new().embeds(Embeds::Keep).clean(page)?.text.contains("No ferry"));
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        embeds: Embeds,
        /// Which way the scorer leans where it is unsure; see [`Options::preset`]. Default: balanced.
        ///
        /// ```
        /// use unhusk::{Cleaner, Preset};
        ///
        /// let page = std::fs::read_to_string("tests/fixtures/seeds/000.txt")?;
        /// let words = |preset| Cleaner::new().preset(preset).clean(&page).map(|it| it.stats.words_out);
        /// assert!(words(Preset::Precision)? <= words(Preset::Balanced)?);
        /// assert!(words(Preset::Balanced)? <= words(Preset::Recall)?);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        preset: Preset,
        /// Whether the title stands first in the text; see [`Options::include_title`]. Default: false.
        ///
        /// ```
        /// let page = "<title>Ferries sail again</title><p>The ferry sails again from Monday, they said.</p>";
        /// let cleaned = unhusk::Cleaner::new().include_title(true).clean(page)?;
        /// assert_eq!(cleaned.text, "Ferries sail again\n\nThe ferry sails again from Monday, they said.");
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        include_title: bool,
        /// Whether captions stay; see [`Options::include_captions`]. Default: false.
        ///
        /// ```
        /// let page = "<p>The ferry sails again from Monday, they said.</p><figure><img src=quay.jpg><figcaption>The quay of \
        ///     Skagen</figcaption></figure><p>Tickets are sold on board, where a queue had formed by noon.</p>";
        /// assert!(!unhusk::clean(page).text.contains("quay"));
        /// assert!(unhusk::Cleaner::new().include_captions(true).clean(page)?.text.contains("The quay of Skagen"));
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        include_captions: bool,
        /// Whether reader comments stay; see [`Options::include_comments`]. Default: false.
        ///
        /// ```
        /// let page = "The ferry sails again from Monday, they said.\n\nLeave a Reply";
        /// assert!(!unhusk::clean(page).text.contains("Reply"));
        /// assert!(unhusk::Cleaner::new().include_comments(true).clean(page)?.text.ends_with("Leave a Reply"));
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        include_comments: bool,
        /// Whether tables stay; see [`Options::include_tables`]. Default: true.
        ///
        /// ```
        /// let page = "<p>The ferry sails again from Monday, they said.</p>\
        ///     <table><tr><th>Day<th>Hour<tr><td>Monday<td>10:30<tr><td>Tuesday<td>11:30</table>";
        /// assert!(unhusk::clean(page).text.contains("10:30"));
        /// assert!(!unhusk::Cleaner::new().include_tables(false).clean(page)?.text.contains("10:30"));
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        include_tables: bool,
        /// Whether Markdown and HTML keep link targets; see [`Options::include_links`]. Default: true.
        ///
        /// ```
        /// let page = "<p>The <a href=https://e.org/f>ferry</a> sails again from Monday, they said.</p>";
        /// let cleaned = unhusk::Cleaner::new().markdown(true).include_links(false).clean(page)?;
        /// assert_eq!(cleaned.markdown.as_deref(), Some("The ferry sails again from Monday, they said."));
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        include_links: bool,
        /// Whether Markdown and HTML keep images; see [`Options::include_images`]. Default: true.
        ///
        /// ```
        /// let page = "<p>The ferry sails again <img src=https://e.org/f.jpg alt=Ferry> from Monday, they said.</p>";
        /// let markdown = |images| unhusk::Cleaner::new().markdown(true).include_images(images).clean(page).map(|it| it.markdown);
        /// assert!(markdown(true)?.is_some_and(|it| it.contains("![Ferry](https://e.org/f.jpg)")));
        /// assert!(markdown(false)?.is_some_and(|it| !it.contains("f.jpg")));
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        include_images: bool,
        /// Whether hard-wrapped lines are joined; see [`Options::unwrap`]. Default: where a text is wrapped.
        ///
        /// ```
        /// use unhusk::{Cleaner, Unwrap};
        ///
        /// let page = "The ferry to Skagen sails again from Monday, the harbour office\n\
        ///     said on Friday. The crew has waited for the new engine since the\n\
        ///     storm in May, when the old one had taken in water and the ship\n\
        ///     was towed to the yard. Tickets are sold on board, where a queue\n\
        ///     had formed by noon.";
        /// assert!(!Cleaner::new().clean_text(page)?.text.contains('\n'));
        /// assert!(Cleaner::new().unwrap(Unwrap::Never).clean_text(page)?.text.contains('\n'));
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        unwrap: Unwrap,
        /// Whether to make Markdown; see [`Options::markdown`]. Default: false.
        ///
        /// ```
        /// let page = "<p>The <em>ferry</em> sails again from Monday, they said.</p>";
        /// let cleaned = unhusk::Cleaner::new().markdown(true).clean(page)?;
        /// assert_eq!(cleaned.markdown.as_deref(), Some("The *ferry* sails again from Monday, they said."));
        /// assert_eq!(unhusk::clean(page).markdown, None);
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        markdown: bool,
        /// Whether to make HTML, safe to be shown as it is; see [`Options::html`]. Default: false.
        ///
        /// ```
        /// let page = "<p onclick=x()>The <em style=color:red>ferry</em> sails again from Monday, they said.</p>";
        /// let cleaned = unhusk::Cleaner::new().html(true).clean(page)?;
        /// assert_eq!(cleaned.html.as_deref().map(str::trim), Some("<p>The <em>ferry</em> sails again from Monday, they said.</p>"));
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        html: bool,
        /// Whether to make the partition; see [`Options::pieces`]. Default: false.
        ///
        /// ```
        /// let input = "Share\n\nThe ferry sails again.";
        /// let pieces = unhusk::Cleaner::new().pieces(true).clean(input)?.pieces.unwrap_or_default();
        /// assert_eq!(pieces.iter().map(|it| &input[it.start..it.end]).collect::<String>(), input);
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        pieces: bool,
        /// Whether to say where metadata came from; see [`Options::metadata_sources`]. Default: false.
        ///
        /// ```
        /// let page = "<meta property=og:site_name content='Harbour Post'><p>The ferry sails again from Monday, they said.</p>";
        /// let cleaned = unhusk::Cleaner::new().metadata_sources(true).clean(page)?;
        /// assert_eq!(cleaned.metadata_sources.unwrap_or_default()["site"], "opengraph");
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        metadata_sources: bool,
        /// Whether to list removals; see [`Options::explain`]. Default: true.
        ///
        /// ```
        /// assert_eq!(unhusk::clean("Share this:").removed.len(), 1);
        /// assert!(unhusk::Cleaner::new().explain(false).clean("Share this:")?.removed.is_empty());
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        explain: bool,
        /// The largest input, in bytes; see [`Options::max_input_bytes`]. Default: 32 MiB.
        ///
        /// ```
        /// let error = unhusk::Cleaner::new().max_input_bytes(3).clean("four").unwrap_err();
        /// assert_eq!(error.kind(), unhusk::ErrorKind::TooLarge);
        /// ```
        max_input_bytes: usize,
        /// How deep elements may nest; see [`Options::max_depth`]. Default: 512.
        ///
        /// ```
        /// let page = format!("{}The ferry sails again from Monday, they said.", "<div>".repeat(300));
        /// let cleaner = unhusk::Cleaner::new().drop_pattern(".*")?;
        /// let elements = |cleaner: unhusk::Cleaner| {
        ///     let path = cleaner.clean(&page)?.removed[0].path.clone();
        ///     Ok::<_, unhusk::Error>(path.unwrap_or_default().matches("div").count())
        /// };
        /// assert_eq!(elements(cleaner.clone())?, 300);
        /// assert!(elements(cleaner.max_depth(4))? < 10);
        /// # Ok::<(), unhusk::Error>(())
        /// ```
        max_depth: usize,
    }

    /// The page's address, for relative links; see [`Options::url`]. Default: what the page says of itself.
    ///
    /// ```
    /// let page = "<p>The <a href=c>ferry</a> sails again from Monday, they said.</p>";
    /// let cleaned = unhusk::Cleaner::new().url("https://e.org/a/b").markdown(true).clean(page)?;
    /// assert_eq!(cleaned.markdown.as_deref(), Some("The [ferry](https://e.org/a/c) sails again from Monday, they said."));
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.options.url = Some(url.into());
        self
    }

    /// Never remove this category. May be called again for others. Default: none is kept.
    ///
    /// ```
    /// use unhusk::{Category, Cleaner};
    ///
    /// let page = "By Ann Berg\n\nThe ferry sails again from Monday, they said.";
    /// assert!(!unhusk::clean(page).text.contains("Ann"));
    /// assert!(Cleaner::new().keep(Category::Byline).clean(page)?.text.starts_with("By Ann Berg"));
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    #[must_use]
    pub fn keep(mut self, category: Category) -> Self {
        self.options.keep.push(category);
        self
    }

    /// Always remove this category. May be called again for others; `keep` wins over it. Default: none is dropped against the
    /// other options.
    ///
    /// ```
    /// use unhusk::{Category, Cleaner};
    ///
    /// let page = "The ferry sails again from Monday, they said.\n\nLeave a Reply";
    /// let cleaner = Cleaner::new().include_comments(true).drop(Category::Comments);
    /// assert_eq!(cleaner.clean(page)?.text, "The ferry sails again from Monday, they said.");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    #[must_use]
    pub fn drop(mut self, category: Category) -> Self {
        self.options.drop.push(category);
        self
    }

    /// Keep or drop a range of the text, whatever the rules say. May be called again; a later word wins. Default: none.
    ///
    /// # Errors
    /// `INVALID_OPTIONS` where the range is reversed.
    ///
    /// ```
    /// use unhusk::{Action, Cleaner, Override};
    /// let cleaner = Cleaner::new().override_range(Override { start: 0, end: 5, action: Action::Keep })?;
    /// assert_eq!(cleaner.clean("Share")?.text, "Share");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn override_range(mut self, range: Override) -> Result<Self, Error> {
        check_range(&range)?;
        self.options.overrides.push(range);
        Ok(self)
    }

    /// Keep what a CSS selector matches (HTML only). May be called again for others. Default: none.
    ///
    /// # Errors
    /// `INVALID_OPTIONS` where it is not a selector; the message says why.
    ///
    /// ```
    /// let page = "<p>The ferry sails again from Monday, they said.</p><nav><p>Harbour</p></nav>";
    /// let kept = unhusk::Cleaner::new().keep_selector("nav")?.clean_html(page)?;
    /// assert_eq!(kept.text, "The ferry sails again from Monday, they said.\n\nHarbour");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn keep_selector(mut self, selector: impl Into<String>) -> Result<Self, Error> {
        let selector = selector.into();
        self.selectors.add_kept(&selector)?;
        self.options.keep_selectors.push(selector);
        Ok(self)
    }

    /// Drop what a CSS selector matches (HTML only). May be called again for others. Default: none.
    ///
    /// # Errors
    /// `INVALID_OPTIONS` where it is not a selector; the message says why.
    ///
    /// ```
    /// let page = "<p>The ferry sails again from Monday, they said.</p><p class=ad>Now with a new and larger buffet on board.</p>";
    /// let dropped = unhusk::Cleaner::new().drop_selector(".ad")?.clean_html(page)?;
    /// assert_eq!(dropped.text, "The ferry sails again from Monday, they said.");
    /// assert!(unhusk::Cleaner::new().drop_selector("p >").is_err());
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn drop_selector(mut self, selector: impl Into<String>) -> Result<Self, Error> {
        let selector = selector.into();
        self.selectors.add_dropped(&selector)?;
        self.options.drop_selectors.push(selector);
        Ok(self)
    }

    /// Keep every removal that a regular expression touches; see [`Options::keep_patterns`]. May be called again for others.
    /// Default: none.
    ///
    /// # Errors
    /// `INVALID_OPTIONS` where it is not a regular expression; the message says why, and at which character.
    ///
    /// ```
    /// let page = "Follow Ann on the quay: Facebook Twitter\n\nThe ferry sails again from Monday, they said.";
    /// assert!(!unhusk::clean(page).text.contains("Ann"));
    /// assert!(unhusk::Cleaner::new().keep_pattern("^Follow Ann")?.clean(page)?.text.contains("Ann"));
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn keep_pattern(mut self, pattern: impl Into<String>) -> Result<Self, Error> {
        let pattern = pattern.into();
        self.patterns.add_kept(&pattern)?;
        self.options.keep_patterns.push(pattern);
        Ok(self)
    }

    /// Drop what a regular expression matches; see [`Options::drop_patterns`]. May be called again for others. Default: none.
    ///
    /// # Errors
    /// `INVALID_OPTIONS` where it is not a regular expression; the message says why, and at which character.
    ///
    /// ```
    /// let cleaner = unhusk::Cleaner::new().drop_pattern(r"^SKAGEN \(HP\) –")?.drop_pattern("(?i)this story was .*")?;
    /// let page = "SKAGEN (HP) – The ferry sails again from Monday, they said.\n\nThis story was first told on the quay.";
    /// assert_eq!(cleaner.clean(page)?.text, "The ferry sails again from Monday, they said.");
    ///
    /// let error = unhusk::Cleaner::new().drop_pattern("(HP").unwrap_err();
    /// assert_eq!(error.to_string(), "`(HP` is not a regular expression: unclosed group, at character 1");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn drop_pattern(mut self, pattern: impl Into<String>) -> Result<Self, Error> {
        let pattern = pattern.into();
        self.patterns.add_dropped(&pattern)?;
        self.options.drop_patterns.push(pattern);
        Ok(self)
    }

    /// Cleans a page: HTML or flattened text, as [`Options::input`] says.
    ///
    /// # Errors
    /// `TOO_LARGE` where the input is over [`Options::max_input_bytes`]. Never because of the page.
    ///
    /// ```
    /// let page = unhusk::Cleaner::new().clean("Share this:\n\nThe ferry sails again from Monday.")?;
    /// assert_eq!(page.text, "The ferry sails again from Monday.");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    pub fn clean(&self, input: &str) -> Result<Cleaned, Error> {
        self.clean_matching(input, &self.patterns)
    }

    /// Cleans with patterns that something else matches than the cleaner's own.
    pub(crate) fn clean_matching(&self, input: &str, patterns: &dyn Matcher) -> Result<Cleaned, Error> {
        let html = match self.options.input {
            InputKind::Html => true,
            InputKind::Text => false,
            InputKind::Auto => read::looks_like_html(input),
        };
        if html { self.run_html(input, patterns) } else { self.run_text(input, patterns) }
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
        self.run_html(html, &self.patterns)
    }

    /// Cleans a document that scraper has parsed, with what the caller has changed in it since.
    ///
    /// It is written as HTML and read again, within the reader's own bounds for depth and number of nodes, so it takes longer than
    /// [`clean_html`](Self::clean_html) of the page.
    ///
    /// # Errors
    /// As [`clean`](Self::clean), of the size of that HTML.
    ///
    /// ```
    /// let page = "<p>The ferry sails again from Monday, they said.</p><p class=note>Seen by nobody but the editors of the paper.</p>";
    /// let mut document = scraper::Html::parse_document(page);
    /// let notes = scraper::Selector::parse(".note").expect("a selector");
    /// let note = document.select(&notes).next().expect("a note").id();
    /// document.tree.get_mut(note).expect("a node").detach();
    /// let page = unhusk::Cleaner::new().clean_document(&document)?;
    /// assert_eq!(page.text, "The ferry sails again from Monday, they said.");
    /// # Ok::<(), unhusk::Error>(())
    /// ```
    #[cfg(feature = "scraper")]
    pub fn clean_document(&self, document: &scraper::Html) -> Result<Cleaned, Error> {
        self.clean_html(&document.html())
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
        self.run_text(text, &self.patterns)
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

    fn run_html(&self, html: &str, patterns: &dyn Matcher) -> Result<Cleaned, Error> {
        self.run(html, |input| read::html(input, &self.options, &self.selectors), patterns)
    }

    fn run_text(&self, text: &str, patterns: &dyn Matcher) -> Result<Cleaned, Error> {
        self.run(text, |input| read::text(input, self.options.unwrap), patterns)
    }

    fn run<'a>(
        &self,
        input: &'a str,
        read: impl FnOnce(&'a str) -> Page<'a>,
        patterns: &dyn Matcher,
    ) -> Result<Cleaned, Error> {
        let started = clock::now();
        let limit = self.options.max_input_bytes.min(u32::MAX as usize);
        if input.len() > limit {
            return Err(Error::too_large(input.len(), limit));
        }
        let mut page = read(input);
        page.fit();
        let scan = Scan::new(&page);
        let findings = rules::find(&scan);
        let scores = score::score(&scan, &findings, self.options.preset);
        let verdicts = resolve::resolve(&scan, &findings, scores, &self.options, patterns);
        drop(findings);
        let found = metadata::gather(&scan, &verdicts, &self.options);
        let mut cleaned = render::render(scan, &verdicts, found, &self.options, input.len());
        cleaned.stats.micros = clock::micros_since(started);
        Ok(cleaned)
    }
}

/// Whether a range runs forwards.
pub(crate) fn check_range(range: &Override) -> Result<(), Error> {
    if range.start <= range.end {
        return Ok(());
    }
    Err(Error::invalid_options(format!("an override's range runs backwards: {}..{}", range.start, range.end)))
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
