//! The learned models: compact files written by `train/`, compiled in and read once.

use std::sync::LazyLock;

use super::forest::Forest;
use super::page_type::TYPES;
use super::table::Table;
use crate::text::packed::Reader;

/// Magic number of a model file; the last byte is the format version.
const MAGIC: &[u8] = b"unh\x01";

/// A table of tokens, a forest for the blocks, and further forests: for HTML one per page type, for flattened text one
/// for the second pass.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(super) table: Table,
    pub(super) blocks: Forest,
    pub(super) types: Vec<Forest>,
}

impl Model {
    /// The forest of the second pass over flattened text.
    pub(super) fn second_pass(&self) -> Option<&Forest> {
        self.types.first().filter(|forest| !forest.is_empty())
    }
}

impl Model {
    /// Reads a model file; `None` if the bytes are not one.
    pub(crate) fn read(blob: &[u8]) -> Option<Self> {
        let mut from = Reader::new(blob.strip_prefix(MAGIC)?);
        let table = Table::read(&mut from)?;
        let blocks = Forest::read(&mut from)?;
        let types = (0..TYPES).map(|_| Forest::read(&mut from)).collect::<Option<_>>()?;
        Some(Self { table, blocks, types })
    }
}

/// The model for HTML pages.
pub(super) static HTML: LazyLock<Model> = LazyLock::new(|| load(0, include_bytes!("html.model")));

/// The model for flattened pages.
pub(super) static TEXT: LazyLock<Model> = LazyLock::new(|| load(1, include_bytes!("text.model")));

#[cfg(not(feature = "training"))]
fn load(_: usize, blob: &[u8]) -> Model {
    Model::read(blob).unwrap_or_default()
}

/// Files that stand in for the compiled-in models while `train/` measures.
#[cfg(feature = "training")]
pub(crate) static INSTEAD: std::sync::OnceLock<[Vec<u8>; 2]> = std::sync::OnceLock::new();

#[cfg(feature = "training")]
fn load(which: usize, blob: &[u8]) -> Model {
    let blob = INSTEAD.get().map_or(blob, |files| files[which].as_slice());
    Model::read(blob).unwrap_or_default()
}

/// A sum of 1/256 logits as a likelihood in thousandths.
pub(super) fn likelihood(sum: i32) -> u16 {
    /// 1000 / (1 + e^(-k/4)) for k = 0…32, rounded; between them straight lines.
    const STEPS: [i32; 33] = [
        500, 562, 622, 679, 731, 777, 818, 852, 881, 905, 924, 940, 953, 963, 971, 977, 982, 986, 989, 991, 993, 995,
        996, 997, 998, 998, 998, 999, 999, 999, 999, 1000, 1000,
    ];
    let size = (sum.unsigned_abs() as usize).min(32 * 64 - 1);
    let (step, rest) = (size / 64, (size % 64) as i32);
    let up = STEPS[step] + (STEPS[step + 1] - STEPS[step]) * rest / 64;
    (if sum < 0 { 1000 - up } else { up }) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_compiled_in_can_be_read() {
        assert!(Model::read(include_bytes!("html.model")).is_some());
        assert!(Model::read(include_bytes!("text.model")).is_some());
    }

    #[test]
    fn what_is_no_model_is_refused() {
        let whole = include_bytes!("html.model");
        for cut in [0, 3, 4, 40, whole.len() / 2, whole.len() - 1] {
            assert!(Model::read(&whole[..cut]).is_none(), "{cut}");
        }
    }

    #[test]
    fn likelihoods_rise_with_the_sum() {
        assert_eq!((likelihood(0), likelihood(i32::MIN), likelihood(i32::MAX)), (500, 0, 1000));
        assert!((-3000..3000).all(|sum| likelihood(sum) <= likelihood(sum + 1)));
    }
}
