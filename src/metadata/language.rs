//! The language of the body: the declared one, unless the script or the stop words of the text contradict it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::resolve::Verdicts;
use crate::scan::Scan;
use crate::text::cut;
use crate::text::hash::Hashing;
use crate::text::script::Script;

/// Bytes of kept text that are looked at: enough for a hundred words in any script.
const LOOK_BYTES: usize = 6000;

/// Letters from which on a text speaks for a language.
const ENOUGH_LETTERS: usize = 60;

/// Share of stop words, in thousandths, from which on they speak for a language: prose has some 300 to 500.
const STOP_SHARE: usize = 120;

/// The same where the script leaves few languages: lists of small languages are short.
const STOP_SHARE_OF_SCRIPT: usize = 40;

/// How far the best language must be ahead of the next, in thousandths of its own count.
const AHEAD: usize = 1200;

/// The same for languages that share most of their words.
const AHEAD_OF_RELATED: usize = 1050;

/// The commonest words of languages.
#[derive(Default)]
struct StopWords {
    languages: Vec<&'static str>,
    /// The places of the languages that have a word: it may count for several.
    words: HashMap<&'static str, Vec<u8>, Hashing>,
    /// Bytes of the longest.
    longest: usize,
}

/// What the build script wrote: each line is a language, then its words.
static STOP_WORDS: LazyLock<StopWords> = LazyLock::new(|| {
    let mut all = StopWords::default();
    for line in include_str!(concat!(env!("OUT_DIR"), "/stop_words.txt")).lines() {
        let mut parts = line.split_whitespace();
        let Some(language) = parts.next() else { continue };
        for word in parts {
            all.words.entry(word).or_default().push(all.languages.len() as u8);
            all.longest = all.longest.max(word.len());
        }
        all.languages.push(language);
    }
    all
});

/// ISO 639-1 of a language tag: `en-US`, `pt_BR`, `English`; none where it is not one.
pub(crate) fn of_tag(tag: &str) -> Option<&'static str> {
    let first = tag.trim().split(['-', '_', ',', ';', ' ']).next()?.to_ascii_lowercase();
    /// Codes of three letters and names that are found in `lang`.
    const OTHERS: &[(&str, &str)] = &[
        ("eng", "en"),
        ("english", "en"),
        ("deu", "de"),
        ("ger", "de"),
        ("german", "de"),
        ("deutsch", "de"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("french", "fr"),
        ("spa", "es"),
        ("spanish", "es"),
        ("ita", "it"),
        ("por", "pt"),
        ("rus", "ru"),
        ("jpn", "ja"),
        ("jp", "ja"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("cn", "zh"),
        ("kor", "ko"),
        ("ara", "ar"),
        ("nld", "nl"),
        ("dut", "nl"),
        ("pol", "pl"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("ua", "uk"),
        ("ces", "cs"),
        ("cze", "cs"),
        ("cz", "cs"),
        ("swe", "sv"),
        ("fin", "fi"),
        ("nob", "nb"),
        ("iw", "he"),
        ("in", "id"),
        ("gr", "el"),
    ];
    if let Some((_, code)) = OTHERS.iter().find(|(other, _)| *other == first) {
        return Some(code);
    }
    CODES.split(' ').find(|code| *code == first)
}

/// ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en \
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl \
    km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os \
    pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug \
    uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The declared language, or the one that the kept text is in where none is declared or the script contradicts it.
pub(crate) fn settle(
    declared: Option<(&'static str, &'static str)>,
    scan: &Scan<'_>,
    verdicts: &Verdicts,
) -> Option<(&'static str, &'static str)> {
    let mut text = String::new();
    for it in verdicts.all.iter().filter(|it| it.removal.is_none()) {
        if declared.is_some() && text.len() > LOOK_BYTES / 8 || text.len() > LOOK_BYTES {
            break;
        }
        text.push_str(it.span.of(&scan.page.source));
        text.push('\n');
    }
    let told = of_text(&text, declared.is_some());
    match (declared, told) {
        (Some((language, source)), Some(told)) if !may_be(language, told) => {
            Some((told, "text")).or(Some((language, source)))
        }
        (Some(declared), _) => Some(declared),
        (None, told) => told.map(|language| (language, "text")),
    }
}

/// Languages with nearly the same words.
const RELATED: &[&[&str]] = &[
    &["no", "nb", "nn", "da"],
    &["hr", "sr", "bs", "sl"],
    &["cs", "sk"],
    &["id", "ms"],
    &["jv", "su"],
    &["es", "gl", "ca", "pt", "oc"],
    &["fr", "oc"],
    &["nl", "af"],
    &["de", "lb"],
    &["bg", "mk"],
    &["ar", "ckb"],
];

/// Languages with the same script, which letters alone do not tell apart.
const SAME_SCRIPT: &[&[&str]] = &[
    &["ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt"],
    &["ar", "fa", "ur", "ps", "ku", "ckb", "ug", "sd"],
    &["hi", "mr", "ne", "sa"],
    &["zh", "ja"],
    &["bn", "as"],
    &["he", "yi"],
];

/// Whether two languages stand in one of the lists.
fn are_together(lists: &[&[&str]], one: &str, other: &str) -> bool {
    lists.iter().any(|list| list.contains(&one) && list.contains(&other))
}

/// Whether a text that looks like one language may be in another that is declared: nearly the same words or script.
fn may_be(declared: &str, told: &str) -> bool {
    declared == told || are_together(RELATED, declared, told) || are_together(SAME_SCRIPT, declared, told)
}

/// The language of a text by its script, else (unless `script_alone`) by its stop words.
fn of_text(text: &str, script_alone: bool) -> Option<&'static str> {
    let mut scripts = [0_usize; Script::COUNT];
    let (mut letters, mut special) = (0, Letters::default());
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        match byte {
            0..0x80 => letters += usize::from(byte.is_ascii_alphabetic()),
            // A continuation byte.
            0x80..0xc0 => {}
            _ => {
                let Some(c) = text[at..].chars().next().filter(|c| c.is_alphabetic()) else { continue };
                letters += 1;
                special.see(c);
                if let Some(script) = Script::of(c) {
                    scripts[script as usize] += 1;
                }
            }
        }
    }
    if letters < ENOUGH_LETTERS {
        return None;
    }
    let count = |script: Script| scripts[script as usize];
    let (kana, han) = (count(Script::Kana), count(Script::Han));
    if (kana + han) * 2 > letters {
        // Japanese prose is a third kana and more.
        return Some(if kana * 10 > han { "ja" } else { "zh" });
    }
    let (name, best) = SCRIPTS.into_iter().max_by_key(|(_, script)| count(*script))?;
    if count(best) * 2 > letters {
        let by_letters = match best {
            Script::Cyrillic => special.cyrillic(),
            Script::Arabic => special.arabic(),
            Script::Devanagari if special.marathi > 0 => "mr",
            Script::Devanagari => name,
            _ => return Some(name),
        };
        // The commonest words tell more than letters do, where there are enough of them.
        return of_words(cut::head(text, LOOK_BYTES / 2), STOP_SHARE_OF_SCRIPT).or(Some(by_letters));
    }
    if script_alone { None } else { of_words(text, STOP_SHARE) }
}

