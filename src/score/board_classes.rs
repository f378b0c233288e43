//! Words that the classes and ids of boards have: of forum software, and of what it calls its parts.

use crate::page::Page;
use crate::page::token::token_word;

/// Only a board's page has these.
const SOFTWARE: &[u32] = &[
    token_word("phpbb"),
    token_word("vbulletin"),
    token_word("xenforo"),
    token_word("discourse"),
    token_word("postbit"),
    token_word("thread"),
];

/// The menu of an article's page may have these, too.
const WORDS: &[u32] = &[token_word("forum"), token_word("forums"), token_word("topic")];

/// Whether a class or id names the software of a board or a thread of it.
pub(super) fn has_software(page: &Page<'_>) -> bool {
    page.tokens.iter().any(|token| SOFTWARE.contains(token))
}

/// Whether a class or id speaks of a board at all.
pub(super) fn has_words(page: &Page<'_>) -> bool {
    page.tokens.iter().any(|token| SOFTWARE.contains(token) || WORDS.contains(token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::read;

    #[test]
    fn a_link_to_the_forum_makes_no_board() {
        let told = |html: &str| {
            let page = read::html(html, &Options::default(), &read::Selectors::default());
            (has_software(&page), has_words(&page))
        };
        assert_eq!(told("<div class='phpbb wrap'><p>The ferry sails.</p></div>"), (true, true));
        assert_eq!(told("<div id=forum-link><p>The ferry sails.</p></div>"), (false, true));
        assert_eq!(told("<div class=story><p>The ferry sails.</p></div>"), (false, false));
    }
}
