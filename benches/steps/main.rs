//! The steps of an answer, each on its own, over the embedded registry: `cargo bench --bench steps`.

use criterion::criterion_main;

mod query;
mod render;
mod text;

criterion_main!(query::benches, render::benches, text::benches);
