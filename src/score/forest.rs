//! Forests of small decision trees over integer features, walked by many rows at once.
//!
//! What a node asks, whether a column is above a threshold, is asked for up to 64 rows together and answered in one bit a
//! row. Many trees ask the same, so each question is answered once a chunk of rows. A set of rows then falls through a tree:
//! at a node it is parted by the answers, in two operations, and at a leaf each row of what arrived gets the leaf's value.
//! That takes a third of the instructions of walking row by row, and no jump hangs on a single row.

use super::rows::{CHUNK, Rows};
use crate::blob::Reader;

/// Steps from a root to its deepest leaf, at most.
pub(crate) const DEPTH: usize = 7;

/// Rows that are looked at together, a bit each.
type Bits = u64;

const _: () = assert!(CHUNK == Bits::BITS as usize, "a chunk of rows has a bit for each");

/// A column that is looked at.
#[derive(Debug)]
struct Column {
    feature: u8,
    /// In ascending order. The question of the first is `questions`, those of the others follow.
    thresholds: Vec<i16>,
    questions: usize,
    /// How many thresholds stand below each step of equal width, from the first threshold to the last, and how wide a step
    /// is, as a power of two: where to begin to look for a number's place among the thresholds.
    steps: Vec<u8>,
    width: u32,
}

impl Column {
    /// Most steps.
    const STEPS: i32 = 64;

    fn new(feature: u8, thresholds: Vec<i16>, questions: usize) -> Self {
        let (lowest, highest) = (thresholds.first().copied(), thresholds.last().copied());
        let (lowest, highest) = (i32::from(lowest.unwrap_or_default()), i32::from(highest.unwrap_or_default()));
        let width = (0..i16::BITS).find(|width| (highest - lowest) >> width < Self::STEPS).unwrap_or(i16::BITS);
        let below = |number: i32| thresholds.partition_point(|it| i32::from(*it) < number);
        let steps = (0..=(highest - lowest) >> width)
            .map(|step| u8::try_from(below(lowest + (step << width))).unwrap_or(u8::MAX))
            .collect();
        Self { feature, thresholds, questions, steps, width }
    }

    /// How many thresholds a number is above.
    fn above(&self, number: i16) -> usize {
        let offset = self.thresholds.first().map_or(0, |lowest| i32::from(number) - i32::from(*lowest));
        if offset <= 0 {
            return 0;
        }
        let step = self.steps.get((offset >> self.width) as usize);
        let mut count = step.map_or(self.thresholds.len(), |below| usize::from(*below));
        while self.thresholds.get(count).is_some_and(|threshold| *threshold < number) {
            count += 1;
        }
        count
    }
}

/// Nodes stand in pre-order, what falls left first, tree after tree.
#[derive(Debug, Clone, Copy)]
enum Node {
    /// Rows with more than the question's threshold go right. How many nodes its branches have comes second.
    Inner(u16, u8),
    /// What it adds.
    Leaf(i8),
}

/// A sum of trees.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    columns: Vec<Column>,
    questions: usize,
    nodes: Vec<Node>,
    bias: i32,
    /// The least width of rows that it can look at.
    width: usize,
}

