//! The messages of Windows: the system's own table, and those of modules.
#![allow(unsafe_code, reason = "no safe wrapper of FormatMessageW takes a module")]

use std::cell::RefCell;
use std::iter;
use std::ptr;

use errexplain_registry::Code;
use windows_sys::Win32::Foundation::HMODULE;
use windows_sys::Win32::System::Diagnostics::Debug::{
    FORMAT_MESSAGE_FROM_HMODULE, FORMAT_MESSAGE_FROM_SYSTEM, FORMAT_MESSAGE_IGNORE_INSERTS, FormatMessageW,
};
use windows_sys::Win32::System::LibraryLoader::{
    LOAD_LIBRARY_AS_DATAFILE, LOAD_LIBRARY_SEARCH_SYSTEM32, LoadLibraryExW,
};

/// The message that `source` has for a code: `system` is Windows' own table, all else a module of the system folder.
pub(super) fn message(source: &str, code: &Code<'_>) -> Option<String> {
    let number = u32::try_from(code.value()).ok()?;
    match source {
        "strerror" => None,
        "system" => format(FORMAT_MESSAGE_FROM_SYSTEM, ptr::null_mut(), number),
        module => format(FORMAT_MESSAGE_FROM_HMODULE, load(module)?, number),
    }
}

/// Opens a module of the system folder for its resources alone, once.
fn load(name: &str) -> Option<HMODULE> {
    thread_local! {
        static OPEN: RefCell<Vec<(String, Option<HMODULE>)>> = const { RefCell::new(Vec::new()) };
    }
    OPEN.with_borrow_mut(|open| {
        if let Some((_, module)) = open.iter().find(|(known, _)| known == name) {
            return *module;
        }
        let wide: Vec<u16> = name.encode_utf16().chain(iter::once(0)).collect();
        let how = LOAD_LIBRARY_AS_DATAFILE | LOAD_LIBRARY_SEARCH_SYSTEM32;
        // SAFETY: the name ends in a zero; nothing of the module is run, and it stays open until the process ends.
        let module = unsafe { LoadLibraryExW(wide.as_ptr(), ptr::null_mut(), how) };
        let module = (!module.is_null()).then_some(module);
        open.push((name.to_owned(), module));
        module
    })
}

fn format(from: u32, module: HMODULE, number: u32) -> Option<String> {
    // The longest message of Windows has some 1,000 characters.
    let mut buffer = [0u16; 4096];
    // SAFETY: the buffer is as long as is said; inserts are ignored, so that no arguments are read; the module, if it is asked
    // for, stays open.
    let length = unsafe {
        FormatMessageW(
            from | FORMAT_MESSAGE_IGNORE_INSERTS,
            module.cast_const(),
            number,
            0,
            buffer.as_mut_ptr(),
            buffer.len() as u32,
            ptr::null(),
        )
    };
    (length > 0).then(|| String::from_utf16_lossy(&buffer[..length as usize]))
}
