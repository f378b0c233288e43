//! Pictures that are no content: spacers, icons, portraits of writers and users, logos, share buttons, advertisements.
//!
//! A size alone, a name alone or a link alone says little: a kind needs two of them, or a name that is used for nothing
//! else. Pictures in a `<figure>` are the article's, whatever their names: a page on a new logo shows it there.

use crate::page::providers::host;
use crate::page::token::{token_word, token_words};
use crate::page::{Image, Mark, MarkKind, PictureJunk};

/// What is known of a picture.
pub(super) struct Sight<'a> {
    pub(super) class: &'a str,
    pub(super) alt: &'a str,
    /// Its address.
    pub(super) src: &'a str,
    /// As its attributes say, in pixels.
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    /// Where the link around it leads.
    pub(super) link: Option<&'a str>,
    pub(super) in_figure: bool,
    pub(super) has_map: bool,
}

/// Longest side of a rule or tracking pixel, in pixels.
const THIN: u32 = 3;

/// Longest side of an icon, in pixels: common sizes are 16, 20 and 24.
const SMALL: u32 = 24;

/// Longest side of a picture that is called an icon, in pixels. Icons themselves are shown larger on pages about them.
const NAMED_SMALL: u32 = 64;

/// Greatest width of an avatar, in pixels: boards show them at 96 to 192, portraits in a text are wider.
const FACE: u32 = 200;

/// Greatest width of a writer's portrait beside a byline, in pixels.
const WRITER: u32 = 100;

/// Fewest logos in a row that are the partners and customers of a firm: one or two may be what the text is about.
const ROW: usize = 3;

/// Sizes of advertisements that no photo has: the standard's banners and towers. Its rectangles are sizes of thumbnails, too.
const BANNERS: &[(u32, u32)] = &[
    (728, 90),
    (468, 60),
    (970, 90),
    (970, 250),
    (320, 50),
    (320, 100),
    (234, 60),
    (160, 600),
    (120, 600),
    (300, 600),
    (120, 240),
    (88, 31),
];

/// Sites that serve advertisements, by the last two labels of their hosts.
const AD_SITES: &[&str] = &[
    "2mdn.net",
    "adform.net",
    "adnxs.com",
    "adsrvr.org",
    "amazon-adsystem.com",
    "awltovhc.com",
    "buysellads.com",
    "criteo.com",
    "doubleclick.net",
    "ftjcfx.com",
    "googleadservices.com",
    "googlesyndication.com",
    "impactradius-go.com",
    "lduhtrp.net",
    "linksynergy.com",
    "outbrain.com",
    "shareasale.com",
    "taboola.com",
    "tqlkg.com",
    "tradedoubler.com",
    "yceml.net",
    "zanox.com",
];

/// Hosts that are there for advertisements, by their first label, and paths of programs that serve them.
const AD_HOSTS: &[&str] = &["ad", "ads", "adserver", "adserv", "adserve", "adimg"];
const AD_PATHS: &[&str] = &["/www/delivery/", "/adserver/", "/adserve/", "/display-ad/"];

/// Sites whose pictures count visitors or days, by the last two labels of their hosts.
const COUNTER_SITES: &[&str] = &[
    "clickcease.com",
    "daisypath.com",
    "histats.com",
    "lilypie.com",
    "quantserve.com",
    "scorecardresearch.com",
    "sitemeter.com",
    "statcounter.com",
    "tickerfactory.com",
];

/// Addresses behind share buttons.
const SHARE: &[&str] = &[
    "facebook.com/sharer",
    "facebook.com/share.php",
    "facebook.com/dialog/",
    "twitter.com/intent/",
    "twitter.com/share",
    "twitter.com/home?",
    "x.com/intent/",
    "linkedin.com/sharearticle",
    "linkedin.com/sharing/",
    "pinterest.com/pin/create",
    "reddit.com/submit",
    "api.whatsapp.com/send",
    "wa.me/?",
    "t.me/share",
    "telegram.me/share",
    "tumblr.com/share",
    "vk.com/share",
    "line.me/r/",
    "hatena.ne.jp/entry",
    "addtoany.com/",
    "mailto:?",
];

