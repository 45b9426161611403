//! What may have been meant by a name or number that is not known.

use errexplain_registry::{Code, Registry};
use rapidfuzz::distance::osa;

use crate::lookup::{self, Scope};
use crate::query::{self, Query};
use crate::search;

/// How many codes are offered.
const MOST: usize = 5;

/// What may have been meant by a text that no code has as its name: names near to it where it is a word, and otherwise, or where
/// there are none, the codes that its words speak of.
pub fn texts<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>) -> Vec<Code<'a>> {
    let near = if text.contains(char::is_whitespace) { Vec::new() } else { names(registry, text, scope) };
    if near.is_empty() { words(registry, text, scope) } else { near }
}

/// The codes whose names are nearest to `text` by edit distance over letters and digits, nearest first; none where
/// nothing is near enough to be a likely slip.
fn names<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>) -> Vec<Code<'a>> {
    let wanted = errexplain_registry::reader::loose_form(text);
    // One slip in four characters at most, and never more than four: beyond that names have little in common.
    let mut within = (wanted.len() / 4).min(4);
    if within == 0 {
        return Vec::new();
    }
    let comparator = osa::BatchComparator::new(wanted.chars());
    let mut near: Vec<(usize, Code<'a>)> = Vec::new();
    for (name, code) in registry.names_like(&wanted, within as u32) {
        if !scope.holds(&code.namespace()) {
            continue;
        }
        let cutoff = osa::Args::default().score_cutoff(within);
        if let Some(distance) = comparator.distance_with_args(name.chars(), &cutoff) {
            // A code is found by several of its names; the nearest counts.
            match near.iter_mut().find(|(_, known)| *known == code) {
                Some((known, _)) => *known = distance.min(*known),
                None => near.push((distance, code)),
            }
            near.sort_by_key(|(distance, code)| (*distance, 9 - code.rank(), code.index()));
            if near.len() > MOST {
                near.truncate(MOST);
                within = near[MOST - 1].0;
            }
        }
    }
    near.into_iter().map(|(_, code)| code).collect()
}

/// How many codes the words of a text suggest.
const BY_WORDS: usize = 3;
/// The least share of a text's words, by what they say, that a code must have to be offered for it.
const LEAST_COVERAGE: f32 = 0.5;

/// The codes that the words of a text, or of a name that is near to no other, speak of, the likeliest first.
pub(crate) fn words<'a>(registry: Registry<'a>, text: &str, scope: &Scope<'a>) -> Vec<Code<'a>> {
    let (scope, text) = search::scoped(registry, text, scope);
    let hits = registry.search(&registry.query(text), BY_WORDS, scope.namespaces());
    hits.into_iter().filter(|hit| hit.coverage >= LEAST_COVERAGE).map(|hit| hit.code).collect()
}

/// The codes that an unknown or unreadable number is one common slip away from: a letter O for a zero, a minus sign that was
/// lost, a digit too many or too few in hex.
pub fn numbers<'a>(registry: Registry<'a>, text: &str) -> Vec<Code<'a>> {
    let text = text.trim();
    let mut variants: Vec<String> = Vec::new();
    if text.contains(['o', 'O']) {
        variants.push(text.replace(['o', 'O'], "0"));
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() == 10 {
        variants.push(format!("-{text}"));
    }
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).filter(|digits| digits.is_ascii())
    {
        match digits.len() {
            // Zeros and repeated digits are what gets lost or doubled.
            7 => variants.extend((0..=7).map(|at| format!("0x{}0{}", &digits[..at], &digits[at..]))),
            9 => variants.extend((0..9).map(|at| format!("0x{}{}", &digits[..at], &digits[at + 1..]))),
            _ => {}
        }
    }
    let mut codes: Vec<Code<'a>> = Vec::new();
    for variant in variants {
        let Ok(query @ Query::Numbers(_)) = query::parse(&variant) else { continue };
        if let Some(found) = lookup::find(registry, &query, &Scope::Offered).into_iter().next()
            && !codes.contains(&found.code)
        {
            codes.push(found.code);
        }
    }
    codes.sort_by_key(|code| (9 - code.rank(), code.index()));
    codes.truncate(MOST);
    codes
}
