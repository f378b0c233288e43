//! The page between reading and rendering: an ordered list of blocks with the evidence that the source offered.
//!
//! Both readers make one; no type of the HTML parser gets past it. Later stages borrow it and never change it.

pub(crate) mod providers;
pub(crate) mod span;
pub(crate) mod table;

use std::borrow::Cow;
use std::sync::Arc;

use crate::page::providers::Provider;
use crate::page::span::Span;

/// A page as the readers leave it.
#[derive(Debug, Default)]
pub(crate) struct Page<'a> {
    /// Whether it was read from HTML.
    pub(crate) html: bool,
    /// It has more elements than are read: the end is left out.
    pub(crate) cut: bool,
    /// What spans index: the input for text; the text of all blocks, one line break between, for HTML.
    pub(crate) source: Cow<'a, str>,
    /// In the order of the source, disjoint, none empty, no white space at the ends.
    pub(crate) blocks: Vec<Block>,
    /// Elements that hold blocks, in document order; a parent stands before its children. The first is the root.
    /// Text has the root alone.
    pub(crate) containers: Vec<Container>,
    /// Hashes of class and id tokens; [`Container::tokens`] is a range of it.
    pub(crate) tokens: Vec<u32>,
    /// Inline markup, by start; only where Markdown or HTML is asked for.
    pub(crate) marks: Vec<Mark>,
    /// What only Markdown and HTML need to know of containers, by container; only where they are asked for.
    pub(crate) attributes: Vec<(u32, Attribute)>,
    /// Embedded frames and players, which have no text of their own.
    pub(crate) frames: Vec<Frame>,
    /// Elements with an id, where markup is wanted.
    pub(crate) anchors: Vec<Anchor>,
    /// Links to sites whose posts and players other pages embed.
    pub(crate) provider_links: Vec<ProviderLink>,
    /// What the head and the structured data say; HTML only.
    pub(crate) head: Head,
}

/// A run of text that stands or falls together: a paragraph, heading, list item, table cell or line.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) kind: BlockKind,
    /// Innermost container; an index into [`Page::containers`].
    pub(crate) container: u32,
    /// Hidden by attribute or style.
    pub(crate) hidden: bool,
    /// Inside `<noscript>`.
    pub(crate) noscript: bool,
    /// A user's selector speaks for it: keep or drop.
    pub(crate) selected: Option<bool>,
    /// Bytes of its text inside links.
    pub(crate) link_bytes: u32,
    /// Links that begin in it.
    pub(crate) links: u16,
    /// Columns of white space before it (text only).
    pub(crate) indent: u16,
    /// Blank lines before it (text only).
    pub(crate) blank_before: u16,
    /// It stands in one line with the block before it (text only).
    pub(crate) goes_on: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum BlockKind {
    /// Text straight in a container; every block of flattened text.
    #[default]
    Text,
    Paragraph,
    /// Level 1 to 6.
    Heading(u8),
    ListItem,
    /// A table's cell.
    Cell,
    /// White space is kept as it is.
    Pre,
    /// A figure's or a table's caption.
    Caption,
    Term,
    Definition,
    /// A button, label, option or other part of a form.
    Control,
}

/// An element that holds blocks.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    /// Index of its parent; the root is its own.
    pub(crate) parent: u32,
    pub(crate) tag: Tag,
    /// How many elements of its name stand before it under the same parent, itself included: `:nth-of-type`.
    pub(crate) nth: u32,
    /// Elements above it, the root being 0.
    pub(crate) depth: u16,
    /// Its class and id tokens: a range of [`Page::tokens`].
    pub(crate) tokens: (u32, u32),
    /// ARIA role or what the element stands for.
    pub(crate) role: Role,
    /// Blocks inside it: a range of [`Page::blocks`].
    pub(crate) blocks: (u32, u32),
    /// What few have.
    pub(crate) rare: Option<Box<Rare>>,
}

