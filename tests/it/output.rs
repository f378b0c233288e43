//! The forms of a page in text, Markdown and HTML, as docs/OUTPUT.md says; that all three have the same words; and that
//! Markdown of a hostile page is no more than the page's own text.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag};
use unhusk::{Category, Cleaned, Cleaner};

/// Cleans a page of which everything stays: what is printed is tested here, not what is kept.
fn whole(page: &str) -> Cleaned {
    let all = Category::ALL.iter().fold(Cleaner::new(), |cleaner, category| cleaner.keep(*category));
    let cleaner =
        all.keep_selector("body").expect("a selector").markdown(true).html(true).url("https://example.org/a/b.html");
    cleaner.clean_html(page).expect("the options are right")
}

/// A case: its name, its page, and the wanted forms with their names.
type Case = (String, String, Vec<(String, String)>);

/// The cases of a file: name, page, and the wanted forms.
fn cases(file: &str) -> Vec<Case> {
    let parts = |text: &str, sign: &str| -> Vec<String> {
        format!("\n{text}").split(&format!("\n{sign} ")).map(str::to_owned).collect()
    };
    let cut = |text: &str| {
        let (head, rest) = text.split_once('\n').expect("a line of its own");
        (head.to_owned(), rest.trim_end_matches('\n').to_owned())
    };
    let all = parts(file, "===").into_iter().skip(1).map(|case| {
        let (name, rest) = cut(&case);
        let mut wanted = parts(&rest, "---").into_iter();
        let page = wanted.next().expect("a page").trim_matches('\n').to_owned();
        (name, page, wanted.map(|it| cut(&it)).collect())
    });
    all.collect()
}

