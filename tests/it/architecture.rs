//! The layout of `src` says what may use what: no two files use each other, and no stage uses a later one.
//!
//! Paths are read from the source: `use` trees and paths that begin with `crate`, `super`, `self` or a child's name. Tests
//! inside a file count like the rest of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The top-level modules in the order in which they build on each other. The root may use all of them and is used by none.
const ORDER: [&str; 16] = [
    "text", "error", "category", "grammar", "options", "cleaned", "page", "read", "scan", "rules", "score", "resolve",
    "metadata", "render", "cleaner", "wasm",
];

type Module = Vec<String>;

/// The files of a folder and of those in it, by module path.
fn files(folder: &Path, module: &[String], out: &mut BTreeMap<Module, String>) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let path = entry.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut inner = module.to_vec();
        if path.is_dir() {
            inner.push(name);
            files(&path, &inner, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            if name != "mod" && name != "lib" {
                inner.push(name);
            }
            out.insert(inner, std::fs::read_to_string(path).expect("Rust is text"));
        }
    }
}

/// The source without line comments.
fn code(source: &str) -> String {
    source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Expands a path with what its braces hold: `a::{b, c::d}` to `a::b` and `a::c::d`. What follows the path is left alone.
fn expand(text: &str, before: &[String], out: &mut Vec<Module>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let space = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        at += space;
        if rest.starts_with('{') {
            at += 1;
            while !text[at..].trim_start().starts_with('}') && at < text.len() {
                at += expand(&text[at..], &path, out);
                let rest = text[at..].trim_start();
                at = text.len() - rest.len() + usize::from(rest.starts_with(','));
            }
            return text[at..].find('}').map_or(text.len(), |end| at + end + 1);
        }
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if length == 0 {
            // `*`, or the end of a path inside an expression.
            at += usize::from(rest.starts_with('*'));
            break;
        }
        path.push(rest[..length].to_owned());
        at += length;
        match text[at..].strip_prefix("::") {
            Some(_) => at += 2,
            None => break,
        }
    }
    // `as name` ends an item too.
    if let Some(renamed) = text[at..].strip_prefix(" as ") {
        let name = renamed.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(renamed.len());
        at += " as ".len() + name;
    }
    out.push(path);
    at
}

/// The module paths that a file names, from the root.
fn named(module: &[String], source: &str, modules: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let code = code(source);
    let children = modules.keys().filter(|it| it.split_last().is_some_and(|(_, parent)| parent == module));
    let children = children.filter_map(|it| it.last()).map(|name| format!("{name}::"));
    let roots: Vec<String> = ["crate::".to_owned(), "super::".to_owned()].into_iter().chain(children).collect();
    let mut paths = Vec::new();
    let mut nested = false;
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        nested |= line.starts_with("mod ") && line.trim_end().ends_with('{');
        let used = line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        let used = used.trim_start_matches("pub ").strip_prefix("use ").map(|rest| at + line.len() - rest.len());
        let inline = roots.iter().flat_map(|root| line.match_indices(root.as_str()));
        let starts = used.into_iter().chain(inline.map(|(found, _)| at + found));
        for start in starts {
            let before = code[..start].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.')) {
                continue;
            }
            let mut found = Vec::new();
            expand(&code[start..], &[], &mut found);
            paths.extend(found.into_iter().map(|path| (path, nested)));
        }
        at += line.len();
    }
    let absolute = |(path, nested): (Module, bool)| {
        let mut base = module.to_vec();
        let mut rest = path.as_slice();
        let mut levels = 0;
        match rest.first()?.as_str() {
            "crate" => (base, rest) = (Vec::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    levels += 1;
                    rest = &rest[1..];
                }
                base.truncate(base.len() - (levels - usize::from(nested)).min(base.len()));
            }
            child => {
                base.push(child.to_owned());
                if !modules.contains_key(&base) {
                    return None;
                }
                rest = &rest[1..];
            }
        }
        base.extend(rest.iter().cloned());
        while !modules.contains_key(&base) {
            base.pop()?;
        }
        (base != module).then_some(base)
    };
    paths.into_iter().filter_map(absolute).collect()
}

fn uses() -> BTreeMap<Module, BTreeSet<Module>> {
    let mut modules = BTreeMap::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[], &mut modules);
    modules.iter().map(|(module, source)| (module.clone(), named(module, source, &modules))).collect()
}

fn name(module: &[String]) -> String {
    if module.is_empty() { "the root".to_owned() } else { module.join("::") }
}

#[test]
fn no_stage_uses_a_later_one() {
    let rank = |module: &Module| ORDER.iter().position(|name| module.first().is_some_and(|first| first == name));
    let mut wrong = Vec::new();
    for (module, used) in &uses() {
        let Some(own) = rank(module) else {
            assert!(module.is_empty(), "{} has no place in the order", name(module));
            continue;
        };
        let later = used.iter().filter(|other| rank(other).is_none_or(|other| other > own));
        wrong.extend(later.map(|other| format!("{} uses {}", name(module), name(other))));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_two_files_use_each_other() {
    /// Walks depth first; a module that is met on the way to itself closes a circle.
    fn walk(
        at: &Module,
        uses: &BTreeMap<Module, BTreeSet<Module>>,
        way: &mut Vec<Module>,
        done: &mut BTreeSet<Module>,
    ) {
        if let Some(start) = way.iter().position(|module| module == at) {
            let circle: Vec<_> = way[start..].iter().map(|module| name(module)).collect();
            panic!("these files use each other: {}", circle.join(" → "));
        }
        if done.contains(at) {
            return;
        }
        way.push(at.clone());
        for next in &uses[at] {
            walk(next, uses, way, done);
        }
        way.pop();
        done.insert(at.clone());
    }
    let uses = uses();
    let used: usize = uses.values().map(BTreeSet::len).sum();
    assert!(used > 300, "{used} uses were found");
    let mut done = BTreeSet::new();
    for module in uses.keys() {
        walk(module, &uses, &mut Vec::new(), &mut done);
    }
}
