//! Bit-sliced forests of small decision trees over integer features (after QuickScorer, Lucchese et al., SIGIR 2015).
//!
//! Each test, a column against a threshold, runs over [`CHUNK`] rows and yields one bit a row; tests that several trees share
//! run once a chunk. The set of rows then falls through a tree: each node splits the rows that reach it in two operations,
//! whether any row reaches it or not. Leaf values are added as bit planes: a plane of the tree's value is the union of the
//! rows of all leaves whose value has that bit, and planes are added by a ripple-carry adder. There are no data-dependent
//! branches, so none is mispredicted.

use super::rows::{CHUNK, Rows};
use crate::text::packed::Reader;

/// Greatest depth of a tree.
pub(crate) const DEPTH: usize = 7;

/// Machine words of a set of rows.
const WORDS: usize = CHUNK / u64::BITS as usize;

/// A set of rows, a bit each. The processor takes two words at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct RowSet([u64; WORDS]);

impl RowSet {
    const ALL: Self = Self([u64::MAX; WORDS]);

    /// Written out: built for size, `array::from_fn` would be a call for each word.
    fn of(word: impl Fn(usize) -> u64) -> Self {
        Self([word(0), word(1)])
    }

    fn and(self, other: Self) -> Self {
        Self::of(|at| self.0[at] & other.0[at])
    }

    fn without(self, other: Self) -> Self {
        Self::of(|at| self.0[at] & !other.0[at])
    }

    fn or(self, other: Self) -> Self {
        Self::of(|at| self.0[at] | other.0[at])
    }

    fn xor(self, other: Self) -> Self {
        Self::of(|at| self.0[at] ^ other.0[at])
    }

    /// The word and the bit of a row. Rows that lie [`LANES`] apart have bits in a row, the last one the lowest, as
    /// [`above`](Self::above) makes them.
    fn place(row: usize) -> (usize, usize) {
        let (lane, nth) = (row % LANES, row / LANES % LANE_BITS);
        let bit = lane * LANE_BITS + LANE_BITS - 1 - nth;
        (bit / 64, bit % 64)
    }

    fn add(&mut self, row: usize) {
        let (word, bit) = Self::place(row);
        self.0[word] |= 1 << bit;
    }

    fn has(self, row: usize) -> bool {
        let (word, bit) = Self::place(row);
        self.0[word] >> bit & 1 == 1
    }

    /// The rows above a threshold.
    fn above(threshold: i16, cells: &[i16; CHUNK]) -> Self {
        let mut lanes = [0; LANES];
        compare(threshold, cells, &mut lanes);
        let lane = |at: usize| u64::from(lanes[at]) << (at * LANE_BITS % 64);
        Self::of(|at| lane(at * 4) | lane(at * 4 + 1) | lane(at * 4 + 2) | lane(at * 4 + 3))
    }
}

/// Compares all rows, a vector at a time. Kept out of line and writing to memory it compiles to five instructions a
/// vector; inlined, to ten times as many.
#[inline(never)]
fn compare(threshold: i16, cells: &[i16; CHUNK], out: &mut [u16; LANES]) {
    let mut lanes = [0; LANES];
    for cells in cells.as_chunks::<LANES>().0 {
        for (lane, cell) in lanes.iter_mut().zip(cells) {
            *lane = *lane << 1 | u16::from(*cell > threshold);
        }
    }
    *out = lanes;
}

/// Rows compared at once, and bits of the answer: the number of cells of [`Rows`] in a vector.
const LANES: usize = 8;
const LANE_BITS: usize = 16;

const _: () = assert!(LANES * LANE_BITS == CHUNK && CHUNK == WORDS * 64, "every row has a bit");

/// With vector comparisons asking all questions is faster than searching the thresholds for each number.
const VECTORS: bool = cfg!(any(target_feature = "sse2", target_feature = "neon", target_feature = "simd128"));

/// A column that the trees test.
#[derive(Debug)]
struct Column {
    feature: u16,
    /// In ascending order. The first threshold is question number `questions`, the others follow.
    thresholds: Vec<i16>,
    questions: usize,
    /// Start of the search for a number's place: the thresholds below each step of equal width from the first threshold
    /// to the last, and the width of a step as a power of two. Features in thousandths have one value a step.
    steps: Vec<u8>,
    width: u32,
}

impl Column {
    /// Most steps.
    const STEPS: i32 = 1024;

