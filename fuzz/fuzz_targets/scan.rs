//! The scanner: no log makes it panic, annotations are additions, and the filter loses nothing that reading each line finds.
#![no_main]

use std::cell::RefCell;

use errexplain::registry::embedded;
use errexplain::scan::{Annotate, Finder, Place, Scanner, Show};
use libfuzzer_sys::fuzz_target;

thread_local! {
    /// Made once: their tables take longer than a short log.
    static SCANNER: RefCell<Scanner<'static>> = RefCell::new(Scanner::new(embedded()));
    static FINDER: RefCell<Finder<'static>> = RefCell::new(Finder::new(embedded()));
}

fuzz_target!(|log: &[u8]| {
    let mut shown = Vec::new();
    SCANNER.with_borrow_mut(|scanner| {
        let scanned = scanner.scan(log, None, &mut Annotate { escape: false }, &mut shown);
        scanned.expect("memory can be read and written");
    });
    if log.starts_with(&[0xEF, 0xBB, 0xBF]) || log.starts_with(&[0xFF, 0xFE]) || log.starts_with(&[0xFE, 0xFF]) {
        return;
    }
    let mut expected = Vec::new();
    let mut findings = Vec::new();
    for (index, line) in log.split_inclusive(|&byte| byte == b'\n').enumerate() {
        FINDER.with_borrow_mut(|finder| finder.find(line, &mut findings));
        let place = Place { file: None, line: index as u64 + 1, offset: 0 };
        Annotate { escape: false }.line(&mut expected, place, line, &findings).expect("memory can be written");
    }
    assert_eq!(String::from_utf8_lossy(&shown), String::from_utf8_lossy(&expected));
});
