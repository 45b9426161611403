//! How far the scan of a large file is: a bar on the terminal, and nothing where no one would see it.

use std::io::{self, IsTerminal, Read, Write};
use std::time::{Duration, Instant};

/// Files from this size on take long enough to wonder.
const LARGE: u64 = 64 << 20;
/// Columns of the bar.
const BAR: usize = 20;
/// How often the line is written.
const INTERVAL: Duration = Duration::from_millis(200);

/// What is known of a file's scan.
pub(super) struct Progress {
    name: String,
    size: u64,
    start: Instant,
    last: Instant,
    read: u64,
}

impl Progress {
    /// For a large file of so many bytes, where standard error is a terminal and the output goes elsewhere: on the same terminal the two would mix.
    pub(super) fn new(size: u64, name: &str, terminal: bool) -> Option<Self> {
        let seen = size >= LARGE && !terminal && io::stderr().is_terminal();
        let start = Instant::now();
        // The name goes to a terminal: no control characters, and not so much that the line breaks.
        let shown = || name.chars().filter(|char| !char.is_control()).take(40).collect();
        seen.then(|| Self { name: shown(), size, start, last: start, read: 0 })
    }

    /// Reads an input and tells how far it is.
    pub(super) fn reading<R: Read>(self, input: R) -> impl Read {
        Reading { input, progress: self }
    }

    fn line(&self, elapsed: Duration) -> String {
        // A file that grows is never more than whole.
        let part = (self.read as f64 / self.size as f64).min(1.0);
        let left = elapsed.as_secs_f64() * (1.0 - part) / part;
        let (percent, size) = ((part * 100.0) as u64, self.size >> 20);
        let done = "#".repeat((part * BAR as f64) as usize);
        format!("{} [{done:-<BAR$}] {percent} % of {size} MiB, {left:.0} s left", self.name)
    }
}

struct Reading<R> {
    input: R,
    progress: Progress,
}

impl<R: Read> Read for Reading<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        let progress = &mut self.progress;
        progress.read += count as u64;
        let now = Instant::now();
        if now.duration_since(progress.last) >= INTERVAL {
            progress.last = now;
            // A terminal that does not take it does not stop a scan.
            let _ = write!(io::stderr(), "\r{}\x1b[K", progress.line(now.duration_since(progress.start)));
        }
        Ok(count)
    }
}

impl<R> Drop for Reading<R> {
    fn drop(&mut self) {
        if self.progress.last > self.progress.start {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_tells_how_much_is_done_and_how_long_the_rest_takes() {
        let start = Instant::now();
        let progress = |read| Progress { name: "a.log".into(), size: 100 << 20, start, last: start, read };
        assert_eq!(
            progress(25 << 20).line(Duration::from_secs(3)),
            "a.log [#####---------------] 25 % of 100 MiB, 9 s left"
        );
        assert_eq!(
            progress(300 << 20).line(Duration::from_secs(3)),
            "a.log [####################] 100 % of 100 MiB, 0 s left"
        );
    }
}
