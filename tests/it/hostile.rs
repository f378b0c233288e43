//! Pages made to break a cleaner: each gives an answer whose pieces still partition it.
//!
//! Nothing here is timed; what is not linear does not end.

use crate::support::{check_answer, check_partition};
use unhusk::{Cleaner, InputKind};

const STORY: &str = "The ferry to Skagen sails again from Monday, the harbour office said. ";

/// Cleans as text and as HTML.
fn both(page: &str) {
    text(page);
    html(page);
}

fn text(page: &str) {
    let cleaned = Cleaner::new().pieces(true).clean_text(page).expect("an answer");
    check_partition(page, &cleaned);
    check_answer(&cleaned);
}

fn html(page: &str) {
    let cleaner = Cleaner::new().pieces(true).markdown(true).html(true);
    let cleaned = cleaner.clean_html(page).expect("an answer");
    check_partition(cleaned.source.as_deref().expect("HTML has a source"), &cleaned);
    check_answer(&cleaned);
}

fn times(bit: &str, count: usize) -> String {
    bit.repeat(count)
}

/// Tests by name, each cleaning one page.
macro_rules! hostile {
    ($($how:ident $name:ident = $page:expr;)+) => {
        $(#[test]
        fn $name() {
            $how(&$page);
        })+
    };
}

