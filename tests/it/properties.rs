//! What holds for any page, any bytes and any options.

use crate::support::{check_answer, check_partition};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::FileFailurePersistence;
use unhusk::{Action, Category, Cleaned, Cleaner, Embeds, InputKind, Options, Override, PieceKind, Preset, Unwrap};

/// Lines as scrapers leave them, junk of many kinds among prose.
const LINES: &[&str] = &[
    "The ferry to Skagen sails again from Monday, the harbour office said in a statement on Friday.",
    "MOSCOW (Harbour News) - Tickets are sold on board, and bicycles travel for free until the end of May.",
    "date 2018-09-27 It had been closed for repairs since the storm of last winter.",
    "Share this:",
    "Get short URL",
    "Home > News > Harbour",
    "© Harbour Photo / Ann Berg",
    "By Ann Berg",
    "0 61",
    "ferry, harbour, Skagen, repairs",
    "Read more",
    "06:26 GMT +312 November 2019",
    "We sail again! #ferry — Harbour Office (@harbour) September 27, 2018",
    "We sail again! pic.twitter.com/a1B2c3D4e5— Harbour Office (@harbour) 27 сентября 2018 г.",
    "Сегодня паром снова ходит, сообщили в порту. — Порт (@port_skagen) September 27, 2018",
    "A post shared by Harbour (@harbour) on Sep 27, 2018 at 3:14am PDT",
    "フェリーは月曜日から再開する、と港湾事務所は述べた。",
    "عادت العبارة إلى العمل يوم الاثنين، قال مكتب الميناء.",
    "Comment via FacebookComment via Harbour",
    "Subscribe to our newsletter",
    "window.dataLayer = window.dataLayer || [];",
    "All rights reserved.",
    "• one\u{a0}• two • three",
    "— — —",
    "(@a) (((",
    "\u{feff}",
    "\u{0}",
    "e\u{301}\u{301}\u{301} 👩\u{200d}👩\u{200d}👧 \u{202e}abc",
];

const BREAKS: &[&str] =
    &["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n \t\n", "\u{2028}", " ", "\u{a0}", "", "\u{b}", "\u{85}"];

/// Bits of markup, whole and broken.
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='share-bar post'>",
    "</div>",
    "<h1>",
    "</h1>",
    "<h2 id=x>",
    "<ul><li>",
    "</li>",
    "</ul>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<td>",
    "<caption>",
    "<a href='/x?a=1&amp;b'>",
    "</a>",
    "<b><i>",
    "</b></i>",
    "<br>",
    "<hr/>",
    "<img src=x alt='A ferry'>",
    "<figure><figcaption>",
    "</figcaption></figure>",
    "<nav>",
    "</nav>",
    "<header>",
    "<footer>",
    "<aside>",
    "<article>",
    "<main>",
    "</main>",
    "<blockquote class=\"twitter-tweet\">",
    "</blockquote>",
    "<iframe src=\"https://www.youtube.com/embed/x\">",
    "</iframe>",
    "<script>if (a < b) '</p>'</script>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"A\"",
    "</script>",
    "<style>",
    "</style>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<svg><title>",
    "</svg>",
    "<math><mi>",
    "</math>",
    "<textarea>",
    "</textarea>",
    "<select><option>",
    "<pre>  a\n   b",
    "</pre>",
    "<code>",
    "<!--",
    "-->",
    "<!doctype html>",
    "<html lang=xx>",
    "<head><title>",
    "</title><meta property=og:title content='A &quot;B'>",
    "<base href='//e.org/'>",
    "<body hidden>",
    "<span style=\"display:none\">",
    "</span>",
    "<",
    "</",
    "<>",
    "<x-y>",
    "<o:p>",
    "&nbsp;",
    "&#0;",
    "&#xD800;",
    "&amp",
    "&",
    "<![CDATA[",
    "]]>",
    "<?php",
    "<time datetime=2018-09-27>",
    "<ruby>a<rt>b",
    "<dl><dt>a<dd>",
    "<details><summary>",
    "<form><input value=x><button>",
    "</form>",
    "<marquee>",
    "<frameset>",
    "<plaintext>",
    "<a b=\"",
    "\u{0}",
];

fn flat() -> impl Strategy<Value = String> {
    let line = prop_oneof![4 => select(LINES).prop_map(str::to_owned), 1 => any::<String>(), 1 => "\\PC{0,60}"];
    vec((line, select(BREAKS)), 0..14)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end.to_owned()]).collect())
}

fn soup() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        5 => select(TAGS).prop_map(str::to_owned),
        3 => select(LINES).prop_map(str::to_owned),
        1 => select(BREAKS).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    vec(bit, 0..40).prop_map(|bits| bits.concat())
}

fn page() -> impl Strategy<Value = String> {
    prop_oneof![soup(), flat(), any::<String>()]
}

fn categories() -> impl Strategy<Value = Vec<Category>> {
    vec(select(Category::ALL), 0..5)
}

