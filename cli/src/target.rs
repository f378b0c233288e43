//! `--output DIR`: where each input's file goes, and writing it whole or not at all.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::args::Format;
use crate::failure::{Failure, plain};

/// The file that each input is written to, in the order of the inputs; `name` says how it is called in the directory.
///
/// An error where two inputs would share one, or where an output would replace an input.
pub(crate) fn plan(inputs: &[PathBuf], dir: &Path, name: impl Fn(&Path) -> PathBuf) -> Result<Vec<PathBuf>, String> {
    let mut taken: HashMap<PathBuf, &PathBuf> = HashMap::new();
    let mut targets = Vec::with_capacity(inputs.len());
    for input in inputs {
        let target = dir.join(name(input));
        if let Some(other) = taken.insert(target.clone(), input) {
            return Err(format!(
                "both {} and {} would be written to {}; clean them into two directories",
                other.display(),
                input.display(),
                target.display()
            ));
        }
        targets.push(target);
    }
    // Where no target is there yet, no input is looked up.
    let read: LazyCell<HashSet<PathBuf>, _> =
        LazyCell::new(|| inputs.iter().filter_map(|it| it.canonicalize().ok()).collect());
    for target in &targets {
        if target.canonicalize().is_ok_and(|it| read.contains(&it)) {
            return Err(format!("{} is one of the inputs; choose another directory", target.display()));
        }
    }
    Ok(targets)
}

/// The name of a page's file: `page.html` and `page.html.gz` to `page.txt`.
pub(crate) fn name(input: &Path, format: Format) -> PathBuf {
    let packed = input.extension().is_some_and(|it| it == "gz" || it == "zst");
    let unpacked = if packed { input.with_extension("") } else { input.to_owned() };
    let stem = match unpacked.file_stem() {
        Some(stem) if input.as_os_str() != "-" => stem,
        _ => OsStr::new("stdin"),
    };
    let mut name = stem.to_owned();
    name.push(".");
    name.push(format.extension());
    name.into()
}

/// Makes the directory.
pub(crate) fn make(dir: &Path) -> anyhow::Result<()> {
    if dir.exists() && !dir.is_dir() {
        anyhow::bail!("{} is no directory; --output takes one", dir.display());
    }
    std::fs::create_dir_all(dir).map_err(|e| anyhow::anyhow!("cannot make {}: {}", dir.display(), plain(&e)))
}

/// Writes a file under another name and gives it its own when it is whole.
pub(crate) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    save(path, bytes, force).map_err(|error| {
        let why = match error.kind() {
            std::io::ErrorKind::AlreadyExists => "it is there already; --force replaces it".into(),
            _ => plain(&error),
        };
        Failure { code: "IO", message: format!("cannot write {}: {why}", path.display()) }
    })
}

fn save(path: &Path, bytes: &[u8], force: bool) -> std::io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = temporary(dir)?;
    file.write_all(bytes)?;
    if force { file.persist(path) } else { file.persist_noclobber(path) }?;
    Ok(())
}

/// A new file with the rights that any new file has, not the narrow ones of a temporary file.
fn temporary(dir: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".unhusk-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666)).tempfile_in(dir)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(inputs: &[&str]) -> Result<Vec<PathBuf>, String> {
        let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
        plan(&inputs, Path::new("no-such-dir"), |input| name(input, Format::Markdown))
    }

    #[test]
    fn files_are_named_for_their_inputs() {
        let out = planned(&["a/page.html", "b.tar.txt", "-", "bare", "c.html.gz", "d.zst"]).unwrap();
        let names: Vec<_> = out.iter().map(|it| it.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["page.md", "b.tar.md", "stdin.md", "bare.md", "c.md", "d.md"]);
    }

    #[test]
    fn one_name_for_two_is_refused() {
        let error = planned(&["a/page.html", "x.html", "b/page.txt"]).unwrap_err();
        assert!(error.contains("a/page.html") && error.contains("b/page.txt"), "{error}");
    }

    /// Each input is looked up once: with a look at all inputs for each target this takes a minute.
    #[test]
    fn many_files_that_are_there_are_planned() {
        const FILES: usize = 5000;
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        make(&out).unwrap();
        let inputs: Vec<PathBuf> = (0..FILES).map(|n| dir.path().join(format!("{n}.html"))).collect();
        for input in &inputs {
            std::fs::write(input, "").unwrap();
            std::fs::write(out.join(name(input, Format::Text)), "").unwrap();
        }
        assert_eq!(plan(&inputs, &out, |input| name(input, Format::Text)).unwrap().len(), FILES);
    }

    #[test]
    fn what_is_there_is_replaced_only_by_force() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        write(&path, b"one", false).unwrap();
        assert!(write(&path, b"two", false).unwrap_err().message.contains("--force"));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write(&path, b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "no temporary file is left");
    }
}
