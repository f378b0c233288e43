//! Growth of cost: the time a byte of shapes that grow.

use crate::forms::{FORMS, clean};
use crate::shapes::SHAPES;
use crate::speed::clock;

/// Sizes, in times of the smallest.
const SIZES: [usize; 2] = [1, 64];

/// The best of so many runs counts; small inputs are run more often, as the clock ticks slowly.
const RUNS: usize = 2;

/// Prints nanoseconds a byte at the largest size, and times those at the smallest: a cost that is not linear grows. Of all
/// shapes, or those whose names begin so.
pub fn table(only: &str) {
    print!("{:<34}", "ns a byte at 64 ×, × those at 1 ×");
    FORMS.iter().for_each(|(name, _)| print!("{name:>18}"));
    println!();
    for (name, kind, make) in SHAPES.iter().filter(|(name, ..)| name.starts_with(only)) {
        print!("{name:<34}");
        let inputs = SIZES.map(make);
        for (_, form) in FORMS {
            let rates = [0, 1].map(|at| {
                let rounds = 64 / SIZES[at];
                let runs = (0..RUNS).map(|_| {
                    let start = clock();
                    (0..rounds).for_each(|_| clean(*kind, form, &inputs[at]));
                    clock().saturating_sub(start).as_secs_f64() * 1e9
                });
                runs.fold(f64::MAX, f64::min) / rounds as f64 / inputs[at].len() as f64
            });
            print!("{:>11.0} {:>6.2}", rates[1], rates[1] / rates[0].max(0.1));
        }
        println!();
    }
}
