//! Writes what `train/train.py` learns from.
//!
//! ```text
//! unhusk-dump rows html|text PAGES FOLDS MODELS TRUTH OUT    features, labels and words of all pages, each by its fold's model
//! unhusk-dump answers html|text PAGES FOLDS MODELS           the whole engine's answers, each page by its fold's model
//! unhusk-dump titles html|text PAGES.jsonl [FOLDS MODELS FOLD]    candidates for the headline and their features; of a fold's
//!                                                            pages, with its model
//! ```
//! PAGES are folders of `ID.html.gz` and files of JSON Lines `{id, html}` or `{id, text}`, with colons between them (an id
//! may end in `#view`); FOLDS is JSON `{id: fold}`, pages without a fold are left alone; MODELS is a folder of
//! `FOLD.KIND.model`; TRUTH is JSON Lines `{id, reference, title, optional}`, pages without one have no rows; or `-` for the
//! features alone, of all pages that have a fold.

mod align;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use flate2::read::GzDecoder;
use rayon::prelude::*;
use unhusk::{Cleaner, training};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["rows", kind, pages, folds, models, truth, out] => rows(kind == "html", pages, folds, models, truth, out),
        ["answers", kind, pages, folds, models, fold] => answers(kind == "html", pages, folds, models, fold),
        ["titles", kind, pages] => titles(kind == "html", pages, None),
        ["titles", kind, pages, folds, models, fold] => titles(kind == "html", pages, Some((folds, models, fold))),
        _ => bail!("usage: see the head of train/dump/src/main.rs"),
    }
}

#[derive(serde::Deserialize)]
struct Record {
    id: String,
    html: Option<String>,
    text: Option<String>,
}

/// What is known of a page.
#[derive(serde::Deserialize)]
struct Truth {
    id: String,
    reference: String,
    title: Option<String>,
    /// Lines that may stay or go.
    optional: Vec<String>,
}

/// The pages of folders and files that have a fold, in order of their ids.
fn pages(html: bool, paths: &str, folds: &HashMap<String, usize>) -> Result<Vec<(String, String)>> {
    let mut pages = Vec::new();
    for path in paths.split(':') {
        if Path::new(path).is_dir() {
            for entry in fs::read_dir(path)? {
                let path = entry?.path();
                let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
                let Some(id) = name.strip_suffix(".html.gz").filter(|id| folds.contains_key(*id)) else { continue };
                let mut bytes = Vec::new();
                GzDecoder::new(File::open(&path)?).read_to_end(&mut bytes)?;
                pages.push((id.to_owned(), String::from_utf8_lossy(&bytes).into_owned()));
            }
            continue;
        }
        for line in lines(path)? {
            let record: Record = serde_json::from_str(&line?)?;
            let page = if html { record.html.or(record.text) } else { record.text };
            if let Some(page) = page.filter(|_| folds.contains_key(base(&record.id))) {
                pages.push((record.id, page));
            }
        }
    }
    pages.sort();
    Ok(pages)
}

fn lines(path: &str) -> Result<impl Iterator<Item = std::io::Result<String>> + use<>> {
    let file = File::open(path).with_context(|| path.to_owned())?;
    let reader: Box<dyn Read> = if Path::new(path).extension().is_some_and(|end| end.eq_ignore_ascii_case("gz")) {
        Box::new(GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    Ok(BufReader::new(reader).lines())
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

/// Words as the evaluation counts them: runs of letters and digits, in scripts without spaces each character.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            words.push(std::mem::take(word).to_lowercase());
        }
    };
    for c in text.chars() {
        if unspaced(c) {
            end(&mut word);
            word.push(c);
            end(&mut word);
        } else if c.is_alphanumeric() {
            word.push(c);
        } else {
            end(&mut word);
        }
    }
    end(&mut word);
    words
}

/// Kana, ideographs and Thai.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{0e00}'..='\u{0e7f}')
}

