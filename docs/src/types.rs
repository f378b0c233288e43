//! The package's types and the kinds of its options.

use std::fmt::Write;

use anyhow::{Result, ensure};

use crate::forms::{camel, item, unlinked, wrapped};
use crate::options::parts;
use crate::source::{Field, Kind, Source, Struct};

/// Characters in a line of documentation.
const WIDTH: usize = 115;

/// The interfaces: Rust's name, JavaScript's, and what is said of it where that is not what Rust says.
const INTERFACES: &[(&str, &str, &str)] = &[
    ("Override", "Override", "A range of text to keep or to drop, whatever the rules say."),
    (
        "Options",
        "CleanOptions",
        "Everything that can be chosen. An unknown one, and one of a wrong type or out of its values, is a {@link CleanError} with the code \
         `INVALID_OPTIONS`.\n\nOrder of force: `overrides`, `keep`, `drop`, patterns, selectors, rules, scorer; what is kept wins over what is \
         dropped.",
    ),
    ("Metadata", "Metadata", ""),
    ("Removed", "Removed", ""),
    ("Piece", "Piece", ""),
    ("Stats", "Stats", ""),
    ("Cleaned", "CleanResult", ""),
];

/// What is not as in Rust: offsets are UTF-16 units, patterns the host's own, an address may be anything.
const SAID: &[(&str, &str, &str)] = &[
    ("Override", "start", "First UTF-16 unit of the range, counted as in {@link Removed.start}."),
    ("Override", "end", "First unit after the range."),
    (
        "Options",
        "url",
        "The page's address, for relative links. Default: the page's own `<base>` or canonical address. What is no address is passed over.",
    ),
    (
        "Options",
        "overrides",
        "Ranges to keep or drop: of the input for text, of {@link CleanResult.source} for HTML. Default: none.",
    ),
    (
        "Options",
        "drop_patterns",
        "Patterns of what to drop. Each block (a paragraph, a line of flattened text, a cell) is matched by itself, with its white space \
         folded: one that matches the whole block removes it, one that matches inside removes all that it matches. They are the host's own, \
         lookaheads and all. One that backtracks for ever does so here too: where patterns are not your own, clean in a worker with a timeout. \
         Default: none.",
    ),
    (
        "Options",
        "keep_patterns",
        "Patterns of what to keep: every removal that a match touches stays. They are matched as {@link CleanOptions.dropPatterns} are, and \
         win over them. Default: none.",
    ),
    ("Options", "pieces", "Make {@link CleanResult.pieces}, and {@link CleanResult.source} for HTML. Default: false."),
    (
        "Options",
        "max_input_bytes",
        "The largest input: bytes as they come, a string in bytes of UTF-8. Default: 32 MiB.",
    ),
    (
        "Removed",
        "start",
        "First UTF-16 unit: of the input for text (of the decoded string for bytes), of the text of all blocks, \
         {@link CleanResult.source}, for HTML.",
    ),
    ("Removed", "end", "First unit after it."),
    ("Piece", "kind", "What became of it; `space` is white space between blocks."),
    ("Piece", "start", "First UTF-16 unit, counted as in {@link Removed.start}."),
    ("Piece", "end", "First unit after it."),
    (
        "Piece",
        "removed",
        "For a removed piece, its index in {@link CleanResult.removed}; left out with {@link CleanOptions.explain} off.",
    ),
    ("Stats", "bytes_in", "Bytes of the input, as UTF-8."),
    ("Stats", "micros", "Time that the call took, in microseconds; the one field that differs from run to run."),
];

/// An option of JavaScript alone.
const ENCODING: &str = "The encoding of an input in bytes, as the `Content-Type` header names it. Default: what the page declares. A name that \
    the host does not know is passed over.";

/// The categories and all interfaces of `index.d.ts`.
pub(crate) fn declarations(source: &Source) -> Result<String> {
    let mut out = String::new();
    write_doc(&mut out, "", "What a removed piece is. The set is closed; {@link CATEGORIES} lists it.");
    out.push_str("export type Category =");
    for (name, _) in &source.categories {
        let _ = write!(out, "\n  | '{name}'");
    }
    out.push_str(";\n");
    for &(name, as_name, said) in INTERFACES {
        let it = source.of(name)?;
        out.push('\n');
        write_doc(&mut out, "", if said.is_empty() { &it.doc } else { said });
        let _ = writeln!(out, "export interface {as_name} {{");
        for field in &it.fields {
            write_field(&mut out, source, name, field);
            if (name, field.name.as_str()) == ("Options", "url") {
                write_doc(&mut out, "  ", ENCODING);
                out.push_str("  encoding?: string | undefined;\n");
            }
        }
        out.push_str("}\n");
    }
    for (name, field, _) in SAID {
        let known = |it: &Struct| it.fields.iter().any(|it| it.name == *field);
        ensure!(known(source.of(name)?), "docs/src/types.rs speaks of {name}.{field}, which is not there");
    }
    Ok(out)
}

