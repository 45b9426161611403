//! What the running system itself says of a code, in its user's language. Nothing of it is kept in the registry.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as platform;
#[cfg(windows)]
use windows as platform;

use errexplain_registry::Code;

/// The system's message for a code on one line, with the places of its inserts (`%1`) as they are; nothing where the system
/// has none for it.
#[cfg(any(unix, windows))]
pub fn message(code: &Code<'_>) -> Option<String> {
    let source = Some(code.messages()).filter(|source| !source.is_empty())?;
    let text = platform::message(source, code)?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// No other system is asked.
#[cfg(not(any(unix, windows)))]
pub fn message(_: &Code<'_>) -> Option<String> {
    None
}