hostile! {
    both nothing = "";
    both blanks = times(" \n\t\r\n\u{a0}", 20_000);
    both only_line_breaks = times("\n", 1 << 20);
    both only_junk = times("Share this:\nGet short URL\n", 5_000);
    both a_line_of_ten_megabytes = times(STORY, (10 << 20) / STORY.len());
    both a_word_of_ten_megabytes = times("x", 10 << 20);
    both nuls = times("\0", 1 << 20);
    both nuls_in_a_story = STORY.replace(' ', "\0 ").repeat(2_000);
    both marks_only = times("— | • · / ", 50_000);
    both digits = times("0123456789", 100_000);
    both brackets = times("(", 1 << 20);
    both handles = times("(@a) ", 100_000);
    text titles_in_one_line = times("Ann | Berg | ", 100_000);
    both dashes = times("— A (@a) ", 50_000);
    both tweets = times("We sail again! — Harbour (@harbour) September 27, 2018\n", 10_000);
    both tweets_in_one_line = times("We sail again! — Harbour (@harbour) September 27, 2018 ", 10_000);
    both pictures_of_tweets = times("pic.twitter.com/a1B2c3D4e5— Harbour (@harbour) ", 20_000);
    both date_prefixes = times("date 2018-09-27 ", 50_000);
    both credits = times("© Harbour Photo / ", 50_000);
    both bylines = times("By Ann Berg and ", 50_000);
    html authors = format!("<meta name=author content='{}'>", times("Ann Berg and Bo Dahl, Cy Ek and ", 50_000));
    html authors_apart = times("<meta name=citation_author content='Ann Berg'><meta name=citation_author content='Bo'>", 20_000)
        + &(0..20_000).map(|nth| format!("<meta name=citation_author content='Ann {nth}'>")).collect::<String>();
    html titles_and_headings = (0..10_000).map(|nth| format!("<meta property=og:title content='Boat {nth} sails'>")).collect::<String>()
        + &(0..10_000).map(|nth| format!("<h1>No {nth} boat sails from here</h1>")).collect::<String>();
    html frames_at_one_place = times("<iframe src='https://player.vimeo.com/video/1'></iframe>", 20_000)
        + "<p>" + &times("<a href='https://vimeo.com/1'>a</a>", 20_000);
    html an_address_around_blocks = format!("<a href='https://e.org/{}'>{}</a>", times("a", 200_000), times("<div>One two.</div>", 20_000));
    both tags = times("ferry, ", 100_000);
    both breadcrumbs = times("Home > ", 100_000);
    both hashes = times("#ferry ", 100_000);
    both the_same_line = times("The ferry sails again.\n", 50_000);
    both very_short_lines = times("a\n", 100_000);
    both combining_marks = format!("e{}", times("\u{301}", 200_000));
    both byte_order_marks = times("\u{feff}", 100_000);
    both directions = times("\u{202e}abc\u{2066}", 50_000);
    both families = times("👩\u{200d}👩\u{200d}👧", 30_000);
    both a_long_address = format!("https://e.org/{}", times("a/", 200_000));
    both addresses = times("https://e.org/a www.e.org ", 30_000);
    both quotes = times("\"“”«»", 100_000);
    both braces = times("{\"a\":[", 50_000);
    both javascript = times("window.a = window.a || []; function b(c) { return c; }\n", 10_000);

    html numbers_of_lines = times("<pre><span class=ln>1</span>a\n", 5_000) + &times("<table><tr><td class=linenos>1", 5_000);
    html a_column_of_numbers = format!("<table><tr><td class=linenos><pre>{}x</pre><td><pre>a</pre></table>", times("1\n<i></i>", 50_000));
    html lines_in_boxes = format!("<pre>{}</pre>", times("<div class=line><div><span class=line>a</span></div></div>\n", 20_000));
    html boxes_of_lines_in_each_other = format!("<pre>{}", times("<div class=line>", 50_000));
    html preformatted_without_end = times("<pre><b>a</b>", 20_000) + &times("<p>b", 20_000);
    html headings_of_links = format!("<h2>{}a</h2>", times("<a href=#a class=anchor>b</a>", 20_000));
    html headings_with_links = times("<h2><a href=#a class=anchor>#</a>b<a href=#top>up</a></h2>", 20_000);
    html signs_of_formulas = format!("<p>{}", times("\\( $$ \\begin{a ", 50_000));
    html begun_formulas = format!("<script src=MathJax.js></script><p>{}", times("\\begin{a}$x$", 50_000));
    html formulas_in_each_other = times("<math><msqrt>", 20_000) + &times("<math><mi>x</mi></math>", 20_000);
    html notes_in_sentences = times("<p>a<span class=sidenote>b</span>c", 20_000);
    html notes_in_notes = format!("<p>a{}", times("<span class=sidenote>b", 20_000));
    html notes_of_one_paragraph = format!("<p>a{}", times("<span class=sidenote>b</span>", 20_000));
    html notes_that_hold_each_other = format!("<p>a{}</p>{}", times("<sup><a href=#n1>1</a></sup>", 5_000), times("<ol><li id=n1>b", 5_000));
    html notes_that_lead_back = times("<p>a<a id=r1 href=#n1>1</a><p id=n1><a href=#r1>1</a>b", 10_000);
    html notes_of_one_name = times("<p>a<a id=r href=#n>1</a>", 5_000) + &times("<div id=n><a href=#r>1</a>", 5_000);
    html buttons_before_boxes = times("<div><input type=radio id=a><label for=a>a</label><div>b</div>", 10_000);
    html rows_in_rows = times("<div class=c><h3>a</h3><p>It sails again.</p><b>c</b>", 10_000);
    html boxes_that_ask = times("<div class=newsletter><p>It sails again.</p><button>a</button></div>", 10_000);
    html lists_of_tabs = times("<ul role=tablist><li role=tab>a<li role=tab>b</ul>", 10_000);
    html tabs_in_each_other = times("<div role=tablist><a role=tab>a</a><a role=tab>b</a></div><div role=tabpanel>", 5_000);
    html callouts_in_each_other = times("<div class='admonition note'><p>a", 10_000);
    html lists_that_count_down = times("<ol reversed><li>a", 10_000);
    html lists_straight_in_lists = times("<ul><li>a</li>", 10_000);
    html numbers_of_items = format!("<ol>{}", times("<li value=7>a", 30_000));
    html tasks = format!("<ul class=task-list>{}", times("<li><input type=checkbox>a", 20_000));
    html sources_of_a_picture = format!("<picture>{}<img src=a.jpg></picture>", times("<source srcset='a 1w, b 2w'>", 20_000));
    html a_long_set_of_sources = format!("<p>a<img srcset='{}'>", times("a.jpg 1w, ", 100_000));
    html pictures_before_pictures = format!("<p>a</p>{}", times("<img class=thumb src=a.jpg><img src=a.jpg>", 20_000));
    html initials = times("<div class=dropcap>A</div>", 20_000) + STORY;
    html runs_of_emphasis = format!("<p>{}", times("<b><i>a</i></b><i>b</i><b>c</b>", 20_000));
    html tables_of_one_cell_kept = times("<table><tr><th>a<th>b<tr><td>One two three.<td>4</table>", 5_000);
    html kept_lines = format!("<div style='white-space:pre-wrap'>{}", times("a\n\n  b\n", 50_000));
    html nested_divs = times("<div>", 100_000) + STORY;
    html nested_inline = times("<span>", 100_000) + STORY;
    html nested_lists = times("<ul><li>", 30_000) + STORY;
    html nested_tables = times("<table><tr><td>", 10_000) + STORY;
    html nested_quotes = times("<blockquote>", 50_000) + STORY;
    html nested_formatting = times("<b><i>", 20_000) + STORY;
    html formatting_across_blocks = times("<b><p>x</b>", 10_000);
    html unclosed_links = times("<a href=x>", 20_000) + STORY;
    html unclosed_formatting_in_paragraphs = times("<p><b><i><u>a", 5_000);
    html unclosed_everything = times("<div><p><b><table><td><ul><li>", 5_000) + STORY;
    html ends_without_starts = times("</p></div></b></table></li>", 30_000) + STORY;
    html forms = times("<form><input value=x><button>Go</button>", 20_000);
    html options = times("<select><option>a", 30_000);
    html templates = times("<template>", 20_000) + STORY;
    html foreign = times("<svg><foreignObject><math><mi>", 10_000) + STORY;
    html noscripts = times("<noscript>", 20_000) + STORY;
    html comments = times("<!-- x --", 100_000);
    html comments_unended = times("<!--", 100_000);
    html less_than = times("<", 1 << 20);
    html ampersands = times("&", 1 << 20);
    html references = times("&nbsp;&#0;&#xD800;&notit;&CounterClockwiseContourIntegral", 20_000);
    html a_huge_attribute = format!("<p title=\"{}\">{STORY}</p>", times("x", 4 << 20));
    html a_huge_class = format!("<div class=\"{}\"><p>{STORY}</div>", times("share ", 200_000));
    html an_unended_attribute = format!("<p title=\"{}", times(STORY, 10_000));
    html a_huge_name = format!("<{}>{STORY}", times("x", 1 << 20));
    html raw_text = format!("<script>{}", times("if (a < b) </p> ", 50_000));
    html many_scripts = times("<script>a</script><style>b</style>", 20_000) + STORY;
    html a_plaintext = format!("<plaintext>{}", times("</plaintext><b>", 20_000));
    html rows = format!("<table>{}", times("<tr><td>a<td>b", 30_000));
    html text_in_tables = format!("<table>{}", times("a<tr>", 20_000));
    html paragraphs = times("<p>a", 100_000);
    html spaced_bits = times("<b>a</b> ", 50_000);
    html breaks = times("a<br>", 100_000);
    html frames = times("<iframe src=https://www.youtube.com/embed/x></iframe>", 20_000);
    html embeds = times("<blockquote class=twitter-tweet><p>We sail!</p>— H (@h) <a href=https://twitter.com/h/status/1>May 1, 2020</a></blockquote>", 3_000);
    html headings = times("<h1>The ferry</h1>", 20_000);
    html metas = times("<meta property=og:title content=a>", 50_000) + STORY;
    html structured_data_nested = format!("<script type=application/ld+json>{}</script>{STORY}", times("[{\"@graph\":", 20_000));
    html structured_data_long = format!("<script type=application/ld+json>{{\"headline\":\"{}\"}}</script>{STORY}", times("x", 1 << 20));
    html structured_data_many = times("<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[{\"name\":\"A\"}]}</script>", 5_000);
    html a_long_title = format!("<title>{}</title><h1>{}</h1>", times(STORY, 5_000), times(STORY, 5_000));
    html a_title_of_many_parts = format!("<title>{}</title><h1>Ferry sails</h1><p>{STORY}", times("Ferry sails - ", 80_000));
    html a_title_of_other_parts = format!("<title>{}</title><h1>Part 7</h1><p>{STORY}", (0..80_000).map(|nth| format!("Part {nth} | ")).collect::<String>());
    html a_title_beside_lower_headings = format!("<title>{}</title>{}<p>{STORY}", times(STORY, 20_000), times("<h2>The ferry</h2>", 20_000));
    html a_headline_of_many_parts = format!("<script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"{}\"}}</script><h1>Ferry sails</h1><p>{STORY}", times("Ferry sails - ", 80_000));
    html headlines_beside_a_title = format!("<title>{}</title><script type=application/ld+json>[{}{{}}]</script><p>{STORY}", times("Ferry ", 100_000), times("{\"@type\":\"Article\",\"headline\":\"ferry sails ferry\"},", 400));
    html headings_of_many_parts = format!("<title>Ferry | Post</title>{}<p>{STORY}", times(&format!("<h1>{}</h1>", times("Ferry - ", 200)), 500));
    html a_name_of_the_site_that_is_long = format!("<title>Ferry - Post</title><meta property=og:site_name content='{}'><h1>Ferry</h1><p>{STORY}", times("Post of ", 100_000));
    html a_picture_of_many_images = format!("<p>{STORY}<picture><source srcset='{}'>{}</picture>", times("a 1w, ", 100_000), times("<img src=b>", 50_000));
    html notes_in_a_list_that_counts_down = format!("<p>{STORY}{}<ol reversed>{}</ol>", (0..10_000).map(|nth| format!("word<sup><a href=#fn{nth}>{nth}</a></sup> ")).collect::<String>(), (0..10_000).map(|nth| format!("<li id=fn{nth}>The note.")).collect::<String>());
    html line_breaks_that_a_style_keeps = format!("<p>{STORY}<div style='white-space:pre-line'>{}</div>", times("a\n\n", 200_000));
    html wide_cells = format!("<table><tr><td>a<td>b{}</table>", times("<tr><td colspan=1000>a<td>b", 20_000));
    html lines_in_deep_lists = format!("{}<pre>{}", times("<ol><li>", 12), times("a\n", 100_000));
    html hidden = times("<div hidden><p style='display:none'>a", 20_000);
    html times_in_html = times("<time datetime=2018-09-27>September 27, 2018</time> ", 20_000);
    html framesets = format!("<frameset>{}", times("<frame src=a>", 20_000));
    html a_base_of_half_the_page = format!("<base href='https://e.org/{}/'>{}", times("a", 500_000), times("<a href=b>c</a> ", 30_000));
    html a_long_canonical_address = format!("<link rel=canonical href='https://e.org/{}/'>{}", times("a", 500_000), times("<a href=b>c</a> ", 30_000));
    html a_long_open_graph_address = format!("<meta property=og:url content='https://e.org/{}/'>{}", times("a", 500_000), times("<img src=b>", 30_000));
    html long_addresses = format!("<p>{STORY}{}", times(&format!("<img src='https://e.org/{0}'><iframe src='https://www.youtube.com/embed/{0}'></iframe><blockquote cite='https://twitter.com/{0}'>a</blockquote>", times("a", 5_000)), 100));
    html starts_of_html = (0..100_000).map(|nth| format!("<html a{nth}=b>")).collect::<String>() + STORY;
    html starts_of_the_body = STORY.to_owned() + &(0..100_000).map(|nth| format!("<body a{nth}=b>")).collect::<String>();
    html attributes_and_starts_of_html = format!("<html {}>{}", (0..50_000).map(|nth| format!("a{nth} ")).collect::<String>(), (0..50_000).map(|nth| format!("<html b{nth}>")).collect::<String>());
    html cells_in_a_formula = format!("<table><tr><td>a<td>b<tr><td>1<td><math>{}", times("<td>x", 50_000));
    html cells_in_formulas = format!("<table><tr><td>a<td>b<tr><td>1<td>{}", times("<math><td><td>", 20_000));
    html cells_in_shadow_trees = format!("<table><tr><td>a<td>b<tr><td>1<td>{}", times("<template shadowrootmode=open><td>x", 20_000));
    html controls_in_text = times("<p>a\u{1}b\u{1b}[2J\u{7f}\u{9b}\u{202e}c", 10_000);
    html a_base = format!("<base href=\"{}\">{}", times("a/../", 20_000), times("<a href=../b>c</a>", 500));
}