/// What few containers have, apart from the rest, of which a page may have hundreds of thousands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rare {
    /// Its name where the tag does not tell it: custom and unknown elements.
    pub(crate) name: Option<Box<str>>,
    /// A link, a cite or another address that tells whose embed it is.
    pub(crate) address: Option<Box<str>>,
}

impl Container {
    /// Its name where `tag` does not tell it.
    pub(crate) fn own_name(&self) -> Option<&str> {
        self.rare.as_ref()?.name.as_deref()
    }

    /// The address that tells whose embed it is.
    pub(crate) fn address(&self) -> Option<&str> {
        self.rare.as_ref()?.address.as_deref()
    }
}

/// What a landmark says of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    #[default]
    None,
    Banner,
    Navigation,
    Main,
    Article,
    Complementary,
    ContentInfo,
    Search,
    Form,
    Dialog,
    Menu,
    Comment,
}

/// Inline markup: a span of a block, or a place in it.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) kind: MarkKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Emphasis,
    Strong,
    Code,
    Deleted,
    Superscript,
    Subscript,
    /// A keyboard key, mark, abbreviation … that only HTML can say.
    Keyboard,
    Highlight,
    /// Around many blocks there is one for each: they share the address.
    Link {
        href: Arc<str>,
    },
    /// A place: the span is empty.
    Image {
        src: Box<str>,
        alt: Box<str>,
        container: u32,
        /// No text stands beside it in its block.
        alone: bool,
    },
    /// The span is LaTeX.
    Math {
        display: bool,
    },
}

/// What an element's attributes say of its layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// First number of an ordered list.
    Start(u32),
    /// Columns and rows that a cell takes.
    Span(u16, u16),
    /// Language of program code.
    Language(Box<str>),
}

/// An element that links of the page can lead to.
#[derive(Debug, Clone)]
pub(crate) struct Anchor {
    pub(crate) id: Box<str>,
    /// Where in the source it begins.
    pub(crate) at: u32,
    /// Its container; the one around it where it is none.
    pub(crate) container: u32,
}

/// A link to a site whose posts and players other pages embed.
#[derive(Debug, Clone)]
pub(crate) struct ProviderLink {
    /// Its text in the source; empty where it holds pictures only.
    pub(crate) span: Span,
    pub(crate) provider: Provider,
    /// It leads to one post.
    pub(crate) post: bool,
}

/// An embedded frame or player.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Where in the source it stands.
    pub(crate) at: u32,
    pub(crate) container: u32,
    pub(crate) src: Box<str>,
}

/// What the head and the structured data say, raw.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    /// `lang` of the root element.
    pub(crate) language: Option<String>,
    pub(crate) base: Option<String>,
    /// `name`, `property`, `http-equiv` or `itemprop` in lower case, and content.
    pub(crate) metas: Vec<(String, String)>,
    /// `rel` in lower case, and address.
    pub(crate) links: Vec<(String, String)>,
    /// Contents of `application/ld+json` scripts.
    pub(crate) json_ld: Vec<String>,
    /// Contents of `__NEXT_DATA__` and its like.
    pub(crate) state: Vec<String>,
    /// Microdata, `rel=author`, `<time>` and their like in the body: what it is, its value, where it stands.
    pub(crate) props: Vec<Prop>,
}

/// A statement of the page's body about itself.
#[derive(Debug, Clone)]
pub(crate) struct Prop {
    /// `itemprop`, RDFa `property`, `time`, `rel-author`, `rel-tag` …, in lower case.
    pub(crate) name: String,
    /// The attribute that holds the value, if one does.
    pub(crate) value: Option<String>,
    /// Its text in the source.
    pub(crate) span: Span,
    pub(crate) container: u32,
}