/// Scripts that tell the language, or the commonest one that is written in them.
const SCRIPTS: [(&str, Script); 22] = [
    ("ru", Script::Cyrillic),
    ("ar", Script::Arabic),
    ("hi", Script::Devanagari),
    ("ko", Script::Hangul),
    ("el", Script::Greek),
    ("he", Script::Hebrew),
    ("th", Script::Thai),
    ("bn", Script::Bengali),
    ("ta", Script::Tamil),
    ("te", Script::Telugu),
    ("kn", Script::Kannada),
    ("ml", Script::Malayalam),
    ("gu", Script::Gujarati),
    ("pa", Script::Gurmukhi),
    ("ka", Script::Georgian),
    ("hy", Script::Armenian),
    ("my", Script::Myanmar),
    ("km", Script::Khmer),
    ("si", Script::Sinhala),
    ("lo", Script::Lao),
    ("am", Script::Ethiopic),
    ("or", Script::Oriya),
];

/// Letters that only some languages of a script have.
#[derive(Default)]
struct Letters {
    ukrainian: usize,
    russian: usize,
    bulgarian: usize,
    serbian: usize,
    belarusian: usize,
    persian: usize,
    urdu: usize,
    uyghur: usize,
    marathi: usize,
}

impl Letters {
    fn see(&mut self, c: char) {
        match c {
            'і' | 'ї' | 'є' | 'ґ' => self.ukrainian += 1,
            'ы' | 'э' => self.russian += 1,
            'ъ' => self.bulgarian += 1,
            'ђ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'џ' => self.serbian += 1,
            'ў' => self.belarusian += 1,
            'پ' | 'چ' | 'ژ' | 'گ' => self.persian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' => self.urdu += 1,
            'ۇ' | 'ۈ' => self.uyghur += 1,
            'ळ' => self.marathi += 1,
            _ => {}
        }
    }

    fn cyrillic(&self) -> &'static str {
        if self.serbian > self.russian && self.serbian > self.ukrainian {
            return "sr";
        }
        if self.belarusian > 0 && self.ukrainian > 0 {
            return "be";
        }
        if self.ukrainian > self.russian {
            return "uk";
        }
        // Russian has ы and э everywhere and ъ seldom.
        if self.bulgarian > self.russian { "bg" } else { "ru" }
    }

    fn arabic(&self) -> &'static str {
        if self.uyghur > self.urdu {
            "ug"
        } else if self.urdu > 0 && self.urdu * 2 > self.persian {
            "ur"
        } else if self.persian > 0 {
            "fa"
        } else {
            "ar"
        }
    }
}

