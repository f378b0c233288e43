//! The pages: a sample of the corpus that `UNHUSK_CORPUS` names, or pages made here, in the style of the real thing.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Pages of the sample: every n-th of the corpus in the order of names.
const PAGES: usize = 120;

/// The sample, or a page made here where there is no corpus.
pub fn sample() -> Vec<String> {
    let files = files();
    let step = files.len().div_ceil(PAGES).max(1);
    let pages: Vec<String> = files.iter().step_by(step).filter_map(|path| read(path)).collect();
    if pages.is_empty() {
        println!("UNHUSK_CORPUS names no folder with wcxb-dev/html/*.html.gz: made-up pages stand in");
        return (0..5).flat_map(|_| made().into_values()).collect();
    }
    pages
}

/// Pages by their type: so many of each from the corpus, or those made here.
pub fn by_type(most: usize) -> BTreeMap<String, Vec<String>> {
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files() {
        let Some(kind) = type_of(&path) else { continue };
        let of_kind = pages.entry(kind).or_default();
        if of_kind.len() < most {
            of_kind.extend(read(&path));
        }
    }
    if pages.is_empty() {
        pages = made().into_iter().map(|(kind, page)| (kind, vec![page])).collect();
    }
    pages
}

fn files() -> Vec<PathBuf> {
    let Some(corpus) = std::env::var_os("UNHUSK_CORPUS").map(PathBuf::from) else { return Vec::new() };
    let Ok(entries) = std::fs::read_dir(corpus.join("wcxb-dev/html")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(File::open(path).ok()?).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The type that the reference of a page gives: `"primary": "article"`.
fn type_of(page: &Path) -> Option<String> {
    let name = page.file_name()?.to_str()?.split('.').next()?;
    let reference = page.parent()?.parent()?.join("ground-truth").join(format!("{name}.json"));
    let text = std::fs::read_to_string(reference).ok()?;
    let rest = text.split("\"primary\"").nth(1)?;
    rest.split('"').nth(1).map(str::to_owned)
}

/// A flattened page: its text with a line for every block of text.
pub fn flatten(page: &str) -> String {
    let document = scraper::Html::parse_document(page);
    let body = scraper::Selector::parse("p, li, h1, h2, h3, td, a").expect("a selector");
    document.select(&body).map(|it| it.text().collect::<String>() + "\n").collect()
}

/// A page of each of some types.
fn made() -> BTreeMap<String, String> {
    let post = "<article class=post id=p1><div class=post-author><a href=/u/ann>ann</a> <time datetime=2018-09-27>27 September \
        2018, 10:12</time></div><div class=post-body><p>Has anybody had the same with the old engine? It starts, runs for a \
        minute and stops. The fuel is new.</p></div><div class=post-buttons><a href=#>Quote</a> <a href=#>Reply</a></div></article>";
    let item = "<li class='product card'><a href=/p/1><img src=/i.jpg alt='Rope, 10 m'><h3>Rope, 10 m</h3></a><span \
        class=price>$12.00</span><button class=btn>Add to cart</button></li>";
    let code = "<h2 id=open>open(path)</h2><p>Opens the <code>path</code> and gives a handle. The handle is closed when it \
        goes out of scope.</p><pre><code class=language-rust>let it = open(\"a\");\nit.read();</code></pre>";
    let script = "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}</script>";
    [
        ("article", synthetic(60)),
        ("forum", framed("Engine stops", &post.repeat(40))),
        ("product list", framed("Ropes", &format!("<ul class=grid>{}</ul>{}", item.repeat(80), script.repeat(40)))),
        ("documentation", framed("Module files", &code.repeat(50))),
    ]
    .into_iter()
    .map(|(kind, page)| (kind.to_owned(), page))
    .collect()
}

fn framed(title: &str, content: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><title>{title} | The Harbour Post</title><body><nav><ul><li><a href=/>Home</a><li>\
         <a href=/news>News</a></ul></nav><main><h1>{title}</h1>{content}</main><footer>© The Harbour Post</footer>"
    )
}

/// An article of so many sections.
pub fn synthetic(sections: usize) -> String {
    let section = "<section class='c-body'><h2>On board</h2><p>The ferry to <a href=/skagen>Skagen</a> sails again from \
        Monday, the harbour office said on Friday. Tickets are sold on board.</p><ul><li>Adults: 40<li>Children: 20</ul>\
        <div class='share-bar'><a href=#>Share</a> <a href=#>Tweet</a></div></section>";
    let byline = "<div class=byline>By Ann Berg</div><time datetime=2018-09-27>27 September 2018</time>";
    framed("Ferries sail again", &format!("{byline}{}", section.repeat(sections)))
}