#[test]
fn many_attributes() {
    use std::fmt::Write;
    let mut page = String::from("<p ");
    for n in 0..5_000 {
        let _ = write!(page, "a{n}=b ");
    }
    html(&(page + ">" + STORY));
}

#[test]
fn every_start_of_a_page_is_a_page() {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Ferry &amp; sea</title><script>a<b</script></head><body><nav><a href='/'>H\
         ome</a></nav><!-- c --><p class=x>{STORY}é👍</p><table><tr><td>1</table></body></html>"
    );
    for end in (0..=page.len()).filter(|&end| page.is_char_boundary(end)) {
        both(&page[..end]);
    }
}

#[test]
fn deep_pages_are_read_at_any_depth_limit() {
    let page = times("<div>", 2_000) + STORY + &times("</div>", 2_000) + "<p>" + STORY;
    for depth in [0, 1, 2, 3, 10, 512, 5_000] {
        let cleaned = Cleaner::new().max_depth(depth).pieces(true).clean_html(&page).expect("an answer");
        let source = cleaned.source.as_deref().expect("a source");
        assert_eq!(source.matches("The ferry to Skagen").count(), 2, "no text is lost at depth {depth}");
    }
}

#[test]
fn paths_take_no_more_than_their_share() {
    // Labels that rules are sure of: nothing hangs on the scorer.
    let page =
        format!("<p>{STORY}<nav><a href=/>Home</a></nav><table>{}", times("<tr><td><table><td>Advertisement", 5_000));
    let cleaned = Cleaner::new().clean_html(&page).expect("an answer");
    let paths: Vec<&str> = cleaned.removed.iter().filter_map(|it| it.path.as_deref()).collect();
    let (bytes, without) = (paths.iter().map(|it| it.len()).sum::<usize>(), cleaned.removed.len() - paths.len());
    assert!(bytes <= (64 << 10) + 2 * page.len() && bytes > 256 << 10, "{bytes} of {}", page.len());
    assert!(without > 1_000 && cleaned.removed[0].path.is_some(), "the first have one, {without} have none");
}

