//! Forests of small decision trees over integer features, walked without branches.
//!
//! Trees are no deeper than [`DEPTH`] and every walk through one takes as many steps as its deepest leaf is down (a leaf leads
//! to itself), so the processor overlaps the walks of many rows instead of guessing wrong at every node. A tree is 320
//! bytes of fixed size: no place in it need be checked.

use super::rows::Rows;
use crate::blob::Reader;

/// Steps from a root to its deepest leaf.
pub(crate) const DEPTH: usize = 7;

/// Room for the nodes of a tree: a power of two, so that no place in it need be checked. Trees of 31 leaves have 61.
const ROOM: usize = 64;

#[derive(Debug, Clone, Copy)]
struct Node {
    /// Rows with more than this go right.
    threshold: i16,
    /// Column of the feature.
    feature: u8,
    /// Left child, counted from the tree's root; the right one stands behind it. A leaf's is itself.
    left: u8,
}

#[derive(Debug, Clone)]
struct Tree {
    nodes: [Node; ROOM],
    /// What each node adds; zero but for leaves.
    values: [i8; ROOM],
    /// Steps to the deepest leaf.
    depth: usize,
}

/// A sum of trees.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    trees: Vec<Tree>,
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
            let mut tree =
                Tree { nodes: [Node { threshold: i16::MAX, feature: 0, left: 0 }; ROOM], values: [0; ROOM], depth: 0 };
            // Nodes come in pre-order; those that are still to be read and their depths.
            let mut open = vec![(0_u8, 0_usize)];
            let mut count = 1_u8;
            while let Some((at, depth)) = open.pop() {
                let own = usize::from(at);
                match *which.next()? {
                    0 => {
                        tree.nodes[own].left = at;
                        tree.values[own] = *leaves.next()? as i8;
                        tree.depth = tree.depth.max(depth);
                    }
                    feature => {
                        let (column, thresholds) = features.get(usize::from(feature) - 1)?;
                        let threshold = *thresholds.get(usize::from(*cuts.next()?))?;
                        forest.width = forest.width.max(usize::from(*column) + 1);
                        if usize::from(count) + 2 > ROOM || depth == DEPTH {
                            return None;
                        }
                        tree.nodes[own] = Node { threshold, feature: u8::try_from(*column).ok()?, left: count };
                        open.extend([(count + 1, depth + 1), (count, depth + 1)]);
                        count += 2;
                    }
                }
            }
            forest.trees.push(tree);
        }
        Some(forest)
    }

    /// The sum for every row, in 1/256 of a logit, into `out`.
    pub(super) fn sums(&self, rows: &Rows, out: &mut [i32]) {
        out.fill(self.bias);
        if rows.width < self.width || rows.width == 0 {
            return;
        }
        for tree in &self.trees {
            for (row, sum) in rows.cells.iter().zip(out.iter_mut()) {
                let mut at = 0_u8;
                for _ in 0..tree.depth {
                    let node = tree.nodes[usize::from(at) % ROOM];
                    at = node.left + u8::from(row[usize::from(node.feature)] > node.threshold);
                }
                *sum += i32::from(tree.values[usize::from(at) % ROOM]);
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
        let mut rows = Rows::new(3, 2);
        for (at, row) in [[0, 5], [-2, 6], [-1, 6]].iter().enumerate() {
            rows.row_mut(at).copy_from_slice(row);
        }
        let mut sums = [0; 3];
        forest.sums(&rows, &mut sums);
        assert_eq!(sums, [3 - 10, 3 + 20, 3 + 7]);
    }

    #[test]
    fn rows_that_are_too_narrow_are_not_looked_at() {
        let forest = Forest::read(&mut Reader::new(TREE)).expect("a forest");
        let mut sums = [9; 2];
        forest.sums(&Rows::new(2, 1), &mut sums);
        assert_eq!(sums, [3, 3]);
    }

    #[test]
    fn half_a_forest_is_none() {
        for end in 0..TREE.len() {
            assert!(Forest::read(&mut Reader::new(&TREE[..end])).is_none(), "{end}");
        }
    }
}
