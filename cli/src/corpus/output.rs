//! Files that are written whole or not at all, and stay written.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use unhusk_corpus::{Packer, Packing};

/// What is taken off the name of an input: packing, then form.
const PACKINGS: &[&str] = &[".gz", ".zst"];
const FORMS: &[&str] = &[".jsonl", ".ndjson", ".json", ".warc", ".wet"];

/// The name of the file that an input goes to: `a.warc.gz` to `a.jsonl.gz`, `a.warc.wet.gz` to `a.warc.jsonl.gz`.
pub(super) fn name(input: &Path, extension: &str) -> PathBuf {
    let name = match input.file_name() {
        Some(name) if input.as_os_str() != "-" => name.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    };
    let mut stem = &*name;
    for ends in [PACKINGS, FORMS] {
        stem = ends.iter().find_map(|end| stem.strip_suffix(end)).filter(|it| !it.is_empty()).unwrap_or(stem);
    }
    format!("{stem}{extension}").into()
}

/// A file under another name, until it is whole.
pub(super) struct Part {
    to: Packer<BufWriter<File>>,
    at: PathBuf,
    target: PathBuf,
}

impl Part {
    pub(super) fn create(target: &Path, packing: Packing) -> Result<Self> {
        let at = part_of(target);
        let to = Packer::new(BufWriter::new(File::create(&at)?), packing)?;
        Ok(Self { to, at, target: target.to_owned() })
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.to.write_all(bytes).map_err(|error| cannot_write(&self.target, &error))
    }

    /// Writes the end, makes sure that it is on the disk, and gives the file its name. How many bytes it has.
    pub(super) fn finish(self) -> Result<u64> {
        let file = self.to.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.sync_all()?;
        let bytes = file.metadata()?.len();
        drop(file);
        std::fs::rename(&self.at, &self.target)?;
        sync_dir(&self.target)?;
        Ok(bytes)
    }

    /// Takes the file away.
    pub(super) fn give_up(self) {
        drop(self.to);
        // It would be written over anyway.
        let _ = std::fs::remove_file(&self.at);
    }
}

/// The other name: `a.jsonl.gz.part`.
pub(super) fn part_of(target: &Path) -> PathBuf {
    let mut name: OsString = target.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// Writes a small file whole.
pub(super) fn save(target: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let failed = |error| cannot_write(target, &error);
    let mut part = Part::create(target, Packing::Plain).map_err(failed)?;
    part.write(bytes)?;
    part.finish().map(drop).map_err(failed)
}

pub(super) fn cannot_write(path: &Path, error: &std::io::Error) -> anyhow::Error {
    anyhow::anyhow!("cannot write {}: {}", path.display(), crate::failure::plain(error))
}

/// One value a line.
pub(super) fn lines<T: Serialize>(values: &[T]) -> anyhow::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for value in values {
        serde_json::to_writer(&mut lines, value)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Makes sure that the name of a file is on the disk.
#[cfg(unix)]
fn sync_dir(target: &Path) -> Result<()> {
    let dir = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(dir)?.sync_all()
}

#[cfg(not(unix))]
fn sync_dir(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_named_for_their_inputs() {
        for (input, output) in [
            ("crawl/CC-MAIN-2026-00000.warc.gz", "CC-MAIN-2026-00000.jsonl.gz"),
            ("CC-MAIN-2026-00000.warc.wet.gz", "CC-MAIN-2026-00000.warc.jsonl.gz"),
            ("a.warc.zst", "a.jsonl.gz"),
            ("pages.jsonl", "pages.jsonl.gz"),
            ("pages", "pages.jsonl.gz"),
            (".gz", ".gz.jsonl.gz"),
            ("-", "stdin.jsonl.gz"),
        ] {
            assert_eq!(name(Path::new(input), ".jsonl.gz"), Path::new(output));
        }
    }

    #[test]
    fn a_file_has_its_name_when_it_is_whole() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("a.jsonl");
        let mut part = Part::create(&target, Packing::Plain).unwrap();
        part.write(b"row\n").unwrap();
        assert!(!target.exists() && part_of(&target).exists());
        assert_eq!(part.finish().unwrap(), 4);
        assert_eq!(std::fs::read(&target).unwrap(), b"row\n");
        Part::create(&target, Packing::Plain).unwrap().give_up();
        assert!(target.exists() && !part_of(&target).exists());
    }
}
