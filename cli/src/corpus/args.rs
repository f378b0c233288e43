//! What can be said behind `unhusk corpus`.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;
use serde_json::{Value, json};
use unhusk::{Cleaner, Options};
use unhusk_corpus::{Packing, Removals, Rows};

use crate::args::{Stays, bytes, threads};

const EXAMPLES: &str = "\
Examples:
  unhusk corpus crawl/*.warc.gz --output clean/          clean/NAME.jsonl.gz for each NAME.warc.gz
  unhusk corpus crawl/*.warc.gz --output clean/          again, after it was stopped: goes on where it was
  aws s3 cp s3://crawl/a.warc.gz - | unhusk corpus - --output clean/
  unhusk corpus pages.jsonl.zst --output clean/ --compress zstd --removed full --stats

Files:
  DIR/NAME.jsonl.gz     a row a page: id, url, date, file, offset, length, status, mime, charset, charset_source, title,
                        text, language, confidence, fingerprint, page_type, truncated, removed, unhusk; or error
  DIR/rules.jsonl       what the first number of each of `removed` stands for, one a line, from 0
  DIR/manifest.jsonl    the options, then a line for each file that is done, with counts
  DIR/stats.json        with --stats: counts of all files, bytes and samples for each rule

Exit status:
  0 all files were read and written, damaged records told in their rows; 1 some file could not be read; 2 the command
  line is wrong";

/// Cleans crawls: WARC, WET or JSON Lines in, a row of JSON a page out
///
/// Each FILE becomes a file in DIR, written under another name until it is whole; files that are done are passed over when
/// the command is run again. Formats and compression (gzip, zstd) are told by the content; damage is passed over and has a
/// row that says where it is.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, max_term_width = 110)]
pub(crate) struct CorpusArgs {
    /// Crawls to clean; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,

    /// Write one file an input into DIR, which is made if it is not there
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub(super) output: PathBuf,

    /// How files are compressed
    #[arg(long, value_enum, default_value_t = Compress::Gzip, value_name = "HOW", help_heading = "Output")]
    compress: Compress,

    /// What rows have of the removals: nothing, [rule, start, end, score] of each, or all of it
    #[arg(long, value_enum, default_value_t = Removed::Compact, value_name = "WHAT", help_heading = "Output")]
    pub(super) removed: Removed,

    /// Add `metadata`: authors, dates, site, description, image, tags …
    #[arg(long, help_heading = "Output")]
    metadata: bool,

    /// Add `markdown`
    #[arg(long, help_heading = "Output")]
    markdown: bool,

    /// Add `html`, the body as safe, semantic HTML
    #[arg(long, help_heading = "Output")]
    html: bool,

    /// Write DIR/stats.json: counts, and bytes and samples of what each rule removed
    #[arg(long, help_heading = "Output")]
    pub(super) stats: bool,

    /// Clean all files again; those that an earlier run wrote into DIR are deleted
    #[arg(long, help_heading = "Output")]
    pub(super) restart: bool,

    /// No notes on standard error and no progress; errors are still told
    #[arg(short, long, help_heading = "Output")]
    pub(super) quiet: bool,

    /// Rows for pages with an HTTP status other than 2xx, too
    #[arg(long, help_heading = "Input")]
    any_status: bool,

    /// Refuse larger pages; K, M and G are understood
    #[arg(long, value_name = "N", default_value = "32M", value_parser = bytes, help_heading = "Input")]
    max_input_bytes: usize,

    /// Threads, at most 1024; 0 is one a core
    #[arg(short, long, value_name = "N", default_value = "0", value_parser = threads(), help_heading = "Input")]
    pub(super) jobs: usize,

    #[command(flatten)]
    stays: Stays,
}

/// How files are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Compress {
    None,
    Gzip,
    Zstd,
}

/// What rows have of the removals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Removed {
    None,
    Compact,
    Full,
}

impl CorpusArgs {
    /// The library's options.
    pub(super) fn options(&self) -> Options {
        let mut options = Options::default();
        self.stays.apply(&mut options);
        options.markdown = self.markdown;
        options.html = self.html;
        options.explain = self.removed != Removed::None || self.stats;
        options.max_input_bytes = self.max_input_bytes;
        options
    }

    pub(super) fn rows(&self, cleaner: Cleaner) -> Rows {
        let mut rows = Rows::new(cleaner);
        rows.removals = match self.removed {
            Removed::None => Removals::None,
            Removed::Compact => Removals::Compact,
            Removed::Full => Removals::Full,
        };
        rows.metadata = self.metadata;
        rows.any_status = self.any_status;
        rows
    }

    pub(super) fn packing(&self) -> Packing {
        match self.compress {
            Compress::None => Packing::Plain,
            Compress::Gzip => Packing::Gzip,
            Compress::Zstd => Packing::Zstd,
        }
    }

    pub(super) fn packing_extension(&self) -> &'static str {
        match self.compress {
            Compress::None => ".jsonl",
            Compress::Gzip => ".jsonl.gz",
            Compress::Zstd => ".jsonl.zst",
        }
    }

    /// All that shapes the rows, as the manifest keeps it.
    pub(super) fn recorded(&self, options: &Options) -> Result<Value> {
        let mut recorded = serde_json::to_value(options)?;
        if let Value::Object(fields) = &mut recorded {
            // Counting needs them; the rows are the same.
            fields.remove("explain");
            let name = |it: Option<clap::builder::PossibleValue>| it.map(|it| it.get_name().to_owned());
            fields.insert("removed".into(), json!(name(self.removed.to_possible_value())));
            fields.insert("compress".into(), json!(name(self.compress.to_possible_value())));
            fields.insert("metadata".into(), json!(self.metadata));
            fields.insert("any_status".into(), json!(self.any_status));
            fields.insert("unhusk".into(), json!(env!("CARGO_PKG_VERSION")));
        }
        Ok(recorded)
    }
}