#[test]
fn forms_are_printed_as_documented() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms");
    let mut count = 0;
    let mut wrong = String::new();
    for file in fs::read_dir(folder).expect("the fixtures are there") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("UTF-8");
        for (name, page, wanted) in cases(&text) {
            let cleaned = whole(&page);
            for (form, wanted) in wanted {
                let got = match form.as_str() {
                    "text" => Some(&cleaned.text),
                    "markdown" => cleaned.markdown.as_ref(),
                    "html" => cleaned.html.as_ref(),
                    _ => panic!("{name}: no form is named {form}"),
                };
                count += 1;
                if got != Some(&wanted) {
                    let got = got.map_or("", |it| it);
                    let _ = writeln!(wrong, "== {name}: {form}\n{got}\n-- wanted\n{wanted}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 40, "{count}");
}

/// The words of a text: letters and digits; signs of formulas, notes and callouts apart.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// The words of Markdown as a reader of CommonMark, tables and notes sees them, sorted: notes stand at the end there.
fn words_of_markdown(markdown: &str) -> Vec<String> {
    let mut out = String::new();
    // What a picture shows is no text of the page.
    let mut pictures = 0;
    for event in
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES)
    {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(pulldown_cmark::TagEnd::Image) => pictures -= 1,
            _ if pictures > 0 => {}
            Event::Text(text) | Event::Code(text) => out += &text,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(pulldown_cmark::TagEnd::Emphasis | pulldown_cmark::TagEnd::Strong)
            | Event::InlineHtml(_) => {}
            _ => out.push(' '),
        }
    }
    sorted(words(&out))
}

/// The words of HTML.
fn words_of_html(html: &str) -> Vec<String> {
    let page = scraper::Html::parse_fragment(html);
    let mut out = String::new();
    for node in page.tree.root().descendants() {
        match node.value() {
            scraper::Node::Text(text) => out += text,
            scraper::Node::Element(it)
                if !matches!(it.name(), "em" | "strong" | "a" | "code" | "del" | "sub" | "kbd" | "mark") =>
            {
                out.push(' ');
            }
            _ => {}
        }
    }
    sorted(words(&out))
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

/// Numbers of notes and list items, and names of callouts, are signs of one form or the other.
fn without_signs(words: Vec<String>) -> Vec<String> {
    let sign = |word: &String| {
        word.chars().all(|c| c.is_ascii_digit())
            || ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"].iter().any(|it| word.eq_ignore_ascii_case(it))
    };
    // The sign of a note is glued to its word in text.
    let without = |word: String| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    words.into_iter().filter(|word| !sign(word)).map(without).collect()
}

fn assert_same_words(page: &str, cleaned: &Cleaned) {
    let text = without_signs(sorted(words(&cleaned.text)));
    let markdown = without_signs(words_of_markdown(cleaned.markdown.as_deref().unwrap_or_default()));
    let html = without_signs(words_of_html(cleaned.html.as_deref().unwrap_or_default()));
    assert_eq!(text, markdown, "{page}\n{:?}", cleaned.markdown);
    assert_eq!(text, html, "{page}\n{:?}", cleaned.html);
}

/// Each part of a page beside and inside each other one, notes among them.
#[test]
fn text_markdown_and_html_have_the_same_words() {
    let note = "<p>It sails<sup><a href='#n1' id=r1>1</a></sup> again<sup><a href='#n2'>2</a></sup>.</p>";
    let notes = "<ol><li id=n1>On Monday. <a href='#r1'>↩</a></li><li id=n2><p>At nine,</p><p>or ten.</p></li></ol>";
    let parts = [
        note,
        notes,
        "<table><tr><th>Boat<th>Beds<tr><td>Holm<td>four</table>",
        "<table><tr><td><h3>Layout</h3><p>A cell.</p></table>",
        "<ul><li>north<ul><li>cold</ul><ul><li>dark</ul><li>south</ul>",
        "<ol reversed start=3><li>three<li value=9>nine</ol>",
        "<pre><code class=language-rust>fn main() {\n    sail();\n}</code></pre>",
        "<blockquote><p>Said.</p><blockquote>Twice.</blockquote></blockquote>",
        "<div class='admonition tip'><p class=admonition-title>Tip</p><p>Short names.</p></div>",
        "<dl><dt>peg<dd>wood<dt>nail<dd>iron</dl>",
        "<figure><img src=/a.png alt=b><figcaption>The pier.</figcaption></figure>",
        "<details><summary>Rain?</summary><p>Turn it over.</p></details>",
        "<p>Some <b>bold <i>and</i></b><i>more</i> <a href=/x>link <code>code</code></a><br>line</p>",
        "<p>side<span class=sidenote>On the margin.</span> note</p>",
    ];
    for outer in ["", "blockquote", "ul><li", "table><tr><td", "div", "dl><dd", "section"] {
        let around = |inside: &str| match outer {
            "" => inside.to_owned(),
            outer => {
                let close: String = outer.split('>').rev().map(|name| format!("</{name}>")).collect();
                format!("<{outer}>{inside}{}", close.replace("</<", "</"))
            }
        };
        for (at, first) in parts.iter().enumerate() {
            for second in &parts[at..] {
                let page = format!("{note}{}{}{notes}<p>End.", around(first), around(second));
                assert_same_words(&page, &whole(&page));
                let page = format!("{note}{notes}{}<p>End.", around(&format!("{first}{second}")));
                assert_same_words(&page, &whole(&page));
            }
        }
    }
}

/// Every page of the development corpus, where `UNHUSK_CORPUS` names its folder.
#[test]
fn text_markdown_and_html_of_the_corpus_have_the_same_words() {
    let Some(corpus) = std::env::var_os("UNHUSK_CORPUS") else {
        return eprintln!("skipped: UNHUSK_CORPUS names no corpus");
    };
    let folder = fs::read_dir(Path::new(&corpus).join("wcxb-dev/html")).expect("the pages of the corpus");
    let pages: Vec<_> = folder.map(|file| file.expect("a file").path()).collect();
    let jobs = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for part in pages.chunks(pages.len().div_ceil(jobs).max(1)) {
            scope.spawn(move || part.iter().for_each(|page| assert_same_words_of_file(page)));
        }
    });
    assert!(!pages.is_empty());
}

