//! The public types, as the sources define and document them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Type};

/// What `options.rs`, `cleaned.rs` and `category.rs` define.
pub(crate) struct Source {
    structs: BTreeMap<String, Struct>,
    enums: BTreeMap<String, Choice>,
    /// Names and documentation, in their order.
    pub(crate) categories: Vec<(String, String)>,
}

/// An enum's values as JSON has them.
pub(crate) struct Choice {
    pub(crate) names: Vec<String>,
    pub(crate) default: Option<String>,
}

pub(crate) struct Struct {
    /// The first paragraph of its documentation.
    pub(crate) doc: String,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) kind: Kind,
    /// Whether JSON leaves it out where there is nothing.
    pub(crate) left_out: bool,
}

/// A type, as far as they differ elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Bool,
    Map,
    Named(String),
    Maybe(Box<Kind>),
    List(Box<Kind>),
}

impl Source {
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut source = Self { structs: BTreeMap::new(), enums: BTreeMap::new(), categories: Vec::new() };
        for name in ["src/options.rs", "src/cleaned.rs"] {
            let text = std::fs::read_to_string(root.join(name)).with_context(|| name.to_owned())?;
            for item in syn::parse_file(&text).with_context(|| name.to_owned())?.items {
                source.add(item)?;
            }
        }
        source.categories = categories(&std::fs::read_to_string(root.join("src/category.rs"))?);
        if source.categories.is_empty() {
            bail!("src/category.rs defines its categories in another form now");
        }
        Ok(source)
    }

    fn add(&mut self, item: Item) -> Result<()> {
        match item {
            Item::Struct(it) => {
                let Fields::Named(fields) = it.fields else { return Ok(()) };
                let fields = fields.named.iter().map(field).collect::<Result<_>>()?;
                let doc = doc(&it.attrs).split("\n\n").next().unwrap_or_default().to_owned();
                self.structs.insert(it.ident.to_string(), Struct { doc, fields });
            }
            // Their names in JSON are `rename_all = "lowercase"`.
            Item::Enum(it) => {
                let name = |variant: &syn::Variant| variant.ident.to_string().to_lowercase();
                let is_default = |it: &&syn::Variant| it.attrs.iter().any(|it| it.path().is_ident("default"));
                let default = it.variants.iter().find(is_default).map(name);
                let names = it.variants.iter().map(name).collect();
                self.enums.insert(it.ident.to_string(), Choice { names, default });
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn of(&self, name: &str) -> Result<&Struct> {
        self.structs.get(name).with_context(|| format!("no struct {name}"))
    }

    /// The enum of this name.
    pub(crate) fn choice(&self, name: &str) -> Option<&Choice> {
        self.enums.get(name)
    }
}

fn field(field: &syn::Field) -> Result<Field> {
    let name = field.ident.as_ref().context("a field has a name")?.to_string();
    let left_out = field.attrs.iter().any(|it| match &it.meta {
        Meta::List(list) => list.tokens.to_string().contains("skip_serializing_if"),
        _ => false,
    });
    let kind = kind(&field.ty).with_context(|| format!("the type of `{name}`"))?;
    Ok(Field { doc: doc(&field.attrs).replace('\n', " "), kind, left_out, name })
}

/// The documentation of an item, its lines trimmed.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|it| match &it.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn kind(of: &Type) -> Result<Kind> {
    let Type::Path(path) = of else { bail!("it is of no known form") };
    let last = path.path.segments.last().context("it has a name")?;
    let inner = || match &last.arguments {
        PathArguments::AngleBracketed(list) => match list.args.last() {
            Some(GenericArgument::Type(inner)) => kind(inner).map(Box::new),
            _ => bail!("it has no type inside"),
        },
        _ => bail!("it has nothing inside"),
    };
    Ok(match last.ident.to_string().as_str() {
        "String" | "Cow" => Kind::Text,
        "usize" | "u16" | "u32" | "u64" => Kind::Number,
        "bool" => Kind::Bool,
        "BTreeMap" => Kind::Map,
        "Option" => Kind::Maybe(inner()?),
        "Vec" => Kind::List(inner()?),
        name => Kind::Named(name.to_owned()),
    })
}

/// The rows of `categories!`: documentation, then `Variant = "name",`.
fn categories(text: &str) -> Vec<(String, String)> {
    let mut categories = Vec::new();
    let mut said = Vec::new();
    let table = text.split_once("\ncategories! {").map_or("", |it| it.1);
    for line in table.lines().map(str::trim).take_while(|line| *line != "}") {
        if let Some(words) = line.strip_prefix("///") {
            said.push(words.trim());
        } else if let Some(name) = line.split('"').nth(1) {
            categories.push((name.to_owned(), std::mem::take(&mut said).join(" ")));
        }
    }
    categories
}
