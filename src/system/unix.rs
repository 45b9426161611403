//! The messages of the C library, and what else is asked of Unix.

use std::env;
use std::ffi::CStr;
#[cfg(target_os = "linux")]
use std::fs;
use std::io;
#[cfg(target_os = "linux")]
use std::sync::LazyLock;
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
    static IN_FILE: LazyLock<bool> = LazyLock::new(|| is_in_file(registry::BLOB.as_ptr().addr()));
    // What was unpacked into memory would not come back.
    if !*IN_FILE {
        return;
    }
    // SAFETY: the call has no conditions.
    let page = usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(0).max(1);
    let range = registry::BLOB.as_ptr_range();
    let (start, end) = (range.start.align_offset(page), range.end.addr() % page);
    if let Some(length) = registry::BLOB.len().checked_sub(start + end).filter(|length| *length > 0) {
        // SAFETY: the pages lie within the slice, are mapped from a file and never written: what is read of them again is the same.
        unsafe { libc::madvise(range.start.add(start).cast_mut().cast(), length, libc::MADV_DONTNEED) };
    }
}

/// Whether an address lies in a file that is mapped, as the system has it.
#[cfg(target_os = "linux")]
fn is_in_file(address: usize) -> bool {
    // Start and end, permissions, offset, device, and the number of the file: 0 where there is none.
    let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
    maps.lines()
        .any(|line| holds(line, address) && line.split_ascii_whitespace().nth(4).is_some_and(|file| file != "0"))
}

/// Whether a line of `/proc/self/maps` is of the mapping that holds an address.
#[cfg(target_os = "linux")]
fn holds(line: &str, address: usize) -> bool {
    let range = line.split_ascii_whitespace().next().and_then(|range| range.split_once('-'));
    let number = |text| usize::from_str_radix(text, 16).unwrap_or(0);
    range.is_some_and(|(start, end)| (number(start)..number(end)).contains(&address))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// KiB of the mapping of an address that are resident.
    fn resident(address: usize) -> usize {
        let maps = fs::read_to_string("/proc/self/smaps").expect("Linux has it");
        let mut lines = maps.lines().skip_while(|line| !holds(line, address));
        let line = lines.find(|line| line.starts_with("Rss:")).expect("each mapping has one");
        line.split_whitespace().nth(1).and_then(|count| count.parse().ok()).expect("a count")
    }

    #[test]
    fn the_registry_is_given_back_and_read_again() {
        let blob = registry::BLOB;
        let sum = || blob.iter().fold(0_u64, |sum, byte| sum.rotate_left(5) ^ u64::from(*byte));
        let (before, all) = (sum(), resident(blob.as_ptr().addr()));
        release_registry();
        // Other tests read it, too.
        assert!(resident(blob.as_ptr().addr()) + blob.len() / 2048 < all, "half of it is gone");
        assert_eq!(sum(), before);
    }

    #[test]
    fn what_is_not_in_a_file_is_told_from_what_is() {
        assert!(is_in_file(registry::BLOB.as_ptr().addr()));
        assert!(!is_in_file(Box::new(0_u8).as_ref() as *const u8 as usize));
    }
}
