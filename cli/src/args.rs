//! What can be said on the command line, and how it becomes [`Options`].

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use serde::de::DeserializeOwned;
use unhusk::{Action, Category, Embeds, InputKind, Options, Override, Preset, Unwrap};

use crate::corpus::CorpusArgs;

const EXAMPLES: &str = "\
Examples:
  unhusk page.html                               the article's text
  curl -s https://example.org/a | unhusk --url https://example.org/a -f markdown
  unhusk --explain scrape.txt | less -R          what was removed, by which rule, and why
  unhusk scrapes/*.txt --output clean/           many files, on all cores
  unhusk --jsonl < pages.jsonl > clean.jsonl     {\"id\": …, \"html\": … or \"text\": …} a line in, a record a line out
  unhusk --keep byline,caption --embeds keep page.html
  unhusk --drop-pattern '^SKAGEN \\(HP\\) –' --drop-pattern '(?i)this story was .*' scrape.txt
  unhusk corpus crawl/*.warc.gz --output clean/  a crawl: a row a page, with where it stood; goes on where it was stopped
  unhusk --completions bash > ~/.local/share/bash-completion/completions/unhusk

Categories:
  title byline date tags navigation masthead interface share counter embed caption credit related subscribe
  paywall comments consent advertisement promotion footer script duplicate other

Exit status:
  0 all inputs were cleaned; 1 some could not be; 2 the command line is wrong";

/// Gets the article out of scraped web pages, HTML or already flattened to text
///
/// Each FILE is a page; `-` is standard input, and so is no FILE at all. HTML and text are told apart by themselves, legacy
/// encodings are detected. The body goes to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(name = "unhusk", version, after_help = EXAMPLES, max_term_width = 110)]
// A file of a command's name is not mistaken for it behind an option or another file.
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Pages to clean; `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// What to print of each page
    #[arg(short, long, value_enum, default_value_t = Format::Text, help_heading = "Output")]
    pub(crate) format: Format,

    /// Print the whole page with every removed piece marked: category, rule, reason
    #[arg(long, conflicts_with_all = ["format", "jsonl"], help_heading = "Output")]
    pub(crate) explain: bool,

    /// Write one file an input into DIR, which is made if it is not there
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// With --output: replace files that are already there
    #[arg(long, requires = "output", help_heading = "Output")]
    pub(crate) force: bool,

    /// Read one JSON object a line, {"id", "html" or "text", "url"?}, and write one record a line, in the same order
    #[arg(long, conflicts_with_all = ["output", "format", "encoding"], help_heading = "Output")]
    pub(crate) jsonl: bool,

    /// In JSON: leave the list of removals out
    #[arg(long, help_heading = "Output")]
    no_removed: bool,

    /// In JSON: add `pieces`, the partition of the page into kept and removed
    #[arg(long, help_heading = "Output")]
    pieces: bool,

    /// In JSON: add `markdown`
    #[arg(long, help_heading = "Output")]
    markdown: bool,

    /// In JSON: add `html`, the body as safe, semantic HTML
    #[arg(long, help_heading = "Output")]
    html: bool,

    /// In JSON: add `metadata_sources`, where each field came from
    #[arg(long, help_heading = "Output")]
    metadata_sources: bool,

    /// Colours in --explain
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Color,

    /// No notes on standard error and no progress bar; errors are still told
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,

    /// How the inputs are read
    #[arg(long, value_name = "KIND", default_value = "auto", value_parser = choice::<InputKind>(&["auto", "html", "text"]), help_heading = "Input")]
    input: InputKind,

    /// The page's address, for relative links
    #[arg(long, help_heading = "Input")]
    url: Option<String>,

    /// Encoding of the inputs, as HTTP names it (windows-1251); a byte-order mark wins
    #[arg(long, value_name = "LABEL", value_parser = encoding, help_heading = "Input")]
    pub(crate) encoding: Option<String>,

    /// Refuse larger inputs; K, M and G are understood
    #[arg(long, value_name = "N", default_value = "32M", value_parser = bytes, help_heading = "Input")]
    pub(crate) max_input_bytes: usize,

    /// Threads, at most 1024; 0 is one a core
    #[arg(short, long, value_name = "N", default_value = "0", value_parser = threads(), help_heading = "Input")]
    jobs: usize,

    /// Keep or drop a range of bytes, as `removed` of the JSON has them; may be given more than once and wins over all else
    #[arg(long = "override", value_name = "keep|drop:START-END", value_parser = range, action = ArgAction::Append, help_heading = "What stays")]
    overrides: Vec<Override>,

    #[command(flatten)]
    stays: Stays,

    /// Print the rules and exit: category and strength, reason, an example that it takes and one that it leaves
    #[arg(long)]
    pub(crate) rules: bool,

    /// Print completions for a shell and exit
    #[arg(long, value_name = "SHELL", value_enum)]
    pub(crate) completions: Option<clap_complete::Shell>,
}

/// What else the command does.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Corpus(Box<CorpusArgs>),
}

/// What becomes of a page, in whatever form it comes.
#[derive(Debug, clap::Args)]
pub(crate) struct Stays {
    /// Never remove these categories
    #[arg(long, value_name = "CATEGORY,…", value_delimiter = ',', value_parser = category(), hide_possible_values = true, help_heading = "What stays")]
    keep: Vec<Category>,

    /// Always remove these categories; --keep wins over it
    #[arg(long, value_name = "CATEGORY,…", value_delimiter = ',', value_parser = category(), hide_possible_values = true, help_heading = "What stays")]
    drop: Vec<Category>,

    /// Keep what a CSS selector matches (HTML); may be given more than once
    #[arg(long, value_name = "CSS", action = ArgAction::Append, help_heading = "What stays")]
    keep_selector: Vec<String>,

    /// Remove what a CSS selector matches (HTML); may be given more than once
    #[arg(long, value_name = "CSS", action = ArgAction::Append, help_heading = "What stays")]
    drop_selector: Vec<String>,

    /// Keep every removal that a regular expression touches; may be given more than once
    #[arg(long, value_name = "REGEX", action = ArgAction::Append, allow_hyphen_values = true, help_heading = "What stays")]
    keep_pattern: Vec<String>,

    /// Remove what a regular expression matches in a paragraph or line: a part of it or all; may be given more than once
    #[arg(long, value_name = "REGEX", action = ArgAction::Append, allow_hyphen_values = true, help_heading = "What stays")]
    drop_pattern: Vec<String>,

    /// Embedded posts and players: remove them, leave a link, keep them
    #[arg(long, value_name = "WHAT", default_value = "drop", value_parser = choice::<Embeds>(&["drop", "link", "keep"]), help_heading = "What stays")]
    embeds: Embeds,

    /// Where to lean when unsure: lose a paragraph (precision) or keep junk (recall)
    #[arg(long, value_name = "WAY", default_value = "balanced", value_parser = choice::<Preset>(&["balanced", "precision", "recall"]), help_heading = "What stays")]
    preset: Preset,

    /// Put the title first
    #[arg(long, visible_alias = "include-title", help_heading = "What stays")]
    title: bool,

    /// Keep picture captions
    #[arg(long, help_heading = "What stays")]
    include_captions: bool,

    /// Keep reader comments
    #[arg(long, help_heading = "What stays")]
    include_comments: bool,

    /// Leave tables out
    #[arg(long, help_heading = "What stays")]
    no_tables: bool,

    /// Leave link targets out of Markdown and HTML
    #[arg(long, help_heading = "What stays")]
    no_links: bool,

    /// Leave images out of Markdown and HTML
    #[arg(long, help_heading = "What stays")]
    no_images: bool,

    /// Hard-wrapped lines of flattened text: join them where a text is wrapped, or never
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = choice::<Unwrap>(&["auto", "never"]), help_heading = "What stays")]
    unwrap: Unwrap,
}

impl Stays {
    /// Takes its part of the library's options.
    pub(crate) fn apply(&self, options: &mut Options) {
        options.keep.clone_from(&self.keep);
        options.drop.clone_from(&self.drop);
        options.keep_selectors.clone_from(&self.keep_selector);
        options.drop_selectors.clone_from(&self.drop_selector);
        options.keep_patterns.clone_from(&self.keep_pattern);
        options.drop_patterns.clone_from(&self.drop_pattern);
        options.embeds = self.embeds;
        options.preset = self.preset;
        options.include_title = self.title;
        options.include_captions = self.include_captions;
        options.include_comments = self.include_comments;
        options.include_tables = !self.no_tables;
        options.include_links = !self.no_links;
        options.include_images = !self.no_images;
        options.unwrap = self.unwrap;
    }
}

/// The form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The body, paragraphs with one blank line between
    Text,
    /// The body as Markdown
    Markdown,
    /// The body as HTML
    Html,
    /// The whole record, one line a page
    Json,
    #[value(skip)]
    Explain,
}

impl Format {
    /// What files of this form end in.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Explain => "explain.txt",
        }
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Args {
    /// The form asked for, `--explain` being one.
    pub(crate) fn form(&self) -> Format {
        if self.explain { Format::Explain } else { self.format }
    }

    /// What of this would be passed over without a word: what only JSON has, where another form is printed.
    pub(crate) fn conflict(&self) -> Option<String> {
        if self.jsonl || self.form() == Format::Json {
            return None;
        }
        let (option, form) = [
            (self.markdown, "--markdown", Some("markdown")),
            (self.html, "--html", Some("html")),
            (self.pieces, "--pieces", None),
            (self.metadata_sources, "--metadata-sources", None),
            (self.no_removed, "--no-removed", None),
        ]
        .into_iter()
        .find_map(|(given, option, form)| given.then_some((option, form)))?;
        let alone = form.map(|form| format!(", or --format {form} in its place to print that alone"));
        Some(format!("{option} is about JSON; add --format json or --jsonl{}", alone.unwrap_or_default()))
    }

    /// How many threads to work on.
    pub(crate) fn threads(&self) -> usize {
        cores(self.jobs)
    }

    /// The library's options.
    pub(crate) fn options(&self) -> Options {
        let form = self.form();
        let text_only = matches!(form, Format::Text | Format::Markdown | Format::Html) && !self.jsonl;
        let mut options = Options::default();
        options.input = self.input;
        options.url.clone_from(&self.url);
        options.overrides.clone_from(&self.overrides);
        self.stays.apply(&mut options);
        options.markdown = self.markdown || form == Format::Markdown;
        options.html = self.html || form == Format::Html;
        options.pieces = self.pieces || form == Format::Explain;
        options.metadata_sources = self.metadata_sources;
        options.explain = form == Format::Explain || !(self.no_removed || text_only);
        options.max_input_bytes = self.max_input_bytes;
        options
    }
}

/// So many threads, or one a core for 0.
pub(crate) fn cores(jobs: usize) -> usize {
    match jobs {
        0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        jobs => jobs,
    }
}

/// Parses one of the library's choices, named as in its JSON.
pub(crate) fn choice<T>(names: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| serde_json::from_value::<T>(name.into()))
}

fn category() -> impl TypedValueParser<Value = Category> {
    PossibleValuesParser::new(Category::ALL.iter().map(|c| c.name())).try_map(|name| name.parse::<Category>())
}

/// A number of threads that a system may have.
pub(crate) fn threads() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::<usize>::new().range(0..=1024)
}

fn encoding(label: &str) -> Result<String, String> {
    match encoding_rs::Encoding::for_label(label.as_bytes()) {
        Some(_) => Ok(label.to_owned()),
        None => {
            Err("no such encoding; use a name that browsers know: utf-8, windows-1252, shift_jis, gb18030 …".into())
        }
    }
}

/// A range and what becomes of it: `keep:120-180`.
fn range(text: &str) -> Result<Override, String> {
    let parse = || {
        let (action, range) = text.split_once(':')?;
        let (start, end) = range.split_once('-')?;
        let action = match action {
            "keep" => Action::Keep,
            "drop" => Action::Drop,
            _ => return None,
        };
        Some(Override { start: start.parse().ok()?, end: end.parse().ok()?, action }).filter(|it| it.start < it.end)
    };
    parse().ok_or_else(|| "not a range; write it like keep:120-180 or drop:0-40, in bytes".to_owned())
}

/// A number of bytes: `1000`, `64K`, `32M`, `1G`.
pub(crate) fn bytes(text: &str) -> Result<usize, String> {
    let bad = || "not a number of bytes; write it like 500000, 64K or 32M".to_owned();
    let (digits, shift) = match text.to_ascii_uppercase().chars().last() {
        Some('K') => (&text[..text.len() - 1], 10),
        Some('M') => (&text[..text.len() - 1], 20),
        Some('G') => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let number: usize = digits.parse().map_err(|_| bad())?;
    number.checked_mul(1 << shift).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(bytes("500"), Ok(500));
        assert_eq!(bytes("64k"), Ok(64 << 10));
        assert_eq!(bytes("2G"), Ok(2 << 30));
        for bad in ["", "M", "-1", "1.5M", "99999999999999999999", "é", "18446744073709551615G"] {
            assert!(bytes(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ranges_say_what_becomes_of_them() {
        assert_eq!(range("keep:120-180"), Ok(Override { start: 120, end: 180, action: Action::Keep }));
        assert_eq!(range("drop:0-4"), Ok(Override { start: 0, end: 4, action: Action::Drop }));
        for bad in ["", "keep", "keep:1", "keep:2-1", "keep:1-1", "lose:1-2", "keep:-1-2", "keep:1-2-3", "drop:é-9"] {
            assert!(range(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_help_names_every_category() {
        for category in Category::ALL {
            assert!(EXAMPLES.contains(category.name()), "{category}");
        }
    }

    #[test]
    fn defaults_are_the_librarys() {
        let args = Args::parse_from(["unhusk", "--jsonl"]);
        assert_eq!(args.options(), Options::default());
    }
}