impl Page<'_> {
    /// The text of a block.
    pub(crate) fn text(&self, block: usize) -> &str {
        self.blocks[block].span.of(&self.source)
    }

    /// The innermost element around a block that holds others too.
    pub(crate) fn around(&self, block: usize) -> u32 {
        let mut at = self.blocks[block].container;
        while let Some(it) = self.containers.get(at as usize) {
            if it.parent == at || it.blocks.1 - it.blocks.0 > 1 {
                break;
            }
            at = it.parent;
        }
        at
    }

    /// Whether a block is a piece of a longer line.
    pub(crate) fn is_piece(&self, block: usize) -> bool {
        [block, block + 1].iter().any(|at| self.blocks.get(*at).is_some_and(|it| it.goes_on))
    }

    /// The text of an element that holds blocks: from its first block to its last.
    pub(crate) fn span_of(&self, container: &Container) -> Span {
        let blocks = &self.blocks[container.blocks.0 as usize..container.blocks.1 as usize];
        match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
            _ => Span::default(),
        }
    }

    /// The block that holds a place of the source, its end included.
    pub(crate) fn block_at(&self, at: u32) -> Option<usize> {
        self.block_from(at).filter(|block| self.blocks[*block].span.start <= at)
    }

    /// The first block that ends at a place of the source or after it.
    pub(crate) fn block_from(&self, at: u32) -> Option<usize> {
        let block = self.blocks.partition_point(|b| b.span.end < at);
        (block < self.blocks.len()).then_some(block)
    }

    /// The containers inside a container, at any depth: they follow it.
    pub(crate) fn inside(&self, container: u32) -> impl Iterator<Item = (u32, &Container)> {
        let depth = self.containers.get(container as usize).map_or(0, |it| it.depth);
        let from = container as usize + 1;
        let after = self.containers.iter().enumerate().skip(from);
        after.take_while(move |(_, it)| it.depth > depth).map(|(index, it)| (index as u32, it))
    }

    /// The containers of a block, innermost first, the root last.
    pub(crate) fn ancestors(&self, container: u32) -> impl Iterator<Item = (u32, &Container)> {
        let mut next = Some(container);
        std::iter::from_fn(move || {
            let index = next?;
            let it = self.containers.get(index as usize)?;
            next = (index != 0).then_some(it.parent);
            Some((index, it))
        })
    }

    /// The container's class and id tokens.
    pub(crate) fn tokens_of(&self, container: &Container) -> &[u32] {
        &self.tokens[container.tokens.0 as usize..container.tokens.1 as usize]
    }

    /// CSS path of a container, from `body` down; it selects that element alone.
    pub(crate) fn path(&self, container: u32) -> String {
        /// Bytes of a step as most are.
        const STEP_BYTES: usize = 24;
        let steps = || self.ancestors(container).filter(|(index, it)| *index != 0 && it.tag != Tag::Html);
        let count = steps().count();
        let mut chain = Vec::with_capacity(count);
        chain.extend(steps().map(|(_, it)| it));
        let mut path = String::with_capacity(count * STEP_BYTES);
        for it in chain.into_iter().rev() {
            if !path.is_empty() {
                path.push_str(" > ");
            }
            path.push_str(it.tag.name());
            // `o:p`: what ends a name in CSS is escaped. A name begins with a letter.
            for c in it.own_name().unwrap_or_default().chars() {
                if c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_') {
                    path.push('\\');
                }
                path.push(c);
            }
            if it.tag != Tag::Body {
                path.push_str(":nth-of-type(");
                push_number(it.nth, &mut path);
                path.push(')');
            }
        }
        path
    }
}

/// Writes a number in decimal; without the machinery of formatting, as paths are long and many.
fn push_number(number: u32, out: &mut String) {
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// FNV-1a of a class or id token in lower case: how tokens are told apart everywhere, the model's table included.
pub(crate) const fn token(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut i = 0;
    while i < bytes.len() {
        hash = hash_on(hash, bytes[i]);
        i += 1;
    }
    hash
}

/// A hash with one more byte.
pub(crate) const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193)
}

