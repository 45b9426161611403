//! From a code to its page: what is collected for it, and how it is written.

use std::hint::black_box;
use std::io;

use criterion::{Criterion, criterion_group};
use errexplain::lookup::Scope;
use errexplain::registry::embedded;
use errexplain::render::{Layout, json, markdown, text};
use errexplain::report::{self, Report, SCHEMA_VERSION};

/// A number that is one code, and one that other codes have as well.
const TYPED: [&str; 2] = ["1367", "0x80070057"];

fn report(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("report");
    for typed in TYPED {
        group.bench_function(typed, |bench| {
            bench.iter(|| report::explain(embedded(), black_box(typed), &Scope::Offered, 1));
        });
    }
}

fn render(criterion: &mut Criterion) {
    let layout = Layout { width: 100, sections: Vec::new(), all: false, hyperlinks: false };
    let mut group = criterion.benchmark_group("render");
    for typed in TYPED {
        // JSON tells all matches in full, the others the first one.
        let report = |full| Report {
            schema_version: SCHEMA_VERSION,
            results: report::explain(embedded(), typed, &Scope::Offered, full),
        };
        let (page, document) = (report(1), report(usize::MAX));
        let page = &page.results[0];
        group.bench_function(format!("text/{typed}"), |bench| bench.iter(|| text::render(black_box(page), &layout)));
        group.bench_function(format!("markdown/{typed}"), |bench| {
            bench.iter(|| markdown::render(black_box(page), &layout));
        });
        group.bench_function(format!("json/{typed}"), |bench| {
            bench.iter(|| json::write(io::sink(), black_box(&document)).expect("a sink takes it"));
        });
    }
}

criterion_group!(benches, report, render);