    fn new(feature: u16, thresholds: Vec<i16>, questions: usize) -> Self {
        let (lowest, highest) = (thresholds.first().copied(), thresholds.last().copied());
        let (lowest, highest) = (i32::from(lowest.unwrap_or_default()), i32::from(highest.unwrap_or_default()));
        let width = (0..i16::BITS).find(|width| (highest - lowest) >> width < Self::STEPS).unwrap_or(i16::BITS);
        let mut below = 0;
        let steps = (0..=(highest - lowest) >> width)
            .map(|step| {
                let from = lowest + (step << width);
                below += thresholds[below..].iter().take_while(|it| i32::from(**it) < from).count();
                u8::try_from(below).unwrap_or(u8::MAX)
            })
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

/// Rows with more than the question's threshold go right. Both branches are places in the tree.
#[derive(Debug, Clone, Copy, Default)]
struct Inner {
    question: u16,
    left: u8,
    right: u8,
}

/// Bits of a leaf's value over the tree's least one.
const VALUE_BITS: usize = 8;

/// A tree. Its places are the inner nodes, the root first and parents before children, then the leaves.
#[derive(Debug, Default)]
struct Tree {
    inner: Vec<Inner>,
    /// For each bit the places of the leaves whose value has it, concatenated, and the end of each list.
    leaves: Vec<u8>,
    ends: [u16; VALUE_BITS],
}

/// Most places of a tree: a byte can name every place, so the compiler drops bounds checks.
const PLACES: usize = 256;

const _: () = assert!(2 << DEPTH <= PLACES, "a byte names every place of a tree");

impl Tree {
    /// Makes a tree from its nodes in pre-order, left branch first; returns it with its least value.
    fn of(nodes: &[TreeNode]) -> Option<(Self, i8)> {
        let inner = nodes.iter().filter(|node| matches!(node, TreeNode::Inner(_))).count();
        let mut tree = Self { inner: vec![Inner::default(); inner], ..Self::default() };
        let mut values = Vec::new();
        // Branches still without a node: their parent, and whether they are the right branch.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut next = 0;
        for node in nodes {
            let place = match *node {
                TreeNode::Inner(_) => next,
                TreeNode::Leaf(_) => inner + values.len(),
            };
            if let Some((parent, right)) = open.pop() {
                let parent = tree.inner.get_mut(parent)?;
                *(if right { &mut parent.right } else { &mut parent.left }) = u8::try_from(place).ok()?;
            }
            match *node {
                TreeNode::Inner(question) => {
                    tree.inner.get_mut(place)?.question = question;
                    open.extend([(place, true), (place, false)]);
                    next += 1;
                }
                TreeNode::Leaf(value) => values.push(value),
            }
        }
        let least = values.iter().copied().min()?;
        for bit in 0..VALUE_BITS {
            for (leaf, value) in values.iter().enumerate() {
                if (i16::from(*value) - i16::from(least)) >> bit & 1 == 1 {
                    tree.leaves.push(u8::try_from(inner + leaf).ok()?);
                }
            }
            tree.ends[bit] = u16::try_from(tree.leaves.len()).ok()?;
        }
        Some((tree, least))
    }

    /// Lets rows fall through the tree and adds the values of the leaves that they reach.
    fn add(&self, answers: &[RowSet], reached: &mut [RowSet; PLACES], sums: &mut Planes) {
        for (place, node) in self.inner.iter().enumerate() {
            let here = reached[place % PLACES];
            let yes = answers.get(usize::from(node.question)).copied().unwrap_or_default();
            reached[usize::from(node.left)] = here.without(yes);
            reached[usize::from(node.right)] = here.and(yes);
        }
        let mut start = 0;
        let mut carry = RowSet::default();
        for (bit, end) in self.ends.iter().enumerate() {
            let end = usize::from(*end);
            let leaves = self.leaves.get(start..end).unwrap_or_default();
            let value = leaves.iter().fold(RowSet::default(), |all, leaf| all.or(reached[usize::from(*leaf)]));
            carry = sums.add(bit, value, carry);
            start = end;
        }
        sums.carry(carry);
    }
}

/// A number for each row as bit planes, lowest bit first.
struct Planes([RowSet; PLANES]);

/// Planes of a sum: enough for four thousand trees.
const PLANES: usize = 20;

impl Planes {
    /// Adds one bit and the carry of the bit before; returns the carry.
    fn add(&mut self, bit: usize, value: RowSet, carry: RowSet) -> RowSet {
        let plane = &mut self.0[bit];
        let one = plane.xor(value);
        let carried = plane.and(value).or(one.and(carry));
        *plane = one.xor(carry);
        carried
    }

    /// Adds the carry of the highest bit of a value.
    fn carry(&mut self, mut carry: RowSet) {
        for plane in &mut self.0[VALUE_BITS..] {
            if carry == RowSet::default() {
                return;
            }
            (*plane, carry) = (plane.xor(carry), plane.and(carry));
        }
    }

    fn number(&self, row: usize) -> i32 {
        self.0.iter().rev().fold(0, |number, plane| number << 1 | i32::from(plane.has(row)))
    }
}

/// A node as the model file stores it.
#[derive(Debug, Clone, Copy)]
enum TreeNode {
    Inner(u16),
    /// The value that it adds.
    Leaf(i8),
}

/// A sum of trees.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    columns: Vec<Column>,
    questions: usize,
    trees: Vec<Tree>,
    bias: i32,
    /// The sum of the trees' least values: the planes hold the remainder above it.
    least: i32,
    /// Fewest columns of the rows that it reads.
    width: usize,
}

impl Forest {
    /// Reads a forest; `None` if the bytes are not one.
    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mut forest = Self { bias: from.signed()?, ..Self::default() };
        forest.read_columns(from)?;
        let trees = from.number()? as usize;
        if trees >> (PLANES - VALUE_BITS) > 0 {
            return None;
        }
        let inner = from.bytes()?;
        let mut which = inner.iter();
        let cuts = from.bytes()?;
        let mut cuts = cuts.iter();
        let leaves = from.bytes()?;
        let mut leaves = leaves.iter();
        for _ in 0..trees {
            let mut nodes = Vec::new();
            // Depths of the nodes still to be read.
            let mut open = vec![0];
            while let Some(depth) = open.pop() {
                nodes.push(match *which.next()? {
                    0 => TreeNode::Leaf(*leaves.next()? as i8),
                    feature => {
                        let column = forest.columns.get(usize::from(feature) - 1)?;
                        let cut = usize::from(*cuts.next()?);
                        if cut >= column.thresholds.len() || depth == DEPTH {
                            return None;
                        }
                        open.extend([depth + 1; 2]);
                        TreeNode::Inner(u16::try_from(column.questions + cut).ok()?)
                    }
                });
            }
            let (tree, least) = Tree::of(&nodes)?;
            forest.least += i32::from(least);
            forest.trees.push(tree);
        }
        Some(forest)
    }

