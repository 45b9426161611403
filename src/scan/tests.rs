use std::io::Write;

use super::*;
use crate::registry::embedded;

/// A log's codes are found in one go as they are line by line.
fn assert_shown_as_line_by_line(log: &str) {
    let only = || Only { prefix: Prefix { file: false, line: true }, color: false };
    let (mut expected, mut shown) = (Vec::new(), Vec::new());
    line_by_line(log.as_bytes(), &mut only(), &mut expected);
    let scanned = Scanner::new(embedded()).scan(log.as_bytes(), None, &mut only(), &mut shown);
    scanned.expect("memory can be read and written");
    assert!(shown == expected);
}

/// The plain way: every line is read whole, and shown on its own.
fn line_by_line(input: &[u8], show: &mut dyn Show, out: &mut dyn Write) {
    let mut finder = Finder::new(embedded());
    let mut findings = Vec::new();
    for (index, line) in input.split_inclusive(|&byte| byte == b'\n').enumerate() {
        finder.find(line, &mut findings);
        let place = Place { file: Some("log"), line: index as u64 + 1, offset: 0 };
        show.line(out, place, line, &findings).expect("memory can be written");
    }
    show.end(out).expect("memory can be written");
}

fn shows() -> Vec<Box<dyn Show>> {
    let prefix = Prefix { file: true, line: true };
    let none = Prefix { file: false, line: false };
    vec![
        Box::new(Whole { prefix, escape: true, color: true }),
        Box::new(Whole { prefix: none, escape: false, color: false }),
        Box::new(Only { prefix, color: false }),
        Box::new(Annotate { escape: false }),
        Box::new(JsonLines),
        Box::new(Summary::default()),
    ]
}

/// What the fuzzer found.
const FOUND: [&str; 9] = [
    "stopcode: c\n",
    "error,\u{a0}\u{30a8}\u{30e9}\u{30fc}8 here\n",
    "\u{41e}\u{448}\u{438}\u{431}\u{43a}\u{430} 5, \u{41e}\u{448}\u{418}\u{431}\u{43a}\u{430} 5\n",
    "\u{9519}\u{8bef}\u{ff0c}is c0000005 \u{9519}\u{8bef}\u{ff0c}is 5\n",
    "curl\u{ff0c}exited with 7, curl exited with 7, failed with 5, it ended with 5\n",
    "ADDRINUSE address already in use, NOENT no such file or directory\n",
    "port 443 (a long way before it, and a comma 0xc0000005, 5)\n",
    "port 443 (0xc0000005, 0x00000005)\n",
    "port 443                                                                              (0xc0000005)\n",
];

#[test]
fn the_filter_loses_nothing_that_line_by_line_finds() {
    let fixture = [include_str!("../../tests/scan/lines.tsv"), &FOUND.concat()].concat();
    let fixture = fixture.as_bytes();
    for (number, (mut plain, mut fast)) in shows().into_iter().zip(shows()).enumerate() {
        let mut expected = Vec::new();
        line_by_line(fixture, &mut *plain, &mut expected);
        let mut shown = Vec::new();
        Scanner::new(embedded())
            .scan(fixture, Some("log"), &mut *fast, &mut shown)
            .and_then(|_| fast.end(&mut shown))
            .expect("memory can be read and written");
        assert!(shown == expected, "way {number} differs from line by line");
    }
}

#[test]
fn a_line_has_its_number_however_the_log_is_cut() {
    // Lines longer than a block of bytes, than what is read at once, and than what is held at once.
    let lengths = [0, 1, 62, 63, 64, 65, 127, 128, 200, 1000, 70_000, 300_000];
    let mut log = String::new();
    for (before, behind) in lengths.iter().zip(lengths.iter().rev()) {
        let (before, behind) = ("x ".repeat(before / 2), " x".repeat(behind / 2));
        log += &[&before, "error 5", &behind, "\n\n", &before, "\n", "error 2\nerror 5 error 2\n"].concat();
    }
    assert_shown_as_line_by_line(&log);
}

#[test]
fn a_code_is_found_wherever_it_lies_in_a_block() {
    let fixture = [include_str!("../../tests/scan/lines.tsv"), &FOUND.concat()].concat();
    let only = || Only { prefix: Prefix { file: false, line: true }, color: false };
    for shift in 0..64 {
        let log = ["x".repeat(shift).as_str(), "\n", &fixture].concat();
        let mut expected = Vec::new();
        line_by_line(log.as_bytes(), &mut only(), &mut expected);
        for vectors in [Vectors::detect(), Vectors::portable()] {
            let mut shown = Vec::new();
            let scanned = Scanner::with(embedded(), vectors).scan(log.as_bytes(), None, &mut only(), &mut shown);
            scanned.expect("memory can be read and written");
            assert!(shown == expected, "shifted by {shift}, {vectors:?}");
        }
    }
}

#[test]
fn what_is_remembered_of_other_lines_is_what_is_read() {
    let fixture = [include_str!("../../tests/scan/lines.tsv"), &FOUND.concat()].concat();
    let lines: Vec<&str> = fixture.lines().filter_map(|line| line.rsplit('\t').next()).collect();
    // The same words with other words, numbers and edges of a line beside them.
    let mut log = String::new();
    for (line, next) in lines.iter().zip(lines.iter().cycle().skip(7)) {
        let words: Vec<&str> = line.split_inclusive(' ').collect();
        for cut in 0..words.len() {
            let (before, behind) = (words[..cut].concat(), words[cut..].concat());
            log += &[
                &before, "\n", &behind, "\n", &before, "12 ", &behind, "\n", next, " ", &behind, "\n", &before, next,
                "\n",
            ]
            .concat();
        }
    }
    assert_shown_as_line_by_line(&log);
}

