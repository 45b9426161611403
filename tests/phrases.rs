//! How often the search finds what people mean: the share of phrases whose code is the first hit, and among the first three.
//!
//! A line of the table is a text as a person types or pastes it and the codes that answer it, any of them; a namespace may
//! stand before a symbol.

use errexplain::lookup::Scope;
use errexplain::registry::embedded;
use errexplain::search::{HitView, search};

/// Hits that are looked at.
const FIRST: usize = 3;
/// The least share of first hits that are right, in percent.
const FIRST_HIT: usize = 75;
/// The least share of phrases that have a right one among the first three hits, in percent.
const FIRST_THREE: usize = 90;

fn is(hit: &HitView<'_>, wanted: &str) -> bool {
    let (namespace, symbol) = wanted.split_once(':').unwrap_or((hit.code.namespace, wanted));
    hit.code.symbol == symbol && hit.code.namespace == namespace
}

#[test]
fn phrases() {
    let (mut total, mut first, mut three) = (0, 0, 0);
    for line in include_str!("search/phrases.tsv").lines().skip(1) {
        let (text, wanted) = line.split_once('\t').expect("a text, a tab, and symbols");
        for symbol in wanted.split(' ') {
            let bare = symbol.rsplit(':').next().unwrap_or(symbol);
            assert!(embedded().by_name(bare).any(|code| code.symbol() == bare), "there is no {symbol}");
        }
        let found = search(embedded(), text, &Scope::Offered, FIRST, false);
        let place = found.hits.iter().position(|hit| wanted.split(' ').any(|wanted| is(hit, wanted)));
        total += 1;
        first += usize::from(place == Some(0));
        three += usize::from(place.is_some());
        if place != Some(0) {
            let hits: Vec<String> = found
                .hits
                .iter()
                .map(|hit| format!("{}:{} {:.2}", hit.code.namespace, hit.code.symbol, hit.score))
                .collect();
            println!("{text}: {}, {hits:?}", place.map_or("-".to_owned(), |place| (place + 1).to_string()));
        }
    }
    println!("{total} phrases: {first} at the first hit, {three} among the first three");
    assert!(first * 100 >= total * FIRST_HIT, "{first} of {total} first hits are right");
    assert!(three * 100 >= total * FIRST_THREE, "{three} of {total} phrases have a right hit among the first three");
}
