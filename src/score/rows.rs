//! The feature matrix that the forests read: one row a block, one column a feature.

use crate::scan::Sums;

/// Rows per chunk, one bit each in the forests. A chunk bounds memory: a page of a million blocks needs no more than
/// one of a hundred.
pub(crate) const CHUNK: usize = 128;

/// A chunk of rows of small integers, column by column.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(super) columns: Vec<[i16; CHUNK]>,
}

impl Rows {
    pub(crate) fn new(width: usize) -> Self {
        Self { columns: vec![[0; CHUNK]; width] }
    }

    pub(crate) fn row(&self, row: usize) -> Vec<i16> {
        self.columns.iter().map(|column| column[row % CHUNK]).collect()
    }

    /// Adds columns.
    pub(super) fn widen(&mut self, more: usize) {
        self.columns.resize(self.columns.len() + more, [0; CHUNK]);
    }

    /// A row from a column on; the columns before it keep their values.
    pub(super) fn row_from(&mut self, row: usize, column: usize) -> Row<'_> {
        let column = column.min(self.columns.len());
        Row { columns: &mut self.columns[column..], at: row % CHUNK }
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> Row<'_> {
        Row { columns: &mut self.columns, at: row % CHUNK }
    }
}

/// The unwritten rest of a row.
#[derive(Debug)]
pub(crate) struct Row<'r> {
    columns: &'r mut [[i16; CHUNK]],
    at: usize,
}

impl Row<'_> {
    /// Writes the next cell; past the end of the row it does nothing.
    #[inline]
    pub(crate) fn put(&mut self, value: impl ToCell) {
        if let Some((column, rest)) = std::mem::take(&mut self.columns).split_first_mut() {
            column[self.at % CHUNK] = value.cell();
            self.columns = rest;
        }
    }
}

/// A number as a cell, clamped to the range of `i16`.
pub(crate) trait ToCell {
    fn cell(self) -> i16;
}

macro_rules! cells {
    ($($kind:ty),+) => { $(impl ToCell for $kind {
        fn cell(self) -> i16 {
            i64::try_from(self).unwrap_or(i64::MAX).clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
        }
    })+ };
}

cells!(u8, u16, u32, u64, usize, i8, i32, i64);

impl ToCell for i16 {
    fn cell(self) -> i16 {
        self
    }
}

impl ToCell for bool {
    fn cell(self) -> i16 {
        i16::from(self)
    }
}

/// `part` of `whole` in thousandths; a `whole` of 0 counts as 1.
pub(crate) fn permille(part: u32, whole: u32) -> u32 {
    let whole = whole.max(1);
    // 32-bit division is faster and nearly always enough.
    match part.checked_mul(1000) {
        Some(part) => part / whole,
        None => (u64::from(part) * 1000 / u64::from(whole)) as u32,
    }
}

/// Prefix sums of signed numbers: gives the mean over any range of blocks in one step.
#[derive(Debug)]
pub(super) struct Means(Sums);

impl Means {
    /// `Sums` is unsigned, so every number is clamped to ± this and shifted by it. It covers the largest joint weight
    /// of words (127 × √24) and lets the sums hold millions of lines.
    const LIFT: i32 = 640;

    pub(super) fn of(values: impl Iterator<Item = i32>) -> Self {
        Self(Sums::of(values.map(|it| (it.clamp(-Self::LIFT, Self::LIFT) + Self::LIFT) as u32)))
    }

    /// The mean over `from..to`, clamped to the page; 0 for an empty range.
    pub(super) fn over(&self, from: usize, to: usize) -> i32 {
        let count = to.min(self.0.len()).saturating_sub(from);
        (self.0.over(from, to) as usize).checked_div(count).map_or(0, |lifted| lifted as i32 - Self::LIFT)
    }
}

/// Declares features as `name: value` pairs, with `{ let … }` blocks for intermediate values. Generates the list of
/// names and a function that writes the values into a row in the same order.
macro_rules! features {
    ($(#[$doc:meta])* $vis:vis const $names:ident; $fill_vis:vis fn $fill:ident($($arg:ident: $type:ty),+) { $($({ $(let $let:pat = $init:expr;)+ })* $name:ident: $value:expr,)+ }) => {
        $(#[$doc])*
        $vis const $names: &[&str] = &[$(stringify!($name)),+];

        $fill_vis fn $fill($($arg: $type,)+ row: &mut $crate::score::rows::Row<'_>) {
            $(
                $($(let $let = $init;)+)*
                row.put($value);
            )+
        }
    };
}
pub(crate) use features;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_cells_are_cut_to_what_there_is() {
        let sums = Sums::of([1, 2, 3].into_iter());
        assert_eq!((sums.over(1, 9), sums.over(2, 1), sums.all()), (5, 0, 6));
        let means = Means::of([-5, 5, 30].into_iter());
        assert_eq!((means.over(0, 2), means.over(1, 9), means.over(3, 9), means.over(0, 1)), (0, 17, 0, -5));
        assert_eq!((70_000_u32.cell(), (-70_000_i32).cell()), (i16::MAX, i16::MIN));
        assert_eq!((permille(1, 3), permille(1, 0)), (333, 1000));
    }
}
