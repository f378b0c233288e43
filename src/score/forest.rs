//! Forests of small decision trees over integer features, walked without branches.
//!
//! Trees are no deeper than [`DEPTH`] and every walk takes exactly that many steps (a leaf leads to itself), so the
//! processor overlaps the walks of many rows instead of guessing wrong at every node.

use super::rows::Rows;
use crate::blob::Reader;

/// Steps from a root to its deepest leaf.
pub(crate) const DEPTH: usize = 7;

/// Rows walked together: they and one tree fit in the innermost cache.
const CHUNK: usize = 64;

#[derive(Debug, Clone, Copy)]
struct Node {
    /// Rows with at most this go left.
    threshold: i16,
    /// Column of the feature.
    feature: u16,
    /// Left child; the right one, counted from the tree's root.
    left: u16,
    right: u16,
}

/// A sum of trees.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    nodes: Vec<Node>,
    /// What each node adds; zero but for leaves.
    values: Vec<i16>,
    /// Where each tree begins.
    roots: Vec<u32>,
    bias: i32,
    /// The least width of rows that it can look at.
    width: usize,
}

impl Forest {
    /// Reads a forest; nothing where the bytes are no forest.
    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mut forest = Self { bias: from.signed()?, ..Self::default() };
        let features = read_features(from)?;
        let trees = from.number()? as usize;
        let inner = from.bytes()?;
        let mut which = inner.iter();
        let cuts = from.bytes()?;
        let mut cuts = cuts.iter();
        let leaves = from.bytes()?;
        let mut leaves = leaves.iter();
        for _ in 0..trees {
            let root = forest.nodes.len();
            forest.roots.push(root as u32);
            // Nodes stand in pre-order: those whose right child is still to come.
            let mut open: Vec<(usize, bool)> = vec![];
            loop {
                let at = forest.nodes.len() - root;
                let own = at as u16;
                if let Some((parent, _)) = open.last().filter(|(_, right)| *right) {
                    forest.nodes[root + parent].right = own;
                    open.pop();
                }
                match *which.next()? {
                    0 => {
                        forest.nodes.push(Node { threshold: i16::MAX, feature: 0, left: own, right: own });
                        forest.values.push(i16::from(*leaves.next()? as i8));
                        let Some((_, right)) = open.last_mut() else { break };
                        *right = true;
                    }
                    feature => {
                        let (column, thresholds) = features.get(usize::from(feature) - 1)?;
                        let threshold = *thresholds.get(usize::from(*cuts.next()?))?;
                        forest.width = forest.width.max(usize::from(*column) + 1);
                        forest.nodes.push(Node { threshold, feature: *column, left: own + 1, right: 0 });
                        forest.values.push(0);
                        open.push((at, false));
                    }
                }
            }
        }
        Some(forest)
    }

    /// The sum for every row, in 1/256 of a logit, into `out`.
    pub(super) fn sums(&self, rows: &Rows, out: &mut [i32]) {
        out.fill(self.bias);
        if rows.width < self.width || rows.width == 0 {
            return;
        }
        for (chunk, sums) in rows.cells.chunks(rows.width * CHUNK).zip(out.chunks_mut(CHUNK)) {
            for (tree, root) in self.roots.iter().enumerate() {
                let root = *root as usize;
                let end = self.roots.get(tree + 1).map_or(self.nodes.len(), |next| *next as usize);
                let (nodes, values) = (&self.nodes[root..end], &self.values[root..end]);
                for (row, sum) in chunk.chunks_exact(rows.width).zip(sums.iter_mut()) {
                    let mut at = 0_usize;
                    for _ in 0..DEPTH {
                        let node = nodes[at];
                        let right = row[usize::from(node.feature)] > node.threshold;
                        at = usize::from(if right { node.right } else { node.left });
                    }
                    *sum += i32::from(values[at]);
                }
            }
        }
    }
}

/// The columns that a forest looks at, each with its thresholds.
fn read_features(from: &mut Reader<'_>) -> Option<Vec<(u16, Vec<i16>)>> {
    let count = from.number()?;
    let mut features = Vec::new();
    for _ in 0..count {
        let column = u16::try_from(from.number()?).ok()?;
        let mut last = 0_i32;
        let mut thresholds = Vec::new();
        for _ in 0..from.number()? {
            last = last.checked_add(from.signed()?)?;
            thresholds.push(i16::try_from(last).ok()?);
        }
        features.push((column, thresholds));
    }
    Some(features)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One tree over column 1: at most 5 gives -10; else, over column 0, at most -2 gives 20, more gives 7.
    const TREE: &[u8] = &[6, 2, 0, 1, 3, 1, 1, 10, 1, 5, 2, 0, 1, 0, 0, 2, 0, 0, 3, 246, 20, 7];

    #[test]
    fn rows_fall_to_the_right_leaves() {
        let forest = Forest::read(&mut Reader::new(TREE)).expect("a forest");
        let rows = Rows { width: 2, cells: vec![0, 5, -2, 6, -1, 6] };
        let mut sums = [0; 3];
        forest.sums(&rows, &mut sums);
        assert_eq!(sums, [3 - 10, 3 + 20, 3 + 7]);
    }

    #[test]
    fn rows_that_are_too_narrow_are_not_looked_at() {
        let forest = Forest::read(&mut Reader::new(TREE)).expect("a forest");
        let mut sums = [9; 2];
        forest.sums(&Rows { width: 1, cells: vec![0, 0] }, &mut sums);
        assert_eq!(sums, [3, 3]);
    }

    #[test]
    fn half_a_forest_is_none() {
        for end in 0..TREE.len() {
            assert!(Forest::read(&mut Reader::new(&TREE[..end])).is_none(), "{end}");
        }
    }
}
