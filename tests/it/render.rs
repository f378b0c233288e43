//! Markdown and HTML: that they say the same as the text, and that HTML is safe.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options as MarkdownOptions, Parser, TagEnd};
use unhusk::{Cleaned, Cleaner, Embeds};

/// Cleans a page of which everything stays: what is printed is tested here, not what is kept.
fn whole(html: &str) -> Cleaned {
    cleaner().clean_html(html).expect("the options are right")
}

fn cleaner() -> Cleaner {
    let all = unhusk::Category::ALL.iter().fold(Cleaner::new(), |cleaner, category| cleaner.keep(*category));
    all.keep_selector("body").expect("a selector").markdown(true).html(true).url("https://example.org/a/b.html")
}

fn markdown(html: &str) -> String {
    whole(html).markdown.expect("asked for")
}

fn html(html: &str) -> String {
    whole(html).html.expect("asked for")
}

/// The text that a reader of rendered Markdown sees.
fn rendered(markdown: &str) -> String {
    let options = MarkdownOptions::ENABLE_TABLES | MarkdownOptions::ENABLE_STRIKETHROUGH;
    let mut out = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => out += &text,
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push(' '),
            Event::InlineHtml(tag) if &*tag == "<br>" => out.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::CodeBlock
                | TagEnd::BlockQuote(_),
            )
            | Event::Start(_)
                if !matches!(
                    event,
                    Event::Start(
                        pulldown_cmark::Tag::Emphasis
                            | pulldown_cmark::Tag::Strong
                            | pulldown_cmark::Tag::Strikethrough
                            | pulldown_cmark::Tag::Link { .. }
                            | pulldown_cmark::Tag::Image { .. }
                    )
                ) =>
            {
                out.push(' ');
            }
            _ => {}
        }
    }
    folded(&out)
}

