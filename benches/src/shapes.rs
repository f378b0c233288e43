//! Inputs that grow, from some 10 KB on: what time and memory are measured with. Each was made to be dear in some way, or once was.

use crate::pages::synthetic;

/// How a shape is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Html,
    Text,
}

/// What grows, how it is read, and how it is made of so many times its smallest size.
pub type Shape = (&'static str, Kind, fn(usize) -> String);

fn each(from: usize, part: impl Fn(usize) -> String) -> String {
    (0..from).map(part).collect()
}

const STORY: &str =
    "<p>The ferry to Skagen sails again from Monday, the harbour office said on Friday. Tickets are sold on board.";

use Kind::{Html, Text};

pub const SHAPES: &[Shape] = &[
    ("page", Html, |n| synthetic(16 * n)),
    ("depth", Html, |n| format!("{}deep{}", "<div>".repeat(1000 * n), "</div>".repeat(1000 * n))),
    ("attributes", Html, |n| format!("<p {}>text</p>", each(1000 * n, |i| format!("a{i}=b ")))),
    ("tiny elements", Html, |n| "<i>a</i>".repeat(2000 * n)),
    ("tiny blocks", Html, |n| "<p>a</p>".repeat(1000 * n)),
    ("open blocks", Html, |n| "<p>a".repeat(2000 * n)),
    ("rows", Html, |n| format!("<table>{}</table>", "<tr><td>Ann<td>12<td>Berg".repeat(400 * n))),
    ("nested tables", Html, |n| format!("<table>{}", "<tr><td><table><td>a".repeat(300 * n))),
    ("open formatting", Html, |n| "<b><i><u>a<p>".repeat(400 * n)),
    ("links", Html, |n| "<a href=https://example.org/a>Ann Berg</a> ".repeat(250 * n)),
    ("broken JSON-LD", Html, |n| {
        format!("<script type=application/ld+json>[{}</script><p>a", "{\"name\": \"a \"b\", [".repeat(600 * n))
    }),
    // Titles.
    ("title of dashes", Html, |n| {
        format!("<title>{}</title><h1>Ferry sails</h1>{STORY}", "Ferry sails - ".repeat(800 * n))
    }),
    ("title of bars", Html, |n| {
        format!("<title>{}</title><h1>Part 1</h1>{STORY}", each(800 * n, |i| format!("Part {i} | ")))
    }),
    ("long title, headings", Html, |n| {
        format!("<title>{}</title>{}{STORY}", "Ferry sails ".repeat(600 * n), "<h2>The ferry</h2>".repeat(300 * n))
    }),
    ("long headings", Html, |n| {
        format!("<title>Ferry</title>{}{STORY}", format!("<h1>{}</h1>", "Ferry - ".repeat(100 * n)).repeat(8))
    }),
    ("long lower headings", Html, |n| {
        format!("<title>Ferry | Post</title>{}{STORY}", format!("<h2>{}</h2>", "Ferry - ".repeat(100 * n)).repeat(8))
    }),
    ("many titles", Html, |n| {
        each(100 * n, |i| {
            format!("<meta property=og:title content='Boat {i} sails - Post'><h1>Boat {i} stays - Post</h1>")
        })
    }),
    ("many lower titles", Html, |n| {
        each(100 * n, |i| {
            format!("<meta property=og:title content='Boat {i} sails - Post'><h2>Boat {i} stays - Post</h2>")
        })
    }),
    ("site names", Html, |n| {
        format!(
            "<title>Ferry - Post | a</title><h1>Ferry</h1>{}{STORY}",
            "<meta property=og:site_name content='Post of ".to_owned() + &"Ferry - ".repeat(1000 * n) + "'>"
        )
    }),
    ("JSON-LD headline", Html, |n| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"{}\"}}</script><h1>Ferry sails</h1>{STORY}",
            "Ferry sails - ".repeat(700 * n)
        )
    }),
    ("microdata title", Html, |n| format!("<h1 itemprop=headline>{}</h1>{STORY}", "Ferry sails - ".repeat(700 * n))),
    // Addresses.
    ("long base", Html, |n| {
        format!("<base href='https://e.org/{}/'>{}", "a".repeat(4000 * n), "<a href=b>c</a> ".repeat(250 * n))
    }),
    ("base of 2 KB", Html, |n| {
        format!("<base href='https://e.org/{}/'>{}", "a".repeat(2000), "<a href=b>c</a> ".repeat(500 * n))
    }),
    ("base of 2 KB, images", Html, |n| {
        format!("<base href='https://e.org/{}/'>{STORY}{}", "a".repeat(2000), "<img src=b>".repeat(700 * n))
    }),
    ("long canonical", Html, |n| {
        format!(
            "<link rel=canonical href='https://e.org/{}/'>{}",
            "a".repeat(4000 * n),
            "<a href=b>c</a> ".repeat(250 * n)
        )
    }),
    ("long og:url", Html, |n| {
        format!(
            "<meta property=og:url content='https://e.org/{}/'>{}",
            "a".repeat(4000 * n),
            "<a href=b>c</a> ".repeat(250 * n)
        )
    }),
    ("link around blocks", Html, |n| {
        format!("<a href='https://e.org/{}'>{}</a>", "a".repeat(2000), "<div>One two.</div>".repeat(400 * n))
    }),
    ("dots in addresses", Html, |n| {
        format!("<base href='https://e.org/{}'>{}", "a/../".repeat(300), "<a href=../b>c</a> ".repeat(400 * n))
    }),
    ("long image sources", Html, |n| {
        format!("{STORY}{}", format!("<img src='https://e.org/{}'>", "a".repeat(3000 * n)).repeat(3))
    }),
    ("long frames", Html, |n| {
        format!(
            "{STORY}{}",
            format!("<iframe src='https://www.youtube.com/embed/{}'></iframe>", "a".repeat(3000 * n)).repeat(3)
        )
    }),
    ("frames", Html, |n| format!("{STORY}{}", "<iframe src=https://www.youtube.com/embed/x></iframe>".repeat(150 * n))),
    ("cites", Html, |n| {
        format!("{STORY}{}", "<blockquote cite=https://twitter.com/h/status/1><p>We sail!</blockquote>".repeat(120 * n))
    }),
    ("links to itself", Html, |n| "<a href=#a>Ann Berg</a> ".repeat(400 * n)),
    // What the tree builder merges.
    ("html starts", Html, |n| each(500 * n, |i| format!("<html a{i}=b>"))),
    ("body starts", Html, |n| STORY.to_owned() + &each(500 * n, |i| format!("<body a{i}=b>"))),
    ("html starts after attributes", Html, |n| {
        format!("<html {}>", each(500 * n, |i| format!("a{i}=b "))) + &each(300 * n, |i| format!("<html b{i}>"))
    }),
    // Foreign elements.
    ("cells in a formula", Html, |n| format!("<table><tr><td>a<td>b<tr><td>1<td>{}", "<math><td><td>".repeat(500 * n))),
    ("cells in one formula", Html, |n| format!("<table><tr><td>a<td>b<tr><td>1<td><math>{}", "<td>x".repeat(1000 * n))),
    ("lists in a formula", Html, |n| format!("{STORY}<math>{}", "<ol><li>x".repeat(700 * n))),
    ("cells in templates", Html, |n| {
        format!("<table><tr><td>a<td>b<tr><td>1<td>{}", "<template shadowrootmode=open><td>x".repeat(200 * n))
    }),
    ("formulas", Html, |n| format!("{STORY}{}", "<math alttext=x^2><mi>x</mi></math> and ".repeat(200 * n))),
    ("rows in one formula", Html, |n| {
        format!("<table><tr><td>a<td>b<tr><td>1<td><math>{}", "<tr><td>x</td></tr>".repeat(400 * n))
    }),
    // Blocks, prefixes, cells.
    ("pre in lists", Html, |n| format!("{}<pre>{}</pre>", "<ol><li>".repeat(12), "a\n".repeat(6000 * n))),
    ("pre in quotes", Html, |n| format!("{}<pre>{}</pre>", "<blockquote>".repeat(24), "a\n".repeat(6000 * n))),
    ("lists in lists", Html, |n| format!("{}{}", "<ul><li>".repeat(12), "<li>a".repeat(2000 * n))),
    ("lists of many levels", Html, |n| format!("{}a{}", "<ul><li>".repeat(14), "</ul>".repeat(14)).repeat(60 * n)),
    ("breaks in quotes", Html, |n| format!("{}<p>{}", "<blockquote>".repeat(24), "a<br>".repeat(2000 * n))),
    ("wide cells", Html, |n| format!("<table><tr><td>a<td>b{}", "<tr><td colspan=1000>a<td>b".repeat(400 * n))),
    ("wide cells only", Html, |n| format!("<table><tr><td>a<td>b<tr>{}", "<td colspan=1000>a".repeat(500 * n))),
    ("tall cells", Html, |n| format!("<table><tr><td>a<td>b{}", "<tr><td rowspan=1000>a<td>b".repeat(400 * n))),
    ("one wide row", Html, |n| format!("<table><tr>{}{}", "<td>a".repeat(300), "<tr><td>b<td>c".repeat(700 * n))),
    ("a row of cells", Html, |n| format!("<table><tr><td>a<td>b<tr>{}", "<td>a".repeat(1500 * n))),
    ("rows of one cell", Html, |n| format!("<table><tr><td>a<td>b{}", "<tr><td>a".repeat(1000 * n))),
    ("paragraphs in cells", Html, |n| format!("<table><tr><td>a<td>b<tr><td>c<td>{}", "<p>a".repeat(2000 * n))),
    ("terms", Html, |n| format!("<dl>{}", "<dt>Ann<dd>Berg".repeat(600 * n))),
    ("breaks", Html, |n| "a<br>".repeat(2000 * n)),
    ("double breaks", Html, |n| "a<br><br>".repeat(1000 * n)),
    ("pre lines", Html, |n| format!("<pre>{}", "a\n".repeat(5000 * n))),
    ("pres", Html, |n| "<pre>a</pre>".repeat(800 * n)),
    ("options", Html, |n| "<select><option>a</select>".repeat(400 * n)),
    ("spans of a block", Html, |n| format!("<p>{}", "<b>a</b> ".repeat(1000 * n))),
    ("links of a block", Html, |n| format!("<p>{}", "<a href=b>a</a> ".repeat(700 * n))),
    ("code of a block", Html, |n| format!("<p>{}", "<code>a</code> ".repeat(700 * n))),
    ("formatting in formatting", Html, |n| {
        "<b><i><s><sub><sup><kbd><mark><code>a</code></mark></kbd></sup></sub></s></i></b> ".repeat(100 * n)
    }),
    ("markup characters", Html, |n| format!("<p>{}", "*_`[]&lt;~\\".repeat(900 * n))),
    ("quotation marks", Html, |n| format!("<p>{}", "\"".repeat(9000 * n))),
    ("hard spaces", Html, |n| format!("<p>a{}b", "\u{a0}x".repeat(4000 * n))),
    ("exclamation marks", Html, |n| format!("<p>{}", "!<a href=b>a</a>".repeat(600 * n))),
    ("footnotes", Html, |n| {
        format!(
            "{STORY}{}<ol>{}</ol>",
            each(100 * n, |i| format!("word<sup><a href=#fn{i}>{i}</a></sup> ")),
            each(100 * n, |i| format!("<li id=fn{i}>The note."))
        )
    }),
    ("footnotes before a table", Html, |n| {
        format!(
            "{STORY}{}<ol>{}</ol><table><tr><th>a<th>b<tr><td>1<td>2</table>",
            each(100 * n, |i| format!("word<sup><a href=#fn{i}>{i}</a></sup> ")),
            each(100 * n, |i| format!("<li id=fn{i}>The note."))
        )
    }),
    ("footnotes in a list of removed items", Html, |n| {
        format!(
            "{STORY}{}<ol>{}{}</ol>",
            each(100 * n, |i| format!("word<sup><a href=#fn{i}>{i}</a></sup> ")),
            "<li hidden>Share".repeat(200 * n),
            each(100 * n, |i| format!("<li id=fn{i}>The note."))
        )
    }),
    ("references to one note", Html, |n| {
        format!(
            "{STORY}{}<ol><li id=fn1>{}</ol>",
            "word<sup><a href=#fn1>1</a></sup> ".repeat(200 * n),
            "The note is long. ".repeat(100 * n)
        )
    }),
    ("anchors", Html, |n| each(400 * n, |i| format!("<p id=a{i}>One two"))),
    ("custom elements", Html, |n| each(400 * n, |i| format!("<x-a{i}>One two</x-a{i}>"))),
    ("unknown elements", Html, |n| each(400 * n, |i| format!("<xa{i}>One two</xa{i}>"))),
    ("long custom names", Html, |n| {
        format!("{STORY}<x-{}>{}", "a".repeat(6000 * n), "<nav><a href=/>Home</a></nav>".repeat(200 * n))
    }),
    ("classes", Html, |n| format!("<div class='{}'>{STORY}</div>", each(1500 * n, |i| format!("share-{i} ")))),
    ("elements of class", Html, |n| {
        each(300 * n, |i| format!("<div class='post share{i} aBc-d' id=b{i}>One two</div>"))
    }),
    ("microdata", Html, |n| {
        STORY.to_owned()
            + &"<span itemprop=author><b itemprop=name>Ann Berg</b></span> <time>May 1, 2018</time>".repeat(120 * n)
    }),
    ("users", Html, |n| {
        STORY.to_owned() + &"<span class=username>annb94</span><span class=author>By</span>".repeat(150 * n)
    }),
    ("comments", Html, |n| {
        STORY.to_owned() + &"<div itemtype=https://schema.org/Comment class=comment><p>I like it. <span class=author>Ann</span></div>".repeat(100 * n)
    }),
    ("metas", Html, |n| {
        format!("{}{STORY}", each(250 * n, |i| format!("<meta name=keywords content='ferry{i}, sea'>")))
    }),
    ("authors", Html, |n| {
        format!("<meta name=author content='{}'>{STORY}", "Ann Berg and Bo Dahl, Cy Ek and ".repeat(300 * n))
    }),
    ("many authors", Html, |n| {
        format!("{}{STORY}", each(200 * n, |i| format!("<meta name=citation_author content='Ann{i} Berg'>")))
    }),
    ("stylesheet links", Html, |n| format!("{}{STORY}", "<link rel='a b c stylesheet' href=/a.css>".repeat(200 * n))),
    ("JSON-LD nodes", Html, |n| {
        format!(
            "<script type=application/ld+json>[{}{{}}]</script>{STORY}",
            "{\"@type\":\"Article\",\"author\":[{\"@id\":\"#a\"}],\"name\":\"b\"},".repeat(150 * n)
        )
    }),
    ("JSON-LD scripts", Html, |n| {
        "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[{\"name\":\"A\"}]}</script>"
            .repeat(100 * n)
            + STORY
    }),
    ("JSON-LD nested lists", Html, |n| {
        format!(
            "<script type=application/ld+json>{}{}</script>{STORY}",
            "[".repeat(100),
            "[{\"@type\":[\"a\",\"b\"],\"keywords\":[1,2,3]},2],".repeat(200 * n)
        )
    }),
    ("JSON-LD values", Html, |n| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"Article\",{}\"name\":\"b\"}}</script>{STORY}",
            "\"keywords\":[1],".repeat(500 * n)
        )
    }),
    ("tweets embedded", Html, |n| {
        STORY.to_owned() + &"<blockquote class=twitter-tweet><p>We sail!</p>— H (@h) <a href=https://twitter.com/h/status/1>May 1, 2020</a></blockquote>".repeat(60 * n)
    }),
    ("hidden", Html, |n| "<p hidden>a".repeat(700 * n)),
    ("navigation", Html, |n| {
        format!("{STORY}<nav><ul>{}</ul></nav>{STORY}", "<li><a href=/a>Home</a>".repeat(400 * n))
    }),
    ("share links", Html, |n| {
        format!("{STORY}{}", "<div class=share><a href=#>Share</a> <a href=#>Tweet</a></div>".repeat(150 * n))
    }),
    ("posts", Html, |n| {
        "<article class=post><div class=author><a href=/u>ann</a> <time datetime=2018-09-27>27 September 2018</time></div><p>Has anybody had the same with the old engine? It stops.</p><a href=#>Reply</a></article>".repeat(50 * n)
    }),
    ("products", Html, |n| {
        "<li class=product><a href=/p/1><img src=/i.jpg alt='Rope, 10 m'><h3>Rope, 10 m</h3></a><span class=price>$12.00</span><button>Add to cart</button></li>".repeat(60 * n)
    }),
    ("code listing", Html, |n| {
        "<h2 id=open>open(path)</h2><p>Opens the <code>path</code> and gives a handle.</p><pre><code class=language-rust>let it = open(\"a\");\nit.read();</code></pre>".repeat(60 * n)
    }),
    ("text in a table", Html, |n| format!("<table>{}", "a<tr>".repeat(1500 * n))),
    ("formatting across blocks", Html, |n| "<b><p>x</b>".repeat(700 * n)),
    ("forms", Html, |n| "<form><input value=x><button>Go</button>".repeat(250 * n)),
    ("references", Html, |n| format!("<p>{}", "&amp;&lt;&notit;".repeat(600 * n))),
    ("figures", Html, |n| {
        STORY.to_owned()
            + &"<figure><img src=a.jpg><figcaption>A boat. Photo: Ann Berg</figcaption></figure>".repeat(120 * n)
    }),
    ("images", Html, |n| STORY.to_owned() + &"<img src=a.jpg alt=b>".repeat(400 * n)),
    ("images in links", Html, |n| STORY.to_owned() + &"<a href=b><img src=a.jpg alt=b></a>".repeat(300 * n)),
    ("images in a list", Html, |n| {
        STORY.to_owned()
            + "<ul>"
            + &"<li><img src=a.jpg><iframe src=https://www.youtube.com/embed/x></iframe>".repeat(120 * n)
    }),
    ("ruby", Html, |n| "<ruby>漢<rt>kan</rt></ruby>".repeat(400 * n)),
    ("controls", Html, |n| format!("<p>{}", "a\u{1}\u{1b}\u{7f}\u{9b}\u{202e} ".repeat(1200 * n))),
    // Flattened text.
    ("one line", Text, |n| "word and more words ".repeat(600 * n)),
    ("one line of sentences", Text, |n| "Ann Berg sails. ".repeat(700 * n)),
    ("tweets", Text, |n| "The ferry sails — Ann Berg (@annberg) May 4, 2018\n\n".repeat(200 * n)),
    ("tweets, one line", Text, |n| "The ferry sails — Ann Berg (@annberg) May 4, 2018 ".repeat(200 * n)),
    ("short lines", Text, |n| "Ann Berg\nBo Dahl\nShare\n".repeat(400 * n)),
    ("shortest lines", Text, |n| "a\n".repeat(5000 * n)),
    ("shortest paragraphs", Text, |n| "a\n\n".repeat(3500 * n)),
    ("tabs", Text, |n| "a\t".repeat(5000 * n)),
    ("tabs and words", Text, |n| "Ann Berg\t".repeat(1000 * n)),
    ("wide spaces", Text, |n| "Ann   Berg    ".repeat(700 * n)),
    ("bars", Text, |n| "Ann | Berg | ".repeat(700 * n)),
    ("bullets", Text, |n| "* Ann Berg\n".repeat(900 * n)),
    ("items of one line", Text, |n| "• Ann Berg sails ".repeat(600 * n)),
    ("hard-wrapped", Text, |n| {
        "The ferry to Skagen sails again from Monday, the harbour office\nsaid on Friday. Tickets are sold on board.\n\n".repeat(90 * n)
    }),
    ("crumbs", Text, |n| "Home > News > Local\n".repeat(500 * n)),
    ("crumbs, one line", Text, |n| "Home > News > ".repeat(700 * n)),
    ("tags, one line", Text, |n| "Tags: ferry, harbour, sea, ".repeat(400 * n)),
    ("bylines", Text, |n| "By Ann Berg and Bo Dahl\n".repeat(400 * n)),
    ("bylines, one line", Text, |n| "By Ann Berg and Bo Dahl ".repeat(400 * n)),
    ("credits, one line", Text, |n| "© Harbour Photo / Ann Berg ".repeat(400 * n)),
    ("dates", Text, |n| "May 4, 2018\nUpdated 5 May 2018 10:12\n".repeat(300 * n)),
    ("dates, one line", Text, |n| "date 2018-09-27 Sept. 27, 2018 10:12 ".repeat(300 * n)),
    ("addresses", Text, |n| "https://e.org/a www.e.org pic.twitter.com/a1B2c3D4e5 ".repeat(200 * n)),
    ("share labels", Text, |n| "Share this:\nGet short URL\n".repeat(400 * n)),
    ("share labels, one line", Text, |n| "Share this: Get short URL ".repeat(400 * n)),
    ("stories", Text, |n| {
        "The ferry to Skagen sails again from Monday, the harbour office said on Friday. Tickets are sold on board.\n\nShare\n\n".repeat(90 * n)
    }),
    ("unspaced", Text, |n| "渡轮恢复航行港口办公室周一表示".repeat(200 * n)),
    ("unspaced lines", Text, |n| "渡轮恢复航行\n".repeat(500 * n)),
    ("one word", Text, |n| "x".repeat(10_000 * n)),
    ("quotation marks of text", Text, |n| "\"“”«»".repeat(800 * n)),
    ("marks", Text, |n| "— | • · / ".repeat(700 * n)),
    ("script left over", Text, |n| "window.a = window.a || []; function b(c) { return c; }\n".repeat(180 * n)),
    ("numbered lines", Text, |n| each(600 * n, |i| format!("{i}. Ann Berg\n"))),
    ("related", Text, |n| {
        "Related articles\nFerry to Skagen sails again\nBoats stay in the harbour\n\n".repeat(120 * n)
    }),
    ("indented", Text, |n| each(700 * n, |i| format!("{}Ann Berg\n", " ".repeat(i % 9)))),
    ("entities of text", Text, |n| "&nbsp;&amp; ".repeat(800 * n)),
    ("headings of stars", Text, |n| "***\nAnn Berg\n---\n".repeat(600 * n)),
];