impl Forest {
    /// Reads a forest; nothing where the bytes are no forest.
    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mut forest = Self { bias: from.signed()?, ..Self::default() };
        forest.read_columns(from)?;
        let trees = from.number()? as usize;
        let inner = from.bytes()?;
        let mut which = inner.iter();
        let cuts = from.bytes()?;
        let mut cuts = cuts.iter();
        let leaves = from.bytes()?;
        let mut leaves = leaves.iter();
        for _ in 0..trees {
            // The depths of the nodes that are still to be read.
            let mut open = vec![0];
            while let Some(depth) = open.pop() {
                let node = match *which.next()? {
                    0 => Node::Leaf(*leaves.next()? as i8),
                    feature => {
                        let column = forest.columns.get(usize::from(feature) - 1)?;
                        let cut = usize::from(*cuts.next()?);
                        if cut >= column.thresholds.len() || depth == DEPTH {
                            return None;
                        }
                        open.extend([depth + 1; 2]);
                        Node::Inner(u16::try_from(column.questions + cut).ok()?, 0)
                    }
                };
                forest.nodes.push(node);
            }
        }
        forest.count_branches();
        Some(forest)
    }

    /// Reads the columns that the trees look at, each with its thresholds.
    fn read_columns(&mut self, from: &mut Reader<'_>) -> Option<()> {
        for _ in 0..from.number()? {
            let feature = u8::try_from(from.number()?).ok()?;
            let mut thresholds: Vec<i16> = Vec::new();
            let mut last = 0_i32;
            for _ in 0..from.number()? {
                last = last.checked_add(from.signed()?)?;
                let threshold = i16::try_from(last).ok()?;
                if thresholds.last().is_some_and(|before| *before > threshold) {
                    return None;
                }
                thresholds.push(threshold);
            }
            let questions = self.questions;
            self.questions += thresholds.len();
            self.width = self.width.max(usize::from(feature) + 1);
            self.columns.push(Column::new(feature, thresholds, questions));
        }
        Some(())
    }

    /// Notes for each inner node how many nodes its branches have.
    fn count_branches(&mut self) {
        // From the end, so that the branches of a node have been counted when it comes, the left one last.
        let mut counts: Vec<u8> = Vec::new();
        for node in self.nodes.iter_mut().rev() {
            let count = match node {
                Node::Leaf(_) => 1,
                Node::Inner(_, branches) => {
                    *branches = counts.pop().unwrap_or_default() + counts.pop().unwrap_or_default();
                    *branches + 1
                }
            };
            counts.push(count);
        }
    }

    /// The sum for every row, in 1/256 of a logit, into `out`; as many rows as [`CHUNK`] at most.
    pub(super) fn sums(&self, rows: &Rows, out: &mut [i32]) {
        out.fill(self.bias);
        if rows.width < self.width || rows.width == 0 {
            return;
        }
        let answers = self.answers(rows, out.len());
        let all = Bits::MAX >> (CHUNK - out.len().clamp(1, CHUNK));
        let mut sums = [0_i32; CHUNK];
        // The rows that stand before the node at hand, and those that wait for the right branches above it.
        let mut here = all;
        let mut waiting = [0; DEPTH + 1];
        let mut depth = 0;
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            at += 1;
            match *node {
                Node::Inner(question, _) if here != 0 => {
                    let right = here & answers.get(usize::from(question)).copied().unwrap_or_default();
                    waiting[depth % (DEPTH + 1)] = right;
                    depth += 1;
                    here &= !right;
                    continue;
                }
                // Nobody comes by.
                Node::Inner(_, branches) => at += usize::from(branches),
                Node::Leaf(value) => {
                    while here != 0 {
                        sums[here.trailing_zeros() as usize % CHUNK] += i32::from(value);
                        here &= here - 1;
                    }
                }
            }
            // At a tree's end the next one begins with all.
            here = if depth == 0 {
                all
            } else {
                depth -= 1;
                waiting[depth % (DEPTH + 1)]
            };
        }
        out.iter_mut().zip(sums).for_each(|(out, sum)| *out += sum);
    }

    /// For every question the rows of which it is true.
    fn answers(&self, rows: &Rows, count: usize) -> Vec<Bits> {
        let mut answers = vec![0; self.questions];
        for column in &self.columns {
            let answers = &mut answers[column.questions..][..column.thresholds.len()];
            // Rows by the last threshold that they are above. Many columns are the same from row to row.
            let mut before = (0, column.above(0));
            for (row, cells) in rows.cells.iter().take(count.min(CHUNK)).enumerate() {
                let cell = cells[usize::from(column.feature)];
                if cell != before.0 {
                    before = (cell, column.above(cell));
                }
                if let Some(answer) = before.1.checked_sub(1).and_then(|last| answers.get_mut(last)) {
                    *answer |= 1 << row;
                }
            }
            // Who is above one is above all before it.
            let mut above = 0;
            for answer in answers.iter_mut().rev() {
                above |= *answer;
                *answer = above;
            }
        }
        answers
    }
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
    fn numbers_are_placed_among_thresholds() {
        for thresholds in [vec![], vec![5], vec![-2, -2, 7], vec![i16::MIN, 0, i16::MAX], (0..300).collect()] {
            let column = Column::new(0, thresholds.clone(), 0);
            for number in [i16::MIN, -3, -2, -1, 0, 1, 5, 6, 7, 8, 299, 300, i16::MAX - 1, i16::MAX] {
                let above = thresholds.iter().filter(|it| **it < number).count();
                assert_eq!(column.above(number), above, "{number} among {thresholds:?}");
            }
        }
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
