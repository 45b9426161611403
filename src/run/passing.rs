//! The outputs of a command on their way to ours, and to the scanner beside it.
#![allow(clippy::disallowed_methods, reason = "what commands print is read beside their running")]

use std::io::{self, Read, Write};
use std::mem;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use errexplain_registry::Registry;

use crate::scan::{Scanner, Show, Summary};

/// Pieces of output that may wait to be scanned, before the command has to.
const WAITING: usize = 16;
/// Bytes that are passed on at once, and after which a line is scanned in pieces.
const LONGEST_PIECE: usize = 64 * 1024;
/// How long outputs that outlive the command may be silent before nobody waits for them any more.
const SILENCE: Duration = Duration::from_millis(200);
/// How often they are looked at.
const GLANCE: Duration = Duration::from_millis(10);
/// Bytes that such outputs are still passed on for: more than two pipes hold.
const LEFT_BEHIND: u64 = 256 * 1024;

/// The outputs of a command while they are passed on and scanned.
pub struct Passing {
    outputs: Vec<JoinHandle<io::Result<()>>>,
    scan: JoinHandle<String>,
    pieces: SyncSender<Vec<u8>>,
    /// Disconnected when all outputs have ended.
    open: Receiver<()>,
    flow: Arc<Flow>,
}

/// What became of the outputs.
pub struct Passed {
    /// A table of the codes in them; empty where there are none.
    pub codes: String,
    /// Whether somebody who read one of them went away.
    pub reader_left: bool,
}

/// How far the outputs are.
#[derive(Default)]
struct Flow {
    /// Bytes that were read of them.
    bytes: AtomicU64,
    /// How many of them are not waiting for the command.
    busy: AtomicUsize,
    /// Whether nobody waits for them any more.
    over: AtomicBool,
}

impl Passing {
    /// Begins to pass on the outputs of a command that are pipes. The table of codes is laid out for so many columns.
    pub fn begin(registry: Registry<'static>, child: &mut Child, width: usize) -> Self {
        let (pieces, received) = mpsc::sync_channel(WAITING);
        let (opened, open) = mpsc::channel();
        let flow = Arc::new(Flow::default());
        let channel = || Channel { pieces: pieces.clone(), flow: Arc::clone(&flow), open: opened.clone() };
        let outputs = [
            child.stdout.take().map(|output| pass(output, io::stdout(), channel())),
            child.stderr.take().map(|output| pass(output, io::stderr(), channel())),
        ];
        Self {
            outputs: outputs.into_iter().flatten().collect(),
            scan: thread::spawn(move || scan(registry, received, width)),
            pieces,
            open,
            flow,
        }
    }

