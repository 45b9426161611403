//! `errexplain scan`.

use errexplain::registry::embedded;
use errexplain::scan::Finder;

/// The lines of the fixture: kind, expected findings, line.
///
/// A finding is `token=namespace:SYMBOL`; the symbol `x` stands for any of the namespace.
fn fixture() -> impl Iterator<Item = (&'static str, Vec<(&'static str, &'static str)>, &'static str)> {
    include_str!("scan/lines.tsv").lines().skip(1).map(|line| {
        let mut cells = line.splitn(3, '\t');
        let (kind, expected, text) = (cells.next(), cells.next(), cells.next());
        let expected = expected.unwrap_or_default().split(',').filter_map(|finding| finding.split_once('=')).collect();
        (kind.unwrap_or_default(), expected, text.unwrap_or_default())
    })
}

/// Every line of the fixture is scanned; a finding counts where the token and its likeliest reading are right.
#[test]
fn codes_are_found_and_other_numbers_are_not() {
    let mut finder = Finder::new(embedded());
    let mut findings = Vec::new();
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let mut report = String::new();
    for (kind, mut expected, line) in fixture() {
        finder.find(line.as_bytes(), &mut findings);
        for finding in &findings {
            let token = &line[finding.range.clone()];
            let code = &finding.readings.first.code;
            let found = format!("{}:{}", code.namespace, code.symbol);
            let matches = |(expected, reading): &(&str, &str)| {
                *expected == token
                    && (*reading == found || reading.strip_suffix(":x").is_some_and(|name| name == code.namespace))
            };
            match expected.iter().position(matches) {
                Some(at) => {
                    expected.remove(at);
                    right += 1;
                }
                None => {
                    wrong += 1;
                    report.push_str(&format!("{kind}: {token} is read as {found}: {line}\n"));
                }
            }
        }
        missed += expected.len();
        for (token, reading) in expected {
            report.push_str(&format!("{kind}: {token} is not found to be {reading}: {line}\n"));
        }
    }
    let precision = f64::from(right) / f64::from(right + wrong);
    let recall = f64::from(right) / (f64::from(right) + missed as f64);
    println!("precision {precision:.3}, recall {recall:.3} over {} findings\n{report}", right + wrong);
    assert!(precision >= PRECISION && recall >= RECALL, "precision {precision:.3}, recall {recall:.3}\n{report}");
}

const PRECISION: f64 = 0.98;
const RECALL: f64 = 0.95;

#[test]
fn the_fixture_is_large_and_of_many_kinds() {
    let kinds: std::collections::BTreeSet<&str> = fixture().map(|(kind, ..)| kind).collect();
    assert!(fixture().count() >= 200 && kinds.len() >= 25, "{} lines, {} kinds", fixture().count(), kinds.len());
}

mod common;

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use common::{Run, command};

/// Scans standard input.
fn scan(arguments: &[&str], input: &[u8]) -> Run {
    feed(command().arg("scan").args(arguments), input)
}

fn feed(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    output.into()
}

const DENIED: &str = "error 5\n";

#[test]
fn a_line_is_shown_with_its_codes_under_it() {
    let run = scan(&[], b"nothing\nerror 5 here\nport 5\n");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[..2], ["nothing", "error 5 here"]);
    assert!(lines[2].starts_with("    win32:ERROR_ACCESS_DENIED - 5 (0x5): "), "{}", lines[2]);
    assert_eq!((lines[3], lines.len(), run.status), ("port 5", 4, 0));
    assert_eq!(scan(&[], b"nothing\n").status, 1);
    assert_eq!(feed(&mut command(), DENIED.as_bytes()).stdout, scan(&[], DENIED.as_bytes()).stdout);
}

#[test]
fn logs_are_read_in_the_encodings_in_which_they_come() {
    let utf16: Vec<u8> = "\u{FEFF}Fehler: error 5\r\nnext\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let run = scan(&["--only"], &utf16);
    assert!(run.stdout.starts_with("5: win32:ERROR_ACCESS_DENIED"), "{}", run.stdout);
    for input in
        [&b"\0\0error 5\0\n"[..], b"\xFD\xFE\xFF error 5 \xC3\x28\n", b"error 5", b"error 5\r\n", b"a\n\n\r\nerror 5"]
    {
        let run = scan(&["--only"], input);
        assert!(run.stdout.starts_with("5: win32:ERROR_ACCESS_DENIED"), "{input:?}: {}", run.stdout);
        assert_eq!(run.stdout.lines().count(), 1, "{input:?}");
    }
}

