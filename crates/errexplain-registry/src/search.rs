//! The full-text search: BM25 over weighted fields, by an index that the packer makes and that is read in place.
//!
//! A word leads through an `fst` map to the place of its stem's postings, where stands what it contributes to each code, in a
//! byte; only its rarity is worked out here. The words of a family's page count for each of its codes.

use fst::Map;

use crate::format::Section;
use crate::reader::Registry;
use crate::record::{Record as _, WeightRecord};
use crate::view::Code;

mod dictionary;
mod query;
mod synonyms;

use dictionary::Dictionary;
pub use query::Query;

/// Bytes of a word beyond which it is none.
pub const LONGEST_WORD: usize = 40;
/// The weighted frequency at which a word contributes half of what it can: BM25's k1.
pub const SATURATION: f32 = 1.2;
/// What a word contributes at most, as postings hold it in the low bits of a byte.
pub const IMPACT_STEPS: f32 = 127.0;
/// The bit of that byte that says that the word stands in the code's symbol, behind the prefix.
pub const IN_NAME: u8 = 0x80;
/// The weight of a code that nothing is known of, as the packed registry holds it.
pub const WEIGHT_UNIT: f32 = 1000.0;

/// How much the share of a query's words that a code has weighs: its power.
const COORDINATION: f32 = 1.5;
/// What a word contributes where a code has it in full: one that contributes less, as on a long page or as a word that only
/// stands for another, is less of a match.
const FULL: f32 = 0.65;
/// How much of a match it is to stand on the family's page alone.
const FAMILY_SHARE: f32 = 0.7;
/// What a name adds that is made of the query's words alone, as a share of the score.
const WHOLE_NAME: f32 = 0.6;

/// A code that a search found.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// The code.
    pub code: Code<'a>,
    /// More is better; comparable within one search only. Greater than zero.
    pub score: f32,
    /// The share of the query's words that it has, by what they say; above 0 and at most 1.
    pub coverage: f32,
}

impl<'a> Registry<'a> {
    fn dictionary(&self) -> Option<Dictionary<'a>> {
        let map = Map::new(self.section(Section::Words)).ok()?;
        Some(Dictionary::new(map, self.section(Section::Postings)))
    }

    /// Reads a text as a query: its words without what is inserted into messages, each with the words of the index that it
    /// stands for.
    pub fn query(&self, text: &str) -> Query<'a> {
        Query::new(self.dictionary(), text)
    }

    /// The codes that a query finds, the best first, at most `most` of those that `keep` holds for.
    pub fn search(&self, query: &Query<'a>, most: usize, keep: impl Fn(&Code<'a>) -> bool) -> Vec<Hit<'a>> {
        let codes = self.len() as usize;
        let families = self.count::<crate::record::FamilyRecord>() as usize;
        let mut scores = vec![0.0f32; codes];
        let mut matched = vec![0u32; codes];
        let mut coverages = vec![0.0f32; codes];
        let mut in_names = vec![0u8; codes];
        let mut family_impacts = vec![0.0f32; families * query.terms.len()];
        let mut rarities = Vec::new();
        for (number, term) in query.terms.iter().enumerate() {
            let rarity = term.rarity(codes, families);
            rarities.push(rarity);
            term.each_code(|code, impact, in_name| {
                let code = code as usize;
                if code < codes {
                    scores[code] += rarity * impact;
                    matched[code] |= 1 << number;
                    coverages[code] += rarity * share_of_match(impact);
                    in_names[code] += u8::from(in_name);
                }
            });
            term.each_family(|family, impact| {
                if let Some(known) = family_impacts.get_mut(family as usize * query.terms.len() + number) {
                    *known = impact.max(*known);
                }
            });
        }
        let total: f32 = rarities.iter().sum();
        let weights = self.section(Section::Weights);
        let mut found: Vec<(f32, u32, f32)> = Vec::new();
        for (code, bits) in matched.into_iter().enumerate().filter(|(_, bits)| *bits != 0) {
            let weight = WeightRecord::decode(weights.get(code * WeightRecord::SIZE..).unwrap_or_default());
            let own = usize::from(weight.family) * query.terms.len();
            let (mut score, mut coverage) = (scores[code], coverages[code]);
            for (number, rarity) in rarities.iter().enumerate().filter(|(number, _)| bits >> number & 1 == 0) {
                if let Some(&impact) = family_impacts.get(own + number).filter(|impact| **impact > 0.0) {
                    score += rarity * impact;
                    coverage += rarity * FAMILY_SHARE * share_of_match(impact);
                }
            }
            let coverage = coverage / total;
            score *= coverage.powf(COORDINATION) * f32::from(weight.weight);
            if in_names[code] >= weight.words.max(1) {
                score *= 1.0 + WHOLE_NAME * f32::from(in_names[code]) / query.terms.len() as f32;
            }
            found.push((score / WEIGHT_UNIT, code as u32, coverage));
        }
        let better =
            |left: &(f32, u32, f32), right: &(f32, u32, f32)| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1));
        let mut hits: Vec<Hit<'a>> = Vec::new();
        // Few are asked for and few are filtered out: the best are sorted in portions.
        let mut rest = &mut found[..];
        while hits.len() < most && !rest.is_empty() {
            let portion = most.min(rest.len());
            if portion < rest.len() {
                rest.select_nth_unstable_by(portion - 1, better);
            }
            let (best, worse) = rest.split_at_mut(portion);
            best.sort_unstable_by(better);
            let codes = best.iter().map(|&(score, code, coverage)| Hit { code: self.code_at(code), score, coverage });
            hits.extend(codes.filter(|hit| keep(&hit.code)));
            rest = worse;
        }
        hits.truncate(most);
        hits
    }
}

/// How much of a match it is that a word contributes so much.
fn share_of_match(impact: f32) -> f32 {
    (impact / FULL).sqrt().min(1.0)
}
