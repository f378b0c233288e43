//! HTML: one walk over the tree makes the blocks, their containers, the inline marks and the raw metadata.

mod attrs;
mod callout;
mod head;
mod inline;
mod junk_picture;
mod layout;
mod listing;
mod math;
mod mathml;
mod notes;
mod parse;
mod picture;
mod select;
mod signs;
mod tabs;
mod ties;
mod unseen;
mod walk;
mod write;

use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

use crate::error::Error;
use crate::options::Options;
use crate::page::Page;
pub(crate) use parse::references;
#[cfg(fuzzing)]
pub use parse::tokens;
use select::Chain;
use walk::Walk;

/// The selectors of the options, parsed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selectors {
    keep: Vec<Vec<Chain>>,
    drop: Vec<Vec<Chain>>,
}

impl Selectors {
    /// # Errors
    /// The first selector that cannot be parsed.
    pub(crate) fn of(options: &Options) -> Result<Self, Error> {
        let parse = |selectors: &[String]| selectors.iter().map(|it| parse_selector(it)).collect::<Result<_, _>>();
        Ok(Self { keep: parse(&options.keep_selectors)?, drop: parse(&options.drop_selectors)? })
    }

    pub(crate) fn add_kept(&mut self, selector: &str) -> Result<(), Error> {
        self.keep.push(parse_selector(selector)?);
        Ok(())
    }

    pub(crate) fn add_dropped(&mut self, selector: &str) -> Result<(), Error> {
        self.drop.push(parse_selector(selector)?);
        Ok(())
    }

    /// The elements of a document that match, and whether they are kept.
    fn select(&self, document: &Html) -> HashMap<NodeId, bool> {
        let mut selected = HashMap::new();
        for (selectors, keep) in [(&self.drop, false), (&self.keep, true)] {
            for chains in selectors {
                selected.extend(select::select(document, chains).into_iter().map(|element| (element, keep)));
            }
        }
        selected
    }
}

/// Reads a page's markup.
pub(crate) fn read(html: &str, options: &Options, selectors: &Selectors) -> Page<'static> {
    let (document, cut) = parse::parse(html, options.max_depth);
    let selected = selectors.select(&document);
    let want_marks = options.markdown || options.html;
    let mut walk = Walk::new(html.len(), selected, want_marks);
    for edge in document.tree.root().traverse() {
        if matches!(&edge, Edge::Close(node) if node.value().is_element()) && walk.owes_notes() {
            // Footnotes in the middle of a sentence go behind its paragraph.
            for (node, anchor) in walk.begin_notes() {
                walk.begin_note(anchor);
                let children = document.tree.get(node).into_iter().flat_map(|note| note.children());
                children.flat_map(|child| child.traverse()).for_each(|edge| step(&mut walk, edge));
                walk.flush();
                walk.note_open = false;
            }
        }
        step(&mut walk, edge);
    }
    let page = walk.finish();
    Page { cut: cut || page.cut, ..page }
}

