//! HTML: one walk over the tree makes the blocks, their containers, the inline marks and the raw metadata.

mod attrs;
mod head;
mod inline;
mod walk;

use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{Html, Node, Selector};

use super::parse;
use crate::Error;
use crate::options::Options;
use crate::page::Page;
use walk::Walk;

/// Reads a page's markup.
///
/// # Errors
/// A selector of the options that cannot be parsed.
pub(crate) fn read(html: &str, options: &Options) -> Result<Page<'static>, Error> {
    let document = parse::parse(html, options.max_depth);
    let selected = select(&document, options)?;
    let want_marks = options.markdown || options.html;
    // Text is an eighth of a page, seldom more.
    let mut walk = Walk::new(html.len() / 8, selected, want_marks);
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open(node.id(), element, &node),
                Node::Text(text) if walk.skip == 0 => walk.text(&text.text),
                _ => {}
            },
            Edge::Close(node) => {
                if node.value().is_element() {
                    walk.close();
                }
            }
        }
    }
    Ok(walk.finish())
}

/// Whether all selectors of the options can be parsed.
pub(crate) fn check_selectors(options: &Options) -> Result<(), Error> {
    for selector in options.keep_selectors.iter().chain(&options.drop_selectors) {
        parse_selector(selector)?;
    }
    Ok(())
}

fn parse_selector(selector: &str) -> Result<Selector, Error> {
    Selector::parse(selector)
        .map_err(|error| Error::invalid_options(format!("`{selector}` is not a CSS selector: {error}")))
}

fn select(document: &Html, options: &Options) -> Result<HashMap<NodeId, bool>, Error> {
    let mut selected = HashMap::new();
    for (selectors, keep) in [(&options.drop_selectors, false), (&options.keep_selectors, true)] {
        for selector in selectors {
            let selector = parse_selector(selector)?;
            selected.extend(document.select(&selector).map(|element| (element.id(), keep)));
        }
    }
    Ok(selected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(html: &str) -> Vec<String> {
        let page = read(html, &Options::default()).expect("default options are right");
        (0..page.blocks.len()).map(|i| page.text(i).to_owned()).collect()
    }

    #[test]
    fn words_are_neither_glued_nor_torn() {
        assert_eq!(blocks("<p>One<b>two</b> three<p>four<div>five</div>"), ["Onetwo three", "four", "five"]);
        assert_eq!(blocks("<ul><li>a<li>b<ul><li>c</ul></ul>"), ["a", "b", "c"]);
        assert_eq!(blocks("<table><tr><td>1<td>2<tr><td>3</table>"), ["1", "2", "3"]);
        assert_eq!(blocks("one<br>two<br><br>three"), ["one\ntwo", "three"]);
        assert_eq!(blocks("<pre>\n  a\n    b\n</pre>"), ["a\n    b"]);
    }

    #[test]
    fn what_has_no_reader_is_left_out() {
        assert!(blocks("<script>x</script><style>y</style><template>z</template><title>t</title>").is_empty());
    }

    #[test]
    fn hidden_text_and_noscript_are_read_with_a_flag() {
        let page = read("<p style='display:none'>a</p><noscript><p>b</noscript>", &Options::default()).expect("right");
        let flags: Vec<_> = page.blocks.iter().map(|b| (b.hidden, b.noscript)).collect();
        assert_eq!(flags, [(true, false), (false, true)]);
    }

    #[test]
    fn paths_select_their_element() {
        let html = "<body><div>a</div><div><span><p>b</p><p>c</p></span></div>";
        let page = read(html, &Options::default()).expect("right");
        let document = Html::parse_document(html);
        for block in 0..page.blocks.len() {
            let path = page.path(page.blocks[block].container);
            let selector = Selector::parse(&path).expect("a path is a selector");
            let found: Vec<String> = document.select(&selector).map(|e| e.text().collect()).collect();
            assert_eq!(found, [page.text(block)], "{path}");
        }
    }

    #[test]
    fn depth_is_capped_and_nothing_is_lost() {
        let html = format!("{}deep{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(blocks(&html), ["deep", "after"]);
    }
}