/// The hash of a word of a class or id token. It starts from another basis than [`token`], so that none equals a whole
/// token's.
pub(crate) const fn token_word(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash = WORD_BASIS;
    let mut i = 0;
    while i < bytes.len() {
        hash = hash_on(hash, bytes[i]);
        i += 1;
    }
    hash
}

const WORD_BASIS: u32 = 0x5bd1_e995;

/// Hashes of the words that a class or id token is made of: `postBody-2` has `post` and `body`.
pub(crate) fn token_words(name: &str) -> impl Iterator<Item = u32> {
    let mut rest = name.as_bytes();
    std::iter::from_fn(move || {
        let start = rest.iter().position(u8::is_ascii_alphabetic)?;
        let mut hash = WORD_BASIS;
        let mut small = false;
        let mut end = start;
        while let Some(byte) = rest.get(end).filter(|byte| byte.is_ascii_alphabetic()) {
            // A hump: `postBody`.
            if byte.is_ascii_uppercase() && small {
                break;
            }
            small = byte.is_ascii_lowercase();
            hash = hash_on(hash, *byte);
            end += 1;
        }
        rest = &rest[end..];
        Some(hash)
    })
}

macro_rules! tags {
    ($($variant:ident = $name:literal $class:ident,)+) => {
        /// Names of elements, and how they flow.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        #[repr(u8)]
        pub(crate) enum Tag {
            $($variant,)+
            /// A name with a hyphen: flows like a `div`.
            Custom,
            /// Any other name: flows like a `span`.
            #[default]
            Unknown,
        }

        /// All tags that have a name, and their names.
        const NAMES: &[(&str, Tag)] = &[$(($name, Tag::$variant),)+];

        impl Tag {
            /// The name; empty for custom and unknown elements.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Custom | Self::Unknown => "",
                }
            }

            /// How the element takes part in the text.
            pub(crate) const fn flow(self) -> Flow {
                match self {
                    $(Self::$variant => Flow::$class,)+
                    Self::Custom => Flow::Block,
                    Self::Unknown => Flow::Inline,
                }
            }
        }
    };
}

/// Slots of the table of names: a power of two, some four times as many as there are names.
const SLOTS: usize = 512;

/// [`NAMES`] by the hash of the name; where two meet, the later one stands in the next free slot.
static BY_NAME: [Option<(&str, Tag)>; SLOTS] = {
    let mut slots = [None; SLOTS];
    let mut at = 0;
    while at < NAMES.len() {
        let mut slot = slot_of(NAMES[at].0.as_bytes());
        while slots[slot].is_some() {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = Some(NAMES[at]);
        at += 1;
    }
    slots
};

/// Where the search for a name begins: its ends and its length tell most names apart.
const fn slot_of(name: &[u8]) -> usize {
    let count = name.len();
    if count == 0 {
        return 0;
    }
    let (first, second) = (name[0] as usize, name[count / 2] as usize);
    (first * 67 + second * 19 + name[count - 1] as usize * 5 + count * 131) % SLOTS
}

impl Tag {
    /// The tag of an element's local name.
    pub(crate) fn of(name: &str) -> Self {
        let mut slot = slot_of(name.as_bytes());
        while let Some((known, tag)) = BY_NAME[slot] {
            if known == name {
                return tag;
            }
            slot = (slot + 1) % SLOTS;
        }
        if name.contains('-') { Self::Custom } else { Self::Unknown }
    }
}

/// How an element takes part in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Its text runs on with what is around it.
    Inline,
    /// Its text stands alone.
    Block,
    /// It has no text for readers.
    Skip,
    /// It has no content at all.
    Void,
}

