//! The part of a file between two marked lines.

use anyhow::{Context, Result};

/// The text with what stands between the line that has `generated: NAME` and the next that has `generated end` replaced.
pub(crate) fn replaced(text: &str, name: &str, new: &str) -> Result<String> {
    let mark = format!("generated: {name}");
    let start = text.find(&mark).with_context(|| format!("no line has `{mark}`"))?;
    let start = start + text[start..].find('\n').context("it is the last line")? + 1;
    let end = start + text[start..].find("generated end").with_context(|| format!("`{mark}` has no end"))?;
    let end = text[..end].rfind('\n').map_or(0, |at| at + 1);
    Ok(format!("{}{}\n{}", &text[..start], new.trim_end_matches('\n'), &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn what_stands_between_the_marks_is_replaced() {
        let text = "a\n// generated: x, by y\nold\n  // generated end\nb\n";
        let new = replaced(text, "x", "new\nlines\n").expect("it has both marks");
        assert_eq!(new, "a\n// generated: x, by y\nnew\nlines\n  // generated end\nb\n");
        assert!(replaced(text, "z", "").is_err() && replaced("generated: x\n", "x", "").is_err());
    }
}
