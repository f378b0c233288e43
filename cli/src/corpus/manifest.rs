//! `manifest.jsonl`: with which options a directory was made, and what is done.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::counts::Counts;
use super::job::Job;
use super::output::{cannot_write, part_of, save};
use super::{RULES, STATS, beside};

const NAME: &str = "manifest.jsonl";

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: u32,
    options_hash: String,
    options: Value,
}

/// The form that is written here; another is refused.
const FORMAT: u32 = 1;

/// A file that is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The input as it was named, and its bytes; standard input has none.
    pub(super) file: String,
    pub(super) size: Option<u64>,
    /// The file it became, in the directory, and its bytes.
    pub(super) output: String,
    pub(super) bytes: u64,
    #[serde(default)]
    pub(super) options_hash: String,
    #[serde(flatten)]
    pub(super) counts: Counts,
}

/// The manifest of a directory, open for what is done next.
pub(super) struct Manifest {
    dir: PathBuf,
    head: Head,
    /// By the name of the output.
    entries: BTreeMap<String, Entry>,
    /// Whether the directory had one.
    continued: bool,
    to: File,
}

impl Manifest {
    /// Opens or begins the manifest of a directory. One that was made with other options is an error; `restart` deletes what
    /// it lists, and begins anew.
    pub(super) fn open(dir: &Path, options: Value, restart: bool) -> Result<Self> {
        let path = dir.join(NAME);
        let head = Head { format: FORMAT, options_hash: hash(&options), options };
        let before = match std::fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => bail!("cannot read {}: {}", path.display(), crate::failure::plain(&error)),
        };
        let continued = before.is_some();
        let mut entries = BTreeMap::new();
        if let Some(bytes) = before {
            match parsed(&bytes) {
                _ if restart => discard(dir, &parsed(&bytes).map(|it| it.1).unwrap_or_default())?,
                Ok((then, _)) if then.options != head.options => bail!(refusal(dir, &then.options, &head.options)),
                Ok((_, done)) => entries = done.into_iter().map(|it| (it.output.clone(), it)).collect(),
                Err(error) => {
                    return Err(error.context(format!("{} cannot be read; --restart begins anew", path.display())));
                }
            }
        }
        // Written anew: its last line may have been cut off.
        save(&path, &text(&head, &entries)?)?;
        let to = OpenOptions::new().append(true).open(&path).map_err(|error| cannot_write(&path, &error))?;
        Ok(Self { dir: dir.to_owned(), head, entries, continued, to })
    }

    /// Makes sure that no file would be replaced that this command did not write.
    pub(super) fn claim(&self, jobs: &[Job]) -> Result<()> {
        if let Some(job) = jobs.iter().find(|job| !self.continued && job.target.exists()) {
            // Without the manifest that was begun for it, the directory would seem to be this command's.
            let _ = std::fs::remove_file(self.dir.join(NAME));
            bail!(
                "{} is there already, and no manifest says that unhusk wrote it; choose another directory",
                job.target.display()
            );
        }
        Ok(())
    }

    /// Whether an input is done: it has the size it had then, and so has what it became.
    pub(super) fn has(&self, job: &Job) -> bool {
        self.entries.get(&job.output()).is_some_and(|entry| {
            entry.size.is_some()
                && entry.size == job.size
                && std::fs::metadata(&job.target).is_ok_and(|it| it.len() == entry.bytes)
        })
    }

    /// Writes down that a file is done.
    pub(super) fn add(&mut self, mut entry: Entry) -> Result<()> {
        entry.options_hash.clone_from(&self.head.options_hash);
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        let written = self.to.write_all(&line).and_then(|()| self.to.sync_data());
        written.map_err(|error| cannot_write(&self.dir.join(NAME), &error))?;
        self.entries.insert(entry.output.clone(), entry);
        Ok(())
    }

    /// Puts the lines in the order of the names, whatever order the files were done in.
    pub(super) fn finish(&self) -> Result<()> {
        save(&self.dir.join(NAME), &text(&self.head, &self.entries)?)
    }

    /// Paths of all that is done, in the order of the names.
    pub(super) fn outputs(&self) -> impl Iterator<Item = PathBuf> {
        self.entries.keys().map(|name| self.dir.join(name))
    }

    pub(super) fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for entry in self.entries.values() {
            all.add(&entry.counts);
        }
        all
    }

    /// What the directory has, in a line.
    pub(super) fn summary(&self) -> String {
        let Counts { pages, errors, skipped, types, words_in, words_out } = self.counts();
        let sum = |of: &BTreeMap<String, u64>| of.values().sum::<u64>();
        let errors = match sum(&errors) {
            0 => String::new(),
            all => {
                let codes: Vec<String> = errors.iter().map(|(code, count)| format!("{code} {count}")).collect();
                format!(", {all} errors ({})", codes.join(", "))
            }
        };
        format!(
            "{}: {} files, {pages} pages, {words_out} of {words_in} words{errors}, {} records and {} payloads passed over",
            self.dir.display(),
            self.entries.len(),
            sum(&skipped),
            sum(&types),
        )
    }
}

fn text(head: &Head, entries: &BTreeMap<String, Entry>) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec(head)?;
    text.push(b'\n');
    for entry in entries.values() {
        serde_json::to_writer(&mut text, entry)?;
        text.push(b'\n');
    }
    Ok(text)
}

/// Head and entries; a last line that was cut off is left out.
fn parsed(bytes: &[u8]) -> Result<(Head, Vec<Entry>)> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let head: Head = serde_json::from_slice(lines.next().context("its first line is missing")?)?;
    if head.format != FORMAT {
        bail!("another version of unhusk wrote it");
    }
    let entries = lines.map(serde_json::from_slice).collect::<Result<_, _>>()?;
    Ok((head, entries))
}

/// Deletes what an earlier run wrote: files without a path that leads elsewhere.
fn discard(dir: &Path, entries: &[Entry]) -> Result<()> {
    let outputs = entries.iter().map(|it| &*it.output).filter(|it| Path::new(it).file_name() == Some(it.as_ref()));
    let mut files: Vec<PathBuf> = [RULES, STATS].iter().map(|name| dir.join(name)).collect();
    for output in outputs {
        let target = dir.join(output);
        files.extend([part_of(&target), beside(&target, ".stats.json"), target]);
    }
    for file in files {
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                bail!("cannot delete {}: {}", file.display(), crate::failure::plain(&error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Why a directory is left alone, with the options that differ.
fn refusal(dir: &Path, then: &Value, now: &Value) -> String {
    let empty = serde_json::Map::new();
    let (then, now) = (then.as_object().unwrap_or(&empty), now.as_object().unwrap_or(&empty));
    let differs = now.iter().filter(|(name, value)| then.get(*name) != Some(*value));
    let told = differs.map(|(name, value)| {
        let before = then.get(name).map_or_else(|| "none".to_owned(), ToString::to_string);
        format!("{name} was {before}, is {value}")
    });
    let told = told.collect::<Vec<_>>().join("; ");
    format!(
        "{} was made with other options ({told}); choose another directory, or --restart to clean all again",
        dir.display()
    )
}

/// Tells one set of options from another: FNV-1a, 64 bits, of their JSON, whose keys are sorted.
fn hash(options: &Value) -> String {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let hash = options.to_string().bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("{hash:016x}")
}