fn assert_same_words_of_file(path: &Path) {
    let mut page = Vec::new();
    let file = fs::File::open(path).expect("a page");
    flate2::read::GzDecoder::new(file).read_to_end(&mut page).expect("a page in gzip's format");
    let cleaned = Cleaner::new().markdown(true).html(true).clean_bytes(&page, None).expect("an answer");
    // Letters, as real pages set labels in a row without space: one form glues them, another has a line for each. Names of callouts and of
    // languages are in one form alone: one letter in a hundred may differ.
    let letters =
        |words: Vec<String>| sorted(without_signs(words)).concat().chars().filter(|c| c.is_alphabetic()).count();
    let text = letters(sorted(words(&cleaned.text)));
    let markdown = letters(words_of_markdown(cleaned.markdown.as_deref().unwrap_or_default()));
    let html = letters(words_of_html(cleaned.html.as_deref().unwrap_or_default()));
    let alike = |other: usize| text.abs_diff(other) * 100 <= text;
    assert!(alike(markdown) && alike(html), "{}: letters {text}, {markdown}, {html}", path.display());
}

/// Elements and addresses of rendered Markdown, raw HTML among them.
fn rendered(markdown: &str, options: Options) -> (Vec<String>, Vec<String>) {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, options));
    let page = scraper::Html::parse_fragment(&html);
    let (mut names, mut addresses) = (Vec::new(), Vec::new());
    for node in page.tree.root().descendants() {
        if let Some(element) = node.value().as_element() {
            names.push(element.name().to_owned());
            addresses.extend(
                element
                    .attrs()
                    .filter(|(key, _)| !matches!(*key, "class" | "alt" | "id"))
                    .map(|(key, value)| format!("{key}={value}")),
            );
        }
    }
    (names, addresses)
}

/// What attacks hold: tags, links, code, notes, in text that Markdown takes over as it stands.
#[test]
fn raw_text_of_a_page_is_no_markup() {
    let vectors: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/hostile/markdown.json")).expect("JSON");
    let list = |name: &str| -> Vec<&str> {
        vectors[name].as_array().into_iter().flatten().filter_map(serde_json::Value::as_str).collect()
    };
    let (payloads, places) = (list("payloads"), list("places"));
    let attribute = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let fill = |place: &str, text: &str| {
        let short: String = text.chars().take(12).collect();
        place.replace("{short}", &attribute(&short)).replace("{}", &attribute(text))
    };
    // Without formulas: there, their text is read as any other. Without footnotes, they may be read as addresses.
    let plain = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let readers = [plain, plain | Options::ENABLE_FOOTNOTES];
    let mut pages = 0;
    for (place, reader) in places.iter().flat_map(|place| readers.map(|reader| (place, reader))) {
        let harmless = rendered(whole(&fill(place, "word")).markdown.as_deref().unwrap_or_default(), reader).0;
        for payload in &payloads {
            let page = fill(place, payload);
            let markdown = whole(&page).markdown.unwrap_or_default();
            let (names, addresses) = rendered(&markdown, reader);
            // Emphasis of the page's own may be left out; a list's or a table's boxes are the same. A drawn letter that is none is
            // the page's own picture.
            let allowed = |name: &String| {
                harmless.contains(name)
                    || matches!(name.as_str(), "html" | "img" | "br" | "em" | "strong" | "p" | "code" | "pre")
            };
            assert!(names.iter().all(allowed), "{page}\n{markdown}\n{names:?}");
            let own = |it: &String| {
                [
                    "href=https://example.org/",
                    "src=https://example.org/",
                    "href=#",
                    "type=checkbox",
                    "checked=",
                    "disabled=",
                    "start=",
                ]
                .iter()
                .any(|own| it.starts_with(own))
            };
            assert!(addresses.iter().all(own), "{page}\n{markdown}\n{addresses:?}");
            pages += 1;
        }
    }
    assert!(pages > 800);
}

