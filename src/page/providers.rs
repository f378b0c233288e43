//! Sites whose posts and players other pages embed: their hosts, the classes of their embed codes, their addresses.
//!
//! Only names that the providers' own embed codes or widespread publishing systems use; none of a single page.

use super::token::token;

/// The provider of a post or player.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provider {
    Bandcamp,
    Bluesky,
    Dailymotion,
    Facebook,
    Flickr,
    Giphy,
    Imgur,
    Instagram,
    LinkedIn,
    Mixcloud,
    Pinterest,
    Reddit,
    Slideshare,
    Soundcloud,
    Spotify,
    Telegram,
    Threads,
    TikTok,
    Tumblr,
    Twitch,
    Twitter,
    Vimeo,
    Vk,
    YouTube,
}

impl Provider {
    /// The provider whose site an address belongs to; `None` for relative addresses and other sites.
    pub(crate) fn of(address: &str) -> Option<Self> {
        let host = host(address)?;
        let known = |host: &str| {
            Some(match host {
                "bandcamp.com" => Self::Bandcamp,
                "bsky.app" => Self::Bluesky,
                "dailymotion.com" | "dai.ly" => Self::Dailymotion,
                "facebook.com" | "fb.watch" | "fb.com" => Self::Facebook,
                "flickr.com" | "flic.kr" => Self::Flickr,
                "giphy.com" | "gph.is" => Self::Giphy,
                "imgur.com" => Self::Imgur,
                "instagram.com" | "instagr.am" => Self::Instagram,
                "linkedin.com" => Self::LinkedIn,
                "mixcloud.com" => Self::Mixcloud,
                "pinterest.com" | "pin.it" => Self::Pinterest,
                "reddit.com" | "redditmedia.com" | "redd.it" => Self::Reddit,
                "slideshare.net" => Self::Slideshare,
                "soundcloud.com" => Self::Soundcloud,
                "spotify.com" => Self::Spotify,
                "t.me" | "telegram.me" => Self::Telegram,
                "threads.net" | "threads.com" => Self::Threads,
                "tiktok.com" => Self::TikTok,
                "tumblr.com" => Self::Tumblr,
                "twitch.tv" => Self::Twitch,
                "twitter.com" | "x.com" => Self::Twitter,
                "vimeo.com" => Self::Vimeo,
                "vk.com" | "vk.ru" => Self::Vk,
                "youtube.com" | "youtube-nocookie.com" | "youtu.be" => Self::YouTube,
                _ => return None,
            })
        };
        // Sub-domains (`www.`, `m.`, `player.`, `w.`) belong to the site: the last two labels tell.
        let site = host.rmatch_indices('.').nth(1).map_or(host, |(dot, _)| &host[dot + 1..]);
        if site.bytes().any(|b| b.is_ascii_uppercase()) { known(&site.to_ascii_lowercase()) } else { known(site) }
    }

    /// Whether the address is that of one post, not of a profile, a search or the front page.
    pub(crate) fn is_post(self, address: &str) -> bool {
        let path = path(address);
        let mut steps = path.split('/').filter(|step| !step.is_empty());
        let mut has = |names: &[&str]| steps.any(|step| names.contains(&step)) && steps.next().is_some();
        match self {
            Self::Twitter => has(&["status", "statuses"]),
            Self::Instagram => has(&["p", "reel", "tv"]),
            Self::Facebook => has(&["posts", "videos", "permalink.php", "photos", "reel"]),
            Self::TikTok => has(&["video", "photo"]),
            Self::Reddit => has(&["comments"]),
            Self::Bluesky | Self::Threads => has(&["post"]),
            _ => false,
        }
    }
}

/// The host of an absolute address, without its port and user.
pub(crate) fn host(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("//")
        .or_else(|| address.split_once("://").filter(|(scheme, _)| scheme.len() <= 5).map(|(_, rest)| rest))?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    Some(host.split(':').next().unwrap_or(host))
}

/// The path of an absolute address, without query and fragment.
fn path(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |slash| &rest[slash..]);
    path.split(['?', '#']).next().unwrap_or(path)
}

/// Hashes of the names, sorted for look-up.
const fn hashes<const N: usize>(names: [&str; N]) -> [u32; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        let hash = token(names[i]);
        let mut at = i;
        while at > 0 && out[at - 1] > hash {
            out[at] = out[at - 1];
            at -= 1;
        }
        out[at] = hash;
        i += 1;
    }
    out
}

