//! Packs the phrase files of `src/grammar/phrases` into the table that the program carries.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/grammar/phrases/hash.rs"]
mod hash;
#[path = "src/grammar/phrases/pack.rs"]
mod pack;
#[path = "src/grammar/phrases/source.rs"]
mod source;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/grammar/phrases");
    // Asked for when it runs: a build directory that was copied has a script that was compiled elsewhere.
    let package = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let folder = Path::new(&package).join("src/grammar/phrases");
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    let mut files: Vec<&PathBuf> =
        entries.iter().filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    files.sort();
    let texts = files.into_iter().map(fs::read_to_string).collect::<io::Result<Vec<String>>>()?;
    let phrases: Vec<_> = texts.iter().flat_map(|text| source::read(text)).collect();
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("phrases.bin"), pack::pack(&phrases))
}