    /// Reads the columns that the trees test, each with its thresholds.
    fn read_columns(&mut self, from: &mut Reader<'_>) -> Option<()> {
        for _ in 0..from.number()? {
            let feature = u16::try_from(from.number()?).ok()?;
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

    /// Whether it has no trees.
    pub(super) fn is_empty(&self) -> bool {
        self.trees.is_empty()
    }

    /// The sum for every row, in 1/256 of a logit, into `out`; as many rows as [`CHUNK`] at most.
    pub(crate) fn sums(&self, rows: &Rows, out: &mut [i32]) {
        out.fill(self.bias);
        if rows.columns.len() < self.width {
            return;
        }
        let answers = if VECTORS { self.ask(rows) } else { self.place(rows, out.len()) };
        let mut sums = Planes([RowSet::default(); PLANES]);
        // All rows reach every root.
        let mut reached = [RowSet::ALL; PLACES];
        for tree in &self.trees {
            reached[0] = RowSet::ALL;
            tree.add(&answers, &mut reached, &mut sums);
        }
        for (row, out) in out.iter_mut().enumerate() {
            *out += self.least + sums.number(row);
        }
    }

    /// The rows that answer each question with yes, one question after the other.
    fn ask(&self, rows: &Rows) -> Vec<RowSet> {
        let mut answers = Vec::with_capacity(self.questions);
        for column in &self.columns {
            let Some(cells) = rows.columns.get(usize::from(column.feature)) else { continue };
            answers.extend(column.thresholds.iter().map(|threshold| RowSet::above(*threshold, cells)));
        }
        answers
    }

    /// The same by searching the thresholds for each number.
    fn place(&self, rows: &Rows, count: usize) -> Vec<RowSet> {
        let mut answers = vec![RowSet::default(); self.questions];
        for column in &self.columns {
            let Some(cells) = rows.columns.get(usize::from(column.feature)) else { continue };
            let answers = &mut answers[column.questions..][..column.thresholds.len()];
            // Rows by the last threshold below them. Many columns repeat from row to row.
            let mut before = (0, column.above(0));
            for (row, cell) in cells.iter().take(count).enumerate() {
                if *cell != before.0 {
                    before = (*cell, column.above(*cell));
                }
                if let Some(answer) = before.1.checked_sub(1).and_then(|last| answers.get_mut(last)) {
                    answer.add(row);
                }
            }
            // A row above one threshold is above all before it.
            let mut above = RowSet::default();
            for answer in answers.iter_mut().rev() {
                above = above.or(*answer);
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
        let mut rows = Rows::new(2);
        let cells = [[0, 5], [-2, 6], [-1, 6]];
        for row in 0..CHUNK {
            let mut row_mut = rows.row_mut(row);
            row_mut.put(cells[row % 3][0]);
            row_mut.put(cells[row % 3][1]);
        }
        let mut sums = [0; CHUNK];
        forest.sums(&rows, &mut sums);
        for (row, sum) in sums.into_iter().enumerate() {
            assert_eq!(sum, [3 - 10, 3 + 20, 3 + 7][row % 3], "{row}");
        }
        assert_eq!(forest.ask(&rows), forest.place(&rows, CHUNK));
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
        forest.sums(&Rows::new(1), &mut sums);
        assert_eq!(sums, [3, 3]);
    }

    #[test]
    fn half_a_forest_is_none() {
        for end in 0..TREE.len() {
            assert!(Forest::read(&mut Reader::new(&TREE[..end])).is_none(), "{end}");
        }
    }
}
