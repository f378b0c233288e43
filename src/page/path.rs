//! CSS paths of elements.

use super::{Page, Tag};

impl Page<'_> {
    /// CSS path of a container, from `body` down; it selects that element alone.
    pub(crate) fn path(&self, container: u32) -> String {
        /// Typical length of a step, in bytes.
        const STEP_BYTES: usize = 24;
        let steps = || self.ancestors(container).filter(|(index, it)| *index != 0 && it.tag != Tag::Html);
        let count = steps().count();
        let mut chain = Vec::with_capacity(count);
        chain.extend(steps().map(|(_, it)| it));
        let mut path = String::with_capacity(count * STEP_BYTES);
        for it in chain.into_iter().rev() {
            if !path.is_empty() {
                path.push_str(" > ");
            }
            path.push_str(it.tag.name());
            // `o:p`: characters that would end an identifier in CSS are escaped. A name begins with a letter.
            for c in it.own_name().unwrap_or_default().chars() {
                if c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_') {
                    path.push('\\');
                }
                path.push(c);
            }
            if it.tag != Tag::Body {
                path.push_str(":nth-of-type(");
                push_number(it.nth, &mut path);
                path.push(')');
            }
        }
        path
    }
}

/// Writes a number in decimal. Faster than `write!`; paths are long and many.
fn push_number(number: u32, out: &mut String) {
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
