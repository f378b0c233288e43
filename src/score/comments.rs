//! Readers' comments below an article, in the markup that publishing systems give them: `#comments`, `.comment-list`,
//! `#disqus_thread`.
//!
//! Forums use the same class names around their posts, where the posts are the body. So the page type decides, and
//! whether there is a body outside the comments.

use crate::cleaned::PageType;
use crate::page::token::token_word;
use crate::page::{BlockKind, Container, Role, Tag};
use crate::rules::Findings;
use crate::scan::Scan;

/// Words of body outside the comments that make the comments dispensable.
const ARTICLE_WORDS: u64 = 40;

/// Most class and id tokens checked per element.
const TOKENS: usize = 64;

const NAMES: &[u32] = &[
    token_word("comment"),
    token_word("comments"),
    token_word("commentlist"),
    token_word("commentarea"),
    token_word("commentsection"),
    token_word("disqus"),
    token_word("livefyre"),
    token_word("giscus"),
    token_word("utterances"),
    token_word("isso"),
    token_word("kommentare"),
    token_word("kommentarer"),
    token_word("comentarios"),
    token_word("commentaires"),
    token_word("commenti"),
    token_word("reacties"),
];

/// Removes the comments from the likely body if there is a body without them.
pub(super) fn leave_out(
    scan: &Scan<'_>,
    findings: &Findings,
    page_type: Option<PageType>,
    likely: &mut [u16],
    cut: u16,
) {
    // Product reviews, answers and posts are content whatever their boxes are called: on other page types this would
    // remove more text than junk.
    if page_type != Some(PageType::Article) {
        return;
    }
    let sections = sections(scan);
    if sections.is_empty() {
        return;
    }
    let kept = |likely: &[u16], block: usize| likely[block] >= cut && findings.whole(block).is_none();
    let words = |blocks: &mut dyn Iterator<Item = usize>| -> u64 {
        blocks.filter(|&block| kept(likely, block)).map(|block| u64::from(scan.facts[block].words)).sum()
    };
    let all = words(&mut (0..scan.len()));
    let inside = words(&mut sections.iter().flat_map(|&(first, end)| first..end));
    let outside = all - inside;
    if outside >= ARTICLE_WORDS {
        for (first, end) in sections {
            likely[first..end].fill(0);
        }
    }
}

/// The blocks of the outermost elements named as comments that do not hold the headline.
fn sections(scan: &Scan<'_>) -> Vec<(usize, usize)> {
    let page = scan.page;
    let headline = page.blocks.iter().position(|block| block.kind == BlockKind::Heading(1));
    let mut sections: Vec<(usize, usize)> = Vec::new();
    for it in page.containers.iter().filter(|it| is_named(scan, it)) {
        let (first, end) = (it.blocks.0 as usize, it.blocks.1 as usize);
        let done = sections.last().map_or(0, |(_, end)| *end);
        if first >= done && first < end && !headline.is_some_and(|block| (first..end).contains(&block)) {
            sections.push((first, end));
        }
    }
    sections
}

fn is_named(scan: &Scan<'_>, it: &Container) -> bool {
    // `body.comments-open` and `article.has-comments` hold the whole page.
    let holds_page = matches!(it.tag, Tag::Html | Tag::Body | Tag::Main) || it.role == Role::Main;
    let has = || scan.page.tokens_of(it).iter().take(TOKENS).any(|token| NAMES.contains(token));
    let article = it.tag == Tag::Article && it.role != Role::Comment;
    !holds_page && !article && (it.role == Role::Comment || has())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::{read, rules};

    /// Which blocks of a page of this type stay.
    fn kept(html: &str, kind: PageType) -> Vec<String> {
        let page = read::html(html, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        let mut likely = vec![900; scan.len()];
        leave_out(&scan, &rules::find(&scan), Some(kind), &mut likely, 300);
        (0..scan.len()).filter(|&block| likely[block] > 0).map(|block| scan.text(block).to_owned()).collect()
    }

    fn page(words: usize, name: &str) -> String {
        format!("<div><p>{}</p></div><div class={name}><p>At last! Nine weeks.</p></div>", "ferry ".repeat(words))
    }

    #[test]
    fn comments_go_where_the_article_stands_outside() {
        for name in ["comments", "comment-list", "postComments", "disqus_thread"] {
            assert_eq!(kept(&page(60, name), PageType::Article).len(), 1, "{name}");
        }
    }

    #[test]
    fn posts_stay_where_they_are_the_page() {
        for kind in [PageType::Forum, PageType::Product] {
            assert_eq!(kept(&page(160, "comments"), kind).len(), 2);
        }
        assert_eq!(kept(&page(20, "comments"), PageType::Article).len(), 2);
        assert_eq!(kept(&page(60, "commentary"), PageType::Article).len(), 2);
        let wide = "<div class=comments-open><h1>Ferries</h1><p>ferry</p></div>";
        assert_eq!(kept(&format!("{}{wide}", page(60, "x")), PageType::Article).len(), 4);
    }
}
