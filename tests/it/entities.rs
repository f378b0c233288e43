//! Character references of HTML, by name: table and decoder are our own, the answers must be the standard's.

use unhusk::{Cleaner, InputKind};

fn decoded(html: &str) -> String {
    let html = format!("<p>The ferry sails again from Monday, they said: {html}</p>");
    let page = Cleaner::new().input(InputKind::Html).clean(&html).expect("no limit is met");
    page.text.rsplit(": ").next().unwrap_or_default().to_owned()
}

#[test]
fn names_are_decoded_as_the_standard_says() {
    for (html, text) in [
        ("a &amp; b", "a & b"),
        ("&lt;i&gt;", "<i>"),
        ("&Aacute;&zwnj;x", "Á\u{200c}x"),
        ("&zeetrf;", "ℨ"),
        ("&AElig &copy 2020", "Æ © 2020"),
        ("I'm &notit; I tell you", "I'm ¬it; I tell you"),
        ("I'm &notin; I tell you", "I'm ∉ I tell you"),
        ("&CounterClockwiseContourIntegral;", "∳"),
        ("&NotEqualTilde;", "≂\u{338}"),
        ("&fjlig;", "fj"),
        ("&ampx &unknown; &; & &#x41;&#66;&#128;", "&x &unknown; &; & AB€"),
    ] {
        assert_eq!(decoded(html), text, "{html}");
    }
}

#[test]
fn a_reference_cut_by_the_end_stays() {
    for html in ["&", "&am", "&CounterClockwise", "&#", "&#x"] {
        let page = Cleaner::new().clean_html(&format!("<p>The ferry sails again {html}")).expect("no limit is met");
        assert!(page.text.ends_with(html), "{}", page.text);
    }
}
