//! Writes the documentation that is generated from the Rust sources: `cargo run -p unhusk-docs`. A test says when some of it
//! is stale.

mod forms;
mod options;
mod region;
mod rules;
mod source;
mod types;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A file, and the whole of what it should say.
struct Output {
    path: PathBuf,
    text: String,
}

fn main() -> Result<()> {
    for it in outputs()? {
        if std::fs::read_to_string(&it.path).ok().as_ref() != Some(&it.text) {
            std::fs::write(&it.path, &it.text)?;
            println!("wrote {}", it.path.display());
        }
    }
    Ok(())
}

fn outputs() -> Result<Vec<Output>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("docs/ has a parent")?;
    let read = |name: &str| std::fs::read_to_string(root.join(name)).with_context(|| name.to_owned());
    let source = source::Source::read(root)?;
    let rules = rules::read(root)?;
    let whole = |name: &str, text: String| Output { path: root.join(name), text };
    let part = |name: &str, region: &str, text: &str| {
        let text = region::replaced(&read(name)?, region, text).with_context(|| name.to_owned())?;
        anyhow::Ok(Output { path: root.join(name), text })
    };
    Ok(vec![
        whole("docs/RULES.md", rules::markdown(&rules)),
        whole("cli/src/rules.txt", rules::plain(&rules)),
        whole("corpus/src/rules.tsv", rules::table(&rules)),
        whole("docs/OPTIONS.md", options::markdown(&source, &read("cli/src/args.rs")?)?),
        part("README.md", "categories", &options::categories(&source))?,
        part("www/npm/options.js", "options", &types::kinds(&source)?)?,
        part("www/npm/index.d.ts", "types", &types::declarations(&source)?)?,
    ])
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_generated_is_stale() {
        for it in super::outputs().expect("the sources are read") {
            let now = std::fs::read_to_string(&it.path).unwrap_or_default();
            assert!(now == it.text, "{} is stale: run `cargo run -p unhusk-docs`", it.path.display());
        }
    }
}
