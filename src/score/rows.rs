//! The feature matrix that the forests read: one row a block, one column a feature.

/// Rows filled and looked at together, a bit each in the forests: a page of a million blocks needs no more memory for them
/// than one of a hundred.
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

    /// A row, what stands before a column left as it is.
    pub(super) fn row_from(&mut self, row: usize, column: usize) -> Row<'_> {
        let column = column.min(self.columns.len());
        Row { columns: &mut self.columns[column..], at: row % CHUNK }
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> Row<'_> {
        Row { columns: &mut self.columns, at: row % CHUNK }
    }
}

/// A row, or what is still to be written of one.
#[derive(Debug)]
pub(crate) struct Row<'r> {
    columns: &'r mut [[i16; CHUNK]],
    at: usize,
}

impl Row<'_> {
    /// Writes the next cell; past the end of the row, nothing.
    #[inline]
    pub(crate) fn put(&mut self, value: impl Cell) {
        if let Some((column, rest)) = std::mem::take(&mut self.columns).split_first_mut() {
            column[self.at % CHUNK] = value.cell();
            self.columns = rest;
        }
    }
}

/// A number as a cell: what does not fit is cut to the ends of the range.
pub(crate) trait Cell {
    fn cell(self) -> i16;
}

macro_rules! cells {
    ($($kind:ty),+) => { $(impl Cell for $kind {
        fn cell(self) -> i16 {
            i64::try_from(self).unwrap_or(i64::MAX).clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
        }
    })+ };
}

cells!(u8, u16, u32, u64, usize, i8, i32, i64);

impl Cell for i16 {
    fn cell(self) -> i16 {
        self
    }
}

impl Cell for bool {
    fn cell(self) -> i16 {
        i16::from(self)
    }
}

/// `part` of `whole` in thousandths; of nothing, as of one.
pub(crate) fn permille(part: u32, whole: u32) -> u32 {
    let whole = whole.max(1);
    // Short division where it is enough, as it nearly always is.
    match part.checked_mul(1000) {
        Some(part) => part / whole,
        None => (u64::from(part) * 1000 / u64::from(whole)) as u32,
    }
}

/// Running sums: the sum over a range of blocks in one step.
#[derive(Debug, Default)]
pub(super) struct Sums(Vec<u32>);

impl Sums {
    pub(super) fn of(values: impl Iterator<Item = u32>) -> Self {
        let mut sums = vec![0_u32];
        sums.extend(values.scan(0_u32, |sum, value| {
            *sum = sum.saturating_add(value);
            Some(*sum)
        }));
        Self(sums)
    }

    /// The sum over `from..to`, cut to what there is.
    #[inline]
    pub(super) fn over(&self, from: usize, to: usize) -> u32 {
        let last = self.0.len() - 1;
        let (from, to) = (from.min(last), to.min(last));
        if from >= to { 0 } else { self.0[to] - self.0[from] }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len() - 1
    }

    pub(super) fn all(&self) -> u32 {
        self.0.last().copied().unwrap_or(0)
    }
}

/// Running sums of numbers of either sign: their mean over a range of blocks in one step.
#[derive(Debug)]
pub(super) struct Means(Sums);

impl Means {
    /// Sums hold no negative numbers: every number is lifted by this, and cut to what it lifts above zero. No larger than
    /// what words weigh together at most (127 × √24), so that the sums hold for millions of lines.
    const LIFT: i32 = 640;

    pub(super) fn of(values: impl Iterator<Item = i32>) -> Self {
        Self(Sums::of(values.map(|it| (it.clamp(-Self::LIFT, Self::LIFT) + Self::LIFT) as u32)))
    }

    /// The mean over `from..to`, cut to what there is; of nothing, 0.
    pub(super) fn over(&self, from: usize, to: usize) -> i32 {
        let count = to.min(self.0.len()).saturating_sub(from);
        (self.0.over(from, to) as usize).checked_div(count).map_or(0, |lifted| lifted as i32 - Self::LIFT)
    }
}

/// Declares features: for each its name and how it is computed, in braces what it and later ones need; writes them into a
/// row in order.
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