    /// Waits until all is passed on that the command, which has ended, left behind. What it started and left running may hold
    /// its outputs open for as long as it likes.
    ///
    /// # Errors
    /// Where an output of ours cannot be written; a reader that went away is no error.
    pub fn end(self) -> io::Result<Passed> {
        let all_ended = self.flow.drain(&self.open);
        let mut reader_left = false;
        for output in self.outputs.into_iter().filter(|output| all_ended || output.is_finished()) {
            match output.join() {
                Ok(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => reader_left = true,
                Ok(Err(error)) => return Err(error),
                // A thread that panicked has said so; the command's end is told all the same.
                Ok(Ok(())) | Err(_) => {}
            }
        }
        self.flow.over.store(true, Ordering::SeqCst);
        // The scanner may have failed, and be gone.
        let _ = self.pieces.send(Vec::new());
        Ok(Passed { codes: self.scan.join().unwrap_or_default(), reader_left })
    }
}

impl Flow {
    /// Returns when all outputs have ended, or when they are silent or bring more than the command can have left behind, which
    /// is `false`.
    fn drain(&self, open: &Receiver<()>) -> bool {
        let at_end = self.bytes.load(Ordering::SeqCst);
        let (mut seen, mut since) = (at_end, Instant::now());
        while open.recv_timeout(GLANCE) == Err(RecvTimeoutError::Timeout) {
            let bytes = self.bytes.load(Ordering::SeqCst);
            // One that waits for whoever reads our output is not silent.
            if bytes != seen || self.busy.load(Ordering::SeqCst) > 0 {
                (seen, since) = (bytes, Instant::now());
            }
            if since.elapsed() > SILENCE || bytes - at_end > LEFT_BEHIND {
                return false;
            }
        }
        true
    }
}

/// Where an output goes besides ours.
struct Channel {
    pieces: SyncSender<Vec<u8>>,
    flow: Arc<Flow>,
    /// Held until the output has ended.
    open: Sender<()>,
}

/// Passes an output of the command on, piece by piece as it comes, and sends its lines to be scanned.
fn pass(
    output: impl Read + Send + 'static,
    to: impl Write + Send + 'static,
    channel: Channel,
) -> JoinHandle<io::Result<()>> {
    channel.flow.busy.fetch_add(1, Ordering::SeqCst);
    thread::spawn(move || {
        let mut tee = Tee { output, to, flow: Arc::clone(&channel.flow) };
        let mut buffer = vec![0; LONGEST_PIECE];
        let mut lines = Vec::new();
        let ended = loop {
            match tee.read(&mut buffer) {
                Ok(0) => break Ok(()),
                Ok(_) if channel.flow.over.load(Ordering::SeqCst) => break Ok(()),
                Ok(length) => lines.extend_from_slice(&buffer[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // With this the command's output is closed, and it ends as it would have without us between.
                Err(error) => break Err(error),
            }
            // The other output may have lines of its own between ours, not between the parts of one of ours.
            let whole = match memchr::memrchr(b'\n', &lines) {
                Some(end) => end + 1,
                None if lines.len() >= LONGEST_PIECE => lines.len(),
                None => continue,
            };
            let rest = lines.split_off(whole);
            // Nobody scans any more once that has failed; the command's output still goes on.
            let _ = channel.pieces.send(mem::replace(&mut lines, rest));
        };
        if !lines.is_empty() {
            let _ = channel.pieces.send(lines);
        }
        channel.flow.busy.fetch_sub(1, Ordering::SeqCst);
        drop(channel.open);
        ended
    })
}

/// Writes what it reads.
struct Tee<R, W> {
    output: R,
    to: W,
    flow: Arc<Flow>,
}

impl<R: Read, W: Write> Read for Tee<R, W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.flow.busy.fetch_sub(1, Ordering::SeqCst);
        let read = self.output.read(buffer);
        self.flow.busy.fetch_add(1, Ordering::SeqCst);
        let length = read?;
        self.flow.bytes.fetch_add(length as u64, Ordering::SeqCst);
        self.to.write_all(&buffer[..length]).and_then(|()| self.to.flush())?;
        Ok(length)
    }
}

/// A table of the codes in what was sent; empty where there are none.
fn scan(registry: Registry<'static>, pieces: Receiver<Vec<u8>>, width: usize) -> String {
    let mut summary = Summary::wrapped(width);
    let mut table = Vec::new();
    let input = Pieces { pieces: Some(pieces), rest: io::Cursor::new(Vec::new()) };
    let scanned = Scanner::new(registry).scan(input, None, &mut summary, &mut io::sink());
    match scanned.map(|totals| totals.findings > 0 && summary.end(&mut table).is_ok()) {
        Ok(true) => String::from_utf8_lossy(&table).into_owned(),
        _ => String::new(),
    }
}

/// Pieces that are sent, up to an empty one, as one input.
struct Pieces {
    /// None behind the end.
    pieces: Option<Receiver<Vec<u8>>>,
    rest: io::Cursor<Vec<u8>>,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let length = self.rest.read(buffer)?;
            if length > 0 || buffer.is_empty() {
                return Ok(length);
            }
            match self.pieces.as_ref().and_then(|pieces| pieces.recv().ok()).filter(|piece| !piece.is_empty()) {
                Some(piece) => self.rest = io::Cursor::new(piece),
                None => {
                    self.pieces = None;
                    return Ok(0);
                }
            }
        }
    }
}