#[test]
fn what_is_not_a_code_passes_through_unchanged() {
    let input = b"\0\x1b[31mred\x1b[0m \x80\xFF caf\xC3\xA9\r\n\r\n\n no end";
    let output = feed_bytes(&["scan"], input);
    assert_eq!(output, input);
    let long = [&vec![b'x'; 3 << 20][..], b" error 5 ", &vec![b'y'; 3 << 20][..]].concat();
    let shown = feed_bytes(&["scan", "--annotate"], &long);
    assert!(without_annotations(&shown) == long && shown.len() > long.len());
}

fn feed_bytes(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child =
        command().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends").stdout;
    writer.join().expect("the writer ends").expect("all is read");
    output
}

/// Takes ` [SYMBOL: summary]` out.
fn without_annotations(shown: &[u8]) -> Vec<u8> {
    let notes: Vec<String> = embedded()
        .namespaces()
        .flat_map(|namespace| namespace.codes())
        .map(|code| match code.summary() {
            Some(summary) => format!(" [{}: {summary}]", code.symbol()),
            None => format!(" [{}]", code.symbol()),
        })
        .collect();
    let notes: std::collections::HashSet<&[u8]> = notes.iter().map(|note| note.as_bytes()).collect();
    let mut plain = Vec::new();
    let mut rest = shown;
    while !rest.is_empty() {
        let note = rest
            .starts_with(b" [")
            .then(|| rest.iter().enumerate().filter(|(_, byte)| **byte == b']').map(|(at, _)| at + 1).take(4))
            .and_then(|mut ends| ends.find(|&end| notes.contains(&rest[..end])));
        match note {
            Some(end) => rest = &rest[end..],
            None => {
                plain.push(rest[0]);
                rest = &rest[1..];
            }
        }
    }
    plain
}

#[test]
fn annotations_are_additions() {
    let log = include_bytes!("scan/lines.tsv");
    let shown = feed_bytes(&["scan", "--annotate"], log);
    assert!(shown.len() > log.len() && without_annotations(&shown) == log);
    let run = scan(&["--annotate"], b"failed with error 5, twice\n");
    assert!(run.stdout.starts_with("failed with error 5 [ERROR_ACCESS_DENIED: "), "{}", run.stdout);
    assert!(run.stdout.ends_with("], twice\n"), "{}", run.stdout);
}

#[test]
fn findings_alone_and_as_a_table() {
    let log = b"error 5\nerror 2\nGetLastError 5\nport 5\n";
    let only = scan(&["--only", "--line-number"], log);
    let starts: Vec<&str> = only.stdout.lines().map(|line| line.split(" - ").next().unwrap_or_default()).collect();
    assert_eq!(
        starts,
        ["1:5: win32:ERROR_ACCESS_DENIED", "2:2: win32:ERROR_FILE_NOT_FOUND", "3:5: win32:ERROR_ACCESS_DENIED"]
    );
    let summary = scan(&["--summary"], log);
    let rows: Vec<Vec<&str>> = summary.stdout.lines().map(|line| line.split_whitespace().take(3).collect()).collect();
    assert_eq!(rows[0], ["count", "first", "line"]);
    assert_eq!(rows[1], ["2", "1", "win32:ERROR_ACCESS_DENIED"]);
    assert_eq!(rows[2], ["1", "2", "win32:ERROR_FILE_NOT_FOUND"]);
}

#[test]
fn json_lines_are_valid_and_say_where() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../schema/scan.schema.json")).expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let run = scan(&["--json"], include_bytes!("scan/lines.tsv"));
    assert!(run.stdout.lines().count() > 100);
    for line in run.stdout.lines() {
        let document: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let errors: Vec<String> = schema.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{line}: {errors:?}");
    }
    let run = scan(&["--json"], "\u{e4} \nab error 0x5\n".as_bytes());
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("one line");
    assert_eq!((&document["line"], &document["column"], &document["text"]), (&2.into(), &10.into(), &"0x5".into()));
    assert!(document["file"].is_null());
}

#[test]
fn files_are_named_and_one_that_cannot_be_read_does_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("a.log"), "x\nerror 5\n").expect("a file");
    std::fs::write(path("b.log"), "error 2\n").expect("a file");
    let run = |arguments: &[&str]| -> Run {
        command().current_dir(folder.path()).arg("scan").args(arguments).output().expect("the program starts").into()
    };
    let all = run(&["--only", "-n", "a.log", "missing.log", "b.log"]);
    assert_eq!(all.status, 2);
    assert!(all.stderr.contains("missing.log"), "{}", all.stderr);
    let lines: Vec<&str> = all.stdout.lines().collect();
    assert!(lines[0].starts_with("a.log:2:5: win32:ERROR_ACCESS_DENIED"), "{}", lines[0]);
    assert!(lines[1].starts_with("b.log:1:2: win32:ERROR_FILE_NOT_FOUND"), "{}", lines[1]);
    let folder_too = run(&["--only", ".", "b.log"]);
    assert_eq!(folder_too.status, 2);
    assert!(folder_too.stderr.contains(".: ") && folder_too.stdout.starts_with("b.log:2: win32:"));
    assert!(run(&["--only", "a.log"]).stdout.starts_with("5: "));
    assert!(run(&["--only", "-H", "a.log"]).stdout.starts_with("a.log:5: "));
    assert!(run(&["--only", "--no-filename", "a.log", "b.log"]).stdout.starts_with("5: "));
    let whole = run(&["-n", "a.log"]).stdout;
    assert!(whole.starts_with("1:x\n2:error 5\n    win32:"), "{whole}");
    assert!(run(&["--summary", "a.log", "b.log"]).stdout.contains("a.log:2"));
}

