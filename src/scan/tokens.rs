//! The tokens of a log that may be codes. Nothing that [`Reader::candidates`] makes a code of is left out; what is found in vain is read
//! once more, with care.

use std::ops::Range;

use crate::message::{Reader, Run, Token, is_word_byte, run};

use super::filter::Filter;
use super::places::Places;
use super::vectors::{Vectors, Work};
use crate::message::blocks::{BLOCK, Kinds};

/// The tokens of a text that may be codes.
pub struct Tokens<'t> {
    vectors: Vectors,
    filter: &'t Filter,
    reader: &'t Reader<'t>,
    text: &'t str,
    places: Places<'t>,
    /// A block, and the places in it that are worth a look, but for those that were looked at.
    at: usize,
    worth: u64,
    /// The last of them.
    place: usize,
    /// Everything before it was looked at.
    from: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        loop {
            if self.worth == 0 {
                let search = Search { filter: self.filter, places: &mut self.places };
                (self.at, self.worth) = self.vectors.run(search)?;
            }
            self.place = self.at + self.worth.trailing_zeros() as usize;
            self.worth &= self.worth - 1;
            if self.place < self.from {
                continue;
            }
            let run = self.places.run(self.place);
            let Range { start, end } = run.range;
            if start < self.from || start == end {
                continue;
            }
            let token = if start == self.place && bytes[start].is_ascii_digit() {
                let part = is_behind_comma(bytes, start) && is_group(bytes, start);
                (!part).then(|| run.token(bytes))
            } else {
                self.from = end;
                self.filter.word(self.reader, self.text, run)
            };
            if let Some(token) = token {
                self.from = token.range.end;
                if token.is_whole(bytes) {
                    return Some(token);
                }
            }
        }
    }
}

impl<'t> Tokens<'t> {
    /// Those of a text, in its order.
    pub fn new(vectors: Vectors, filter: &'t Filter, reader: &'t Reader<'t>, text: &'t str) -> Self {
        let places = Places::new(text.as_bytes());
        Self { vectors, filter, reader, text, places, at: 0, worth: 0, place: 0, from: 0 }
    }

    /// How many lines stand before that of the last token, and where it begins and ends.
    pub fn line(&self) -> (usize, Range<usize>) {
        self.places.line(self.place)
    }

    /// How many lines end in the text, once there are no more tokens.
    pub fn lines(&self) -> usize {
        self.places.breaks()
    }
}

/// The search for the next block with places that are worth a look.
struct Search<'s, 't> {
    filter: &'s Filter,
    places: &'s mut Places<'t>,
}

impl Work for Search<'_, '_> {
    type Done = Option<(usize, u64)>;

    #[inline(always)]
    fn run(self, kinds: impl Fn(&[u8; BLOCK]) -> Kinds) -> Self::Done {
        let bytes = self.places.bytes();
        while let Some((block, marks)) = self.places.next(&kinds) {
            let worth = self.filter.worth(bytes, &block, marks);
            if worth != 0 {
                return Some((block.at, worth));
            }
        }
        None
    }
}

/// Whether the byte before a place belongs to the same word or number.
fn is_joined(bytes: &[u8], place: usize) -> bool {
    place > 0 && is_word_byte(bytes[place - 1])
}

/// Where the word or number begins that holds a place, or ends before it.
fn start_of_run(bytes: &[u8], mut place: usize) -> usize {
    while is_joined(bytes, place) {
        place -= 1;
    }
    place
}

/// Whether a comma and a letter or digit stand right before a place.
fn is_behind_comma(bytes: &[u8], place: usize) -> bool {
    place > 1 && bytes[place - 1] == b',' && is_joined(bytes, place - 1)
}

/// Whether digits are a group of three in a number that begins before them.
fn is_group(bytes: &[u8], start: usize) -> bool {
    let before = |at: usize| {
        is_behind_comma(bytes, at).then(|| start_of_run(bytes, at - 1)).filter(|&at| bytes[at].is_ascii_digit())
    };
    let mut head = start;
    while let Some(earlier) = before(head).filter(|_| run(bytes, head) == head + 3) {
        head = earlier;
    }
    while head < start {
        head = Run::at(bytes, head).token(bytes).range.end;
        while head < start && !is_word_byte(bytes[head]) {
            head += 1;
        }
    }
    head > start
}
