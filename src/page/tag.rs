//! Names of elements, and how each takes part in the text.

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
