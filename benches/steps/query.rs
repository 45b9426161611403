//! From what was typed to the codes it can mean, over the embedded registry.

use std::hint::black_box;

use criterion::{Criterion, criterion_group};
use errexplain::lookup::{self, Scope};
use errexplain::registry::embedded;
use errexplain::{decode, query, suggest};

/// A decimal, hex that carries another code, the same with a sign, digits that can be decimal or hex, a name, a name without its prefix.
const TYPED: [&str; 6] = ["1367", "0x80070005", "-2147024891", "80070005", "ERROR_ACCESS_DENIED", "access_denied"];
/// Numbers that no code has.
const UNKNOWN: [&str; 2] = ["0x8A15BEEF", "0xC0DEC0DE"];
/// A letter left out, letters that changed places, and words that are no name.
const SLIPS: [&str; 3] = ["ERROR_ACESS_DENIED", "STATUS_OBJCET_NAME_NOT_FOUND", "the disk is full"];

fn parse(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    for typed in TYPED {
        group.bench_function(typed, |bench| bench.iter(|| query::parse(black_box(typed))));
    }
}

fn lookup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lookup");
    for typed in TYPED {
        let query = query::parse(typed).expect("a code");
        group.bench_function(typed, |bench| {
            bench.iter(|| lookup::find(embedded(), black_box(&query), &Scope::Offered));
        });
    }
}

fn decode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode");
    for typed in UNKNOWN {
        let query = query::parse(typed).expect("a number");
        group.bench_function(typed, |bench| bench.iter(|| decode::decode(embedded(), black_box(&query))));
    }
}

fn suggest(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("suggest");
    for typed in SLIPS {
        group.bench_function(typed, |bench| {
            bench.iter(|| suggest::texts(embedded(), black_box(typed), &Scope::Offered));
        });
    }
}

criterion_group!(benches, parse, lookup, decode, suggest);
