//! Writes what `train/train.py` learns from.
//!
//! ```text
//! unhusk-dump rows html|text PAGES FOLDS MODELS TRUTH OUT    features, labels and words of all pages, each by its fold's model
//! unhusk-dump answers html|text PAGES FOLDS MODELS           the whole engine's answers, each page by its fold's model
//! ```
//! PAGES is a folder of `ID.html.gz` or a `.jsonl` of `{id, text}` (an id may end in `#view`); FOLDS is JSON `{id: fold}`;
//! MODELS a folder of `FOLD.KIND.model`; TRUTH a folder of `ID.json`.

mod align;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use rayon::prelude::*;
use unhusk::{Cleaner, training};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["rows", kind, pages, folds, models, truth, out] => rows(kind == "html", pages, folds, models, truth, out),
        ["answers", kind, pages, folds, models, fold] => answers(kind == "html", pages, folds, models, fold),
        _ => bail!("usage: see the head of train/dump/src/main.rs"),
    }
}

#[derive(serde::Deserialize)]
struct Record {
    id: String,
    text: String,
}

/// The pages of a folder or file that have a fold, in order of their ids.
fn pages(path: &str, folds: &HashMap<String, usize>) -> Result<Vec<(String, String)>> {
    let mut pages = Vec::new();
    if Path::new(path).is_dir() {
        for entry in fs::read_dir(path)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            let Some(id) = name.strip_suffix(".html.gz") else { continue };
            let mut bytes = Vec::new();
            GzDecoder::new(File::open(&path)?).read_to_end(&mut bytes)?;
            pages.push((id.to_owned(), String::from_utf8_lossy(&bytes).into_owned()));
        }
    } else {
        let file = File::open(path)?;
        let reader: Box<dyn Read> = if Path::new(path).extension().is_some_and(|end| end.eq_ignore_ascii_case("gz")) {
            Box::new(GzDecoder::new(file))
        } else {
            Box::new(file)
        };
        for line in BufReader::new(reader).lines() {
            let record: Record = serde_json::from_str(&line?)?;
            pages.push((record.id, record.text));
        }
    }
    pages.retain(|(id, _)| folds.contains_key(base(id)));
    pages.sort();
    Ok(pages)
}

/// An id without its view.
fn base(id: &str) -> &str {
    id.split('#').next().unwrap_or(id)
}

fn folds(path: &str) -> Result<HashMap<String, usize>> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

fn models(folder: &str, kind: &str, folds: &HashMap<String, usize>) -> Result<Vec<Vec<u8>>> {
    let count = folds.values().max().map_or(0, |fold| fold + 1);
    (0..count)
        .map(|fold| fs::read(format!("{folder}/{fold}.{kind}.model")).with_context(|| format!("{folder}/{fold}")))
        .collect()
}

fn kind(html: bool) -> &'static str {
    if html { "html" } else { "text" }
}

/// Words as the evaluation counts them.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).map(str::to_lowercase)
}

fn reference(folder: &str, id: &str) -> Result<String> {
    let text = fs::read_to_string(format!("{folder}/{}.json", base(id)))?;
    let value: serde_json::Value = serde_json::from_str(&text)?;
    Ok(value["ground_truth"]["main_content"].as_str().unwrap_or_default().to_owned())
}

fn number(ids: &mut HashMap<String, u32>, word: String) -> u32 {
    let next = ids.len() as u32;
    *ids.entry(word).or_insert(next)
}

fn rows(html: bool, path: &str, fold_file: &str, model_folder: &str, truth: &str, out: &str) -> Result<()> {
    let folds = folds(fold_file)?;
    let models = models(model_folder, kind(html), &folds)?;
    let pages = pages(path, &folds)?;
    fs::create_dir_all(out)?;
    let file = |name: &str| -> Result<BufWriter<File>> { Ok(BufWriter::new(File::create(format!("{out}/{name}"))?)) };
    let (mut cells, mut page_cells, mut labels) = (file("rows.i16")?, file("pages.i16")?, file("blocks.u32")?);
    let mut likely = file("likely.i16")?;
    let (mut tokens, mut bags) = (file("tokens.u32")?, file("words.u32")?);
    let mut index = Vec::new();
    for some in pages.chunks(64) {
        let done: Vec<Result<_>> = some
            .par_iter()
            .map(|(id, page)| {
                let study = training::study(page, html, &models[folds[base(id)]]).map_err(anyhow::Error::msg)?;
                let mut ids = HashMap::new();
                let whole = if id.ends_with("#clean") { Some(()) } else { None };
                let reference: Vec<u32> = words(&reference(truth, id)?).map(|w| number(&mut ids, w)).collect();
                let blocks: Vec<(Vec<u32>, bool)> = study
                    .blocks
                    .iter()
                    .map(|b| (words(&b.text).map(|w| number(&mut ids, w)).collect(), b.hidden))
                    .collect();
                let matched = match whole {
                    Some(()) => blocks.iter().map(|b| b.0.len()).collect(),
                    None => align::align(&blocks, &reference),
                };
                Ok((study, reference, blocks, matched))
            })
            .collect();
        for ((id, _), done) in some.iter().zip(done) {
            let (study, reference, blocks, matched) = done?;
            put16(&mut cells, &study.rows)?;
            put16(&mut page_cells, &study.page)?;
            put16(&mut likely, &study.likely)?;
            for ((block, own), matched) in study.blocks.iter().zip(&blocks).zip(&matched) {
                let flags = u32::from(block.claimed) | u32::from(block.hidden) << 1;
                put32(&mut labels, &[own.0.len() as u32, *matched as u32, flags, block.tokens.len() as u32])?;
                put32(&mut tokens, &block.tokens)?;
                put32(&mut bags, &own.0)?;
            }
            put32(&mut bags, &reference)?;
            index.push(serde_json::json!({"id": id, "blocks": blocks.len(), "reference": reference.len()}));
        }
    }
    let (names, page_names) = training::names(html);
    let names = serde_json::json!({"rows": names, "page": page_names, "pages": index});
    fs::write(format!("{out}/index.json"), serde_json::to_vec(&names)?)?;
    Ok(())
}

fn put16<T: Copy + Into<i32>>(to: &mut impl Write, values: &[T]) -> Result<()> {
    for value in values {
        to.write_all(&((*value).into() as i16).to_le_bytes())?;
    }
    Ok(())
}

fn put32(to: &mut impl Write, values: &[u32]) -> Result<()> {
    for value in values {
        to.write_all(&value.to_le_bytes())?;
    }
    Ok(())
}

fn answers(html: bool, path: &str, fold_file: &str, model_folder: &str, fold: &str) -> Result<()> {
    let mut folds = folds(fold_file)?;
    let model = fs::read(format!("{model_folder}/{fold}.{}.model", kind(html)))?;
    let fold: usize = fold.parse()?;
    folds.retain(|_, it| *it == fold);
    training::use_models(model.clone(), model);
    let cleaner = Cleaner::new();
    let answers: Vec<Result<String>> = pages(path, &folds)?
        .par_iter()
        .map(|(id, page)| {
            let cleaned = if html { cleaner.clean_html(page)? } else { cleaner.clean_text(page)? };
            let mut value = serde_json::to_value(&cleaned)?;
            value["id"] = serde_json::json!(id);
            Ok(value.to_string())
        })
        .collect();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for answer in answers {
        writeln!(out, "{}", answer?)?;
    }
    Ok(())
}