#[test]
fn addresses_take_no_more_than_their_share() {
    let page = format!(
        "<base href='https://e.org/{}/'><p>{STORY}{}",
        times("a", 2_000),
        (0..20_000).map(|nth| format!("<a href={nth}>b</a> ")).collect::<String>()
    );
    let cleaner = Cleaner::new().keep_selector("body").expect("a selector").markdown(true).html(true);
    let cleaned = cleaner.clean_html(&page).expect("an answer");
    assert!(cleaned.metadata.truncated, "what is left out is told");
    for rendered in [cleaned.markdown, cleaned.html] {
        let rendered = rendered.expect("it was asked for");
        assert!(rendered.len() > page.len() && rendered.len() < 4 * page.len(), "{} of {}", rendered.len(), page.len());
        let words = rendered.split(|c: char| !c.is_alphanumeric()).filter(|word| *word == "b").count();
        assert_eq!(words, 20_000, "the texts of the links stay");
    }
}

#[test]
fn long_addresses_are_none() {
    let page = |bytes: usize| {
        let path = times("a", bytes);
        format!("<base href='https://e.org/{path}/'><p>{STORY}<a href=b>c</a><a href='https://e.org/{path}'>d</a>")
    };
    let cleaner = Cleaner::new().keep_selector("body").expect("a selector").html(true);
    let html = |bytes| cleaner.clean_html(&page(bytes)).expect("an answer").html.expect("asked for");
    assert_eq!(html(2_000).matches("<a href=").count(), 2);
    assert!(html(3_000).contains("<a href=\"b\">c</a>d"), "a link to it is text: {}", html(3_000));
}

#[test]
fn many_overrides_are_applied_in_order() {
    use unhusk::{Action, Override};
    let page = times("The ferry sails again. ", 40_000);
    let range = |nth: usize, action| Override { start: nth * 4, end: nth * 4 + 9, action };
    let both = |nth| [range(nth, Action::Drop), range(nth, Action::Keep), range(nth + 1, Action::Drop)];
    let overrides: Vec<Override> = (0..60_000).step_by(3).flat_map(both).collect();
    let mut options = unhusk::Options::default();
    (options.overrides, options.pieces) = (overrides, true);
    let cleaned = Cleaner::with_options(options).expect("right").clean_text(&page).expect("an answer");
    check_partition(&page, &cleaned);
    assert!(cleaned.removed.len() > 10_000);
}

#[test]
fn auto_reads_anything() {
    for page in ["<", "<p", "<!", "&#", "\u{feff}<html>", "a < b", "<3", "</", "<\0>", "\0<p>x</p>"] {
        let cleaned = Cleaner::new().input(InputKind::Auto).clean(page).expect("an answer");
        check_answer(&cleaned);
    }
}