fn truths(path: &str) -> Result<HashMap<String, Truth>> {
    let mut truths = HashMap::new();
    for line in lines(path)? {
        let truth: Truth = serde_json::from_str(&line?)?;
        truths.insert(truth.id.clone(), truth);
    }
    Ok(truths)
}

fn number(ids: &mut HashMap<String, u32>, word: String) -> u32 {
    let next = ids.len() as u32;
    *ids.entry(word).or_insert(next)
}

/// A block's flags, a bit each: a rule claims it, it is hidden; it reads like the headline; by its kind or by a rule it is a
/// byline, date, credit or caption; its line may stay or go.
const CLAIMED: u32 = 1;
const HIDDEN: u32 = 2;
const HEADLINE: u32 = 4;
const ABOUT: u32 = 8;
const OPTIONAL: u32 = 16;

/// What `rows` writes of one page.
struct Studied {
    study: training::Study,
    reference: Vec<u32>,
    blocks: Vec<(Vec<u32>, bool)>,
    matched: Vec<usize>,
    flags: Vec<u32>,
}

fn studied(id: &str, page: &str, html: bool, model: &[u8], truth: &Truth) -> Result<Studied> {
    let study = training::study(page, html, model).map_err(anyhow::Error::msg)?;
    let mut ids = HashMap::new();
    let mut numbers = |text: &str| -> Vec<u32> { words(text).into_iter().map(|w| number(&mut ids, w)).collect() };
    let reference = numbers(&truth.reference);
    let blocks: Vec<(Vec<u32>, bool)> = study.blocks.iter().map(|b| (numbers(&b.text), b.hidden)).collect();
    let titles: Vec<Vec<u32>> = [&truth.title, &study.title].into_iter().flatten().map(|t| numbers(t)).collect();
    let optional: HashSet<Vec<u32>> = truth.optional.iter().map(|line| numbers(line)).collect();
    let single =
        !reference.is_empty() && truth.reference.chars().filter(|c| unspaced(*c)).count() * 2 > reference.len();
    let matched = if id.ends_with("#clean") {
        blocks.iter().map(|b| b.0.len()).collect()
    } else {
        align::align(&blocks, &reference, if single { align::RUN_OF_CHARACTERS } else { align::RUN })
    };
    let flags = study
        .blocks
        .iter()
        .zip(&blocks)
        .map(|(block, (own, _))| {
            let flag = |flag: u32, is: bool| if is { flag } else { 0 };
            flag(CLAIMED, block.claimed)
                | flag(HIDDEN, block.hidden)
                | flag(HEADLINE, titles.iter().any(|title| reads_like(own, title)))
                | flag(ABOUT, block.about)
                | flag(OPTIONAL, optional.contains(own))
        })
        .collect();
    Ok(Studied { study, reference, blocks, matched, flags })
}

/// Whether most words of a block are the title's, and half of the title's (its site's name may be missing) the block's.
fn reads_like(block: &[u32], title: &[u32]) -> bool {
    let common = block.iter().filter(|word| title.contains(word)).count();
    let covered = title.iter().filter(|word| block.contains(word)).count();
    common > 0 && common * 10 >= block.len() * 7 && covered * 2 >= title.len()
}

