//! Sums over ranges of the blocks of a page.

/// A prefix sum: gives the sum over any range of blocks in one step.
#[derive(Debug, Default)]
pub(crate) struct Sums(Vec<u32>);

impl Sums {
    pub(crate) fn of(values: impl Iterator<Item = u32>) -> Self {
        // As long as the page has blocks: it is not to grow by doubling.
        let mut sums = Vec::with_capacity(values.size_hint().0 + 1);
        sums.push(0);
        sums.extend(values.scan(0_u32, |sum, value| {
            *sum = sum.saturating_add(value);
            Some(*sum)
        }));
        Self(sums)
    }

    /// The sum over `from..to`, cut to what there is.
    #[inline]
    pub(crate) fn over(&self, from: usize, to: usize) -> u32 {
        let last = self.0.len() - 1;
        let (from, to) = (from.min(last), to.min(last));
        if from >= to { 0 } else { self.0[to] - self.0[from] }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len() - 1
    }

    pub(crate) fn all(&self) -> u32 {
        self.0.last().copied().unwrap_or(0)
    }
}
