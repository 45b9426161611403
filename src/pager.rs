//! Shows a long page through the user's pager.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

/// The pager where the environment names none: it passes colours on, ends by itself on a short page, and leaves the page
/// on the screen. Windows has no pager that does.
const DEFAULT: Option<&str> = if cfg!(windows) { None } else { Some("less -FRX") };

/// Whether a text is to go through a pager: standard output is a terminal, and the text does not fit on it.
pub fn is_needed(text: &str) -> bool {
    io::stdout().is_terminal()
        && terminal_size::terminal_size().is_some_and(|(_, height)| text.lines().count() >= usize::from(height.0))
}

/// Shows a text through `ERREXPLAIN_PAGER`, `PAGER` or the default. `false` where there is no pager, it is `cat`, or it
/// could not be started: the text is then to be written plainly.
///
/// # Errors
/// Where the pager cannot be waited for.
pub fn show(text: &str) -> io::Result<bool> {
    let chosen = ["ERREXPLAIN_PAGER", "PAGER"].into_iter().find_map(|name| env::var(name).ok());
    let Some(line) = chosen.or(DEFAULT.map(str::to_owned)) else { return Ok(false) };
    let mut words = line.split_whitespace();
    let Some(program) = words.next().filter(|program| *program != "cat") else { return Ok(false) };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // A plain `PAGER=less` would show colours as escape codes.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return Ok(false) };
    if let Some(mut stdin) = child.stdin.take() {
        // Whoever leaves the pager early has read enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait()?;
    Ok(true)
}