/// The text that a reader of HTML sees.
fn visible(html: &str) -> String {
    let page = scraper::Html::parse_fragment(html);
    let mut out = String::new();
    for node in page.tree.root().descendants() {
        match node.value() {
            scraper::Node::Text(text) => out += text,
            scraper::Node::Element(element)
                if !matches!(
                    element.name(),
                    "em" | "strong" | "a" | "code" | "del" | "sup" | "sub" | "kbd" | "mark"
                ) =>
            {
                out.push(' ');
            }
            _ => {}
        }
    }
    folded(&out)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn blocks_are_markdown() {
    for (page, wanted) in [
        ("<h2>A # b #</h2><p>c", "## A # b \\#\n\nc"),
        ("<ul><li>a<li>b<ol><li>c<li>d</ol></ul>", "- a\n- b\n  1. c\n  2. d"),
        ("<ol start=9><li>a<li>b", "9. a\n10. b"),
        ("<ul><li><p>a</p><p>b</p><li>c</ul><ul><li>d</ul>", "- a\n\n  b\n\n- c\n\n* d"),
        ("<blockquote><p>a<p>b<blockquote>c</blockquote></blockquote>", "> a\n>\n> b\n>\n> > c"),
        ("<pre><code class='language-rust'>fn a() {\n    b()\n}\n</code></pre>", "```rust\nfn a() {\n    b()\n}\n```"),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
        ("<table><tr><th>a<th>b|c<tr><td>1<td>2<br>3</table>", "| a | b\\|c |\n| --- | --- |\n| 1 | 2<br>3 |"),
        ("<table><tr><th colspan=2>a<tr><td>1<td>2</table>", "| a |  |\n| --- | --- |\n| 1 | 2 |"),
        (
            "<table><tr><th>a<th>b<th>c<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5<tr><td>6<td>7<td>8</table>",
            "| a | b | c |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  | 4 | 5 |\n| 6 | 7 | 8 |",
        ),
        // Not beyond its part of the table; an empty row counts for none.
        (
            "<table><thead><tr><th rowspan=9 colspan=2>a<th>b<tbody><tr><td>1<td rowspan=3>2<td>3<tr><td><tr><td>4<td>5</table>",
            "| a |  | b |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n| 4 |  | 5 |",
        ),
        ("<dl><dt>a<dd>b</dl>", "**a**\n\nb"),
        ("<p>a<br>b", "a\\\nb"),
        (
            "<figure><img src=/x.png alt='a [b]'><figcaption>c</figcaption></figure>",
            "![a \\[b\\]](https://example.org/x.png)\n\nc",
        ),
        ("<p>a</p><hr><p>b", "a\n\nb"),
    ] {
        assert_eq!(markdown(page), wanted, "{page}");
    }
}

#[test]
fn inline_markup_is_markdown() {
    for (page, wanted) in [
        ("<p><b>a</b> <i>b</i> <del>c</del> <code>d`e</code>", "**a** *b* ~~c~~ ``d`e``"),
        ("<p>a<b>b</b>c <b> d </b>e", "a**b**c **d** e"),
        ("<p><b><i>a</i></b>", "**_a_**"),
        // Read otherwise by Markdown: left out.
        ("<p>a<b>“b”</b>c", "a“b”c"),
        ("<p><i>a</i><b>b</b>", "_a_**b**"),
        ("<p><a href='c (d)'>a <b>b</b></a>", "[a **b**](https://example.org/a/c%20%28d%29)"),
        ("<p>Wait!<a href=/b>b</a>", "Wait\\![b](https://example.org/b)"),
        ("<p><a href='javascript:x'>a</a> <a href='#b'>b</a>", "a b"),
        ("<p>x<sup>2</sup> H<sub>2</sub>O <kbd>a</kbd>", "x<sup>2</sup> H<sub>2</sub>O <kbd>a</kbd>"),
        (
            "<p>1. a * b_c_ _d_ <code>&lt;e></code> &lt;f> &amp;amp; [g](h) #i",
            "1\\. a \\* b_c\\_ \\_d\\_ `<e>` \\<f> \\&amp; \\[g\\](h) #i",
        ),
        ("<p># a<br>- b<br>+ c<br>> d<br>=== <br>1) e", "\\# a\\\n\\- b\\\n\\+ c\\\n\\> d\\\n\\===\\\n1\\) e"),
        ("<p>$5 and <math><annotation encoding='application/x-tex'>x^2</annotation></math>", "\\$5 and $x^2$"),
        ("<p>$5 and $6", "$5 and $6"),
    ] {
        assert_eq!(markdown(page), wanted, "{page}");
    }
}

#[test]
fn targets_of_links_are_read_back_as_they_were() {
    for (href, target) in [
        ("https://e.org/?a=1&amp;amp;b=2&amp;copy;=3&amp;c", "https://e.org/?a=1&amp;b=2&copy;=3&c"),
        ("?&amp;#38;&amp;#x26;&amp;;&amp;#;", "https://example.org/a/b.html?&#38;&#x26;&;&#;"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
    ] {
        let page = whole(&format!("<p><a href='{href}'>a</a> <img src='{href}' alt=boat>c"));
        let targets: Vec<String> = Parser::new(page.markdown.as_deref().expect("asked for"))
            .filter_map(|event| match event {
                Event::Start(
                    pulldown_cmark::Tag::Link { dest_url, .. } | pulldown_cmark::Tag::Image { dest_url, .. },
                ) => Some(dest_url.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(targets, [target, target], "{href}: {page:?}");
    }
    assert_eq!(markdown("<p><a href='/?a&amp;b=c&amp;copy'>a"), "[a](https://example.org/?a&b=c&copy)");
    let film = "<p>a<iframe src='https://player.vimeo.com/x_y?a&amp;amp;b'></iframe>";
    let page = cleaner().embeds(Embeds::Link).clean_html(film).expect("right");
    let long = "a\n\n[https://player.vimeo.com/x_y?a\\&amp;b](https://player.vimeo.com/x_y?a\\&amp;b)";
    assert_eq!(page.markdown.as_deref(), Some(long));
}

#[test]
fn tall_cells_above_many_short_rows_take_little() {
    let tall = "<td rowspan=65534 colspan=60000>b".repeat(100);
    let page = format!("<table><tr>{tall}{}</table>", "<tr><td>c".repeat(5_000));
    let printed = markdown(&page);
    assert!(printed.len() < 12 * page.len(), "{} of {}", printed.len(), page.len());
}

/// Each reference is told by what stands before it in its block: not read anew for each.
#[test]
fn a_block_of_many_references_is_read_once() {
    let page = format!("<p>{}</p><ol><li id=footnote1>a</ol>", "<a href='#footnote1'>*</a>".repeat(150_000));
    assert!(markdown(&page).ends_with("1. a"));
}

/// As Pandoc, forges, blogs, newsletters, wikis and hand-written pages mark them.
#[test]
fn footnotes_are_footnotes() {
    for (page, wanted) in [
        (
            "<p>It sails<a href='#fn1' class=footnote-ref id=fnref1 role=doc-noteref><sup>1</sup></a>.</p><p>It rains.</p>\
             <section role=doc-endnotes><ol><li id=fn1><p>On <em>Monday</em>.<a href='#fnref1' role=doc-backlink>↩︎</a></p></li></ol>",
            "It sails[^1].\n\nIt rains.\n\n[^1]: On *Monday*.",
        ),
        (
            "<p>It sails<sup><a href='#user-content-fn-x' id=user-content-fnref-x data-footnote-ref>2</a></sup> (now).</p>\
             <ol><li id=user-content-fn-x><p>On Monday. <a href='#user-content-fnref-x'>↩</a></p><p>At nine.</p></li></ol>",
            "It sails[^1] (now).\n\n[^1]: On Monday.\n\n    At nine.",
        ),
        (
            "<p>It sails<sup data-fn=a-b class=fn><a href='#a-b' id=a-b-link>1</a></sup>(now).</p><ol class=wp-block-footnotes>\
             <li id=a-b>On Monday. <a href='#a-b-link'>↩︎</a></li></ol>",
            "It sails[^1]\\(now).\n\n[^1]: On Monday.",
        ),
        (
            "<p>It sails<a class=footnote-anchor id=footnote-anchor-1 href='#footnote-1'>1</a> now.</p><div class=footnote>\
             <a id=footnote-1 href='#footnote-anchor-1' class=footnote-number>1</a><div><p>On Monday.</p></div></div>",
            "It sails[^1] now.\n\n[^1]: On Monday.",
        ),
        (
            "<p>It sails<sup id=cite_ref-1><a href='#cite_note-1'>[1]</a></sup><sup>[<a href='#cite_note-2'>2</a>]</sup>.</p>\
             <ol><li id=cite_note-1><span><b><a href='#cite_ref-1'>^</a></b></span> <span>A book</span></li>\
             <li id=cite_note-2>Another</li></ol><p>After.</p>",
            "It sails[^1][^2].\n\nAfter.\n\n[^1]: A book\n\n[^2]: Another",
        ),
        (
            "<p>It sails<sup><a href='#n1'>*</a></sup>, twice<sup><a href='#n1'>*</a></sup>.</p><p id=n1>On Monday.</p>",
            "It sails[^1], twice[^1].\n\n[^1]: On Monday.",
        ),
        (
            "<p>It sails<a epub:type=noteref id=r1 href='#n1'>1</a> now.</p><aside epub:type=footnote id=n1><p><a href='#r1'>1</a> On Monday.</p></aside>",
            "It sails[^1] now.\n\n[^1]: On Monday.",
        ),
        (
            "<p>It sails <a class='footnote-reference brackets' href='#f1' id=i1>1</a> now.</p><dl class='footnote brackets'><dt id=f1><span><a href='#i1'>1</a>\
             </span></dt><dd><p>On Monday.</p></dd></dl>",
            "It sails [^1] now.\n\n[^1]: On Monday.",
        ),
        // No note stands there, or the link is none to a note.
        ("<p>It sails<sup><a href='#fn1'>1</a></sup>.</p><p>a</p>", "It sails<sup>1</sup>.\n\na"),
        ("<p>Page <a href='#p2'>2</a> of 3</p><p id=p2>a</p>", "Page 2 of 3\n\na"),
        ("<p><a href='#fn-a'>1</a> a</p><h2 id=fn-a>b</h2>", "1 a\n\n## b"),
    ] {
        let page = whole(page);
        let printed = page.markdown.expect("asked for");
        assert_eq!(printed, wanted);
        let references = Parser::new_ext(&printed, MarkdownOptions::ENABLE_FOOTNOTES)
            .filter(|event| matches!(event, Event::FootnoteReference(_)))
            .count();
        let definitions = printed.matches("\n[^").count();
        assert_eq!(references + definitions, printed.matches("[^").count(), "{printed}");
        let html = page.html.expect("asked for");
        assert_eq!(html.matches("<li id=\"fn-").count(), definitions, "{html}");
        assert_eq!(html.matches("<a href=\"#fn-").count(), references, "{html}");
    }
    // A note whose text or sign is dropped is text again.
    let page =
        "<p>It sails<sup><a href='#fn1'>1</a></sup> <i class=x>or</i> not.</p><ol><li id=fn1>On Monday.</li></ol>";
    let without = |selector: &str| {
        cleaner()
            .drop_selector(selector)
            .expect("a selector")
            .clean_html(page)
            .expect("right")
            .markdown
            .expect("asked for")
    };
    assert_eq!(without("li"), "It sails<sup>1</sup> *or* not.");
    assert_eq!(without("p"), "1. On Monday.");
}

#[test]
fn html_is_semantic() {
    for (page, wanted) in [
        (
            "<div class=x><h2 id=y>a</h2><p onclick=z>b <b style=c>c</b></div>",
            "<h2>a</h2>\n<p>b <strong>c</strong></p>",
        ),
        ("<ol start=3><li>a<li><p>b<p>c</ol>", "<ol start=\"3\">\n<li>a</li>\n<li><p>b</p>\n<p>c</p></li>\n</ol>"),
        ("<dl><dt>a<dd>b</dl>", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        (
            "<figure><img src=x.png alt=a><figcaption>b</figcaption></figure>",
            "<figure>\n<img src=\"https://example.org/a/x.png\" alt=\"a\">\n<figcaption>b</figcaption>\n</figure>",
        ),
        (
            "<table><tr><th>a<th>b<tr><td rowspan=3>1<td>2<tr><td><tr><td>3</table>",
            "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n<tbody>\n<tr><td rowspan=\"2\">1</td><td>2</td></tr>\n<tr><td>3</td></tr>\n</tbody>\n</table>",
        ),
        ("<pre><code class=language-c>a &lt; b</code></pre>", "<pre><code class=\"language-c\">a &lt; b</code></pre>"),
    ] {
        assert_eq!(html(page), wanted, "{page}");
    }
}

#[test]
fn switches_leave_out_what_they_name() {
    let page = "<p>a <a href=/b>b</a> <img src=/c.png alt=c></p><table><tr><th>d<th>e<tr><td>f<td>g</table>";
    let plain = cleaner().include_links(false).include_images(false).clean_html(page).expect("right");
    assert_eq!(plain.markdown.as_deref(), Some("a b\n\n| d | e |\n| --- | --- |\n| f | g |"));
    let bare = Cleaner::new()
        .keep_selector("p")
        .expect("a selector")
        .include_tables(false)
        .markdown(true)
        .clean_html(page)
        .expect("right");
    assert_eq!(bare.text, "a b");
    assert!(bare.removed.iter().all(|it| it.rule == "option"), "{:?}", bare.removed);
    let titled = cleaner().include_title(true).clean_html("<title>T * u</title><p>a").expect("right");
    assert_eq!(titled.markdown.as_deref(), Some("# T \\* u\n\na"));
    assert_eq!(titled.html.as_deref(), Some("<h1>T * u</h1>\n<p>a</p>"));
    assert!(Cleaner::new().clean_html(page).expect("right").markdown.is_none());
}

#[test]
fn selectors_keep_and_drop_and_categories_go_before_them() {
    let page = "<p>The ferry to Skagen sails again from Monday, the harbour office said on Friday.</p><div id=ad><p>It had \
                been repaired for two weeks in the yard of the next town, they said.</p></div><nav><p>Home</p></nav>";
    let dropped = Cleaner::new().drop_selector("#ad").expect("a selector").clean_html(page).expect("right");
    assert!(!dropped.text.contains("repaired") && dropped.text.contains("Skagen"));
    assert!(dropped.removed.iter().any(|it| it.rule == "selector" && it.text.contains("repaired")));
    let kept = Cleaner::new().keep_selector("nav").expect("a selector").clean_html(page).expect("right");
    assert!(kept.text.ends_with("Home"), "{}", kept.text);
    // The innermost word counts, and a category to drop goes before a selector to keep.
    let both = Cleaner::new()
        .drop_selector("body")
        .expect("a selector")
        .keep_selector("#ad")
        .expect("a selector")
        .clean_html(page)
        .expect("right");
    assert!(both.text.starts_with("It had been repaired") && !both.text.contains("Skagen"), "{}", both.text);
    let forced = Cleaner::new()
        .keep_selector("body")
        .expect("a selector")
        .drop(unhusk::Category::Embed)
        .clean_html(TWEET)
        .expect("right");
    assert!(!forced.text.contains("Rain again") && forced.text.contains("Tickets"), "{}", forced.text);
}

const TWEET: &str = "<p>The ferry to Skagen sails again from Monday, the harbour office said on Friday.</p>\
    <blockquote class=twitter-tweet><p>Rain again.</p>— Ann (@ann) <a href='https://twitter.com/ann/status/1'>May 1, \
    2019</a></blockquote><p>It had been repaired for two weeks in the yard of the next town.</p><iframe \
    src='https://www.youtube.com/embed/xyz?rel=0'></iframe><p>Tickets are sold on board and in the harbour.</p>";

#[test]
fn embeds_go_stay_or_leave_a_link() {
    let with = |embeds| Cleaner::new().embeds(embeds).markdown(true).html(true).clean_html(TWEET).expect("right");
    let dropped = with(Embeds::Drop);
    assert!(!dropped.text.contains("Rain again") && !dropped.markdown.expect("asked for").contains("twitter"));
    let linked = with(Embeds::Link);
    assert!(!linked.text.contains("Rain again"));
    let markdown = linked.markdown.expect("asked for");
    assert_eq!(markdown.matches("<https://twitter.com/ann/status/1>").count(), 1, "{markdown}");
    assert_eq!(markdown.matches("<https://www.youtube.com/watch?v=xyz>").count(), 1, "{markdown}");
    assert!(markdown.ends_with("in the harbour."), "{markdown}");
    let kept = with(Embeds::Keep);
    assert!(kept.text.contains("Rain again"));
    let html = kept.html.expect("asked for");
    assert!(html.contains("<blockquote>") && html.contains("watch?v=xyz"), "{html}");
}

#[test]
fn films_become_links_to_their_pages() {
    let before =
        "The speed of a wave in shallow water grows with the root of its depth, as everyone knows who watched surf.";
    let after =
        "The film shows a tank of four metres in which the waves run up a slope of sand and break there, slowly.";
    for (player, page) in [
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://vimeo.com/76979871"),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        (
            "https://www.youtube.com/embed/videoseries?si=x&amp;list=PLx_1-y&amp;index=2",
            "https://www.youtube.com/playlist?list=PLx_1-y",
        ),
        (
            "https://www.youtube.com/embed/live_stream?channel=UCx",
            "https://www.youtube.com/embed/live_stream?channel=UCx",
        ),
        ("https://www.youtube.com/embed/videoseries", "https://www.youtube.com/embed/videoseries"),
    ] {
        let html =
            format!("<article><p>{before}</p><div><iframe src='{player}'></iframe></div><p>{after}</p></article>");
        let with = |embeds| Cleaner::new().embeds(embeds).markdown(true).html(true).clean_html(&html).expect("right");
        let body = Some(format!("{before}\n\n{after}"));
        let linked = Some(format!("{before}\n\n<{page}>\n\n{after}"));
        assert_eq!(with(Embeds::Drop).markdown, body);
        assert_eq!((with(Embeds::Link).markdown, with(Embeds::Keep).markdown), (linked.clone(), linked));
        assert!(with(Embeds::Keep).html.is_some_and(|html| html.contains(&format!("<a href=\"{page}\">"))));
    }
}

#[test]
fn formulas_are_their_source_and_readings_stay_in_brackets() {
    let katex = "<span class=katex><span class=katex-mathml><math><semantics><mi>c</mi><annotation \
                 encoding='application/x-tex'>c=\\sqrt{gh}</annotation></semantics></math></span><span class=katex-html \
                 aria-hidden=true>c=gh</span></span>";
    for (source, want) in [
        (katex, "$c=\\sqrt{gh}$"),
        ("<script type='math/tex'>E=mc^2</script>", "$E=mc^2$"),
        ("<math alttext='a^2+b^2'><msup><mi>a</mi><mn>2</mn></msup></math>", "$a^2+b^2$"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢(kan)"),
    ] {
        let page = format!("<p>Long waves hold {source} in all shallow water.");
        assert_eq!(markdown(&page), format!("Long waves hold {want} in all shallow water."), "{source}");
    }
}

#[test]
fn flattened_text_is_markdown_too() {
    let page = Cleaner::new().markdown(true).html(true).clean_text("1. The *ferry* sails again from Monday on, they said.\n\n# Tickets are sold on board, the office said on Friday.");
    let page = page.expect("right");
    assert_eq!(page.markdown.as_deref().map(rendered), Some(folded(&page.text)));
    assert!(page.html.is_some_and(|html| html.starts_with("<p>1. The *ferry*")));
}

/// What of an attack could run, load or style something.
fn assert_safe(output: &str, source: &str) {
    let mut ammonia = ammonia::Builder::default();
    ammonia.link_rel(None).add_tag_attributes("code", &["class"]);
    assert_eq!(ammonia.clean(output).to_string(), output, "{source}");
}

#[test]
fn known_attacks_come_to_nothing() {
    for attack in [
        "<script>alert(1)</script><p>a",
        "<p onclick=alert(1)>a",
        "<img src=x onerror=alert(1)>",
        "<p>a <img src='javascript:alert(1)'>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href='jAvAsCrIpT:alert(1)'>a</a>",
        "<a href=' &#14; javascript:alert(1)'>a</a>",
        "<a href='java&#10;script:alert(1)'>a</a>",
        "<a href='java&Tab;script:alert(1)'>a</a>",
        "<a href='data:text/html;base64,PHNjcmlwdD4='>a</a>",
        "<a href='vbscript:msgbox(1)'>a</a>",
        "<a href='x:y\"onmouseover=\"alert(1)'>a</a>",
        "<a href='https://a/\"onmouseover=\"alert(1)'>a</a>",
        "<p>a <img alt='\"><script>alert(1)</script>' src=x>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><p>a",
        "<svg><script>alert(1)</script></svg><p>a",
        "<svg onload=alert(1)><p>a",
        "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<math href='javascript:alert(1)'>a</math>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a</noscript>",
        "<style>@import 'javascript:alert(1)';</style><p style='background:url(javascript:alert(1))'>a",
        "<object data='javascript:alert(1)'>a</object><embed src='javascript:alert(1)'>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
        "<pre><code class='language-\" onclick=\"alert(1)'>a</code></pre>",
        "<base href='javascript:/a/'><a href='b'>a</a>",
        "<textarea><script>alert(1)</script></textarea><p>a",
        "<xmp><script>alert(1)</script></xmp>",
        "<plaintext><script>alert(1)</script>",
        "<title><script>alert(1)</script></title><p>a",
        "<template shadowrootmode=open><img src=x onerror=alert(1)><p>a</template>",
        "<table background='javascript:alert(1)'><tr><th>a<th>b<tr><td>c<td>d</table>",
        "<p>a<math><annotation encoding='application/x-tex'><img src=x onerror=alert(1)>&lt;img src=x></annotation></math>",
        "<ol start='1\" onclick=\"alert(1)'><li>a</ol>",
        "<td colspan='2\" onclick=\"alert(1)'>a",
    ] {
        assert_safe(&html(attack), attack);
        let markdown = markdown(attack);
        let mut through = String::new();
        pulldown_cmark::html::push_html(&mut through, Parser::new(&markdown));
        for sign in ["<script", "onerror=", "onclick=", "javascript:", "<svg", "<img src=\"x\""] {
            let shown = through.replace("&lt;script", "").replace("&lt;img", "");
            assert!(
                !shown.contains(&format!("<p {sign}")) && !shown.contains(&format!("\"{sign}")),
                "{attack}: {through}"
            );
        }
        assert!(
            !through.contains("<script") && !through.contains("<svg") && !through.contains("<iframe"),
            "{attack}: {through}"
        );
    }
}

/// Text with everything that Markdown takes for markup.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zа-я]{1,5}",
        1 => "[0-9]{1,3}[.)]",
        3 => "[-+*_#>=~`|!.:\\[\\](){}\\\\$&;/“”—]{1,4}",
        1 => Just("&amp;amp;".to_owned()),
        1 => Just("&lt;b&gt;".to_owned()),
        1 => Just("https://a.b/c_d_".to_owned()),
        1 => Just("***".to_owned()),
        1 => Just("漢字".to_owned()),
    ];
    let gap = prop_oneof![2 => Just(" "), 1 => Just(""), 1 => Just("<br>")];
    prop::collection::vec((word, gap), 1..5).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(word, gap)| {
                format!(
                    "{}{gap}",
                    word.replace('&', "&amp;")
                        .replace("&amp;amp;amp;", "&amp;amp;")
                        .replace("&amp;lt;", "&lt;")
                        .replace("&amp;gt;", "&gt;")
                )
            })
            .collect()
    })
}

fn inline() -> impl Strategy<Value = String> {
    words().prop_recursive(3, 12, 3, |inner| {
        let tag = prop::sample::select(vec!["b", "i", "del", "code", "sup", "a href=/x", "span", "kbd"]);
        prop::collection::vec((tag, inner, words()), 1..3).prop_map(|parts| {
            parts
                .into_iter()
                .map(|(tag, inner, after)| {
                    let name = tag.split(' ').next().unwrap_or(tag);
                    format!("<{tag}>{inner}</{name}>{after}")
                })
                .collect()
        })
    })
}

fn block() -> impl Strategy<Value = String> {
    let leaf = (prop::sample::select(vec!["p", "h2", "div", "blockquote", "li", "dd"]), inline())
        .prop_map(|(tag, inline)| format!("<{tag}>{inline}</{tag}>"));
    leaf.prop_recursive(3, 16, 4, |inner| {
        let tag = prop::sample::select(vec![
            "ul",
            "ol",
            "blockquote",
            "li",
            "dl",
            "div",
            "ul><li",
            "table><tr><td",
            "figure",
        ]);
        (tag, prop::collection::vec(inner, 1..4)).prop_map(|(tag, inner)| {
            let close: String =
                tag.split('>').rev().map(|name| format!("</{}>", name.trim_start_matches('<'))).collect();
            format!("<{tag}>{}{close}", inner.concat())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_renders_back_to_the_same_text(line in inline()) {
        let page = whole(&format!("<p>{line}</p>"));
        let markdown = page.markdown.unwrap_or_default();
        prop_assert_eq!(rendered(&markdown), folded(&page.text), "\n{}\n{}", line, markdown);
    }

    #[test]
    fn blocks_render_back_to_the_same_text(blocks in prop::collection::vec(block(), 1..4)) {
        let blocks = blocks.concat();
        let page = whole(&blocks);
        let markdown = page.markdown.unwrap_or_default();
        prop_assert_eq!(rendered(&markdown), folded(&page.text), "\n{}\n{}", blocks, markdown);
    }

    #[test]
    fn html_is_safe_and_says_the_same(blocks in prop::collection::vec(block(), 1..4)) {
        let blocks = blocks.concat();
        let page = whole(&blocks);
        let html = page.html.unwrap_or_default();
        assert_safe(&html, &blocks);
        prop_assert_eq!(visible(&html), folded(&page.text), "\n{}\n{}", blocks, html);
    }
}
