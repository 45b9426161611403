//! What is found in text: a search's words, a log's codes.

use std::hint::black_box;
use std::io;

use criterion::{Criterion, Throughput, criterion_group};
use errexplain::lookup::Scope;
use errexplain::registry::embedded;
use errexplain::scan::{Only, Prefix, Scanner};
use errexplain::search;

/// Two words, the same with slips, a message, and a message with a number.
const TEXTS: [&str; 4] = [
    "access denied",
    "acess dneied",
    "the process cannot access the file because it is used by another process",
    "Windows could not start the service, error 1067: the process terminated unexpectedly",
];

fn search(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("search");
    for text in TEXTS {
        group.bench_function(text, |bench| {
            bench.iter(|| search::search(embedded(), black_box(text), &Scope::Offered, 10, false));
        });
    }
}

fn scan(criterion: &mut Criterion) {
    let lines = include_str!("../../tests/scan/lines.tsv").lines().skip(1);
    let cells = lines.map(|line| line.splitn(3, '\t').collect::<Vec<_>>());
    let (with_codes, without): (Vec<_>, Vec<_>) =
        cells.map(|cells| (cells[1], cells[2])).partition(|(expected, _)| *expected != "-");
    let mut group = criterion.benchmark_group("scan");
    for (name, lines) in [("lines with codes", with_codes), ("lines without", without)] {
        let log: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
        let mut scanner = Scanner::new(embedded());
        let mut show = Only { prefix: Prefix { file: false, line: false }, color: false };
        group.throughput(Throughput::Bytes(log.len() as u64));
        group.bench_function(name, |bench| {
            bench.iter(|| scanner.scan(black_box(log.as_bytes()), None, &mut show, &mut io::sink()).expect("memory"));
        });
    }
}

criterion_group!(benches, search, scan);
