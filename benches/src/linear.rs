//! Growth of cost: inputs that double.

use crate::pages::synthetic;
use crate::speed::clock;
use crate::{Run, clean_html, clean_text};

/// What grows, how it is cleaned, and how it is made of so many times its smallest size.
pub type Case = (&'static str, Run, fn(usize) -> String);

fn clean_to_markdown(page: &str) {
    std::hint::black_box(unhusk::Cleaner::new().markdown(true).html(true).clean_html(page).ok());
}

pub const CASES: &[Case] = &[
    ("page", clean_html, |n| synthetic(16 * n)),
    ("page to Markdown", clean_to_markdown, |n| synthetic(16 * n)),
    ("depth", clean_html, |n| format!("{}deep{}", "<div>".repeat(1000 * n), "</div>".repeat(1000 * n))),
    ("attributes", clean_html, |n| {
        format!("<p {}>text</p>", (0..1000 * n).map(|i| format!("a{i}=b ")).collect::<String>())
    }),
    ("tiny elements", clean_html, |n| "<i>a</i>".repeat(2000 * n)),
    ("tiny blocks", clean_html, |n| "<p>a</p>".repeat(1000 * n)),
    ("one line", clean_text, |n| "word and more words ".repeat(1000 * n)),
    ("one line of words", clean_text, |n| "Ann Berg sails. ".repeat(1000 * n)),
    ("tweets", clean_text, |n| "The ferry sails — Ann Berg (@annberg) May 4, 2018\n\n".repeat(200 * n)),
    ("tweets, one line", clean_text, |n| "The ferry sails — Ann Berg (@annberg) May 4, 2018 ".repeat(200 * n)),
    ("short lines", clean_text, |n| "Ann Berg\nBo Dahl\nShare\n".repeat(300 * n)),
    ("rows", clean_html, |n| format!("<table>{}</table>", "<tr><td>Ann<td>12<td>Berg".repeat(400 * n))),
    ("rows to Markdown", clean_to_markdown, |n| format!("<table>{}</table>", "<tr><td>Ann<td>12<td>Berg".repeat(400 * n))),
    ("nested tables", clean_html, |n| format!("<table>{}", "<tr><td><table><td>a".repeat(300 * n))),
    ("open formatting", clean_html, |n| "<b><i><u>a<p>".repeat(400 * n)),
    ("links", clean_html, |n| "<a href=https://example.org/a>Ann Berg</a> ".repeat(500 * n)),
    ("broken JSON-LD", clean_html, |n| {
        format!("<script type=application/ld+json>[{}</script><p>a", "{\"name\": \"a \"b\", [".repeat(600 * n))
    }),
];

/// Prints nanoseconds a byte: a row that grows is a cost that is not linear.
pub fn table() {
    println!("ns a byte at 1, 2, 4 … 64 ×, and the last of them × the first");
    for (name, run, make) in CASES {
        print!("{name:<18}");
        let mut rates = Vec::new();
        for n in [1, 2, 4, 8, 16, 32, 64] {
            let input = make(n);
            // Small inputs many times: the clock ticks slowly.
            let rounds = (128 / n).max(3);
            let start = clock();
            (0..rounds).for_each(|_| run(&input));
            let nanos = clock().saturating_sub(start).as_secs_f64() * 1e9;
            rates.push(nanos / rounds as f64 / input.len() as f64);
            print!("{:>8.1}", rates[rates.len() - 1]);
        }
        println!("{:>8.2}", rates[rates.len() - 1] / rates[0].max(0.1));
    }
}