const ICON: &[u32] = &[token_word("icon"), token_word("icons"), token_word("ico"), token_word("favicon")];
const LOGO: &[u32] = &[token_word("logo"), token_word("logos"), token_word("wordmark")];
const SITE: &[u32] = &[
    token_word("site"),
    token_word("header"),
    token_word("footer"),
    token_word("nav"),
    token_word("navbar"),
    token_word("brand"),
    token_word("custom"),
    token_word("masthead"),
    token_word("print"),
];
const FACES: &[u32] = &[
    token_word("avatar"),
    token_word("avatars"),
    token_word("gravatar"),
    token_word("userpic"),
    token_word("userpics"),
    token_word("useravatar"),
];
const WRITERS: &[u32] = &[token_word("author"), token_word("authors"), token_word("writer")];
const ADS: &[u32] = &[token_word("ad"), token_word("ads"), token_word("advert"), token_word("advertisement")];

/// Steps of an address that lead to somebody's own page.
const PEOPLE: &[&str] =
    &["author", "authors", "byline", "member", "members", "profile", "profiles", "user", "users", "u"];

/// Words of a file that stands for somebody who has no picture.
const NOBODY: &[&str] =
    &["default", "placeholder", "male", "female", "anonymous", "guest", "unknown", "noavatar", "no"];

/// What makes a picture no content; `None` for content.
pub(super) fn kind(it: &Sight<'_>) -> Option<PictureJunk> {
    let longest = it.width.max(it.height);
    let is_thin = |side: Option<u32>| side.is_some_and(|side| side <= THIN);
    match () {
        () if it.has_map => Some(PictureJunk::Map),
        () if is_thin(it.width) || is_thin(it.height) => Some(PictureJunk::Spacer),
        () if it.width.min(it.height).is_some() && longest <= Some(SMALL) => Some(PictureJunk::Icon),
        () if is_advertisement(it) => Some(PictureJunk::Advertisement),
        () if is_of(it.src, COUNTER_SITES) => Some(PictureJunk::Counter),
        () if is_face(it) => Some(PictureJunk::Avatar),
        () if it.in_figure => None,
        () if is_share_button(it) => Some(PictureJunk::Share),
        () if is_icon(it, longest) => Some(PictureJunk::Icon),
        () if is_site_logo(it) => Some(PictureJunk::Logo),
        () => None,
    }
}

/// Whether a picture is called a logo.
pub(super) fn is_logo(it: &Sight<'_>) -> bool {
    !it.in_figure && [it.class, file(it.src), it.alt].iter().any(|text| has_word(text, LOGO))
}

/// Rows of logos are junk: no text stands between them.
pub(super) fn judge_rows(marks: &mut [Mark]) {
    let logo = |mark: &Mark| matches!(&mark.kind, MarkKind::Image(it) if it.alone && it.logo);
    let in_row = |a: &Mark, b: &Mark| a.span.start == b.span.start && logo(a) && logo(b);
    for mark in marks.chunk_by_mut(in_row).filter(|row| row.len() >= ROW).flatten() {
        if let Some(image) = Image::of(&mut mark.kind) {
            image.junk.get_or_insert(PictureJunk::Logos);
        }
    }
}

fn is_advertisement(it: &Sight<'_>) -> bool {
    let is_server = |address: &str| {
        let first = host(address).and_then(|host| host.split('.').next()).unwrap_or_default();
        is_of(address, AD_SITES) || AD_HOSTS.contains(&first) || AD_PATHS.iter().any(|path| address.contains(path))
    };
    let is_banner = it.width.zip(it.height).is_some_and(|size| BANNERS.contains(&size));
    let linked = it.link.is_some_and(|link| !link.starts_with('#'));
    is_server(it.src) || linked && !it.in_figure && (is_banner || has_word(it.class, ADS))
}