#[test]
fn what_is_not_printed_of_pictures_and_frames_is_on_record() {
    let story =
        "The ferry to Skagen sails again from Monday, the harbour office said on Friday. Tickets are sold on board.";
    let page = format!(
        "<nav><img src=/logo.png alt=Logo><a href=/>Home</a></nav><article><p>{story}</p><img src=/pier.jpg alt=Pier><p>{story}</p>\
         <iframe src='https://www.youtube.com/embed/x'></iframe><video src=/boat.mp4></video><p>{story}</p></article>"
    );
    let cleaned = Cleaner::new().markdown(true).clean_html(&page).expect("right");
    assert!(cleaned.markdown.as_deref().is_some_and(|it| it.contains("pier.jpg") && !it.contains("logo.png")));
    let lost: Vec<_> = cleaned.removed.iter().filter(|it| it.text.is_empty()).collect();
    let of = |rule: &str| lost.iter().filter(|it| it.rule == rule).count();
    assert_eq!((of("picture"), of("frame")), (1, 2), "{lost:?}");
    assert!(lost.iter().any(|it| it.reason.contains("logo.png")), "{lost:?}");
    assert!(lost.iter().all(|it| it.path.is_some() && it.start == it.end), "{lost:?}");
}

#[test]
fn pictures_without_content_are_left_out_with_their_reason() {
    let story =
        "The ferry to Skagen sails again from Monday, the harbour office said on Friday. Tickets are sold on board.";
    let page = format!(
        "<article><p>{story}</p><img src=/a/grey-placeholder.png><p><img src=/data/avatars/m/1.jpg alt=ann width=96 height=96></p>\
         <p>{story}</p><a href=/><img src=/logo.png alt='Post logo'></a><p>{story}</p>\
         <p><img src=/l/one-logo.png><img src=/l/two-logo.png><img src=/l/three-logo.png></p><p>{story}</p>\
         <a href='https://www.facebook.com/sharer/sharer.php?u=x'><img src=/fb.png></a><p>{story}</p>\
         <a href=/sale><img src=/spring.jpg width=728 height=90></a><p>{story}</p>\
         <figure><img src=/new-logo.svg alt='The new logo'><figcaption>The office's new logo</figcaption></figure>\
         <p>{story}</p><img src=/pier.jpg alt=Pier width=96 height=96><p>{story}</p></article>"
    );
    let cleaned = Cleaner::new().markdown(true).html(true).clean_html(&page).expect("right");
    for shown in [&cleaned.markdown, &cleaned.html] {
        let shown = shown.as_deref().unwrap_or_default();
        assert!(shown.contains("/new-logo.svg") && shown.contains("/pier.jpg"), "{shown}");
        for gone in ["placeholder", "avatars", "/logo.png", "two-logo", "fb.png", "spring.jpg"] {
            assert!(!shown.contains(gone), "{gone}: {shown}");
        }
    }
    let of = |category| cleaned.removed.iter().filter(|it| it.rule == "picture" && it.category == category).count();
    for (category, count) in [
        (Category::Other, 1),
        (Category::Byline, 1),
        (Category::Masthead, 1),
        (Category::Promotion, 3),
        (Category::Share, 1),
        (Category::Advertisement, 1),
    ] {
        assert_eq!(of(category), count, "{category:?}: {:?}", cleaned.removed);
    }
}

#[test]
fn the_twin_of_a_picture_is_found_behind_a_spacer() {
    let page = "<p>The ferry to Skagen sails again from Monday, the harbour office said on Friday.</p><img class=lazy src='/pier.jpg' \
                alt=Pier><img src=/x.gif width=1 height=1><noscript><img src='/pier.jpg' alt=Pier></noscript><p>Tickets are sold on \
                board, and dogs travel free, the harbour office said on Friday.</p><img src='data:image/gif;base64,R0' \
                data-key=7><noscript><img src=/boat.jpg alt=Boat></noscript>";
    let cleaned = Cleaner::new().markdown(true).clean_html(page).expect("right");
    let markdown = cleaned.markdown.unwrap_or_default();
    assert_eq!(markdown.matches("pier.jpg").count(), 1, "{markdown}");
    assert_eq!(markdown.matches("boat.jpg").count(), 1, "{markdown}");
    let spacers = cleaned.removed.iter().filter(|it| it.rule == "picture").count();
    assert_eq!(spacers, 1, "{:?}", cleaned.removed);
}
