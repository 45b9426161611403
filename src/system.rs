//! What is asked of the running system: what it says itself of a code, in its user's language, of which nothing is kept in the
//! registry; and memory that is given back to it.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as platform;
#[cfg(windows)]
use windows as platform;

use errexplain_registry::{Code, Registry, Writing};

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

/// Gives back the memory in which pages of the embedded registry are, on Linux, which maps sixteen for each that is touched. They
/// are read from the program's file again where they are asked for.
pub fn release_registry() {
    #[cfg(target_os = "linux")]
    platform::release_registry();
}

/// The least share of words that a text and a message have in common for one to be taken for the other.
const ALIKE: f32 = 0.75;
/// The fewest letters of a text that is looked for among messages.
const SHORTEST: usize = 4;

/// The codes whose message on this system a text is, or is most of, in the system's own language; the likest first, then those
/// that people meet most.
pub fn find<'a>(registry: Registry<'a>, text: &str) -> Vec<Code<'a>> {
    let wanted = words(text);
    if wanted.iter().map(String::len).sum::<usize>() < SHORTEST {
        return Vec::new();
    }
    let codes =
        registry.namespaces().filter(|namespace| asks(namespace.messages())).flat_map(|namespace| namespace.codes());
    let mut found: Vec<(f32, Code<'a>)> = codes
        .filter_map(|code| {
            let known = words(&message(&code)?);
            let common = known.iter().filter(|word| wanted.contains(word)).count();
            let alike = common as f32 / known.len().max(wanted.len()) as f32;
            (alike >= ALIKE).then_some((alike, code))
        })
        .collect();
    // Where several namespaces have one message, the one whose numbers people see most goes first, as for a bare number.
    let order = |code: &Code<'a>| code.namespace().order(Writing::Decimal).unwrap_or(u32::MAX);
    found.sort_by(|(left, one), (right, other)| {
        let place = |code: &Code<'a>| (order(code), u8::MAX - code.rank(), code.index());
        right.total_cmp(left).then(place(one).cmp(&place(other)))
    });
    found.into_iter().map(|(_, code)| code).collect()
}

/// Whether this system may have messages for codes of a namespace.
fn asks(messages: &str) -> bool {
    cfg!(windows) || messages == "strerror"
}

/// The words of a message, but for the places of its inserts.
fn words(text: &str) -> Vec<String> {
    text.split(|char: char| !char.is_alphanumeric() && char != '%')
        .filter(|word| !word.is_empty() && !word.starts_with('%'))
        .map(str::to_lowercase)
        .collect()
}
