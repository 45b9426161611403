//! Names near to one that is not known: most of the registry's are ruled out by their length and letters alone.

use std::ops::Range;

use crate::reader::Registry;
use crate::record::{LettersRecord, LooseNameRecord};
use crate::view::Code;

/// Where the length of a name stands in its letters.
const LENGTH: u32 = 56;
/// Where the letters stand that a name has at least twice.
const TWICE: u32 = 36;
/// The letters that names have twice most often; as many as there are bits for.
const OFTEN_TWICE: &[u8; 20] = b"ERTIOANSLCDUPMFGHVYB";

/// The letters of a loose name: from the low bit, A to Z, then 0 to 9, then those of the twenty most frequent letters that it
/// has twice; its length in the top eight bits, so that names of like length stand together.
pub fn letters(name: &str) -> u64 {
    let mut once = 0u64;
    let mut twice = 0u64;
    for byte in name.bytes() {
        let bit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'0'..=b'9' => byte - b'0' + 26,
            _ => continue,
        };
        if once >> bit & 1 == 1
            && let Some(place) = OFTEN_TWICE.iter().position(|&often| often == byte)
        {
            twice |= 1 << place;
        }
        once |= 1 << bit;
    }
    once | twice << TWICE | (name.len().min(255) as u64) << LENGTH
}

impl<'a> Registry<'a> {
    /// The loose names that can be within so many edits of `wanted`, with their codes: those of like length that share all
    /// but so many letters. An edit takes away one letter at most and brings in another.
    pub fn names_like(&self, wanted: &str, edits: u32) -> impl Iterator<Item = (&'a str, Code<'a>)> + use<'a> {
        let registry = *self;
        let mask = letters(wanted);
        let length = mask >> LENGTH;
        let lengths = |length: u64| {
            self.equal_range(|record: &LettersRecord| {
                (record.letters >> LENGTH).cmp(&length).then(std::cmp::Ordering::Greater)
            })
        };
        let Range { start, .. } = lengths(length.saturating_sub(u64::from(edits)));
        let Range { start: end, .. } = lengths(length + u64::from(edits) + 1);
        let without_length = (1 << LENGTH) - 1;
        let is_like = move |record: &LettersRecord| {
            let lost = (mask & !record.letters & without_length).count_ones();
            let gained = (record.letters & !mask & without_length).count_ones();
            lost <= edits && gained <= edits
        };
        (start..end).map(move |index| registry.record::<LettersRecord>(index)).filter(is_like).map(move |record| {
            let name: LooseNameRecord = registry.record(record.name);
            (registry.text(name.name), registry.code_at(name.code))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn an_edit_changes_a_letter_or_two() {
        let without_length = |name| letters(name) & ((1 << 56) - 1);
        assert_eq!(without_length("ACCESSDENIED"), without_length("DENIEDACCESS"));
        assert_eq!(letters("ABC") >> 56, 3);
        let differing = (without_length("ACCESSDENIED") ^ without_length("ACESSDENIED")).count_ones();
        assert_eq!(differing, 1, "one C is lost");
    }
}