fn write_field(out: &mut String, source: &Source, of: &str, field: &Field) {
    let said = SAID.iter().find(|it| (it.0, it.1) == (of, field.name.as_str()));
    let doc = said.map_or_else(|| unlinked(&field.doc, |path| link(of, path)), |it| it.2.to_owned());
    let default = match &field.kind {
        Kind::Named(name) => source.choice(name).and_then(|it| it.default.as_deref()),
        _ => None,
    };
    let doc = match (parts(&doc), default) {
        ((what, said @ ("true" | "false")), _) => format!("{what} Default `{said}`."),
        ((what, said), Some(default)) if !said.is_empty() => format!("{what} Default `\"{default}\"`: {said}."),
        _ => doc,
    };
    write_doc(out, "  ", &doc);
    let name = camel(&field.name);
    let _ = match (of, &field.kind) {
        ("Options", kind) => writeln!(out, "  {name}?: {} | undefined;", taken(source, &field.name, kind)),
        (_, Kind::Maybe(inner)) if field.left_out => writeln!(out, "  {name}?: {};", given(source, inner)),
        (_, kind) => writeln!(out, "  {name}: {};", given(source, kind)),
    };
}

/// A link to a field of another interface.
fn link(of: &str, path: &str) -> String {
    let (name, field) = item(path);
    let name = if name == "Self" { of } else { name };
    let as_name = INTERFACES.iter().find(|it| it.0 == name).map_or(name, |it| it.1);
    format!("{{@link {as_name}.{}}}", camel(field))
}

fn write_doc(out: &mut String, indent: &str, doc: &str) {
    let lines: Vec<String> =
        doc.split("\n\n").flat_map(|it| [vec![String::new()], wrapped(it, WIDTH)].concat()).skip(1).collect();
    let _ = match lines.as_slice() {
        [line] => writeln!(out, "{indent}/** {line} */"),
        lines => {
            let _ = writeln!(out, "{indent}/**");
            for line in lines {
                let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
            }
            writeln!(out, "{indent} */")
        }
    };
}

/// The type of an option.
fn taken(source: &Source, name: &str, kind: &Kind) -> String {
    match kind {
        Kind::Maybe(_) if name == "url" => "string | URL".to_owned(),
        Kind::Maybe(inner) => given(source, inner),
        Kind::List(_) if name.ends_with("_patterns") => "readonly RegExp[]".to_owned(),
        Kind::List(inner) => format!("readonly {}[]", given(source, inner)),
        kind => given(source, kind),
    }
}

/// The type of something in the result.
fn given(source: &Source, kind: &Kind) -> String {
    match kind {
        Kind::Text => "string".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Bool => "boolean".to_owned(),
        Kind::Map => "Record<string, string>".to_owned(),
        Kind::Maybe(inner) => format!("{} | null", given(source, inner)),
        Kind::List(inner) => format!("{}[]", given(source, inner)),
        Kind::Named(name) => match source.choice(name) {
            Some(it) => it.names.iter().map(|it| format!("'{it}'")).collect::<Vec<_>>().join(" | "),
            None => name.clone(),
        },
    }
}

/// The rows of `KINDS` in `options.js`.
pub(crate) fn kinds(source: &Source) -> Result<String> {
    let mut out = String::new();
    for field in &source.of("Options")?.fields {
        let _ = writeln!(out, "  {}: {},", camel(&field.name), kind_of(source, &field.name, &field.kind));
    }
    Ok(out)
}

fn kind_of(source: &Source, name: &str, kind: &Kind) -> String {
    match kind {
        Kind::Text if name == "url" => "address".to_owned(),
        Kind::Text | Kind::Map => "string".to_owned(),
        Kind::Number => "count".to_owned(),
        Kind::Bool => "boolean".to_owned(),
        Kind::Maybe(inner) => kind_of(source, name, inner),
        Kind::List(_) if name.ends_with("_patterns") => "PATTERNS".to_owned(),
        Kind::List(inner) => format!("listOf({})", kind_of(source, name, inner)),
        Kind::Named(name) if name == "Category" => "oneOf(...CATEGORIES)".to_owned(),
        Kind::Named(name) => match source.choice(name) {
            Some(it) => {
                format!("oneOf({})", it.names.iter().map(|it| format!("'{it}'")).collect::<Vec<_>>().join(", "))
            }
            None => "range".to_owned(),
        },
    }
}
