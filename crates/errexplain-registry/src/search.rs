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

use dictionary::Dictionary;
pub use query::Query;

/// Bytes of a word beyond which it is none.
pub const LONGEST_WORD: usize = 40;
/// The weighted frequency at which a word contributes half of what it can: BM25's k1.
pub const SATURATION: f32 = 1.2;
/// What a word contributes at most, as postings hold it.
pub const IMPACT_STEPS: f32 = 255.0;

/// How much the share of a query's words that a code has weighs: its power.
const COORDINATION: f32 = 2.0;
/// How much of a word it is to stand on the family's page alone.
const FAMILY_SHARE: f32 = 0.35;
/// What each step of a code's rank adds, as a share of its score.
const RANK: f32 = 0.06;
/// What is left of the score of a code that nothing returns any more.
const RETIRED: f32 = 0.6;
/// How many of the best are looked at more closely.
const CLOSER: usize = 48;
/// What a name adds that is made of the query's words alone, as a share of the score.
const WHOLE_NAME: f32 = 0.6;
/// What is added where words of the query stand in the name side by side, as a share of the score.
const ADJACENT: f32 = 0.25;

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
        let mut family_scores = vec![0.0f32; families * query.terms.len()];
        let mut rarities = Vec::new();
        for (number, term) in query.terms.iter().enumerate() {
            let rarity = term.rarity(codes, families);
            rarities.push(rarity);
            term.each_code(|code, impact| {
                if let (Some(score), Some(bits)) = (scores.get_mut(code as usize), matched.get_mut(code as usize)) {
                    *score += rarity * impact;
                    *bits |= 1 << number;
                }
            });
            term.each_family(|family, impact| {
                if let Some(score) = family_scores.get_mut(family as usize * query.terms.len() + number) {
                    *score = rarity * impact;
                }
            });
        }
        let total: f32 = rarities.iter().sum();
        let weights = self.section(Section::Weights);
        let mut found: Vec<(f32, u32, f32)> = Vec::new();
        for (code, (score, bits)) in scores.into_iter().zip(matched).enumerate() {
            if bits == 0 {
                continue;
            }
            let weight = WeightRecord::decode(weights.get(code * WeightRecord::SIZE..).unwrap_or_default());
            let own = usize::from(weight.family) * query.terms.len();
            let (mut score, mut coverage) = (score, 0.0);
            for (number, rarity) in rarities.iter().enumerate() {
                if bits >> number & 1 == 1 {
                    coverage += rarity;
                } else if let Some(&family) = family_scores.get(own + number)
                    && family > 0.0
                {
                    score += family;
                    coverage += rarity * FAMILY_SHARE;
                }
            }
            let coverage = coverage / total;
            score *= coverage.powf(COORDINATION) * (1.0 + RANK * f32::from(weight.rank));
            if weight.retired != 0 {
                score *= RETIRED;
            }
            found.push((score, code as u32, coverage));
        }
        let better = |left: &(f32, u32, f32), right: &(f32, u32, f32)| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1));
        let mut hits: Vec<Hit<'a>> = Vec::new();
        // Few are asked for and few are filtered out: the best are sorted in portions.
        let mut rest = &mut found[..];
        let wanted = most.max(CLOSER);
        while hits.len() < wanted && !rest.is_empty() {
            let portion = wanted.min(rest.len());
            if portion < rest.len() {
                rest.select_nth_unstable_by(portion - 1, better);
            }
            let (best, worse) = rest.split_at_mut(portion);
            best.sort_unstable_by(better);
            let codes =
                best.iter().map(|&(score, code, coverage)| Hit { code: self.code_at(code), score, coverage });
            hits.extend(codes.filter(|hit| keep(&hit.code)));
            rest = worse;
        }
        for hit in hits.iter_mut().take(CLOSER) {
            hit.score *= 1.0 + query.closeness(&hit.code);
        }
        hits.sort_by(|left, right| right.score.total_cmp(&left.score));
        hits.truncate(most);
        hits
    }
}
