//! Tabs: a list of names, and panels further down. In the output each name precedes its panel.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};

use super::attrs::{Attrs, attr, has_token};
use super::tree::{Element, Node};
use super::walk::Walk;
use crate::page::{MarkKind, Tag};

/// Classes of a list of names; of the list, or of the box around list and panels.
const LISTS: &[&str] =
    &["tab", "tabs", "nav-tabs", "tab-list", "tablist", "tabbed-labels", "tab-links", "tabs-nav", "ui-tabs-nav"];

/// Classes of a panel.
const PANELS: &[&str] = &[
    "tab-pane",
    "tab-panel",
    "tabpanel",
    "tabbed-block",
    "tabItem",
    "tabs-panel",
    "tab-item",
    "tabcontent",
    "ui-tabs-panel",
    "tabs__panel",
    "tabs__content",
];

/// Most lists of names examined on a page: bounds the time on a page of nothing else.
const MOST_LISTS: u32 = 200;

/// Most nodes searched for names, and for panels after them; the content of panels does not count.
const NAME_NODES: usize = 400;
const PANEL_NODES: usize = 2000;

/// Longest name of a tab, in bytes.
const NAME_BYTES: usize = 80;

/// A tab: its name, the id of its panel, its own id.
struct Name<'a> {
    text: String,
    panel: Option<&'a str>,
    id: Option<&'a str>,
}

impl Walk {
    /// Whether an element is a list of tabs whose panels are all found. If so, the names are kept for them.
    pub(super) fn takes_tabs(&mut self, tag: Tag, attrs: &Attrs<'_>, node: &NodeRef<'_, Node>) -> bool {
        let parent = || node.parent().and_then(|it| attr(it.value().as_element()?, "class").map(str::to_owned));
        let named = match tag {
            _ if attrs.role == Some("tablist") => true,
            Tag::Ul | Tag::Ol | Tag::Div | Tag::Nav => {
                attrs.class.is_some_and(|list| list.contains("tab") && has_token(list, LISTS))
                    || tag == Tag::Ul && parent().is_some_and(|list| has_token(&list, LISTS))
            }
            _ => false,
        };
        if !named || self.tab_lists >= MOST_LISTS {
            return false;
        }
        self.tab_lists += 1;
        let names = names_of(node);
        let Some(found) = panels_of(node, &names).or_else(|| children_beside(node, &names)) else { return false };
        let set = self.tab_lists;
        self.panels.extend(found.into_iter().map(|(panel, name)| (panel, (set, name))));
        true
    }

    /// Takes the label of a button that shows the box behind it for the name of a panel: `<input type=radio id=a><label
    /// for=a>Linux</label><div>…</div>`, and so on in one box.
    pub(super) fn radio_panel(&mut self, tag: Tag, element: &Element, node: &NodeRef<'_, Node>) -> bool {
        let Some(button) = attr(element, "for").filter(|_| tag == Tag::Label) else { return false };
        let mut before = node.prev_siblings().filter(|it| it.value().is_element());
        let after = node.next_siblings().find(|it| it.value().is_element());
        let (Some(input), Some(panel)) = (before.next(), after) else { return false };
        let shows = |it: &Element| attr(it, "type") == Some("radio") && attr(it, "id") == Some(button);
        let is_box = |it: &Element| Tag::of(it.name()) == Tag::Div;
        if !input.value().as_element().is_some_and(shows) || !panel.value().as_element().is_some_and(is_box) {
            return false;
        }
        let Some(name) = name_of(node) else { return false };
        // One set, one parent: the first of them counts it.
        let first = before.next().is_none();
        if first && self.tab_lists >= MOST_LISTS {
            return false;
        }
        if first {
            self.tab_lists = self.tab_lists.saturating_add(1);
        }
        self.panels.insert(panel.id(), (self.tab_lists, name.text));
        true
    }

    /// Writes the name of the panel that begins here.
    pub(super) fn name_panel(&mut self, panel: NodeId) {
        if self.panels.is_empty() {
            return;
        }
        let Some((set, name)) = self.panels.remove(&panel) else { return };
        self.page.panels.push((set, self.container()));
        if name.is_empty() {
            return;
        }
        self.begin_mark(|| MarkKind::Strong);
        self.fold(&name);
        if self.want_marks {
            if let Some(open) = self.open.last_mut() {
                open.marks = open.marks.saturating_sub(1);
            }
            self.end_mark();
        }
        self.page.labels.push(self.page.blocks.len() as u32);
        self.flush();
    }
}

/// The names in a list, if there are at least two.
fn names_of<'a>(list: &NodeRef<'a, Node>) -> Vec<Name<'a>> {
    let elements = || list.descendants().skip(1).take(NAME_NODES).filter(|it| it.value().is_element());
    let of = |test: fn(&Element) -> bool| -> Vec<Name<'a>> {
        let all = elements().filter(|it| it.value().as_element().is_some_and(test));
        all.filter_map(|it| name_of(&it)).collect()
    };
    let kinds: [fn(&Element) -> bool; 4] = [
        |it| attr(it, "role") == Some("tab"),
        |it| it.name() == "label" && attr(it, "for").is_some(),
        |it| it.name() == "a" && attr(it, "href").is_some_and(|href| href.len() > 1 && href.starts_with('#')),
        |it| it.name() == "button",
    ];
    kinds.into_iter().map(of).find(|names| names.len() > 1).unwrap_or_default()
}