/// The language whose stop words are commonest by far; among its kin, by little. At least so many of a thousand words must be
/// its own. A word tells more of a language the fewer others have it.
fn of_words(text: &str, share: usize) -> Option<&'static str> {
    /// The weight of a word that one language has alone: it divides by how many have one.
    const WEIGHT: usize = 60;
    let stop_words = &*STOP_WORDS;
    let mut counts: Vec<(&'static str, usize, usize)> = stop_words.languages.iter().map(|name| (*name, 0, 0)).collect();
    let mut all = 0;
    let mut lower = String::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        if word.is_ascii() {
            if word.len() > stop_words.longest {
                continue;
            }
            lower.clear();
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower = word.to_lowercase();
        }
        let languages = stop_words.words.get(lower.as_str()).map_or(&[][..], |languages| languages);
        for language in languages {
            let (_, count, weight) = &mut counts[usize::from(*language)];
            *count += 1;
            *weight += WEIGHT / languages.len();
        }
    }
    counts.retain(|(_, count, _)| *count > 0);
    // By weight, then by name: the order does not hang on the text's.
    counts.sort_by_key(|(name, _, weight)| (std::cmp::Reverse(*weight), *name));
    let (best, count, most) = *counts.first()?;
    let rest =
        |related: bool| counts.iter().skip(1).find(move |(name, ..)| are_together(RELATED, best, name) == related);
    let (next, related) = (rest(false).map_or(0, |it| it.2), rest(true).map_or(0, |it| it.2));
    let ahead = most * 1000 >= next * AHEAD && most * 1000 >= related * AHEAD_OF_RELATED;
    (count * 1000 >= all * share && ahead).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_codes() {
        for (tag, want) in [
            ("en-US", Some("en")),
            ("pt_BR", Some("pt")),
            ("zh-Hans-CN", Some("zh")),
            ("English", Some("en")),
            ("EN", Some("en")),
            ("", None),
            ("x-default", None),
            ("{{lang}}", None),
            ("qq", None),
            ("deu", Some("de")),
        ] {
            assert_eq!(of_tag(tag), want, "{tag}");
        }
    }

    #[test]
    fn texts_tell_their_language() {
        for (text, want) in [
            (
                "The ferry to the north sails again from Monday, and it is said that all of the tickets have been sold.",
                "en",
            ),
            (
                "Die Fähre in den Norden fährt ab Montag wieder, und es heißt, dass alle Karten für die Woche verkauft sind.",
                "de",
            ),
            (
                "Le bateau pour le nord repart dès lundi, et on dit que tous les billets de la semaine ont été vendus.",
                "fr",
            ),
            (
                "El barco hacia el norte vuelve a salir el lunes, y se dice que todos los billetes de la semana ya están vendidos.",
                "es",
            ),
            (
                "O barco para o norte volta a sair na segunda, e diz-se que todos os bilhetes da semana já foram vendidos.",
                "pt",
            ),
            (
                "Il traghetto per il nord riparte da lunedì, e si dice che tutti i biglietti della settimana sono stati venduti.",
                "it",
            ),
            (
                "De veerboot naar het noorden vaart vanaf maandag weer, en er wordt gezegd dat alle kaartjes voor de week verkocht zijn.",
                "nl",
            ),
            (
                "Färjan till norr går igen från måndag, och det sägs att alla biljetter för veckan redan har sålts.",
                "sv",
            ),
            (
                "Prom na północ wypływa znów od poniedziałku i mówi się, że wszystkie bilety na ten tydzień są już sprzedane.",
                "pl",
            ),
            (
                "Kuzeye giden feribot pazartesiden itibaren yeniden sefere çıkıyor ve bu hafta için bütün biletlerin satıldığı söyleniyor.",
                "tr",
            ),
            ("Паром на север снова ходит с понедельника, и говорят, что все билеты на эту неделю уже проданы.", "ru"),
            (
                "Пором на північ знову ходить з понеділка, і кажуть, що всі квитки на цей тиждень вже продано людям.",
                "uk",
            ),
            ("العبارة إلى الشمال تبحر مرة أخرى اعتبارا من يوم الاثنين ويقال إن جميع التذاكر قد بيعت بالفعل", "ar"),
            (
                "北へ向かうフェリーは月曜日から再び運航する。今週の切符はすでにすべて売り切れたという話だ。船は毎日出る予定で、乗客は早めに港へ来るよう求められている。",
                "ja",
            ),
            (
                "开往北方的渡轮从星期一起恢复航行，据说本周的船票已经全部售完。渡轮每天开航，请旅客提前到达码头，以免耽误行程，港务局星期五发布了这一消息，并提醒旅客注意天气。",
                "zh",
            ),
        ] {
            assert_eq!(of_text(text, false), Some(want), "{text}");
        }
    }

    #[test]
    fn too_little_tells_nothing() {
        assert_eq!(of_text("Home About Contact", false), None);
        assert_eq!(
            of_text(
                "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore",
                false
            ),
            None
        );
    }
}