/// Classes that the providers' own embed codes carry, or that their scripts set.
static POSTS: [u32; 34] = hashes([
    "twitter-tweet",
    "twitter-video",
    "twitter-tweet-rendered",
    "twitter-timeline",
    "twitter-moment",
    "instagram-media",
    "instagram-media-rendered",
    "fb-post",
    "fb-video",
    "fb-comment-embed",
    "fb-xfbml-parse-ignore",
    "tiktok-embed",
    "reddit-card",
    "reddit-embed-bq",
    "reddit-embed",
    "bluesky-embed",
    "mastodon-embed",
    "text-post-media",
    "imgur-embed-pub",
    "tumblr-post",
    "snapchat-embed",
    "vk_post",
    "telegram-post",
    "wp-embedded-content",
    "embedly-card",
    "react-tweet-theme",
    "embeddedtweet",
    "ted-embed",
    "gab-embed",
    "pinterest-embed",
    "linkedin-post",
    "koo-embed",
    "tgme_widget_message",
    "weibo-embed",
]);

/// Classes of publishing systems for the box around a provider's post or player.
static WRAPPERS: [u32; 62] = hashes([
    "wp-block-embed",
    "wp-block-embed__wrapper",
    "is-provider-twitter",
    "is-provider-x",
    "is-provider-instagram",
    "is-provider-facebook",
    "is-provider-tiktok",
    "is-provider-reddit",
    "is-provider-bluesky",
    "is-provider-spotify",
    "is-provider-soundcloud",
    "is-provider-pinterest",
    "kg-embed-card",
    "embed-twitter",
    "embed-x",
    "embed-tweet",
    "embed-instagram",
    "embed-facebook",
    "embed-tiktok",
    "embed-reddit",
    "embed-bluesky",
    "embed-threads",
    "embed-telegram",
    "embed-youtube",
    "embed-vimeo",
    "embed-spotify",
    "embed--twitter",
    "embed--instagram",
    "embed--facebook",
    "embed--tiktok",
    "twitter-embed",
    "tweet-embed",
    "tweet-embed-container",
    "tweet_embed",
    "twitter_embed",
    "instagram-embed",
    "instagram_embed",
    "facebook-embed",
    "facebook_embed",
    "bluesky-embed-container",
    "telegram-embed",
    "reddit-embed-container",
    "youtube-embed",
    "vimeo-embed",
    "spotify-embed",
    "soundcloud-embed",
    "embedded-tweet",
    "embeddedcontent-tweet",
    "oembed-twitter",
    "media-twitter",
    "media-instagram",
    "media--type-twitter",
    "media--type-tweet",
    "media--type-instagram",
    "block-embed-twitter",
    "social-embed",
    "socialembed",
    "embed-social",
    "embed-privacy-container",
    "_brlbs-embed",
    "_brlbs-twitter",
    "_brlbs-instagram",
]);

/// Custom elements of providers and of AMP.
const ELEMENTS: &[&str] = &[
    "twitter-widget",
    "shreddit-embed",
    "bluesky-embed",
    "bsky-embed",
    "mastodon-embed",
    "amp-twitter",
    "amp-instagram",
    "amp-facebook",
    "amp-facebook-page",
    "amp-reddit",
    "amp-tiktok",
    "amp-pinterest",
    "amp-imgur",
    "amp-embedly-card",
    "amp-soundcloud",
    "amp-youtube",
    "amp-vimeo",
    "amp-dailymotion",
    "lite-youtube",
    "lite-vimeo",
    "youtube-video",
];

/// Whether a class or id token says that the element is a provider's post.
pub(crate) fn is_post_token(token: u32) -> bool {
    POSTS.binary_search(&token).is_ok()
}

/// Whether a class or id token says that the element is a box around a provider's post.
pub(crate) fn is_wrapper_token(token: u32) -> bool {
    WRAPPERS.binary_search(&token).is_ok()
}

/// Whether an element of this name is a provider's post or player.
pub(crate) fn is_embed_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_tell_providers() {
        for (address, provider) in [
            ("https://twitter.com/a/status/1", Some(Provider::Twitter)),
            ("//WWW.YouTube.com/embed/x", Some(Provider::YouTube)),
            ("https://player.vimeo.com/video/1", Some(Provider::Vimeo)),
            ("https://nottwitter.com/a", None),
            ("https://twitter.com.evil.example/a", None),
            ("/twitter.com/a", None),
            ("", None),
        ] {
            assert_eq!(Provider::of(address), provider, "{address}");
        }
    }

    #[test]
    fn posts_are_told_from_profiles() {
        assert!(Provider::Twitter.is_post("https://twitter.com/a/status/1?ref_src=x"));
        assert!(!Provider::Twitter.is_post("https://twitter.com/status"));
        assert!(Provider::Instagram.is_post("https://www.instagram.com/p/abc/"));
        assert!(!Provider::Instagram.is_post("https://www.instagram.com/abc/"));
    }

    #[test]
    fn tokens_are_found_whatever_their_case() {
        assert!(is_post_token(token("Twitter-Tweet")));
        assert!(is_wrapper_token(token("wp-block-embed")));
        assert!(!is_post_token(token("tweet")) && !is_wrapper_token(token("embed")));
    }
}