fn selectors() -> impl Strategy<Value = Vec<String>> {
    let valid = select(&["p", ".share-bar", "#x", "div > p", "*", "p:nth-child(2)", "a[href^='/']"][..]);
    vec(valid.prop_map(str::to_owned), 0..3)
}

fn patterns() -> impl Strategy<Value = Vec<String>> {
    let valid = select(&["the", "(?i)share.*", r"^\w+$", ".*", "", r"\s+", "ferry|Паром|🎉", r"[^a]\b"][..]);
    vec(valid.prop_map(str::to_owned), 0..3)
}

fn overrides() -> impl Strategy<Value = Vec<Override>> {
    let action = prop_oneof![Just(Action::Keep), Just(Action::Drop)];
    let range = (0..400_usize, 0..400_usize, action);
    vec(range.prop_map(|(at, len, action)| Override { start: at, end: at + len, action }), 0..4)
}

/// Options that are right, in any combination.
fn options() -> impl Strategy<Value = Options> {
    let choices = (
        select(&[InputKind::Auto, InputKind::Html, InputKind::Text][..]),
        select(&[Embeds::Drop, Embeds::Link, Embeds::Keep][..]),
        select(&[Preset::Balanced, Preset::Precision, Preset::Recall][..]),
        select(&[Unwrap::Auto, Unwrap::Never][..]),
        proptest::option::of(prop_oneof![Just("https://e.org/a/".to_owned()), any::<String>()]),
        prop_oneof![Just(512_usize), 0..6_usize, Just(usize::MAX)],
    );
    let lists = (categories(), categories(), overrides(), selectors(), selectors(), patterns(), patterns());
    let switches = any::<[bool; 11]>();
    (choices, lists, switches).prop_map(|(choices, lists, on)| {
        let (input, embeds, preset, unwrap, url, max_depth) = choices;
        let (keep, drop, overrides, keep_selectors, drop_selectors, keep_patterns, drop_patterns) = lists;
        let mut options = Options::default();
        options.input = input;
        options.url = url;
        options.keep = keep;
        options.drop = drop;
        options.overrides = overrides;
        options.keep_selectors = keep_selectors;
        options.drop_selectors = drop_selectors;
        options.keep_patterns = keep_patterns;
        options.drop_patterns = drop_patterns;
        options.embeds = embeds;
        options.preset = preset;
        options.include_title = on[0];
        options.include_captions = on[1];
        options.include_comments = on[2];
        options.include_tables = on[3];
        options.include_links = on[4];
        options.include_images = on[5];
        options.unwrap = unwrap;
        options.markdown = on[6];
        options.html = on[7];
        options.pieces = on[8];
        options.metadata_sources = on[9];
        options.explain = on[10];
        options.max_input_bytes = usize::MAX;
        options.max_depth = max_depth;
        options
    })
}

/// Failures are written to a file beside this one, to be committed and tried first from then on.
fn config() -> ProptestConfig {
    let failures = FileFailurePersistence::Direct("tests/properties.failures.txt");
    ProptestConfig { cases: 192, failure_persistence: Some(Box::new(failures)), ..ProptestConfig::default() }
}

fn cleaner(options: Options) -> Cleaner {
    Cleaner::with_options(options).expect("these options are right")
}

/// The answer without the one field that differs from run to run.
fn timeless(mut cleaned: Cleaned) -> Cleaned {
    cleaned.stats.micros = 0;
    cleaned
}

