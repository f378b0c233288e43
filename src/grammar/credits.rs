//! The grammar of picture credits: `© Sputnik / Roman Makhmutov`, `Foto: Jonas Walzberg/dpa`, `(사진=셔터스톡)`.

use crate::grammar::authors;
use crate::grammar::lexicon::{self, Section, Sections};
use crate::text::cut;
use crate::text::fold;
use crate::text::script;
use crate::text::search::{CharSet, Separators};

/// Longest text behind a credit's label, in words: name, agency, licence.
const WORDS: usize = 14;

/// What a line tells of a picture's maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Credit {
    /// It is a credit on its own words: a copyright sign, a picture label, brackets around both.
    Sure,
    /// It names an agency or a source and nothing else: beside a picture a credit, in the tail a byline.
    Name,
}

/// Whether a short line is a credit.
pub(crate) fn of_line(text: &str) -> Option<Credit> {
    let text = text.trim();
    if let Some(inner) = unbracket(text) {
        let rest = behind_label(inner, Section::Credit);
        let labelled = rest.is_some_and(|rest| !rest.is_empty() && words(rest) <= WORDS);
        let via = rest.is_some_and(|rest| rest.starts_with("via "));
        return (labelled || via || names_picture_agency(inner)).then_some(Credit::Sure);
    }
    if let Some(rest) =
        text.strip_prefix(['©', 'ⓒ']).or_else(|| text.strip_prefix("(c) ")).or_else(|| text.strip_prefix("(C) "))
    {
        return owner(rest).then_some(Credit::Sure);
    }
    let sections = lexicon::possible_sections(text);
    if sections.has(Section::Credit)
        && let Some(rest) = behind_label(text, Section::Credit)
    {
        return is_maker(rest).then_some(Credit::Sure);
    }
    if sections.has(Section::Source)
        && let Some(rest) = behind_label(text, Section::Source)
    {
        let picture = is_maker(rest) && (names_agency(rest) || names_picture_source(rest));
        return picture.then_some(if rest.contains('/') { Credit::Sure } else { Credit::Name });
    }
    if is_agency_line(text, sections) {
        return Some(if text.contains('/') || text.contains(" via ") { Credit::Sure } else { Credit::Name });
    }
    None
}

/// Where the credit begins that a text ends with, the bar or bracket before it included: `… poste. Foto: Marcus Augusto.`
pub(crate) fn at_end(text: &str) -> Option<usize> {
    /// Longest credit behind a caption, in bytes.
    const TAIL: usize = 110;
    let tail = cut::tail(text, TAIL);
    let from = text.len() - tail.len();
    let mut best = None;
    for (at, c) in tail.char_indices().filter(|(_, c)| matches!(c, ':' | '=' | '：' | '/' | '©' | '(' | '（' | '['))
    {
        let found = match c {
            '©' if tail[..at].ends_with([' ', '|', '.', ')', '\u{a0}']) => {
                let rest = &tail[at + c.len_utf8()..];
                (owner(rest) && is_maker(rest)).then_some(from + at)
            }
            '(' | '（' | '[' if at > 0 => {
                let inside = &tail[at..];
                let credit = unbracket(inside).is_some() && of_line(inside) == Some(Credit::Sure);
                credit.then_some(from + at)
            }
            ':' | '=' | '：' => {
                label_before(text, from + at).filter(|start| *start > 0 && is_maker(&text[from + at + c.len_utf8()..]))
            }
            _ => None,
        };
        best = best.or(found);
    }
    let start = best?;
    let before = text[..start]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '/' | '·' | '•'));
    Some(before.len())
}

/// Where the credit label begins that ends at `end`; it must stand at the beginning of a sentence or behind a bar.
fn label_before(text: &str, end: usize) -> Option<usize> {
    let before = &text[..end];
    let mut start = before.trim_end().len();
    // Labels have at most three words.
    for _ in 0..3 {
        let head = text[..start].trim_end();
        start = head
            .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '|' | '/' | '（'))
            .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
        let label = &text[start..end];
        if lexicon::may_begin(Section::Credit, label) && lexicon::is(Section::Credit, &fold::fold_label(label)) {
            let lead = text[..start].trim_end();
            let capital = text[start..].chars().next().is_some_and(|c| !c.is_lowercase());
            let apart = lead.is_empty()
                || lead.ends_with([
                    '.', '!', '?', '|', '-', '–', '—', '/', '(', '[', '（', '”', '"', '»', '。', ')', '…', '·', '•',
                ]);
            return (capital && apart || (lead.ends_with(['(', '[', '（']))).then_some(start);
        }
        if start == 0 {
            break;
        }
    }
    None
}

