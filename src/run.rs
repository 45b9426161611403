//! `errexplain run -- COMMAND…`: runs a command, and says how it ended and which codes it printed.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use errexplain_registry::Registry;

use crate::lookup::Scope;
use crate::render;
use crate::render::style::{ERROR, paint};
use crate::report::Explainer;
use crate::scan::{Scanner, Show, Summary};

/// A command that could not be started.
const NOT_FOUND: i32 = 127;
/// A command that was found and could not be started.
const NOT_EXECUTABLE: i32 = 126;
/// Added by shells to the number of the signal that ended a command.
#[cfg(unix)]
const SIGNALLED: i32 = 128;

/// Pieces of output that may wait to be scanned, before the command has to.
const WAITING: usize = 256;
/// Bytes of a line that are passed on for scanning at once.
const LONGEST_PIECE: u64 = 64 * 1024;

/// What there is to tell of a command that was run, and the status to end with.
pub struct Outcome {
    /// As the command ended, in the way of a shell.
    pub status: i32,
    /// For standard error; styled, and empty where all went well.
    pub text: String,
}

/// Runs a command to its end. Its output goes where ours goes, as it comes; with `status_only` it is not looked at, and the
/// command keeps the terminal.
///
/// # Errors
/// Where the command cannot be waited for. One that cannot be started is an outcome.
pub fn run(registry: Registry<'static>, command: &[OsString], status_only: bool) -> io::Result<Outcome> {
    let name = Path::new(&command[0]).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut child = Command::new(&command[0]);
    child.args(&command[1..]);
    if !status_only {
        child.stdout(Stdio::piped()).stderr(Stdio::piped());
    }
    // The keyboard's interrupt goes to the command as well, which decides what to do with it; what it does is to be told.
    let _ = ctrlc::set_handler(|| {});
    let mut child = match child.spawn() {
        Ok(child) => child,
        Err(error) => {
            let status = if error.kind() == io::ErrorKind::NotFound { NOT_FOUND } else { NOT_EXECUTABLE };
            let mut text = headline(&format!("cannot run `{}`: {error}", command[0].to_string_lossy()));
            if let Some(number) = error.raw_os_error() {
                let words = if cfg!(windows) { "WinError" } else { "errno" };
                text.push_str(&explanation(registry, &format!("{words} {number}")));
            }
            return Ok(Outcome { status, text });
        }
    };
    let (send, pieces) = mpsc::sync_channel(WAITING);
    let scanning = thread::spawn(move || scan(registry, pieces));
    let passing = [
        child.stdout.take().map(|output| pass(output, io::stdout(), send.clone())),
        child.stderr.take().map(|output| pass(output, io::stderr(), send.clone())),
    ];
    drop(send);
    let ended = child.wait()?;
    for thread in passing.into_iter().flatten() {
        // A thread that panicked has said so; the command's end is told all the same. A reader that went away is no failure.
        match thread.join() {
            Ok(Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    let found = scanning.join().unwrap_or_default();
    let (status, words) = ending(ended, &name);
    let mut text = String::new();
    if !ended.success() {
        text.push_str(&headline(&format!("`{name}` ended with {}", words.trim_start_matches(&name).trim_start())));
        text.push_str(&explanation(registry, &words));
    }
    if !found.is_empty() {
        text.push_str(&headline("codes in its output:"));
        text.push_str(&found);
    }
    Ok(Outcome { status, text })
}

fn headline(text: &str) -> String {
    format!("{} {text}\n", paint(ERROR, "errexplain:"))
}

/// How a command ended: the status to end with ourselves, and words in which the number is found.
#[cfg(unix)]
fn ending(status: ExitStatus, name: &str) -> (i32, String) {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(code), _) => (code, format!("{name} exit code {code}")),
        (None, Some(signal)) => (SIGNALLED + signal, format!("signal {signal}")),
        (None, None) => (1, "no exit code".to_owned()),
    }
}

/// How a command ended: the status to end with ourselves, and words in which the number is found.
#[cfg(not(unix))]
fn ending(status: ExitStatus, name: &str) -> (i32, String) {
    let code = status.code().unwrap_or(1);
    // What Windows itself ends a process with is an NTSTATUS, which nobody knows as a negative decimal.
    let written = if code < 0 { format!("{code:#010X}").replacen("0X", "0x", 1) } else { code.to_string() };
    (code, format!("{name} exit code {written}"))
}

/// What a sentence with a code in it means: the likeliest reading in a line, or why there is none.
fn explanation(registry: Registry<'static>, words: &str) -> String {
    let mut text = String::new();
    for report in Explainer::new(registry).explain(words, &Scope::Offered, 1) {
        match (report.matches.first(), &report.message) {
            (Some(found), _) => {
                text.push_str("  ");
                text.push_str(&render::short::line(&found.code, found.summary));
            }
            (None, Some(message)) if report.token.is_some() => text.push_str(&format!("  {message}\n")),
            (None, _) => {}
        }
    }
    text
}

/// Passes an output of the command on, piece by piece as it comes, and sends its lines to be scanned.
fn pass(
    output: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    send: SyncSender<Vec<u8>>,
) -> thread::JoinHandle<io::Result<()>> {
    thread::spawn(move || {
        let mut tee = BufReader::new(Tee { output, to: &mut to });
        loop {
            let mut line = Vec::new();
            match tee.by_ref().take(LONGEST_PIECE).read_until(b'\n', &mut line) {
                Ok(0) => return Ok(()),
                // With this the command's output is closed, and it ends as it would have without us between.
                Err(error) => return Err(error),
                // Nobody scans any more once that has failed; the command's output still goes on.
                Ok(_) => drop(send.send(line)),
            }
        }
    })
}

/// Writes what it reads.
struct Tee<'w, R, W> {
    output: R,
    to: &'w mut W,
}

impl<R: Read, W: Write> Read for Tee<'_, R, W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.output.read(buffer)?;
        self.to.write_all(&buffer[..length]).and_then(|()| self.to.flush())?;
        Ok(length)
    }
}

/// A table of the codes in what was sent; empty where there are none.
fn scan(registry: Registry<'static>, pieces: Receiver<Vec<u8>>) -> String {
    let mut summary = Summary::default();
    let mut table = Vec::new();
    let input = Pieces { pieces, rest: io::Cursor::new(Vec::new()) };
    let scanned = Scanner::new(registry).scan(input, None, &mut summary, &mut io::sink());
    match scanned.map(|totals| totals.findings > 0 && summary.end(&mut table).is_ok()) {
        Ok(true) => String::from_utf8_lossy(&table).into_owned(),
        _ => String::new(),
    }
}

/// Pieces that are sent, as one input.
struct Pieces {
    pieces: Receiver<Vec<u8>>,
    rest: io::Cursor<Vec<u8>>,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let length = self.rest.read(buffer)?;
            if length > 0 || buffer.is_empty() {
                return Ok(length);
            }
            match self.pieces.recv() {
                Ok(piece) => self.rest = io::Cursor::new(piece),
                Err(mpsc::RecvError) => return Ok(0),
            }
        }
    }
}
