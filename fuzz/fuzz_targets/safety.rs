//! Any string as a web page: its HTML, and its Markdown rendered with raw HTML allowed, have no elements, attributes or addresses
//! but those that are known to be harmless.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pulldown_cmark::{Options, Parser};
use scraper::Html;
use unhusk::{Category, Cleaner, Embeds};

/// What HTML is made of; `html` is the parser's own.
const ELEMENTS: &str = "html a aside blockquote br code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr img input kbd \
                        li mark ol p pre strong sub sup table tbody td th thead tr ul";
const ATTRIBUTES: &str = "alt checked class colspan dir disabled href id reversed rowspan src start type value";

/// What renderers of Markdown add.
const RENDERED: &str = "align style title";

fuzz_target!(|page: &str| {
    let all = Category::ALL.iter().fold(Cleaner::new(), |cleaner, category| cleaner.keep(*category));
    let cleaner = all.keep_selector("html").expect("a selector").embeds(Embeds::Link).markdown(true).html(true);
    let cleaned = cleaner.clean_html(page).expect("a page is never an error");
    let html = cleaned.html.expect("it was asked for");
    check(&html, "");
    assert!(!html.contains(|c: char| c.is_ascii_control() && !c.is_ascii_whitespace()), "{html:?}");
    let markdown = cleaned.markdown.expect("it was asked for");
    let mut rendered = String::new();
    pulldown_cmark::html::push_html(
        &mut rendered,
        Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH),
    );
    check(&rendered, RENDERED);
});

fn check(html: &str, more: &str) {
    // From the root on: what the parser takes the fragment to stand in is a node, too.
    let page = Html::parse_fragment(html);
    for element in page.tree.root().descendants().filter_map(|node| node.value().as_element()) {
        assert!(has(ELEMENTS, element.name()), "{:?}:\n{html}", element.name());
        for (name, value) in element.attrs() {
            assert!(has(ATTRIBUTES, name) || has(more, name), "{name:?}:\n{html}");
            if matches!(name, "href" | "src") {
                let value = value.trim().to_ascii_lowercase();
                let scheme = value.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
                let safe = scheme.is_none_or(|(scheme, _)| matches!(scheme, "http" | "https" | "mailto" | "tel"));
                assert!(safe, "{value:?}:\n{html}");
            }
        }
    }
}

fn has(names: &str, name: &str) -> bool {
    names.split(' ').any(|it| it == name)
}