/// The text that the offsets of an answer index.
fn source<'a>(page: &'a str, cleaned: &'a Cleaned) -> &'a str {
    cleaned.source.as_deref().unwrap_or(page)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn text_is_partitioned_byte_for_byte(page in prop_oneof![flat(), soup(), any::<String>()]) {
        let cleaned = Cleaner::new().pieces(true).clean_text(&page).unwrap();
        prop_assert!(cleaned.source.is_none(), "the offsets index the input itself");
        check_partition(&page, &cleaned);
        check_answer(&cleaned);
        prop_assert!(!cleaned.text.contains(['\u{a0}', '\r', '\u{2028}']), "white space is folded");
        prop_assert!(!cleaned.text.contains("\n\n\n") && !cleaned.text.contains("  "));
    }

    #[test]
    fn html_is_partitioned(page in prop_oneof![soup(), any::<String>()]) {
        let cleaned = Cleaner::new().pieces(true).clean_html(&page).unwrap();
        check_partition(cleaned.source.as_deref().unwrap(), &cleaned);
        check_answer(&cleaned);
    }

    #[test]
    fn one_input_one_answer(page in page(), options in options()) {
        let cleaner = cleaner(options);
        let first = timeless(cleaner.clean(&page).unwrap());
        let second = timeless(cleaner.clean(&page).unwrap());
        prop_assert_eq!(serde_json::to_string(&first).unwrap(), serde_json::to_string(&second).unwrap());
    }

    #[test]
    fn any_options_give_an_answer_with_what_was_asked_for(page in page(), options in options()) {
        let cleaned = cleaner(options.clone()).clean(&page).unwrap();
        prop_assert!(options.markdown || cleaned.markdown.is_none());
        prop_assert!(options.html || cleaned.html.is_none());
        prop_assert_eq!(cleaned.pieces.is_some(), options.pieces);
        prop_assert_eq!(cleaned.metadata_sources.is_some(), options.metadata_sources);
        prop_assert!(options.explain || cleaned.removed.is_empty());
        if options.pieces && options.explain {
            check_partition(source(&page, &cleaned), &cleaned);
        }
    }

    #[test]
    fn what_is_not_asked_for_changes_nothing_else(page in page(), options in options()) {
        let set = |on: bool| {
            let mut options = options.clone();
            (options.markdown, options.html, options.pieces) = (on, on, on);
            (options.metadata_sources, options.explain) = (on, on);
            options
        };
        let (all, none) = (set(true), set(false));
        let (all, none) = (cleaner(all).clean(&page).unwrap(), cleaner(none).clean(&page).unwrap());
        prop_assert_eq!(all.text, none.text);
        prop_assert_eq!((all.title, all.metadata), (none.title, none.metadata));
        prop_assert_eq!((all.confidence, all.fingerprint), (none.confidence, none.fingerprint));
    }

    #[test]
    fn the_answer_survives_json(page in page(), options in options()) {
        let cleaned = cleaner(options).clean(&page).unwrap();
        let json = serde_json::to_string(&cleaned).unwrap();
        prop_assert_eq!(serde_json::from_str::<Cleaned>(&json).unwrap(), cleaned);
    }

    #[test]
    fn options_survive_json(options in options()) {
        let json = serde_json::to_string(&options).unwrap();
        prop_assert_eq!(serde_json::from_str::<Options>(&json).unwrap(), options);
    }

    #[test]
    fn the_last_override_wins(page in page(), mut options in options(), at in 0..300_usize, len in 1..300_usize, keep: bool) {
        let action = if keep { Action::Keep } else { Action::Drop };
        options.overrides.push(Override { start: at, end: at + len, action });
        (options.pieces, options.explain) = (true, true);
        let cleaned = cleaner(options).clean(&page).unwrap();
        let unwanted = if keep { PieceKind::Removed } else { PieceKind::Kept };
        let source = source(&page, &cleaned);
        // An override that cuts a character in two is moved to its start.
        let snap = |mut at: usize| { at = at.min(source.len()); while !source.is_char_boundary(at) { at -= 1; } at };
        let (start, end) = (snap(at), snap(at + len));
        for piece in cleaned.pieces.as_deref().unwrap() {
            let inside = piece.start.max(start) < piece.end.min(end);
            prop_assert!(!(inside && piece.kind == unwanted), "{:?} in {}..{}", piece, start, end);
        }
    }

    #[test]
    fn what_all_categories_keep_stays(page in page(), mut options in options()) {
        options.keep = Category::ALL.to_vec();
        options.overrides.clear();
        options.drop_selectors.clear();
        options.drop_patterns.clear();
        (options.explain, options.include_tables) = (true, true);
        let cleaned = cleaner(options).clean(&page).unwrap();
        prop_assert_eq!(cleaned.removed, []);
    }

    #[test]
    fn a_kept_category_is_not_removed(page in page(), keep in select(Category::ALL), drop in select(Category::ALL)) {
        let cleaned = Cleaner::new().keep(keep).drop(drop).clean(&page).unwrap();
        prop_assert!(cleaned.removed.iter().all(|it| it.category != keep));
    }

    #[test]
    fn any_bytes_give_the_answer_of_what_they_decode_to(bytes in vec(any::<u8>(), 0..400), label in proptest::option::of("\\PC{0,12}|utf-16|gbk|latin1")) {
        let cleaner = Cleaner::new().pieces(true);
        let page = unhusk::decode(&bytes, label.as_deref());
        let of_bytes = timeless(cleaner.clean_bytes(&bytes, label.as_deref()).unwrap());
        prop_assert_eq!(&of_bytes, &timeless(cleaner.clean(&page).unwrap()));
        check_partition(source(&page, &of_bytes), &of_bytes);
    }

    #[test]
    fn wrong_options_are_errors_not_panics(page in page(), selector in any::<String>(), pattern in any::<String>(), start: usize, end: usize, limit in 0..40_usize) {
        let mut options = Options::default();
        options.drop_selectors = vec![selector];
        options.drop_patterns = vec![pattern];
        options.overrides = vec![Override { start, end, action: Action::Drop }];
        options.max_input_bytes = limit;
        match Cleaner::with_options(options) {
            Err(error) => prop_assert_eq!(error.code(), "INVALID_OPTIONS"),
            Ok(cleaner) => match cleaner.clean(&page) {
                Err(error) => prop_assert!(error.code() == "TOO_LARGE" && page.len() > limit),
                Ok(_) => prop_assert!(page.len() <= limit),
            },
        }
    }
}