/// One step of the walk.
fn step(walk: &mut Walk, edge: Edge<'_, Node>) {
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

fn parse_selector(selector: &str) -> Result<Vec<Chain>, Error> {
    select::parse(selector)
        .map_err(|error| Error::invalid_options(format!("`{selector}` is not a CSS selector: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cut;

    /// Long enough for the node limit to admit all elements.
    const SENTENCE: &str = "The ferry to Skagen sails again from Monday, the harbour office said on Friday.";

    fn blocks(html: &str) -> Vec<String> {
        let page = read(html, &Options::default(), &Selectors::default());
        (0..page.blocks.len()).map(|i| page.text(i).to_owned()).collect()
    }

    #[test]
    fn words_are_neither_glued_nor_torn() {
        assert_eq!(blocks("<p>One<b>two</b> three<p>four<div>five</div>"), ["Onetwo three", "four", "five"]);
        assert_eq!(blocks("<ul><li>a<li>b<ul><li>c</ul></ul>"), ["a", "b", "c"]);
        assert_eq!(blocks("<table><tr><td>1<td>2<tr><td>3</table>"), ["1", "2", "3"]);
        assert_eq!(blocks("one<br>two<br><br>three"), ["one\ntwo", "three"]);
        assert_eq!(blocks("<pre>\n  a\n    b\n</pre>"), ["a\n    b"]);
        assert_eq!(blocks("<pre>a<br>b<br><br>c</pre>"), ["a\nb\n\nc"]);
        assert_eq!(blocks("<a>Harbour Post</a><a><b>Ferries</b> sail</a>"), ["Harbour Post Ferries sail"]);
        assert_eq!(blocks("<p><span>Sold out!</span><span>Read more</span>"), ["Sold out! Read more"]);
        for (markup, whole) in [
            ("Java<b>Script</b>", "JavaScript"),
            ("<b>S</b><b>mall</b>", "Small"),
            ("an <i>i</i><b>Phone</b>", "an iPhone"),
            ("<b>He</b><sub>I</sub>", "HeI"),
            ("<code><b>get</b><i>Name</i></code>", "getName"),
        ] {
            assert_eq!(blocks(markup), [whole]);
        }
    }

    #[test]
    fn what_has_no_reader_is_left_out() {
        assert!(blocks("<script>x</script><style>y</style><template>z</template><title>t</title>").is_empty());
    }

    #[test]
    fn hidden_text_and_noscript_are_read_with_a_flag() {
        let page =
            read("<p style='display:none'>a</p><noscript><p>b</noscript>", &Options::default(), &Selectors::default());
        let flags: Vec<_> = page.blocks.iter().map(|b| (b.hidden, b.noscript)).collect();
        assert_eq!(flags, [(true, false), (false, true)]);
    }

    #[test]
    fn frames_in_noscript_do_not_swallow_the_page() {
        for frame in
            ["<iframe src=//a.example/t />", "<iframe src=//a.example/t>", "<iframe src=//a.example/t></iframe>"]
        {
            assert_eq!(blocks(&format!("<noscript>{frame}</noscript><p>a</p><iframe src=x></iframe><p>b")), ["a", "b"]);
        }
    }

    #[test]
    fn paths_select_their_element() {
        let html =
            "<body><div>a</div><div><span><p>b</p><p>c</p></span></div><o:p><p>d</p></o:p><my-el.x'1>e</my-el.x'1>";
        let page = read(html, &Options::default(), &Selectors::default());
        let document = Html::parse_document(html);
        for block in 0..page.blocks.len() {
            let path = page.path(page.blocks[block].container);
            let selector = scraper::Selector::parse(&path).expect("a path is a selector");
            let found: Vec<String> = document.select(&selector).map(|e| e.text().collect()).collect();
            assert_eq!(found, [page.text(block)], "{path}");
            assert_eq!(select::select(&document, &parse_selector(&path).expect("one of ours")).len(), 1, "{path}");
        }
    }

    #[test]
    fn paths_of_the_last_of_very_many_select_it() {
        let html = "<p>The ferry sails to Skagen".repeat(70_000);
        let page = read(&html, &Options::default(), &Selectors::default());
        let document = Html::parse_document(&html);
        let path = page.path(page.blocks[69_999].container);
        assert_eq!(path, "body > p:nth-of-type(70000)");
        assert_eq!(select::select(&document, &parse_selector(&path).expect("a selector")).len(), 1);
    }

    #[test]
    fn marks_end_with_their_block() {
        let options = Options { markdown: true, ..Options::default() };
        for html in
            ["<pre>a <a href=x>b \n </a> </pre>", "<pre>a <b>b\n</b></pre><p>c", "<pre>a <a href=x>b <img src=i>"]
        {
            let page = read(html, &options, &Selectors::default());
            let end = page.blocks[0].span.end;
            assert!(page.marks.iter().all(|mark| mark.span.end <= end), "{html}: {:?}", page.marks);
        }
    }

    #[test]
    fn depth_is_capped_and_nothing_is_lost() {
        let html = format!("{}deep{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(blocks(&html), ["deep", "after"]);
    }

    #[test]
    fn a_page_of_too_many_elements_says_that_it_is_cut() {
        let is_cut = |many: usize| read(&"<i>a</i>".repeat(many), &Options::default(), &Selectors::default()).cut;
        assert!(!is_cut(1_000) && is_cut(50_000));
    }

    #[test]
    fn the_rest_of_such_a_page_is_text() {
        let cells = format!("{}<script>c</script>", "<tr><td>a<td>b".repeat(10)).repeat(400);
        let page = read(
            &format!("<h1>d</h1><table>{cells}</table><p>end<p>of it"),
            &Options::default(),
            &Selectors::default(),
        );
        assert!(page.cut && page.source.ends_with(" end of it"), "{}", cut::tail(&page.source, 40));
        assert_eq!(page.source.matches('a').count(), 4_000);
        assert_eq!(page.source.matches('c').count(), 0);
    }

    #[test]
    fn end_tags_that_may_be_missing_do_not_count_as_depth() {
        for (tag, around) in [("p", "div"), ("li", "ul"), ("dd", "dl"), ("tr><td", "table"), ("p><b", "div")] {
            let html = format!("<{around}>{}</{around}><p>last", format!("<{tag}>{SENTENCE}").repeat(1000));
            assert_eq!(blocks(&html).len(), 1001, "{tag}");
        }
        let stray = format!("{}<p>last", format!("<div><td>{SENTENCE}</td><td>y</div>").repeat(1000));
        assert_eq!(blocks(&stray).len(), 1001);
    }

    /// None of these may take time that grows with the square of their size; each is done in well under a second.
    #[test]
    fn pathological_markup_is_read_in_linear_time() {
        let many = 100_000;
        for unit in ["<b>", "<a href=x>", "<table>", "<table><tr><td>", "<p><b>", "<font color=red>x", "<ul><li>"] {
            let page = read(&format!("{}<p>end", unit.repeat(many)), &Options::default(), &Selectors::default());
            assert!(page.source.ends_with("end"), "{unit}");
        }
        // Behind `</`, the next unit's first tag is a comment: rows and cells stand in the formula.
        let rows = "<table><tr><td><i>f<math><mi>x</mi><annotation>x</span></";
        for unit in ["<svg><g>", "<template>", "<math><mi>", rows, "<svg><tr></g>"] {
            blocks(&unit.repeat(many));
        }
        let fonts: String = (0..4_000).map(|i| format!("<p><font size={i}>{SENTENCE}")).collect();
        assert_eq!(blocks(&fonts).len(), 4_000);
        assert_eq!(blocks(&"</p>".repeat(many)).len(), 0);
        assert_eq!(blocks(&"</div></b></table>".repeat(many)).len(), 0);
    }

    #[test]
    fn formatting_that_nobody_closes_ends_and_the_text_stays() {
        let html = format!("<b><i><u>{SENTENCE}<p>").repeat(2_000);
        let page = read(&html, &Options { markdown: true, ..Options::default() }, &Selectors::default());
        assert!(!page.cut);
        assert_eq!(page.blocks.len(), 2_000);
        // One of each stands around all paragraphs and stays; those that were opened anew in each are gone from the later half.
        let marks = |from: usize| page.marks.iter().filter(|mark| mark.span.start as usize >= from).count();
        assert_eq!(marks(page.source.len() / 2), 2 * 1_000);
        assert!(marks(0) > 2 * 2_000, "{}", marks(0));
        // In a cell, what was opened around the table stays out of reach; it ends behind it.
        let cells = format!(
            "<b><u>{}<table><tr><td>{}</table>{}<p>last",
            format!("<p>{SENTENCE}").repeat(1_000),
            format!("<i>{SENTENCE}<p>").repeat(1_000),
            format!("<p>{SENTENCE}").repeat(1_000)
        );
        let page = read(&cells, &Options::default(), &Selectors::default());
        assert!(!page.cut && page.source.ends_with("last"));
        assert_eq!(page.blocks.len(), 3_001);
    }

    #[test]
    fn xhtml_frames_and_character_data_are_read() {
        assert_eq!(blocks("<?xml version='1.0'?><html><body><script src='x'/><div/><p>a</p></body></html>"), ["a"]);
        assert_eq!(blocks("<p><![CDATA[a & b]]></p>"), ["a & b"]);
        assert_eq!(blocks("<frameset><frame src=x><noframes><body><p>a</p></body></noframes></frameset>"), ["a"]);
        assert_eq!(blocks("<p>a</p><plaintext><b>b"), ["a", "<b>b"]);
    }

    #[test]
    fn what_no_reader_sees_twice_is_read_once() {
        let katex = "<p>a <span class=katex><span class=katex-mathml><math><semantics><mi>x</mi><annotation \
                     encoding='application/x-tex'>x^2</annotation></semantics></math></span><span class=katex-html \
                     aria-hidden=true>x2</span></span> b";
        assert_eq!(blocks(katex), ["a x^2 b"]);
        let mathjax = "<p>a <span class=MathJax_Preview>x2</span><span class=MathJax>x2</span><script \
                       type='math/tex'>x^2</script> b";
        assert_eq!(blocks(mathjax), ["a x^2 b"]);
        let wiki = "<p>a <span style='display:none'><math alttext='{\\displaystyle x^2}'><mi>x</mi></math></span><img \
                    class=mwe-math-fallback-image-inline alt='{\\displaystyle x^2}'> b";
        assert_eq!(blocks(wiki), ["a x^2 b"]);
        assert_eq!(blocks("<p>a <math><mi>x</mi><mo>+</mo><mn>1</mn></math>"), ["a x+1"]);
        assert_eq!(blocks("<p>a</p><video src=x>Your browser cannot play this.</video>"), ["a"]);
    }

    #[test]
    fn readings_stand_in_brackets() {
        assert_eq!(blocks("<p><ruby>漢<rt>kan</rt></ruby>字"), ["漢(kan)字"]);
        assert_eq!(blocks("<p><ruby>漢<rp>（</rp><rt>kan</rt><rp>）</rp></ruby>字"), ["漢（kan）字"]);
    }

    #[test]
    fn custom_elements_flow_as_they_are_used() {
        assert_eq!(blocks("<p>On <local-time>May 1</local-time> it rained.</p>"), ["On May 1 it rained."]);
        assert_eq!(blocks("<my-card><my-title>a</my-title><my-text>b</my-text></my-card>"), ["a", "b"]);
    }

    #[test]
    fn declared_shadow_trees_are_content() {
        assert_eq!(blocks("<x-a><template shadowrootmode=open><p>a</p></template></x-a><template><p>b"), ["a"]);
    }

    #[test]
    fn pictures_have_their_real_address_once() {
        let options = Options { markdown: true, ..Options::default() };
        let html = "<p>a</p><img src='data:x' data-src='/b.jpg' alt=b><noscript><img src='/b.jpg' alt=b></noscript><p>c \
                    <img src=d.png> e<img src=p width=1 height=1>";
        let page = read(html, &options, &Selectors::default());
        let images: Vec<_> = page
            .marks
            .iter()
            .filter_map(|mark| match &mark.kind {
                crate::page::MarkKind::Image(image) => Some((&*image.src, image.alone, image.junk)),
                _ => None,
            })
            .collect();
        let spacer = Some(crate::page::PictureJunk::Spacer);
        assert_eq!(images, [("/b.jpg", true, None), ("d.png", false, None), ("p", false, spacer)]);
    }

    #[test]
    fn hidden_words_never_enter_a_sentence() {
        for hidden in [
            "<span hidden>or not</span>",
            "<b style='display:none'>or not</b>",
            "<em style='color:red; visibility: hidden'>or not</em>",
            "<span aria-hidden=true>or not</span>",
            "<span class='screen-reader-text'>or not</span>",
            "<a class=visually-hidden href=#a>or not</a>",
            "<span class='u-sr-only'>or not</span>",
        ] {
            let html = format!("<p>The ferry {hidden} sails again.</p>");
            assert_eq!(blocks(&html), ["The ferry sails again."], "{hidden}");
        }
    }

    #[test]
    fn shown_words_stay() {
        for shown in [
            "<span hidden=until-found>indeed</span>",
            "<b style='display:block'>indeed</b>",
            "<em aria-hidden=false>indeed</em>",
            "<span class='sr-only md:not-sr-only'>indeed</span>",
            "<span class=hidden-gem>indeed</span>",
            "<i class=ship>indeed</i>",
        ] {
            let html = format!("<p>The ferry {shown} sails again.</p>");
            assert_eq!(blocks(&html).join(" "), "The ferry indeed sails again.", "{shown}");
        }
    }

    /// A browser writes the styles it has computed into what is copied from it.
    #[test]
    fn copied_boxes_are_blocks() {
        let html = "<span style='box-sizing: border-box; display: block; margin: 0px;'>Nobody knows who lost the stones</span>\
                    <time style='display: block; color: rgb(0, 0, 0)'>20:42</time><b style='display: inline-block'>a</b> b";
        assert_eq!(blocks(html), ["Nobody knows who lost the stones", "20:42", "a b"]);
    }

    #[test]
    fn icons_are_no_words() {
        for icon in [
            "<i class='material-icons'>directions_boat</i>",
            "<span class='material-symbols-outlined'>anchor</span>",
            "<mat-icon>anchor</mat-icon>",
            "<i class='fa fa-ship'>\u{f21a}</i>",
            "<span>\u{e001}\u{e002}</span>",
            "<i class='app-icon'>arrow_forward</i>",
        ] {
            assert_eq!(blocks(&format!("<h2>{icon} Ferries</h2>")), ["Ferries"], "{icon}");
        }
        for word in ["<i>anchor</i>", "<code>snake_case</code>", "<span class=icon>Anchor</span>"] {
            assert_eq!(blocks(&format!("<p>the {word}</p>"))[0].split(' ').count(), 2, "{word}");
        }
    }

    #[test]
    fn of_two_copies_the_spoken_one_stays() {
        let price =
            "<p>It costs <span aria-hidden=true>€ 4<sup>50</sup></span><span class=sr-only>4.50 euros</span>.</p>";
        assert_eq!(blocks(price), ["It costs 4.50 euros."]);
        let letter = "<p><span class=cap aria-hidden=true>T</span><span class=sr-only>T</span>he ferry</p>";
        assert_eq!(blocks(letter), ["The ferry"]);
        let icon = "<p><i aria-hidden=true class=fa>\u{f0c0}</i><span class=sr-only>Crew:</span> nine</p>";
        assert_eq!(blocks(icon), ["nine"]);
    }

    #[test]
    fn what_follows_an_icon_that_xml_closed_stays() {
        let page =
            "<a href=/><i aria-hidden='true'/> Menu</a><div><p>The ferry sails.</p><p>It is <b>late</b>.</p></div>";
        assert_eq!(blocks(page), ["Menu", "The ferry sails.", "It is late."]);
        let call = "<p>Call <i class='fa fa-phone' aria-hidden='true'/> the harbour office.</p>";
        assert_eq!(blocks(call), ["Call the harbour office."]);
    }

    #[test]
    fn the_only_copy_stays_though_it_is_silent() {
        assert_eq!(
            blocks("<h2 aria-label='Ferries sail'><span aria-hidden=true>Ferries sail</span></h2>"),
            ["Ferries sail"]
        );
        assert_eq!(blocks("<h2><span aria-hidden=true>Fer</span><span aria-hidden=true>ries</span></h2>"), ["Ferries"]);
    }

    #[test]
    fn the_rest_of_a_paragraph_behind_a_button_stays() {
        let rest =
            "and nobody knew when it would come back from the island with the mail, the milk and the three cows.";
        let html = format!("<p>The ferry sailed <span id=more style='display:none'>{rest}</span></p>");
        assert_eq!(blocks(&html), [format!("The ferry sailed {rest}")]);
    }
}
