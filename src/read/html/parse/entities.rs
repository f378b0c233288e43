//! The named character references of HTML.

use std::sync::LazyLock;

/// Longest name valid without a semicolon, in bytes: `frac12`.
pub(super) const LONGEST_BARE: usize = 6;

/// A name and its characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entity {
    /// Without the semicolon.
    name: &'static str,
    /// Whether it is also valid without its semicolon, as legacy names are.
    pub(super) bare: bool,
    /// The second character may be `\0` for none.
    pub(super) chars: [char; 2],
}

/// All names, sorted.
static ENTITIES: LazyLock<Vec<Entity>> = LazyLock::new(|| {
    let mut entities: Vec<Entity> = include_str!("entities.txt").lines().flat_map(read).collect();
    entities.sort_unstable_by_key(|it| it.name);
    entities
});

/// The names of a line of the table, which begins with the code points in hexadecimal.
fn read(line: &'static str) -> impl Iterator<Item = Entity> {
    let mut words = line.split(' ').filter(|_| !line.starts_with('#'));
    let (first, second) = words.next().map_or(("", ""), |it| it.split_once('+').unwrap_or((it, "0")));
    let chars =
        [first, second].map(|hex| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).unwrap_or_default());
    words.map(move |word| {
        let name = word.trim_end_matches('!');
        Entity { name, bare: name.len() < word.len(), chars }
    })
}

/// The entity of a name, given without its semicolon.
pub(super) fn find(name: &str) -> Option<&'static Entity> {
    let at = ENTITIES.binary_search_by(|it| it.name.cmp(name)).ok()?;
    ENTITIES.get(at)
}

#[cfg(test)]
mod tests {
    use html5ever::data::NAMED_ENTITIES;

    use super::*;

    #[test]
    fn the_names_are_those_of_html5ever() {
        // Its table also has prefixes of names, which stand for nothing.
        let mut names = 0;
        for (name, &(first, second)) in NAMED_ENTITIES.entries().filter(|(_, it)| it.0 != 0) {
            let bare = !name.ends_with(';');
            let entity = find(name.trim_end_matches(';')).unwrap_or_else(|| panic!("{name} is missing"));
            assert_eq!(entity.chars.map(u32::from), [first, second], "{name}");
            assert!(entity.bare || !bare, "{name}");
            assert!(!bare || name.len() <= LONGEST_BARE, "{name}");
            names += 1;
        }
        let own = ENTITIES.len() + ENTITIES.iter().filter(|it| it.bare).count();
        assert_eq!((names, own), (2231, 2231));
    }
}