/// The rest of a text behind a label of the section and its mark.
fn behind_label(text: &str, section: Section) -> Option<&str> {
    /// Longest label, in bytes.
    const LABEL: usize = 60;
    if !lexicon::may_begin(section, text) {
        return None;
    }
    for (at, c) in text.char_indices().take_while(|(at, _)| *at <= LABEL) {
        match c {
            ':' | '=' | '|' | '：' | '-' | '–' | '·' => {
                let label = fold::fold_label(&text[..at]);
                let spaced = matches!(c, ':' | '=' | '|' | '：') || text[..at].ends_with(' ');
                if spaced && lexicon::is(section, &label) {
                    return Some(text[at + c.len_utf8()..].trim());
                }
            }
            // `圖/公路局提供`
            '/' | '／' if text[..at].chars().all(script::is_unspaced) && lexicon::is(section, &text[..at]) => {
                return Some(text[at + c.len_utf8()..].trim());
            }
            ' ' if text[at + 1..].starts_with(char::is_uppercase)
                || text[at + 1..].starts_with(['@', '©', '('])
                || text[at + 1..].starts_with("via ") =>
            {
                let label = fold::fold_label(&text[..at]);
                let sure = label == "h/t"
                    || label.contains("photo")
                    || label.contains("image")
                    || label.contains("courtesy")
                    || label.contains("credit")
                    || label.contains("video by");
                let by = label.ends_with(" by")
                    || label.ends_with(" via")
                    || label.ends_with(" of")
                    || label.ends_with(" credit")
                    || label == "h/t"
                    || text[at + 1..].starts_with("via ");
                if sure && by && lexicon::is(section, &label) {
                    return Some(text[at + 1..].trim());
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a text names who made a picture: names, agencies, handles, licences with bars between; no sentence.
fn is_maker(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')', ']', '）']);
    if text.is_empty() || words(text) > WORDS || text.contains(". ") && !has_initial(text) {
        return false;
    }
    parts(text).all(is_party)
}

/// Whether a part of a credit names somebody or something that pictures come from.
fn is_party(part: &str) -> bool {
    let label = fold::fold_label(part);
    label.is_empty()
        || lexicon::is(Section::Agency, &label)
        || lexicon::is(Section::PictureSource, &label)
        || lexicon::is(Section::Credit, &label)
        || label.starts_with("cc ")
        || matches!(
            label.as_str(),
            "file" | "pool" | "cropped" | "public domain" | "archive" | "all rights reserved" | "0"
        )
        || part.starts_with('@')
        || label.contains(".com")
        || authors::is_name_part(part)
}

/// Whether what follows a copyright sign names a picture's owner and not a site's.
fn owner(rest: &str) -> bool {
    let rest = rest.trim();
    let lower = rest.to_lowercase();
    let year = rest.split(|c: char| !c.is_ascii_digit()).next().is_some_and(|d| d.len() == 4);
    let sentence = rest.ends_with('.') && words(rest) > 5;
    !rest.is_empty()
        && !year
        && !sentence
        && !rest.starts_with(char::is_lowercase)
        && words(rest) <= WORDS + 2
        && !lexicon::all(Section::Rights).iter().any(|word| lower.contains(word))
        && !lower.contains("inc.")
}

/// Whether one of the parts is an agency.
fn names_agency(text: &str) -> bool {
    parts(text).any(|part| lexicon::is(Section::Agency, &fold::fold_label(part)))
}

/// Whether an agency is named together with what it sells: `AP Photo/Ann Berg`. `dpa/agi` signs a text.
fn names_picture_agency(text: &str) -> bool {
    let lower = text.to_lowercase();
    names_agency(text)
        && parts(text).all(is_party)
        && ["photo", "image", "getty", "shutterstock", "picture"].iter().any(|w| lower.contains(w))
}

fn names_picture_source(text: &str) -> bool {
    parts(text).any(|part| lexicon::is(Section::PictureSource, &fold::fold_label(part)))
}

/// Whether a line is agencies, and names beside them: `David T. Foster III/The Charlotte Observer via AP Photo`.
fn is_agency_line(text: &str, sections: Sections) -> bool {
    // What begins small is no name, so it must be an agency.
    let small = text.bytes().take(2).all(|byte| byte.is_ascii_lowercase());
    if small && !sections.has(Section::Agency) && !text.starts_with("via ") {
        return false;
    }
    if !may_name_agency(text, sections) {
        return false;
    }
    let bare = text.trim_end_matches('.');
    let mut last = false;
    let mut any = false;
    for part in parts(bare) {
        last = lexicon::may_begin(Section::Agency, part) && lexicon::is(Section::Agency, &fold::fold_label(part));
        any |= last;
        if !last && !authors::is_name_part(part) {
            return false;
        }
    }
    any && (last || bare.contains('/')) && words(bare) <= WORDS && (!bare.contains(". ") || has_initial(bare))
}

/// Pre-filter: whether one of the parts may be an agency.
fn may_name_agency(text: &str, sections: Sections) -> bool {
    let agency = |part: &str| part.starts_with("via ") || lexicon::may_begin(Section::Agency, part);
    let behind_mark = || PARTIES.split(text).skip(1).any(|part| agency(part.trim_start()));
    let behind_word = || BETWEEN.ends(text).any(|end| agency(text[end..].trim_start()));
    sections.has(Section::Agency) || text.starts_with("via ") || behind_mark() || behind_word()
}

/// Signs between the parties of a credit.
static PARTIES: CharSet = CharSet::new(b"/|,;+&()", &['·', '（', '©', '–']);

/// Words between them.
static BETWEEN: Separators = Separators::new(&[" via ", " on ", " for ", " - "]);

/// The parts of a credit: between bars, commas, `via`, `on`, `for`.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    PARTIES
        .split(text)
        .flat_map(|part| BETWEEN.split(part))
        .map(|part| part.trim().trim_start_matches("via "))
        .filter(|part| !part.is_empty())
}

/// Whether a full stop belongs to an initial: `J. D. Miles`.
fn has_initial(text: &str) -> bool {
    text.match_indices(". ").all(|(at, _)| {
        let word = text[..at].rsplit([' ', '/', '.']).next().unwrap_or_default();
        word.chars().count() <= 2
    })
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Brackets that open.
pub(crate) static OPENING: CharSet = CharSet::new(b"([<", &['（', '【', '〔']);

/// What stands inside brackets that hold the whole text.
fn unbracket(text: &str) -> Option<&str> {
    if !OPENING.has(text.chars().next()?) {
        return None;
    }
    let text = text.trim_end_matches('.');
    [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】'), ('〔', '〕'), ('<', '>')].into_iter().find_map(
        |(open, close)| {
            let inner = text.strip_prefix(open)?.strip_suffix(close)?;
            (!inner.contains(open)).then_some(inner.trim())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_credits() {
        for text in [
            "© Sputnik / Roman Makhmutov",
            "(圖/公路局提供)",
            "Фото: пресс-служба мэрии Самары",
            "© AP Photo / Richard DrewRussian Ambassador to the United Nations Vassily Nebenzia",
            "© AP Photo / Korean Central News Agency/Korea News Service via AP, File",
            "© PR",
            "[Image via screengrab]",
            "[Image Credit | EPA]",
            "[h/t Uproxx]",
            "Image: RIA Novosti, Dmitry Astakhov, Presidential Press Service/Associated Press",
            "Image: Imgur",
            "Image: @vgtorious on Instagram",
            "Source: Joe Raedle/Getty Images",
            "David T. Foster III/The Charlotte Observer via AP Photo",
            "Photo by Gage Skidmore / CC BY-SA 3.0 / cropped",
            "Foto: Rene Anhuth / ANC-NEWS",
            "Bildrechte: MITTELDEUTSCHER RUNDFUNK",
            "Źródło zdjęcia głównego: Fakty TVN",
            "Crédito: Bem Paraná",
            "(사진=셔터스톡)",
            "사진·영상=@ruu_2331/트위터",
            "Photo Credit: Ann Berg",
        ] {
            assert_eq!(of_line(text), Some(Credit::Sure), "{text}");
        }
        assert_eq!(of_line("AP"), Some(Credit::Name));
        assert_eq!(of_line("Reuters, Fairfax Media"), Some(Credit::Name));
    }

    #[test]
    fn lines_that_are_none() {
        for text in [
            "Source: World Health Organization report on malaria, 2019 edition",
            "(oben)",
            "The picture was sold by Getty Images in May.",
            "© 2010 - 2024. Всі права захищено.",
            "Image of the year",
            "(c) It is not obvious that any pointer is valid.",
            "Credit Monitoring",
            "Credit Report Dispute Letter",
            "Photographer / Videographer",
            "Photo: the ferry leaves the harbour for the last time, and nobody waves to it from the long pier.",
            "Photographs of the storm",
            "AP said so.",
            "Reuters reported it.",
        ] {
            assert_eq!(of_line(text), None, "{text}");
        }
    }

    #[test]
    fn credits_at_the_end_of_a_text() {
        for (text, rest) in [
            ("Police take cover near the hill. Photo: Reuters", "Police take cover near the hill."),
            ("A car hit the post. Foto: Marcus Augusto.", "A car hit the post."),
            ("Three cars - Foto: Reprodução", "Three cars"),
            ("Three cars (16) | Foto: Reprodução", "Three cars (16)"),
            ("The ferry at dusk (Photo by Ann Berg/Getty Images)", "The ferry at dusk"),
            ("Nhẫn giữa ngón tay - Ảnh: Thanh Nam", "Nhẫn giữa ngón tay"),
            ("Das Unfallauto. Foto: Jonas Walzberg/dpa", "Das Unfallauto."),
        ] {
            assert_eq!(at_end(text).map(|at| &text[..at]), Some(rest), "{text}");
        }
        for text in [
            "He sold the photo: it was his last.",
            "It burnt down. (dpa/agi)",
            "The list of images: cats, dogs and more",
        ] {
            assert_eq!(at_end(text), None, "{text}");
        }
    }
}