#[test]
fn escapes_in_a_log_are_not_sent_to_a_terminal() {
    let prefix = Prefix { file: false, line: false };
    let log = "\u{1b}]0;title\u{7}error 5 \u{9b}31m\r\n\tplain \u{1b}[2J\n";
    let shows: [Box<dyn Show>; 3] = [
        Box::new(Whole { prefix, escape: true, color: false }),
        Box::new(Annotate { escape: true }),
        Box::new(Only { prefix, color: false }),
    ];
    for mut show in shows {
        let mut shown = Vec::new();
        let scanned = Scanner::new(embedded()).scan(log.as_bytes(), None, &mut *show, &mut shown);
        scanned.expect("memory can be read and written");
        let shown = String::from_utf8(shown).expect("text");
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{shown:?}");
        assert!(shown.contains("ERROR_ACCESS_DENIED"), "{shown:?}");
    }
}

#[test]
fn threads_show_what_one_shows() {
    let fixture = include_str!("../../tests/scan/lines.tsv");
    // Many blocks, the codes of each in other places, and a line longer than what is held at once.
    let mut log = String::new();
    for round in 0..40 {
        log += &format!("{}\n{fixture}", "x".repeat(round * 977));
    }
    log += &format!("{} error 5\n{fixture}", "y ".repeat(200_000));
    for (number, (mut alone, mut together)) in shows().into_iter().zip(shows()).enumerate() {
        let (mut expected, mut shown) = (Vec::new(), Vec::new());
        let scanned = Scanner::new(embedded()).scan(log.as_bytes(), Some("log"), &mut *alone, &mut expected);
        let totals = scanned.expect("memory can be read and written");
        alone.end(&mut expected).expect("memory can be written");
        let mut scanner = Scanner::new(embedded());
        for threads in [2, 3, 7] {
            scanner.use_threads(threads);
            shown.clear();
            let scanned = scanner.scan(log.as_bytes(), Some("log"), &mut *together, &mut shown);
            assert_eq!(scanned.expect("memory can be read and written").findings, totals.findings);
            if number < shows().len() - 1 {
                assert!(shown == expected, "way {number} differs with {threads} threads");
            }
        }
        // The summary is of all scans.
        if number == shows().len() - 1 {
            together.end(&mut shown).expect("memory can be written");
            let counts = |table: &[u8]| -> Vec<(u64, String)> {
                let table = String::from_utf8_lossy(table);
                let rows = table.lines().skip(1).map(|row| row.trim_start().split_once(' ').expect("two columns"));
                rows.map(|(count, row)| (count.parse().expect("a count"), row.to_owned())).collect()
            };
            let expected: Vec<_> = counts(&expected).into_iter().map(|(count, row)| (count * 3, row)).collect();
            assert_eq!(counts(&shown), expected);
        }
    }
}

#[test]
fn what_came_before_an_input_breaks_is_shown() {
    struct Breaks<'b>(&'b [u8]);
    impl Read for Breaks<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Err(io::Error::other("the disk is gone"));
            }
            self.0.read(buffer)
        }
    }
    let log = "failed with error 5\n".repeat(50_000);
    for threads in [1, 2, 4] {
        let mut scanner = Scanner::new(embedded());
        scanner.use_threads(threads);
        let mut shown = Vec::new();
        let mut show = Whole { prefix: Prefix { file: false, line: false }, escape: false, color: false };
        let scanned = scanner.scan(Breaks(log.as_bytes()), None, &mut show, &mut shown);
        assert_eq!(scanned.expect_err("it broke").to_string(), "the disk is gone");
        let lines = shown.split(|&byte| byte == b'\n').filter(|line| line.starts_with(b"failed")).count();
        assert_eq!(lines, 50_000);
    }
}

#[test]
fn a_closed_output_ends_a_scan_however_many_threads_it_has() {
    struct Closes(usize);
    impl Write for Closes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for threads in [1, 2, 4] {
        let mut scanner = Scanner::new(embedded());
        scanner.use_threads(threads);
        // More than could ever be read to its end.
        let log = io::repeat(b'\n').take(u64::MAX);
        let mut show = Whole { prefix: Prefix { file: false, line: false }, escape: false, color: false };
        let scanned = scanner.scan(log, None, &mut show, &mut Closes(300_000));
        assert_eq!(scanned.expect_err("it closed").kind(), io::ErrorKind::BrokenPipe);
    }
}

#[test]
fn a_thread_that_panics_ends_a_scan() {
    struct Panics;
    impl Show for Panics {
        fn line(&mut self, _: &mut dyn Write, _: Place<'_>, _: &[u8], _: &[Finding<'_>]) -> io::Result<()> {
            panic!("it cannot be shown");
        }
        fn plain(&mut self, _: &mut dyn Write, _: Place<'_>, _: &[u8]) -> io::Result<()> {
            panic!("it cannot be shown");
        }
    }
    let mut scanner = Scanner::new(embedded());
    scanner.use_threads(4);
    // The input has no end.
    let scan = || scanner.scan(io::repeat(b'\n'), None, &mut Panics, &mut io::sink());
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(scan)).is_err());
}
