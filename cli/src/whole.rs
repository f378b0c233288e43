//! Standard output as whole records.
//!
//! Records are written in batches. Where one cannot be written to its end (a full disk, a limit), a file is cut back to the
//! last record that is whole, so that a run can be taken up after it.

use std::io::{ErrorKind, Result, Write};

/// Keeps the signal of a limit on the size of files (`ulimit -f`) from ending the command in the middle of a record: the write
/// fails instead.
#[cfg(unix)]
pub(crate) fn outlive_limits() -> Result<()> {
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()).map(drop)
}

#[cfg(not(unix))]
pub(crate) fn outlive_limits() -> Result<()> {
    Ok(())
}

/// Bytes written at a time.
const BATCH: usize = 256 << 10;

#[cfg(unix)]
type Target = std::fs::File;
#[cfg(not(unix))]
type Target = std::io::StdoutLock<'static>;

/// Records on their way to standard output.
pub(crate) struct Records {
    to: Target,
    waiting: Vec<u8>,
}

impl Records {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self { to: target()?, waiting: Vec::with_capacity(BATCH) })
    }

    /// Takes a record with the line break that ends it.
    pub(crate) fn take(&mut self, record: &[u8]) -> Result<()> {
        if self.waiting.len() + record.len() > BATCH {
            self.flush()?;
        }
        self.waiting.extend_from_slice(record);
        Ok(())
    }

    /// Writes what waits.
    pub(crate) fn flush(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.waiting);
        let mut done = 0;
        while done < batch.len() {
            let error = match self.to.write(&batch[done..]) {
                Ok(0) => ErrorKind::WriteZero.into(),
                Ok(count) => {
                    done += count;
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => error,
            };
            let begun = batch[..done].iter().rev().take_while(|byte| **byte != b'\n').count();
            // The error that is told is the first.
            let _ = cut_back(&mut self.to, begun as u64);
            return Err(error);
        }
        self.waiting = batch;
        self.waiting.clear();
        self.to.flush()
    }
}

/// Standard output without the buffer that its handle has: what is written of it is known to the byte.
#[cfg(unix)]
fn target() -> Result<Target> {
    use std::os::fd::AsFd;
    Ok(std::io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(not(unix))]
fn target() -> Result<Target> {
    Ok(crate::stdout())
}

/// Takes the last bytes off a file that ends here.
#[cfg(unix)]
fn cut_back(file: &mut Target, bytes: u64) -> Result<()> {
    use std::io::Seek;
    let about = file.metadata()?;
    let at = if about.is_file() { file.stream_position()? } else { 0 };
    if bytes > 0 && at == about.len() && bytes <= at {
        file.set_len(at - bytes)?;
        file.seek(std::io::SeekFrom::Start(at - bytes))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn cut_back(_: &mut Target, _: u64) -> Result<()> {
    Ok(())
}
