//! CSS paths of elements.

use super::{Page, Tag};

/// Writes the paths of containers, one after another. Neighbours have most of their path in common, which is not written anew.
pub(crate) struct Paths<'p> {
    page: &'p Page<'p>,
    /// The path written last.
    path: String,
    /// Its containers by their depth, the root first, and where in it each ends.
    steps: Vec<(u32, usize)>,
    /// Containers still to be written, the innermost first.
    rest: Vec<u32>,
}

impl<'p> Paths<'p> {
    pub(crate) fn of(page: &'p Page<'p>) -> Self {
        Self { page, path: String::new(), steps: Vec::new(), rest: Vec::new() }
    }

    /// CSS path of a container, from `body` down; it selects that element alone.
    pub(crate) fn path(&mut self, container: u32) -> &str {
        let page = self.page;
        let mut common = 0;
        for (index, it) in page.ancestors(container) {
            let depth = usize::from(it.depth);
            if self.steps.get(depth).is_some_and(|(known, _)| *known == index) {
                common = depth + 1;
                break;
            }
            self.rest.push(index);
        }
        self.steps.truncate(common);
        self.path.truncate(self.steps.last().map_or(0, |(_, end)| *end));
        while let Some(index) = self.rest.pop() {
            self.step(index);
            self.steps.push((index, self.path.len()));
        }
        &self.path
    }

    fn step(&mut self, index: u32) {
        let page = self.page;
        let Some(it) = page.containers.get(index as usize) else { return };
        if index == 0 || it.tag == Tag::Html {
            return;
        }
        let path = &mut self.path;
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
            push_number(it.nth, path);
            path.push(')');
        }
    }
}

/// Writes a number in decimal. Faster than `write!`; paths are long and many.
fn push_number(number: u32, out: &mut String) {
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
