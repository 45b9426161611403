//! The full-text search: BM25 over weighted fields, by an index that the packer makes and that is read in place.
//!
//! A word leads through an `fst` map to the place of its stem's postings, where stands what it contributes to each code, in a
//! byte; only its rarity is worked out here. The words of a family's page count for each of its codes.

use std::cmp::Ordering;

use fst::Map;

use crate::format::Section;
use crate::reader::Registry;
use crate::record::{FamilyRecord, WeightRecord};
use crate::view::{Code, Namespace};

mod dictionary;
mod known;
mod query;
mod synonyms;

use dictionary::Dictionary;
pub use query::Query;
use query::{Codes, Term};

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

/// What a word contributes where a code has it in full: one that contributes less, as on a long page or as a word that only
/// stands for another, is less of a match.
const FULL: f32 = 0.65;
/// How much of a match it is to stand on the family's page alone.
const FAMILY_SHARE: f32 = 0.7;
/// The share of what a query's words say that a code's must say together.
const LEAST_SAID: f32 = 0.25;
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
        let synonyms = std::str::from_utf8(self.section(Section::Synonyms)).unwrap_or_default();
        Some(Dictionary::new(map, self.section(Section::Postings), synonyms))
    }

    /// Reads a text as a query: its words without what is inserted into messages, each with the words of the index that it
    /// stands for.
    pub fn query(&self, text: &str) -> Query<'a> {
        Query::new(self.dictionary(), text)
    }

    /// The codes that a query finds, the best first, at most `most`; only those of some namespaces where any are given.
    pub fn search(&self, query: &Query<'a>, most: usize, within: &[Namespace<'a>]) -> Vec<Hit<'a>> {
        if query.is_foreign() {
            return Vec::new();
        }
        let families = self.count::<FamilyRecord>() as usize;
        let terms = &query.terms;
        let rarities: Vec<f32> = terms.iter().map(|term| term.rarity(self.len() as usize, families)).collect();
        let total: f32 = rarities.iter().sum();
        let mut on_pages = vec![0.0f32; families * terms.len()];
        for (number, term) in terms.iter().enumerate() {
            term.each_family(|family, impact| {
                if let Some(known) = on_pages.get_mut(family as usize * terms.len() + number) {
                    *known = impact.max(*known);
                }
            });
        }
        let leading = leading(&rarities);
        let mut best = Best { most, hits: Vec::new(), dropped: None };
        let mut lists: Vec<Codes<'_>> = terms.iter().map(Term::codes).collect();
        // The lists are in the order of the codes: code by code, from all lists that have it.
        let next = |lists: &[Codes<'_>]| {
            let lead = lists.iter().zip(&leading).filter(|(_, leads)| **leads);
            lead.filter_map(|(list, _)| list.peek()).min()
        };
        while let Some(code) = next(&lists) {
            let record: WeightRecord = self.record(code);
            let family = usize::from(record.family) * terms.len();
            let (mut score, mut coverage, mut in_name) = (0.0, 0.0, 0u8);
            for (number, list) in lists.iter_mut().enumerate() {
                let rarity = rarities[number];
                if let Some(posting) = list.take(code) {
                    score += rarity * posting.impact;
                    coverage += rarity * share_of_match(posting.impact);
                    in_name += u8::from(posting.in_name);
                } else if let Some(&impact) = on_pages.get(family + number).filter(|impact| **impact > 0.0) {
                    score += rarity * impact;
                    coverage += rarity * FAMILY_SHARE * share_of_match(impact);
                }
            }
            coverage /= total;
            // To the power of one and a half: a code that has only some of the words falls behind one that has all.
            score *= coverage * coverage.sqrt() * f32::from(record.weight) / WEIGHT_UNIT;
            if in_name >= record.words.max(1) {
                score *= 1.0 + WHOLE_NAME * f32::from(in_name) / terms.len() as f32;
            }
            if within.is_empty() || within.iter().any(|namespace| namespace.has(code)) {
                best.add(Ranked { score, coverage, code });
            }
        }
        let ranked = best.sorted().into_iter();
        ranked.map(|Ranked { score, coverage, code }| Hit { code: self.code_at(code), score, coverage }).collect()
    }
}

/// Which words of a query lead to codes: all but those that say so little that a code which has them alone is no hit.
fn leading(rarities: &[f32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..rarities.len()).collect();
    order.sort_by(|&left, &right| rarities[left].total_cmp(&rarities[right]));
    let mut leading = vec![true; rarities.len()];
    let mut left = rarities.iter().sum::<f32>() * LEAST_SAID;
    for number in order {
        left -= rarities[number];
        if left < 0.0 {
            break;
        }
        leading[number] = false;
    }
    leading
}

/// A code and how well it answers.
#[derive(Clone, Copy)]
struct Ranked {
    score: f32,
    coverage: f32,
    code: u32,
}

/// The best of all that was added.
struct Best {
    most: usize,
    hits: Vec<Ranked>,
    /// The best that was dropped: whatever is no better would be dropped, too.
    dropped: Option<Ranked>,
}

impl Best {
    /// How many more than are wanted are gathered before the worst are dropped.
    const SLACK: usize = 64;

    fn add(&mut self, ranked: Ranked) {
        if self.dropped.is_some_and(|dropped| Self::better(&dropped, &ranked).is_lt()) {
            return;
        }
        self.hits.push(ranked);
        if self.hits.len() >= 2 * self.most + Self::SLACK {
            let (_, dropped, _) = self.hits.select_nth_unstable_by(self.most, Self::better);
            self.dropped = Some(*dropped);
            self.hits.truncate(self.most);
        }
    }

    fn sorted(mut self) -> Vec<Ranked> {
        self.hits.sort_unstable_by(Self::better);
        self.hits.truncate(self.most);
        self.hits
    }

    fn better(left: &Ranked, right: &Ranked) -> Ordering {
        right.score.total_cmp(&left.score).then(left.code.cmp(&right.code))
    }
}

/// How much of a match it is that a word contributes so much.
fn share_of_match(impact: f32) -> f32 {
    (impact / FULL).sqrt().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::leading;

    #[test]
    fn words_that_say_little_lead_to_no_code() {
        assert_eq!(leading(&[5.0, 1.0, 4.0]), [true, false, true]);
        assert_eq!(leading(&[5.0, 5.0]), [true, true]);
        assert_eq!(leading(&[0.5]), [true]);
        assert_eq!(leading(&[]), [true; 0]);
    }
}
