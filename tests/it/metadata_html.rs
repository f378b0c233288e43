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
