//! `errexplain run -- COMMAND…`: runs a command, and says how it ended and which codes it printed.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
#[cfg(unix)]
use std::sync::Arc;

use errexplain_registry::Registry;

use crate::lookup::Scope;
use crate::render;
use crate::render::style::{ERROR, paint};
use crate::render::text::wrap;
use crate::report::Explainer;

mod passing;

use passing::Passing;

/// A command that could not be started.
const NOT_FOUND: i32 = 127;
/// A command that was found and could not be started.
const NOT_EXECUTABLE: i32 = 126;
/// Added by shells to the number of the signal that ended a command.
#[cfg(unix)]
const SIGNALLED: i32 = 128;

/// What there is to tell of a command that was run, and the status to end with.
pub struct Outcome {
    /// As the command ended, in the way of a shell.
    pub status: i32,
    /// For standard error; styled, and empty where all went well.
    pub text: String,
}

/// Runs a command to its end. Its output goes where ours goes, as it comes; with `status_only` it is not looked at, and the
/// command keeps the terminal. What there is to tell is laid out for so many columns.
///
/// # Errors
/// Where the command cannot be waited for, or its output not be passed on. One that cannot be started is an outcome.
pub fn run(registry: Registry<'static>, command: &[OsString], status_only: bool, width: usize) -> io::Result<Outcome> {
    let telling = Telling { registry, name: name(Path::new(&command[0])), width };
    outlive_interrupts();
    let mut child = match start(command, status_only) {
        Ok(child) => child,
        Err(error) => return Ok(telling.not_started(&command[0].to_string_lossy(), &error)),
    };
    let passing = Passing::begin(registry, &mut child, width);
    let ended = child.wait()?;
    let passed = passing.end()?;
    let ending = Ending::new(ended);
    let mut text = String::new();
    // One that is ended for writing what nobody reads ended as in any pipe.
    let as_in_a_pipe = passed.reader_left && ending.is_by_pipe;
    if !ended.success() && !as_in_a_pipe {
        text.push_str(&telling.end(&ending));
    }
    if !passed.codes.is_empty() {
        text.push_str(&headline("codes in its output:"));
        text.push_str(&passed.codes);
    }
    Ok(Outcome { status: ending.status, text })
}

/// The keyboard's interrupt goes to the command as well, which decides what to do with it; what it does is to be told.
fn outlive_interrupts() {
    // Where it cannot be caught, an interrupt ends us, too.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default());
    #[cfg(windows)]
    let _ = ctrlc::set_handler(|| {});
}

/// Starts a command, its output in pipes unless the terminal is its own.
fn start(command: &[OsString], status_only: bool) -> io::Result<Child> {
    let spawn = |program: &OsString| {
        let mut child = Command::new(program);
        child.args(&command[1..]);
        if !status_only {
            child.stdout(Stdio::piped()).stderr(Stdio::piped());
        }
        child.spawn()
    };
    let started = spawn(&command[0]);
    // `npm` is a script, `npm.cmd`: shells try the extensions that PATHEXT lists, the system only `.exe`.
    if cfg!(windows) && started.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        for extension in std::env::var("PATHEXT").unwrap_or_default().split(';').filter(|known| !known.is_empty()) {
            let mut program = command[0].clone();
            program.push(extension);
            match spawn(&program) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => return other,
            }
        }
    }
    started
}

/// A command's name as people say it: no folder, and on Windows no extension.
fn name(program: &Path) -> String {
    let name = if cfg!(windows) { program.file_stem() } else { program.file_name() };
    name.unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

fn headline(text: &str) -> String {
    format!("{} {text}\n", paint(ERROR, "errexplain:"))
}

/// How a command ended.
struct Ending {
    /// The status to end with ourselves.
    status: i32,
    /// `exit code` or `signal`.
    noun: &'static str,
    /// The namespace of its number.
    namespace: &'static str,
    number: String,
    /// Whether it was ended for writing into a pipe that nobody reads.
    is_by_pipe: bool,
}

impl Ending {
    #[cfg(unix)]
    fn new(status: ExitStatus) -> Self {
        use std::os::unix::process::ExitStatusExt;
        match status.signal() {
            Some(signal) => Self {
                status: SIGNALLED + signal,
                noun: "signal",
                namespace: "signal",
                number: signal.to_string(),
                is_by_pipe: signal == libc::SIGPIPE,
            },
            None => Self::with_code(status.code().unwrap_or(1)),
        }
    }

    #[cfg(not(unix))]
    fn new(status: ExitStatus) -> Self {
        Self::with_code(status.code().unwrap_or(1))
    }

    fn with_code(code: i32) -> Self {
        // What Windows itself ends a process with is an NTSTATUS, which nobody knows as a negative decimal.
        let number = if code < 0 { format!("{code:#010X}").replacen("0X", "0x", 1) } else { code.to_string() };
        Self { status: code, noun: "exit code", namespace: "exit", number, is_by_pipe: false }
    }
}

/// Tells of a command.
struct Telling {
    registry: Registry<'static>,
    name: String,
    /// Columns.
    width: usize,
}

impl Telling {
    /// A command that could not be started, and why.
    fn not_started(&self, command: &str, error: &io::Error) -> Outcome {
        let status = if error.kind() == io::ErrorKind::NotFound { NOT_FOUND } else { NOT_EXECUTABLE };
        let mut text = headline(&format!("cannot run `{command}`: {error}"));
        if let Some(number) = error.raw_os_error().map(|number| number.to_string()) {
            let words = if cfg!(windows) { "WinError" } else { "errno" };
            text.push_str(&self.explanation(&format!("{words} {number}"), &number).unwrap_or_default());
        }
        Outcome { status, text }
    }

    /// How a command ended.
    fn end(&self, ending: &Ending) -> String {
        let Ending { noun, namespace, number, .. } = ending;
        let mut text = headline(&format!("`{}` ended with {noun} {number}", self.name));
        // Of the programs whose exit codes are known, the name tells which one it is.
        let words = match self.program() {
            "" => format!("{noun} {number}"),
            program => format!("{program} {noun} {number}"),
        };
        let explanation = self.explanation(&words, number);
        text.push_str(&explanation.unwrap_or_else(|| self.unknown(namespace)));
        text
    }

    /// What the number at the end of a sentence means: the likeliest reading, and that it may mean something else to a program
    /// which the reading does not speak of.
    fn explanation(&self, words: &str, number: &str) -> Option<String> {
        let report = Explainer::new(self.registry).explain(words, &Scope::Offered, 1).pop()?;
        let found = report.matches.first().filter(|_| report.read() == number)?;
        let mut text = String::new();
        wrap(&mut text, render::short::line(&found.code, found.summary).trim_end(), "  ", "    ", self.width);
        let speaks_of = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == self.program());
        if ![found.component, found.summary].into_iter().flatten().any(speaks_of) {
            text.push_str(&self.unknown(found.code.namespace));
        }
        Some(text)
    }

    /// What a namespace says of numbers that it does not know, if anything.
    fn unknown(&self, namespace: &str) -> String {
        let mut text = String::new();
        match self.registry.namespace(namespace).map_or("", |namespace| namespace.unknown()) {
            "" => {}
            unknown => wrap(&mut text, unknown, "  ", "  ", self.width),
        }
        text
    }

    /// The name without a version: `python3.11` is python. Empty where it is more than a word, which could be read as words of
    /// the sentence.
    fn program(&self) -> &str {
        let program = self.name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
        if program.chars().all(char::is_alphanumeric) { program } else { "" }
    }
}
