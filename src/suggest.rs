//! The names nearest to one that is not known.

use errexplain_registry::{Code, Namespace, Registry};
use rapidfuzz::distance::osa;

/// How many names are offered.
const MOST: usize = 5;

/// The codes whose names are nearest to `text` by edit distance over letters and digits, nearest first; none where
/// nothing is near enough to be a likely slip.
pub fn suggest<'a>(registry: Registry<'a>, text: &str, scope: &[Namespace<'a>]) -> Vec<Code<'a>> {
    let wanted = errexplain_registry::reader::loose_form(text);
    // One slip in four characters at most, and never more than four: beyond that names have little in common.
    let mut within = (wanted.len() / 4).min(4);
    if within == 0 {
        return Vec::new();
    }
    let comparator = osa::BatchComparator::new(wanted.chars());
    let mut near: Vec<(usize, Code<'a>)> = Vec::new();
    for (name, code) in registry.loose_names() {
        if name.len().abs_diff(wanted.len()) > within || !scope.is_empty() && !scope.contains(&code.namespace()) {
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
