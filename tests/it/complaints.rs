//! What users of cleaners complain about most: a part of the body goes while the rest of it stays, or a box stays in its middle.
//! Each page is small and in the style of a report; its near miss stands beside it.

use unhusk::{Cleaned, Cleaner};

const BEFORE: &str = "<p>The ferry to Skagen sails again from Monday, the harbour office said on Friday. It had been away since the storm in May, \
    which tore off a part of the rail and two of the boats.</p><p>Nobody in the village had missed it much, as the bus goes every hour and is \
    cheaper, but the shops on the quay had sold nothing for nine weeks.</p>";
const AFTER: &str = "<p>The crew has waited for the new engine, which came by rail from the other end of the country and was lifted aboard by the old \
    crane.</p><p>Tickets are sold on board, where a queue had formed by noon, although the first boat does not leave before the tide turns at \
    two.</p>";

/// An article with a part in its middle.
fn clean(part: &str) -> Cleaned {
    let page = format!(
        "<title>Ferries sail again - Harbour Post</title><header><a href=/>Harbour Post</a></header><nav><a href=/n>News</a> <a href=/s>Sport</a></nav>\
         <article><h1>Ferries sail again</h1>{BEFORE}{part}{AFTER}</article><footer>© 2025 Harbour Post</footer>"
    );
    Cleaner::new().markdown(true).clean_html(&page).expect("the options are right")
}

#[track_caller]
fn assert_stays(part: &str, texts: &[&str]) {
    let page = clean(part);
    let mut from = 0;
    for text in texts {
        let at = page.text[from..].find(text);
        assert!(at.is_some(), "{text:?} is not in its place in\n{}", page.text);
        from += at.unwrap_or(0);
    }
}

#[track_caller]
fn assert_goes(part: &str, texts: &[&str]) {
    let page = clean(part);
    for text in texts {
        assert!(!page.text.contains(text), "{text:?} is in\n{}", page.text);
    }
    assert!(page.text.contains("The ferry to Skagen") && page.text.contains("Tickets are sold"), "{}", page.text);
}

/// A note goes with the sentence that refers to it, whatever it is marked up as.
#[test]
fn notes_stay_with_their_signs() {
    for note in [
        "<aside class='footnote brackets' id=n1 role=doc-footnote><span>[<a href='#r1'>1</a>]</span><p>Not on Sundays.</p></aside>",
        "<dl class=footnote><dt id=n1><a href='#r1'>1</a></dt><dd><p>Not on Sundays.</p></dd></dl>",
        "<div><p class=MsoFootnoteText><a href='#r1' name=n1>[1]</a> Not on Sundays.</p></div>",
        "<ol><li id=n1><p>Not on Sundays. <a href='#r1'>Jump up</a></p></li></ol>",
    ] {
        let part = format!("<p>It sails twice a day<a id=r1 href='#n1'>1</a> in summer, and once in winter.</p>{note}");
        assert_stays(&part, &["It sails twice a day", "Not on Sundays."]);
    }
}

#[test]
fn names_of_tabs_stay_before_their_panels() {
    for tabs in [
        "<div><input type=radio id=t1 checked><label for=t1>Summer</label><div><p>It sails every hour.</p></div><input type=radio id=t2><label \
         for=t2>Winter</label><div><p>It sails twice a day.</p></div></div>",
        "<div><div class=tab><button>Summer</button><button>Winter</button></div><div><div><p>It sails every hour.</p></div><div><p>It sails twice a \
         day.</p></div></div></div>",
        "<div><ul><li><a href='#t1'>Summer</a></li><li><a href='#t2'>Winter</a></li></ul></div>",
    ] {
        if tabs.contains("every hour") {
            assert_stays(tabs, &["Summer", "It sails every hour.", "Winter", "It sails twice a day."]);
        } else {
            // Names without panels are a menu.
            assert!(!clean(tabs).markdown.unwrap_or_default().contains("**Summer**"));
        }
    }
}

#[test]
fn what_is_quoted_in_an_answer_stays() {
    let asked =
        "Does anybody know when the ferry to Skagen sails again, or is there a bus that goes there instead of it?";
    let post = |name: &str, text: &str| {
        format!("<div class=post><b>{name}, 2 May 2020, 8:11</b><div class=text>{text}</div></div>")
    };
    let page = format!(
        "<title>When does it sail? - Harbour Board</title><h1>When does it sail?</h1>{}{}{}",
        post("ann", &format!("<p>{asked}</p>")),
        post(
            "bo",
            &format!("<blockquote>{asked}</blockquote><p>It sails from Monday on, says the harbour office.</p>")
        ),
        post("cy", "<p>No, it has not sailed, and I have waited here for nine hours in the rain.</p>"),
    );
    let text = unhusk::clean(&page).text;
    assert_eq!(text.matches(asked).count(), 2, "{text}");
}

#[test]
fn a_policy_says_what_banners_say() {
    let policy = "<title>Terms of use</title><main><h1>Terms of use</h1><p>These terms hold between you and the Harbour Post, which owns this page.</p><h2>1. \
        Accounts</h2><p>Sign in with an account of your own. Log in details must not be shared.</p><h2>2. Letters</h2><p>Subscribe to our newsletter and we \
        keep your address until you ask us not to.</p><h2>3. Cookies</h2><p>We use cookies to keep you signed in and to count those who read this \
        page.</p><p>You may refuse all cookies in your browser, and the page goes on to work.</p><p>The book of names is burnt at the end of each \
        year, with all that is in it.</p></main>";
    let text = unhusk::clean(policy).text;
    for sentence in [
        "Sign in with an account of your own.",
        "Subscribe to our newsletter and we keep",
        "We use cookies to keep you signed in",
    ] {
        assert!(text.contains(sentence), "{sentence} is not in\n{text}");
    }
}

#[test]
fn boxes_that_ask_go() {
    assert_goes(
        "<div class=newsletter><h3>The tide table in your inbox</h3><p>Each morning all that moves the harbour.</p><form><input \
         type=email><button>I want it</button></form></div>",
        &["tide table", "Each morning all", "I want it"],
    );
    assert_stays(
        "<div class=promo><p>A film about the boat is shown in the old mill each night at nine.</p></div>",
        &["A film about the boat"],
    );
}