fn is_face(it: &Sight<'_>) -> bool {
    if it.width.is_some_and(|width| width > FACE) || it.in_figure && it.width.is_none() {
        return false;
    }
    let folders = it.src.rsplit_once('/').map_or("", |(folders, _)| folders);
    let to_people = || it.link.is_some_and(|link| link.split('/').any(|step| PEOPLE.contains(&step)));
    let of_writer = || has_word(it.class, WRITERS) || has_word(folders, WRITERS);
    let is_small = it.width.is_some_and(|width| width <= WRITER);
    let named = || {
        let mut words = words(file(it.src)).filter(|word| !word.bytes().all(|b| b.is_ascii_digit()));
        let stands_for = words.clone().any(|word| is_one_of(word, NOBODY));
        stands_for && words.any(|word| ["avatar", "profile"].iter().any(|it| word.eq_ignore_ascii_case(it)))
    };
    has_word(it.class, FACES)
        || it.class.split_ascii_whitespace().any(|token| token == "profile-pic")
        || has_word(path(folders), FACES)
        || is_of(it.src, &["gravatar.com"])
        || named()
        || of_writer() && (is_small || to_people())
}

fn is_share_button(it: &Sight<'_>) -> bool {
    let small = it.width.is_none_or(|width| width <= FACE);
    let leads = |link: &str| {
        let link = link.to_ascii_lowercase();
        SHARE.iter().any(|address| link.contains(address))
    };
    small && it.link.is_some_and(leads)
}

fn is_icon(it: &Sight<'_>, longest: Option<u32>) -> bool {
    let named = || has_word(it.class, ICON) || has_word(path(it.src), ICON);
    let drawn = file(it.src).rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("svg"));
    let small = longest.is_some_and(|side| side <= NAMED_SMALL);
    (small || drawn && longest.is_none_or(|side| side <= FACE)) && named()
}

fn is_site_logo(it: &Sight<'_>) -> bool {
    is_logo(it) && (it.link.is_some_and(is_front_page) || has_word(it.class, LOGO) && has_word(it.class, SITE))
}

/// Whether an address is that of a site's first page.
fn is_front_page(link: &str) -> bool {
    let path = if host(link).is_some() { path(link) } else { link.split(['?', '#']).next().unwrap_or_default() };
    path == "/" || path.is_empty() && host(link).is_some()
}

/// Whether the address belongs to one of these sites.
fn is_of(address: &str, sites: &[&str]) -> bool {
    let Some(host) = host(address) else { return false };
    let site = host.rmatch_indices('.').nth(1).map_or(host, |(dot, _)| &host[dot + 1..]);
    is_one_of(site, sites)
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(word))
}

fn has_word(text: &str, list: &[u32]) -> bool {
    token_words(text).any(|word| list.contains(&word))
}

/// The words of a name, digits and all.
fn words(name: &str) -> impl Iterator<Item = &str> + Clone {
    name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// An address without its scheme, host, query and fragment.
fn path(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest.find('/').map_or("", |slash| &rest[slash..]));
    rest.split(['?', '#']).next().unwrap_or_default()
}