fn name_of<'a>(node: &NodeRef<'a, Node>) -> Option<Name<'a>> {
    /// Most nodes of a name: a link, an icon, a word.
    const NODES: usize = 16;
    let element = node.value().as_element()?;
    let texts = node.descendants().take(NODES).filter_map(|it| it.value().as_text());
    let text = texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    // A tab's link may point to its panel.
    let inner = || node.descendants().skip(1).take(NODES).find_map(|it| target_of(it.value().as_element()?));
    let panel = target_of(element).or_else(inner);
    (!text.is_empty() && text.len() <= NAME_BYTES).then(|| Name { text, panel, id: attr(element, "id") })
}

fn target_of(element: &Element) -> Option<&str> {
    let target =
        ["aria-controls", "data-bs-target", "data-target", "href"].iter().find_map(|key| attr(element, key))?;
    let id = target.strip_prefix('#').unwrap_or(target);
    (!id.is_empty() && !id.contains(['/', ' '])).then_some(id)
}

/// The panels of these names, if each has one: by their ids, else in order.
fn panels_of(list: &NodeRef<'_, Node>, names: &[Name<'_>]) -> Option<HashMap<NodeId, String>> {
    /// Levels of boxes around the list that may hold the panels.
    const AROUND: usize = 3;
    if names.len() < 2 {
        return None;
    }
    let is_panel = |it: &Element| {
        attr(it, "role") == Some("tabpanel")
            || attr(it, "class").is_some_and(|list| has_token(list, PANELS))
            || attr(it, "id").is_some_and(|id| names.iter().any(|name| name.panel == Some(id)))
    };
    let mut found = Vec::new();
    let mut left = PANEL_NODES;
    let mut around = Some(*list);
    for _ in 0..AROUND {
        let Some(of) = around else { break };
        let mut next = of.next_sibling();
        while let Some(at) = next {
            left = left.checked_sub(1)?;
            let panel = at.value().as_element().filter(|it| is_panel(it));
            found.extend(panel.map(|_| at));
            if found.len() == names.len() {
                return bound(names, &found);
            }
            // Descend, else go to the next sibling of it or of a box around it, up to the list's own box.
            let inside = if panel.is_some() { None } else { at.first_child() };
            next = inside.or_else(|| {
                at.next_sibling().or_else(|| {
                    let boxes = at.ancestors().take_while(|it| Some(it.id()) != of.parent().map(|it| it.id()));
                    boxes.into_iter().find_map(|it| it.next_sibling())
                })
            });
        }
        around = of.parent();
    }
    None
}

/// The panels of these names where no id or class tells them: the next element has as many boxes in it.
fn children_beside(list: &NodeRef<'_, Node>, names: &[Name<'_>]) -> Option<HashMap<NodeId, String>> {
    let next = list.next_siblings().find(|it| it.value().is_element())?;
    let boxes = next.children().filter(|it| it.value().is_element()).take(names.len() + 1);
    let panels: Vec<_> = boxes.collect();
    let text = next.children().any(|it| it.value().as_text().is_some_and(|text| !text.trim().is_empty()));
    let is_box = |it: &NodeRef<'_, Node>| {
        let tag = it.value().as_element().map(|it| Tag::of(it.name()));
        matches!(tag, Some(Tag::Div | Tag::Section | Tag::Article | Tag::Custom | Tag::Pre))
    };
    let fit = names.len() > 1 && panels.len() == names.len() && !text && panels.iter().all(is_box);
    fit.then(|| bound(names, &panels)).flatten()
}

/// Each panel with its name.
fn bound(names: &[Name<'_>], panels: &[NodeRef<'_, Node>]) -> Option<HashMap<NodeId, String>> {
    let name_of = |at: usize, panel: &NodeRef<'_, Node>| -> Option<usize> {
        let element = panel.value().as_element()?;
        let own = attr(element, "id");
        let named = attr(element, "aria-labelledby");
        let by_id = names
            .iter()
            .position(|name| own.is_some() && name.panel == own || named.is_some_and(|named| name.id == Some(named)));
        by_id.or(Some(at))
    };
    let mut taken = vec![false; names.len()];
    let mut found = HashMap::new();
    for (at, panel) in panels.iter().enumerate() {
        let name = name_of(at, panel)?;
        if std::mem::replace(taken.get_mut(name)?, true) {
            return None;
        }
        let text = &names[name].text;
        // A panel that begins with its name does not need it twice.
        let text = if begins_with(panel, text) { String::new() } else { text.clone() };
        found.insert(panel.id(), text);
    }
    Some(found)
}

/// Whether the first text of a panel is its name.
fn begins_with(panel: &NodeRef<'_, Node>, name: &str) -> bool {
    /// Most nodes before a panel's first text.
    const NODES: usize = 16;
    let mut texts = panel.descendants().take(NODES).filter_map(|it| it.value().as_text()).map(str::trim);
    texts.find(|text| !text.is_empty()).is_some_and(|text| text.eq_ignore_ascii_case(name))
}
