//! The subcommand `scan`: its files, its output, its exit status.

use std::fs::{File, Metadata};
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::process::ExitCode;
use std::thread;

use super::progress::Progress;
use super::{FAILED, Failure, NOT_FOUND};
use crate::cli::Scan;
use crate::output;
use crate::registry::embedded;
use crate::render::style::{ERROR, paint};
use crate::scan::{Annotate, JsonLines, Only, Prefix, Scanner, Show, Summary, Whole, unpacked};

/// Scans the files of a call. A file that cannot be read is reported, and the others are scanned.
pub(super) fn run(options: &Scan) -> Result<ExitCode, Failure> {
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let color = output::is_colored(options.color.color_choice());
    let prefix = Prefix {
        file: !options.no_filename && (options.with_filename || options.files.len() > 1),
        line: options.line_number,
    };
    let mut show: Box<dyn Show> = if options.json {
        Box::new(JsonLines)
    } else if options.summary {
        Box::new(Summary::default())
    } else if options.annotate {
        Box::new(Annotate { escape: terminal })
    } else if options.only {
        Box::new(Only { prefix, color })
    } else {
        Box::new(Whole { prefix, escape: terminal, color })
    };
    // Raw and buffered: what is not coloured needs no stream that strips colours, which is slower than the scan itself.
    let mut out = BufWriter::with_capacity(64 * 1024, stdout);
    let mut scanner = Scanner::new(embedded());
    let mut found = 0;
    let mut failed = false;
    let standard_input = ["-".into()];
    let files = if options.files.is_empty() { &standard_input[..] } else { &options.files };
    for file in files {
        let name = file.to_string_lossy();
        let mut scan = |input: &mut (dyn Read + Send), name, threads| {
            scanner.use_threads(threads);
            scanner.scan(unpacked(input)?, name, &mut *show, &mut out)
        };
        let scanned = if file == "-" {
            scan(&mut io::stdin(), None, 1)
        } else {
            File::open(file).and_then(|mut input| {
                // What is no file has no size that is known before.
                let size = input.metadata().ok().filter(Metadata::is_file).map_or(0, |metadata| metadata.len());
                let threads = threads(size);
                match Progress::new(size, &name, terminal) {
                    Some(progress) => scan(&mut progress.reading(input), Some(&name), threads),
                    None => scan(&mut input, Some(&name), threads),
                }
            })
        };
        match scanned {
            Ok(totals) => found += totals.findings,
            Err(error) if output::is_closed_pipe(&error) => return Err(error.into()),
            Err(error) => {
                out.flush()?;
                let line = format!("{} {name}: {error}\n", paint(ERROR, "errexplain:"));
                output::Output { color: options.color.color_choice(), links: false, page: false }.stderr(&line);
                failed = true;
            }
        }
    }
    show.end(&mut out)?;
    out.flush()?;
    Ok(match (failed, found) {
        (true, _) => ExitCode::from(FAILED),
        (false, 0) => ExitCode::from(NOT_FOUND),
        (false, _) => ExitCode::SUCCESS,
    })
}

/// Files below this size are read before a thread has begun.
const SHARED: u64 = 1 << 20;
/// Threads that are worth it: with more of them, each waits for what cannot be shared, and each needs memory.
const THREADS: usize = 4;

/// How many threads share the lines of a file of so many bytes.
fn threads(size: u64) -> usize {
    if size < SHARED {
        return 1;
    }
    thread::available_parallelism().map_or(1, |count| count.get().min(THREADS))
}
