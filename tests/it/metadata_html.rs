//! Authors and dates of HTML pages, from what stands beside the title.

use unhusk::Cleaner;

fn metadata(html: &str) -> (Vec<String>, Option<String>, Option<String>) {
    let cleaner = Cleaner::new();
    let page = cleaner.clean_html(html).expect("default options are right").metadata;
    (page.author, page.date, page.modified)
}

const PROSE: &str =
    "<p>The ferry to Skagen sails again from Monday, the harbour office said on Friday. Tickets are sold on board.";

fn page(lines: &str) -> String {
    format!(
        "<title>Ferries sail again</title><body><nav><a href=/>Home</a></nav><h1>Ferries sail again</h1>{lines}{PROSE}{PROSE}"
    )
}

#[test]
fn lines_beside_the_title_tell() {
    for (lines, author, date) in [
        ("<div>By Ann Berg</div><div>27 September 2018</div>", "Ann Berg", "2018-09-27"),
        ("<div>By Ann Berg | Sept. 27, 2018 | 4 min read</div>", "Ann Berg", "2018-09-27"),
        ("<div>by Ann Berg on September 27, 2018</div>", "Ann Berg", "2018-09-27"),
        ("<div>Von Ann Berg und Bo Dahl, 27. September 2018</div>", "Ann Berg, Bo Dahl", "2018-09-27"),
        ("<div>Автор: Анна Берг</div><time datetime=2018-09-27>heute</time>", "Анна Берг", "2018-09-27"),
        ("<a rel=author href=/ann>Ann Berg</a><time>27 Sep 2018</time>", "Ann Berg", "2018-09-27"),
        ("<div class=byline><span>Written by</span><p>Ann Berg</div>", "Ann Berg", ""),
        ("<div class=author>by annb94 » Tue Aug 27, 2019 1:47 am</div>", "annb94", "2019-08-27T01:47:00"),
        ("<div class=post-author>Updated 27 September 2018<p>By Ann Berg</div>", "Ann Berg", "2018-09-27"),
        ("<div>By</div><div>Ann Berg</div><div>|</div><div>27 Sep 2018</div>", "Ann Berg", "2018-09-27"),
        ("<span itemprop=author itemscope><b itemprop=name>Ann Berg</b>, editor</span>", "Ann Berg", ""),
    ] {
        let (authors, published, _) = metadata(&page(lines));
        assert_eq!(authors.join(", "), author, "{lines}");
        assert_eq!(published.unwrap_or_default(), date, "{lines}");
    }
}

#[test]
fn changes_are_told_from_publication() {
    let (_, date, modified) = metadata(&page("<div>Published 1 May 2018, updated 3 May 2018</div>"));
    assert_eq!((date.as_deref(), modified.as_deref()), (Some("2018-05-01"), Some("2018-05-03")));
    let (_, date, modified) = metadata(&page("<div>Last updated: <time>3 May 2018</time></div>"));
    assert_eq!((date.as_deref(), modified.as_deref()), (Some("2018-05-03"), Some("2018-05-03")));
}

#[test]
fn the_day_is_the_readers() {
    let head =
        |time| format!("<meta property=article:published_time content={time}>{}", page("<p>December 18, 2025</p>"));
    for (time, want) in [
        ("2025-12-19T02:41:41Z", "2025-12-18"),
        ("2025-12-18T22:41:41Z", "2025-12-18T22:41:41Z"),
        ("2025-12-19T02:41:41+01:00", "2025-12-19T02:41:41+01:00"),
        ("2025-12-19", "2025-12-19"),
        ("2025-12-22T02:41:41Z", "2025-12-22T02:41:41Z"),
    ] {
        assert_eq!(metadata(&head(time)).1.as_deref(), Some(want));
    }
}

#[test]
fn what_is_said_elsewhere_is_not_taken() {
    for lines in [
        "<div>By the harbour</div>",
        "<div>By signing up you agree</div>",
        "<div>Sails 9/10/2018</div>",
        "<dl><dd>Posts: 123</dd><dd>Joined: Sun Jan 10, 2010 8:00 am</dd></dl>",
        "<div>5 min read</div>",
    ] {
        let (authors, date, _) = metadata(&page(lines));
        assert_eq!((authors.as_slice(), date), (&[][..], None), "{lines}");
    }
    let late =
        format!("{}<aside><a rel=author>Cy Ek</a><time datetime=2017-01-01>x</time></aside>", page(&PROSE.repeat(8)));
    let (authors, date, _) = metadata(&late);
    assert_eq!((authors.as_slice(), date), (&[][..], None));
}

#[test]
fn a_label_right_behind_the_body_dates_it() {
    for (behind, date) in [
        ("<p>Published on: 15 August 2025</p>", Some("2025-08-15")),
        ("<div><p>Published</p><p>Feb 2, 2023</p></div>", Some("2023-02-02")),
        ("<p>15 August 2025</p>", None),
        ("<p>Member since 15 August 2025</p>", None),
        ("<p>Next sailing: 15 August 2025</p>", None),
    ] {
        let page = page(&PROSE.repeat(30));
        assert_eq!(metadata(&format!("{page}{behind}")).1.as_deref(), date, "{behind}");
    }
}

#[test]
fn lines_before_the_body_tell_where_the_title_is_worded_otherwise() {
    let menu = "<li><a href=/x>Boats</a>".repeat(60);
    let told = "<h2>Boats leave the harbour</h2><div>By Ann Berg</div><div>27 September 2018</div>";
    let html = format!(
        "<title>Ferries sail again</title><body><h1>Ferries sail again</h1><ul>{menu}</ul>{told}{PROSE}{PROSE}"
    );
    let (authors, date, _) = metadata(&html);
    assert_eq!((authors.join(", ").as_str(), date.as_deref()), ("Ann Berg", Some("2018-09-27")));
}

#[test]
fn a_head_that_states_the_last_change_twice_yields_to_the_page() {
    let of = |published: &str, modified: &str, shown: &str| {
        let head = format!(
            "<script type=application/ld+json>{{\"@type\":\"Article\",\"datePublished\":\"{published}\",\"dateModified\":\"{modified}\"}}</script>"
        );
        metadata(&format!("{head}{}", page(&format!("<p>{shown}</p>")))).1
    };
    let shown = "August 25, 2024";
    assert_eq!(of("2025-06-24", "2025-06-24", shown).as_deref(), Some("2024-08-25"));
    assert_eq!(of("2025-06-24", "2025-06-30", shown).as_deref(), Some("2025-06-24"));
    assert_eq!(of("2024-06-24", "2024-06-24", shown).as_deref(), Some("2024-06-24"));
    assert_eq!(of("2025-06-24", "2025-06-24", "Updated August 25, 2024").as_deref(), Some("2025-06-24"));
}

#[test]
fn a_video_is_dated_later_than_what_the_head_says() {
    let video = "<script type=application/ld+json>{\"@type\":\"VideoObject\",\"name\":\"x\",\"uploadDate\":\"2024-06-07\"}</script>";
    let head = "<meta property=article:published_time content=2024-06-02>";
    assert_eq!(metadata(&format!("{head}{video}{}", page(""))).1.as_deref(), Some("2024-06-02"));
    assert_eq!(metadata(&format!("{video}{}", page(""))).1.as_deref(), Some("2024-06-07"));
}

#[test]
fn metas_may_say_value_for_content() {
    let (_, date, _) = metadata(&format!("<meta name=article:published_time value=2024-06-02>{}", page("")));
    assert_eq!(date.as_deref(), Some("2024-06-02"));
}
