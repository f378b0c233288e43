//! Pages in all the forms that pages come in: what is read of each, not what is junk in it.

use std::fmt::Write as _;

use unhusk::{Cleaned, Cleaner};

const STORY: &str =
    "The ferry to Skagen sails again from Monday, the harbour office said on Friday. Tickets are sold on board.";
const MORE: &str = "It had been repaired for two weeks in the yard of the next town, and nobody had missed it much.";

fn clean(page: &str) -> Cleaned {
    Cleaner::new().markdown(true).clean_html(page).expect("the options are right")
}

#[test]
fn pages_of_any_form_are_read() {
    for (form, page) in [
        ("a fragment", format!("<p>{STORY}</p>\n<p>{MORE}</p>")),
        ("no end tags", format!("<title>A</title><p>{STORY}<p>{MORE}")),
        ("text alone", format!("{STORY}<br><br>{MORE}")),
        ("ends in a tag", format!("<p>{STORY}<p>{MORE}<p class=")),
        (
            "XHTML",
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>A</title>\
                 <script src=\"a.js\"/></head><body><div/><p><![CDATA[{STORY}]]></p><p>{MORE}</p></body></html>"
            ),
        ),
        (
            "a frameset",
            format!(
                "<frameset cols=20%,*><frame src=a><noframes><body><p>{STORY}</p><p>{MORE}</p></body></noframes></frameset>"
            ),
        ),
        (
            "AMP",
            format!(
                "<html amp><body><article><amp-img src=/a.jpg alt=b width=4 height=3></amp-img><p>{STORY}</p><amp-ad \
                 type=x></amp-ad><p>{MORE}</p></article></body></html>"
            ),
        ),
        (
            "a declared shadow tree",
            format!("<x-a><template shadowrootmode=open><p>{STORY}</p></template></x-a><p>{MORE}</p>"),
        ),
        (
            "a template beside",
            format!("<template><p>Never shown, not even once.</p></template><p>{STORY}</p><p>{MORE}</p>"),
        ),
        ("a frame left open", format!("<noscript><iframe src=//a.example/t /></noscript><p>{STORY}</p><p>{MORE}</p>")),
        ("streamed parts", format!("<template id=B:0></template><div hidden id=S:0><p>{STORY}</p><p>{MORE}</p></div>")),
    ] {
        assert_eq!(clean(&page).text, format!("{STORY}\n\n{MORE}"), "{form}");
    }
}

#[test]
fn plain_text_at_the_end_of_a_page_is_text() {
    let page = clean(&format!("<p>{STORY}</p><plaintext>{MORE} <b> stays."));
    assert!(page.text.ends_with("it much. <b> stays."), "{}", page.text);
}

#[test]
fn legacy_bytes_are_decoded_by_what_they_declare() {
    let text = "Паром в Скаген снова ходит с понедельника, сообщила администрация порта. Билеты продаются на борту.";
    let cyrillic = |c: char| match c {
        'А'..='я' => (c as u32 - 'А' as u32 + 0xc0) as u8,
        c => u8::try_from(c).expect("ASCII"),
    };
    let mut page = b"<meta charset=windows-1251><p>".to_vec();
    page.extend(text.chars().map(cyrillic));
    let page = Cleaner::new().clean_bytes(&page, None).expect("the options are right");
    assert_eq!(page.text, text);
}

#[test]
fn a_table_alone_is_a_page() {
    let rows: String = (1..=9).map(|n| format!("<tr><td>Pier {n}<td>{n}:30<td>{} berths", n * 12)).collect();
    let page = clean(&format!("<title>Piers of Skagen</title><table><tr><th>Pier<th>Opens<th>Berths{rows}</table>"));
    assert!(page.text.contains("Pier 7") && page.text.contains("84 berths"), "{}", page.text);
    assert!(page.markdown.is_some_and(|it| it.contains("| Pier 7 | 7:30 | 84 berths |")));
}

#[test]
fn a_page_of_twenty_megabytes_keeps_its_end() {
    let mut page = String::from("<article>");
    for n in 0..(20 << 20) / (STORY.len() + 40) {
        let _ = write!(page, "<p>Day {n} of the log of the harbour. {STORY}");
    }
    page.push_str("<p>");
    page.push_str(MORE);
    let page = Cleaner::new().clean_html(&page).expect("the options are right");
    assert!(page.text.starts_with("Day 0 of") && page.text.ends_with(MORE), "{}", page.text.len());
}

#[test]
fn comments_stay_behind_the_body_where_they_are_asked_for() {
    let comment = "At last! I had waited for this ferry for three weeks in the rain.";
    let page = format!(
        "<article><h1>Ferries sail again</h1><p>{STORY}<p>{MORE}</article><section id=comments class=comments><h2>2 comments</h2>\
         <ol class=comment-list><li class=comment><div class=comment-author>Bo Dahl</div><p>{comment}</p></li><li class=comment>\
         <div class=comment-author>Cy Ek</div><p>And yet it is late, every single day that I take it.</p></li></ol></section>"
    );
    let without = clean(&page);
    assert!(!without.text.contains(comment), "{}", without.text);
    let with = Cleaner::new().include_comments(true).clean_html(&page).expect("the options are right");
    let (body, comments) = with.text.split_once("2 comments").expect("their heading parts them from the body");
    assert!(body.contains(MORE) && !body.contains("Bo Dahl"), "{body}");
    let (first, second) = comments.split_once("Cy Ek").expect("who wrote stands before it");
    assert!(first.contains("Bo Dahl") && first.contains(comment) && second.contains("late"), "{comments}");
}

#[test]
fn captions_stay_where_they_are_asked_for() {
    let caption = "The ferry at the east pier on Monday evening.";
    let page = format!(
        "<article><h1>Ferries sail again</h1><p>{STORY}<figure><img src=/a.jpg alt=''><figcaption>{caption}</figcaption></figure><p>{MORE}\
         </article>"
    );
    let without = clean(&page);
    assert!(!without.text.contains(caption), "{}", without.text);
    let with = Cleaner::new().include_captions(true).clean_html(&page).expect("the options are right");
    assert!(with.text.contains(caption), "{}", with.text);
}
