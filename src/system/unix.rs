//! The messages of the C library.

use std::env;
use std::ffi::CStr;
use std::io;
use std::sync::Once;

use errexplain_registry::Code;

#[cfg(target_os = "linux")]
use crate::registry;

/// The message of `strerror` for the value that a code has on this platform.
pub(super) fn message(source: &str, code: &Code<'_>) -> Option<String> {
    if source != "strerror" {
        return None;
    }
    let value = code
        .values()
        .filter(|value| !value.is_old())
        .find_map(|value| value.platforms().any(is_this_platform).then(|| value.value()))?;
    let text = strerror(value as i32);
    // Every C library says in its own words that it does not know a number; the number itself is all that differs.
    let template = |text: &str| text.replace(|char: char| char.is_ascii_digit() || char == '-', "");
    (template(&text) != template(&strerror(i32::MAX))).then_some(text)
}

/// Whether a platform of the registry, such as `linux` or `linux-mips`, is this one.
fn is_this_platform(platform: &str) -> bool {
    let differs = ["mips", "sparc", "alpha", "hppa"].iter().any(|arch| env::consts::ARCH.starts_with(arch));
    match platform.split_once('-') {
        None => platform == env::consts::OS && !(differs && platform == "linux"),
        Some((system, arch)) => system == env::consts::OS && env::consts::ARCH.starts_with(arch),
    }
}

fn strerror(number: i32) -> String {
    localize();
    // The standard library adds the number.
    let text = io::Error::from_raw_os_error(number).to_string();
    text.strip_suffix(&format!(" (os error {number})")).map(str::to_owned).unwrap_or(text)
}

/// Makes the C library speak the user's language. It speaks English until it is told to look at the environment, and looking
/// costs a fifth of a millisecond: a user of English is spared it.
fn localize() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| env::var(name).ok())
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        let english =
            matches!(language.as_str(), "" | "C" | "POSIX") || language.starts_with("C.") || language.starts_with("en");
        if !english {
            set_locale(c"");
        }
    });
}

#[allow(unsafe_code, reason = "the standard library has no way to choose the language of the C library's messages")]
fn set_locale(name: &CStr) {
    for category in [libc::LC_CTYPE, libc::LC_MESSAGES] {
        // SAFETY: the name ends in a zero byte; no other thread runs that could read the locale at the same time, and what
        // the call returns is not used.
        unsafe { libc::setlocale(category, name.as_ptr()) };
    }
}

/// Tells the system that the pages of the registry need not stay in memory.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "the standard library does not speak of pages")]
pub(super) fn release_registry() {
    // The largest that Linux has: no page is given up that holds anything else.
    const PAGE: usize = 64 * 1024;
    let range = registry::BLOB.as_ptr_range();
    let (start, end) = (range.start.align_offset(PAGE), range.end.addr() % PAGE);
    if let Some(length) = registry::BLOB.len().checked_sub(start + end).filter(|length| *length > 0) {
        // SAFETY: the pages lie within the slice, which is constant data of the program's file: it is never written, and what is
        // read of it again is the same.
        unsafe { libc::madvise(range.start.add(start).cast_mut().cast(), length, libc::MADV_DONTNEED) };
    }
}