/// The name of a picture's file.
pub(super) fn file(src: &str) -> &str {
    let path = src.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// Names of placeholders and spacers that nothing else has, as words of a file's name.
const EMPTY: &[&str] =
    &["1x1", "blank", "lazyload", "loader", "loading", "placeholder", "spacer", "spinner", "transparent"];

/// What stands beside them in names: `ajax-loader`, `grey-placeholder-400x300`.
const BESIDE_EMPTY: &[&str] = &[
    "ajax",
    "default",
    "dummy",
    "gif",
    "gray",
    "grey",
    "image",
    "images",
    "img",
    "large",
    "lazy",
    "medium",
    "no",
    "pic",
    "picture",
    "small",
    "thumb",
    "thumbnail",
    "trans",
    "white",
    "woocommerce",
    "wp",
];

/// Whether a file's name, without its ending, is made of such words, sizes and hashes only. `loading-dock` is not.
pub(super) fn is_empty_name(stem: &str) -> bool {
    /// Shortest hash, in characters: years and numbers of photos are shorter.
    const HASH: usize = 7;
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let is_size = |word: &str| word.split_once('x').is_some_and(|(w, h)| is_number(w) && is_number(h));
    let is_hash = |word: &str| word.len() >= HASH && word.bytes().any(|b| b.is_ascii_digit());
    words(stem).any(|word| is_one_of(word, EMPTY))
        && words(stem)
            .all(|word| is_one_of(word, EMPTY) || is_one_of(word, BESIDE_EMPTY) || is_size(word) || is_hash(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sight<'a>(class: &'a str, src: &'a str, size: Option<u32>, link: Option<&'a str>) -> Sight<'a> {
        Sight { class, alt: "", src, width: size, height: size, link, in_figure: false, has_map: false }
    }

    #[test]
    fn kinds_need_two_signs_or_a_name_of_their_own() {
        use PictureJunk::{Advertisement, Avatar, Counter, Icon, Logo, Share, Spacer};
        for (class, src, size, link, expected) in [
            ("", "/a.gif", Some(1), None, Some(Spacer)),
            ("", "/a.gif", Some(24), None, Some(Icon)),
            ("", "/icons/price.svg", None, None, Some(Icon)),
            ("faq_icon", "/chevron.png", Some(48), None, Some(Icon)),
            ("", "/new-app-icon.png", None, None, None),
            ("", "/app-icon.png", Some(512), None, None),
            ("", "/data/avatars/m/12/1.jpg", Some(96), None, Some(Avatar)),
            ("Avatar_avatarImg__x1", "/a.png", Some(54), None, Some(Avatar)),
            ("", "/images/default_profile.png", Some(48), None, Some(Avatar)),
            ("", "/avatar-2-poster.jpg", None, None, None),
            ("thumbnail onebox-avatar", "/a.png", Some(550), None, None),
            ("", "/authors/ann.jpg", None, Some("/author/ann"), Some(Avatar)),
            ("", "/authors/jane-austen.jpg", None, None, None),
            ("site-logo", "/post.png", None, None, Some(Logo)),
            ("", "/logo.png", None, Some("https://post.example/?from=1"), Some(Logo)),
            ("", "/new-logo.png", None, Some("/blog/our-new-logo"), None),
            ("", "/x.png", Some(60), Some("https://www.Pinterest.com/pin/create/button/?url=a"), Some(Share)),
            ("", "/soup.png", Some(735), Some("https://www.pinterest.com/pin/create/button/?url=a"), None),
            ("", "https://ads.post.example/adserve/1.gif", None, None, Some(Advertisement)),
            ("", "https://ad.doubleclick.net/x", None, None, Some(Advertisement)),
            ("small_ad", "/course.png", None, Some("/courses"), Some(Advertisement)),
            ("", "/table.jpg", None, Some("https://www.awin1.com/cread.php?id=1"), None),
            ("", "/roads.jpg", None, Some("/roads"), None),
            ("", "https://c.statcounter.com/1/0/x/", None, None, Some(Counter)),
        ] {
            assert_eq!(kind(&sight(class, src, size, link)), expected, "{class} {src} {size:?} {link:?}");
        }
        let banner = Sight { width: Some(728), height: Some(90), ..sight("", "/spring.jpg", None, Some("/sale")) };
        assert_eq!(kind(&banner), Some(PictureJunk::Advertisement));
        assert_eq!(kind(&Sight { link: None, ..banner }), None);
    }

    #[test]
    fn what_an_article_shows_in_a_figure_stays() {
        for (class, src, link) in [
            ("", "/icons/old.svg", None),
            ("site-logo", "/logo.svg", Some("/")),
            ("avatar", "/avatars/cast.jpg", None),
            ("ad", "/poster-1921.jpg", Some("/posters")),
        ] {
            let it = Sight { in_figure: true, ..sight(class, src, None, link) };
            assert_eq!(kind(&it), None, "{class} {src}");
            assert!(!is_logo(&it));
        }
    }

    #[test]
    fn empty_names_are_made_of_nothing_else() {
        for (stem, empty) in [
            ("grey-placeholder", true),
            ("1x1.trans", true),
            ("ajax-loader", true),
            ("placeholder.60f9b1840c", true),
            ("woocommerce-placeholder-400x400", true),
            ("loading-dock", false),
            ("placeholder-2024", false),
            ("space-600x400", false),
            ("pixel-9", false),
        ] {
            assert_eq!(is_empty_name(stem), empty, "{stem}");
        }
    }
}