fn rows(html: bool, path: &str, fold_file: &str, model_folder: &str, truth: &str, out: &str) -> Result<()> {
    let folds = folds(fold_file)?;
    let models = models(model_folder, kind(html), &folds)?;
    let labelled = truth != "-";
    let truths = if labelled { truths(truth)? } else { HashMap::new() };
    let mut pages = pages(html, path, &folds)?;
    pages.retain(|(id, _)| !labelled || truths.contains_key(base(id)));
    fs::create_dir_all(out)?;
    let file = |name: &str| -> Result<BufWriter<File>> { Ok(BufWriter::new(File::create(format!("{out}/{name}"))?)) };
    if !labelled {
        return bare_rows(html, &pages, &folds, &models, [file("rows.i16")?, file("likely.i16")?, file("again.i16")?]);
    }
    let (mut cells, mut page_cells, mut labels) = (file("rows.i16")?, file("pages.i16")?, file("blocks.u32")?);
    let (mut likely, mut again) = (file("likely.i16")?, file("again.i16")?);
    let (mut tokens, mut bags) = (file("tokens.u32")?, file("words.u32")?);
    let mut index = Vec::new();
    for some in pages.chunks(64) {
        let done: Vec<Result<Studied>> = some
            .par_iter()
            .map(|(id, page)| studied(id, page, html, &models[folds[base(id)]], &truths[base(id)]))
            .collect();
        for ((id, _), done) in some.iter().zip(done) {
            let Studied { study, reference, blocks, matched, flags } = done.with_context(|| id.clone())?;
            put16(&mut cells, &study.rows)?;
            put16(&mut page_cells, &study.page)?;
            put16(&mut likely, &study.likely)?;
            put16(&mut again, &study.again)?;
            for (at, block) in study.blocks.iter().enumerate() {
                let own = &blocks[at].0;
                put32(&mut labels, &[own.len() as u32, matched[at] as u32, flags[at], block.tokens.len() as u32])?;
                put32(&mut tokens, &block.tokens)?;
                put32(&mut bags, own)?;
            }
            put32(&mut bags, &reference)?;
            index.push(serde_json::json!({"id": id, "blocks": blocks.len(), "reference": reference.len()}));
        }
    }
    let (names, page_names) = training::names(html);
    let names =
        serde_json::json!({"rows": names, "page": page_names, "again": training::again_names(), "pages": index});
    fs::write(format!("{out}/index.json"), serde_json::to_vec(&names)?)?;
    Ok(())
}

/// Features alone: of pages whose words and labels are known from an earlier run.
fn bare_rows(
    html: bool,
    pages: &[(String, String)],
    folds: &HashMap<String, usize>,
    models: &[Vec<u8>],
    [mut cells, mut likely, mut again]: [BufWriter<File>; 3],
) -> Result<()> {
    for some in pages.chunks(64) {
        let done: Vec<_> =
            some.par_iter().map(|(id, page)| training::study(page, html, &models[folds[base(id)]])).collect();
        for study in done {
            let study = study.map_err(anyhow::Error::msg)?;
            put16(&mut cells, &study.rows)?;
            put16(&mut likely, &study.likely)?;
            put16(&mut again, &study.again)?;
        }
    }
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
    ensure!(training::use_models(model.clone(), model), "no model");
    let cleaner = Cleaner::new();
    let answers: Vec<Result<String>> = pages(html, path, &folds)?
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

/// Writes the candidates for each page's headline, a page a line.
fn titles(html: bool, path: &str, of_fold: Option<(&str, &str, &str)>) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, if html { training::title_names() } else { training::headline_names() })?;
    writeln!(out)?;
    let mut wanted = None;
    if let Some((fold_file, model_folder, fold)) = of_fold {
        let model = fs::read(format!("{model_folder}/{fold}.{}.model", kind(html)))?;
        ensure!(training::use_models(model.clone(), model), "no model");
        let (all, fold): (_, usize) = (folds(fold_file)?, fold.parse()?);
        wanted = Some(all.into_iter().filter(|(_, it)| *it == fold).map(|(id, _)| id).collect::<HashSet<String>>());
    }
    for line in BufReader::new(File::open(path)?).lines() {
        let record: Record = serde_json::from_str(&line?)?;
        if wanted.as_ref().is_some_and(|wanted| !wanted.contains(base(&record.id))) {
            continue;
        }
        let candidates = training::titles(record.text.as_deref().unwrap_or_default(), html);
        serde_json::to_writer(&mut out, &serde_json::json!({"id": record.id, "candidates": candidates}))?;
        writeln!(out)?;
    }
    Ok(())
}