#[test]
fn what_is_packed_is_refused_with_the_command_that_unpacks_it() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("b.log"), DENIED).expect("a file");
    for (begin, hint) in [
        (&b"\x1f\x8b\x08\0..."[..], "`gzip -dc FILE | errexplain scan`"),
        (b"PK\x03\x04...", "`unzip -p FILE | errexplain scan`"),
        (b"ElfFile\0\0\0", "`wevtutil qe FILE /lf:true /f:text | errexplain scan`"),
    ] {
        std::fs::write(folder.path().join("a.bin"), begin).expect("a file");
        let run: Run = command()
            .current_dir(folder.path())
            .args(["scan", "--only", "a.bin", "b.log"])
            .output()
            .expect("the program starts")
            .into();
        assert!(run.stderr.starts_with("errexplain: a.bin: ") && run.stderr.contains(hint), "{}", run.stderr);
        assert!(run.stdout.starts_with("b.log:5: win32:ERROR_ACCESS_DENIED"), "{}", run.stdout);
        assert_eq!(run.status, 2);
        assert_eq!(scan(&[], begin).status, 2);
    }
    // What only begins as one of them does is text.
    for input in ["ElfFile: error 5\n", "PK error 5\n", "E", "B\n"] {
        let run = scan(&[], input.as_bytes());
        assert!(run.stdout.starts_with(input) && run.stderr.is_empty(), "{input}: {}", run.stderr);
    }
}

#[test]
fn colour_is_for_those_who_ask() {
    let run = scan(&["--color", "always"], DENIED.as_bytes());
    assert!(run.stdout.contains("\u{1b}["), "{}", run.stdout);
    assert!(!scan(&[], DENIED.as_bytes()).stdout.contains('\u{1b}'));
}

#[test]
fn a_line_is_shown_before_the_pipe_closes() {
    let mut child =
        command().arg("scan").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = child.stdout.take().expect("a pipe");
    let (sender, receiver) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = stdout.read(&mut buffer) {
            let _ = sender.send(buffer[..count].to_vec());
        }
    });
    stdin.write_all(DENIED.as_bytes()).expect("the program reads");
    let mut shown = Vec::new();
    while !shown.ends_with(b".\n") {
        let more = receiver.recv_timeout(std::time::Duration::from_secs(20)).expect("the line is shown");
        shown.extend(more);
    }
    assert!(String::from_utf8_lossy(&shown).starts_with("error 5\n    win32:ERROR_ACCESS_DENIED"));
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
    reader.join().expect("the reader ends");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = command()
        .arg("scan")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    for _ in 0..10_000 {
        if stdin.write_all(DENIED.as_bytes()).is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn colours_of_a_log_hide_no_code() {
    let log = "\u{1b}[31merrno 13\u{1b}[0m\n\u{1b}[1;31m0x80070005\u{1b}[0m\n";
    let mut child = command().args(["scan", "--only"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(log.as_bytes()).unwrap();
    let found: Run = child.wait_with_output().unwrap().into();
    assert!(
        found.stdout.contains("errno:EACCES") && found.stdout.contains("hresult:E_ACCESSDENIED"),
        "{}",
        found.stdout
    );
}

#[test]
fn a_large_file_that_threads_share_is_shown_as_a_pipe_is() {
    let log = include_str!("scan/lines.tsv").repeat(40);
    assert!(log.len() > 2 << 20, "small files are not shared");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.log");
    std::fs::write(&file, &log).expect("a file");
    let file = file.to_str().expect("a plain path");
    for way in ["--line-number", "--only", "--summary"] {
        let (shared, piped) = (scan(&[way, "--no-filename", file], b""), scan(&[way, "--no-filename"], log.as_bytes()));
        let (mut shared, piped) = (shared.stdout, piped.stdout);
        // A summary names the file.
        if way == "--summary" {
            shared = shared.replace(&format!("{file}:"), "");
            let squeezed = |table: &str| table.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(squeezed(&shared), squeezed(&piped));
        } else {
            assert!(shared == piped, "{way}");
        }
    }
}