tags! {
    A = "a" Inline,
    Abbr = "abbr" Inline,
    Address = "address" Block,
    Area = "area" Void,
    Article = "article" Block,
    Aside = "aside" Block,
    Audio = "audio" Skip,
    B = "b" Inline,
    Base = "base" Void,
    Bdi = "bdi" Inline,
    Bdo = "bdo" Inline,
    Big = "big" Inline,
    Blockquote = "blockquote" Block,
    Body = "body" Block,
    Br = "br" Void,
    Button = "button" Block,
    Canvas = "canvas" Skip,
    Caption = "caption" Block,
    Center = "center" Block,
    Cite = "cite" Inline,
    Code = "code" Inline,
    Col = "col" Void,
    Colgroup = "colgroup" Block,
    Data = "data" Inline,
    Datalist = "datalist" Skip,
    Dd = "dd" Block,
    Del = "del" Inline,
    Details = "details" Block,
    Dfn = "dfn" Inline,
    Dialog = "dialog" Block,
    Dir = "dir" Block,
    Div = "div" Block,
    Dl = "dl" Block,
    Dt = "dt" Block,
    Em = "em" Inline,
    Embed = "embed" Void,
    Fieldset = "fieldset" Block,
    Figcaption = "figcaption" Block,
    Figure = "figure" Block,
    Font = "font" Inline,
    Footer = "footer" Block,
    Form = "form" Block,
    Frame = "frame" Void,
    Frameset = "frameset" Block,
    H1 = "h1" Block,
    H2 = "h2" Block,
    H3 = "h3" Block,
    H4 = "h4" Block,
    H5 = "h5" Block,
    H6 = "h6" Block,
    Head = "head" Block,
    Header = "header" Block,
    Hgroup = "hgroup" Block,
    Hr = "hr" Void,
    Html = "html" Block,
    I = "i" Inline,
    Iframe = "iframe" Skip,
    Img = "img" Void,
    Input = "input" Void,
    Ins = "ins" Inline,
    Kbd = "kbd" Inline,
    Label = "label" Block,
    Legend = "legend" Block,
    Li = "li" Block,
    Link = "link" Void,
    Main = "main" Block,
    Map = "map" Inline,
    Mark = "mark" Inline,
    Marquee = "marquee" Block,
    Math = "math" Inline,
    Menu = "menu" Block,
    Meta = "meta" Void,
    Meter = "meter" Inline,
    Nav = "nav" Block,
    Nobr = "nobr" Inline,
    Noframes = "noframes" Block,
    Noscript = "noscript" Block,
    Object = "object" Block,
    Ol = "ol" Block,
    Optgroup = "optgroup" Block,
    Option = "option" Block,
    Output = "output" Inline,
    P = "p" Block,
    Param = "param" Void,
    Picture = "picture" Inline,
    Plaintext = "plaintext" Block,
    Pre = "pre" Block,
    Progress = "progress" Inline,
    Q = "q" Inline,
    Rp = "rp" Inline,
    Rt = "rt" Inline,
    Rtc = "rtc" Inline,
    Ruby = "ruby" Inline,
    S = "s" Inline,
    Samp = "samp" Inline,
    Script = "script" Skip,
    Search = "search" Block,
    Section = "section" Block,
    Select = "select" Block,
    Slot = "slot" Block,
    Small = "small" Inline,
    Source = "source" Void,
    Span = "span" Inline,
    Strike = "strike" Inline,
    Strong = "strong" Inline,
    Style = "style" Skip,
    Sub = "sub" Inline,
    Summary = "summary" Block,
    Sup = "sup" Inline,
    Svg = "svg" Skip,
    Table = "table" Block,
    Tbody = "tbody" Block,
    Td = "td" Block,
    Template = "template" Skip,
    Textarea = "textarea" Block,
    Tfoot = "tfoot" Block,
    Th = "th" Block,
    Thead = "thead" Block,
    Time = "time" Inline,
    Title = "title" Skip,
    Tr = "tr" Block,
    Track = "track" Void,
    Tt = "tt" Inline,
    U = "u" Inline,
    Ul = "ul" Block,
    Var = "var" Inline,
    Video = "video" Skip,
    Wbr = "wbr" Void,
    Xmp = "xmp" Block,
}

impl Tag {
    /// The level of a heading.
    pub(crate) const fn heading(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }
}
