//! Work on all cores, results in order, memory bounded: a reader thread, workers, and the caller's sink.

use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, anyhow};

/// Items that may wait for their turn, for each thread: enough that one slow page does not idle the others.
const WAITING: usize = 32;

/// Bytes of input that may be under way: more than this waits, so that a stream of huge pages does not fill the memory.
const BUDGET: usize = 64 << 20;

/// What takes the results, in the order of the items.
pub(crate) trait Sink<R> {
    /// Takes one result; an error ends the run.
    fn take(&mut self, result: R) -> Result<()>;

    /// No result is ready: a moment to flush.
    fn idle(&mut self) -> Result<()>;
}

/// Runs `work` over `items` on `threads` threads; `weight` is what an item takes of the byte budget.
///
/// Threads are not joined when the sink fails: a reader that waits for a slow pipe must not hold the command up.
pub(crate) fn run<T, R>(
    threads: usize,
    items: impl Iterator<Item = T> + Send + 'static,
    weight: impl Fn(&T) -> usize + Send + 'static,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    sink: &mut impl Sink<R>,
) -> Result<()>
where
    T: Send + 'static,
    R: Send + 'static,
{
    let budget = Arc::new(Budget::default());
    let (jobs, todo) = channel::<(T, Sender<R>)>();
    let (turns, order) = sync_channel(threads * WAITING);
    let todo = Arc::new(Mutex::new(todo));
    let work = Arc::new(work);
    for _ in 0..threads {
        let (todo, work) = (Arc::clone(&todo), Arc::clone(&work));
        thread::Builder::new().spawn(move || worker(&todo, work.as_ref())).context("cannot start a thread")?;
    }
    let reading = Arc::clone(&budget);
    let reader = thread::Builder::new()
        .spawn(move || read(items, weight, &reading, &jobs, &turns))
        .context("cannot start a thread")?;
    while let Some((result, weight)) = next(&order, sink)? {
        let result = next(&result, sink)?.ok_or_else(|| anyhow!("a worker thread died"))?;
        sink.take(result)?;
        budget.release(weight);
    }
    // It is at its end, of the items or of a panic.
    reader.join().map_err(|_| anyhow!("the reading thread died"))?;
    sink.idle()
}

/// A result to come, and what its item weighs.
type Turn<R> = (Receiver<R>, usize);

fn read<T, R>(
    items: impl Iterator<Item = T>,
    weight: impl Fn(&T) -> usize,
    budget: &Budget,
    jobs: &Sender<(T, Sender<R>)>,
    turns: &SyncSender<Turn<R>>,
) {
    for item in items {
        let weight = weight(&item);
        budget.acquire(weight);
        let (done, result) = channel();
        // Either fails when the run has ended early.
        if turns.send((result, weight)).is_err() || jobs.send((item, done)).is_err() {
            return;
        }
    }
}

fn worker<T, R>(todo: &Mutex<Receiver<(T, Sender<R>)>>, work: &impl Fn(T) -> R) {
    loop {
        let job = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((item, done)) = job else { return };
        if done.send(work(item)).is_err() {
            return;
        }
    }
}

/// The next value, the sink being told before a wait; `None` when there are no more.
fn next<V, R>(from: &Receiver<V>, sink: &mut impl Sink<R>) -> Result<Option<V>> {
    match from.try_recv() {
        Ok(value) => Ok(Some(value)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            sink.idle()?;
            Ok(from.recv().ok())
        }
    }
}

/// Bytes under way.
#[derive(Default)]
struct Budget {
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    /// Waits until there is room; one item alone always has room.
    fn acquire(&self, bytes: usize) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        while *used > 0 && used.saturating_add(bytes) > BUDGET {
            used = self.freed.wait(used).unwrap_or_else(PoisonError::into_inner);
        }
        *used = used.saturating_add(bytes);
    }

    fn release(&self, bytes: usize) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        *used = used.saturating_sub(bytes);
        drop(used);
        self.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Default)]
    struct Collect {
        got: Vec<usize>,
        stop_at: Option<usize>,
    }

    impl Sink<usize> for Collect {
        fn take(&mut self, result: usize) -> Result<()> {
            self.got.push(result);
            if self.stop_at == Some(self.got.len()) { Err(anyhow!("enough")) } else { Ok(()) }
        }

        fn idle(&mut self) -> Result<()> {
            Ok(())
        }
    }

    #[test]
    fn results_come_in_order_whatever_each_takes() {
        let mut sink = Collect::default();
        let work = |n: usize| {
            thread::sleep(std::time::Duration::from_micros((n as u64 * 7919) % 300));
            n * 2
        };
        run(4, 0..500, |_| 1, work, &mut sink).unwrap();
        assert_eq!(sink.got, (0..500).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_endless_stream_ends_when_the_sink_does_and_is_not_read_far_ahead() {
        let read = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&read);
        let items = std::iter::from_fn(move || Some(count.fetch_add(1, Ordering::SeqCst)));
        let mut sink = Collect { stop_at: Some(10), ..Collect::default() };
        assert!(run(2, items, |_| 1, |n| n, &mut sink).is_err());
        assert!(read.load(Ordering::SeqCst) <= 10 + 2 * WAITING + 2);
    }

    /// Without this a run that lost the rest of its input would be told as whole.
    #[test]
    fn a_reader_that_dies_is_an_error() {
        let items = (0..20).inspect(|n| assert!(*n < 10, "meant to be"));
        let mut sink = Collect::default();
        assert!(run(2, items, |_| 1, |n| n, &mut sink).is_err());
        assert_eq!(sink.got.len(), 10);
    }

    #[test]
    fn heavy_items_pass_one_at_a_time() {
        let mut sink = Collect::default();
        run(3, 0..20, |_| BUDGET * 2, |n| n, &mut sink).unwrap();
        assert_eq!(sink.got.len(), 20);
    }
}
