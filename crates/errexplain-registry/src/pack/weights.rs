//! What the search must know of every code before it is a hit: how often it is meant.

use std::collections::HashMap;

use crate::record::WeightRecord;
use crate::search::WEIGHT_UNIT;
use crate::source::{Namespace, Registry, Row};

/// What each step of a code's rank adds to its weight, as a share.
const RANK: f32 = 0.18;
/// What is added where the namespace is the first that a bare decimal is read in, and less where it is a later one: of the
/// many codes that say the same, that one is meant most often.
const PREFERENCE: f32 = 0.25;
/// The place in the order of readings from which on nothing is added.
const LEAST_PREFERRED: u8 = 60;
/// What is left of the weight of a code that nothing returns any more.
const RETIRED: f32 = 0.6;
/// The records of all codes, in packed order. `name_words` are the words of each one's symbol.
pub(super) fn weights(registry: &Registry, codes: &[(usize, &Row)], name_words: &[u8]) -> Vec<WeightRecord> {
    let all = registry.namespaces.iter().enumerate();
    let families: HashMap<(usize, &str), u16> = all
        .flat_map(|(number, namespace)| namespace.families.iter().map(move |family| (number, family.name.as_str())))
        .zip(0..)
        .collect();
    let record = |(&(namespace, row), &words): (&(usize, &Row), &u8)| WeightRecord {
        family: families.get(&(namespace, row.family.as_str())).copied().unwrap_or(u16::MAX),
        weight: weight(&registry.namespaces[namespace], row),
        words,
    };
    codes.iter().zip(name_words).map(record).collect()
}

/// What the score of a code is multiplied by, in units of [`WEIGHT_UNIT`]: more for codes that people meet often.
fn weight(namespace: &Namespace, row: &Row) -> u16 {
    let order = namespace.manifest.reading.decimal;
    let preference = f32::from(LEAST_PREFERRED.saturating_sub(order)) / f32::from(LEAST_PREFERRED) * PREFERENCE;
    let retired = if row.retired { RETIRED } else { 1.0 };
    (WEIGHT_UNIT * (1.0 + RANK * f32::from(row.rank)) * (1.0 + preference) * retired) as u16
}
