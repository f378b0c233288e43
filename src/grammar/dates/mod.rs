//! Dates and clock times, in all languages with a file: what the rules take away and what the metadata tells are read by
//! the same parsers.

mod clock;
mod cursor;
mod day;
mod line;
mod stamp;
mod words;

pub(crate) use clock::time_prefix;
pub(crate) use day::{Date, begins, find, prefix};
pub(crate) use line::{has_clock_or_weekday, is_date_only, is_date_word};
pub(crate) use stamp::{Stamp, Style, find as find_stamp, in_address, parse};
pub(crate) use words::is_month_or_weekday;
