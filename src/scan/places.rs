//! The places of a text at which a code may stand, sixty-four bytes at a time.

use super::blocks::{BLOCK, Kinds};

/// Finds them: a number's first digit; in a word one of its letters, or the byte behind it.
pub struct Places<'t> {
    bytes: &'t [u8],
    /// Where the block begins that is looked at.
    at: usize,
    /// The places of this block that were not handed out yet.
    places: u64,
    /// The block before, this one, and the one behind.
    last: Kinds,
    now: Kinds,
    next: Kinds,
    /// The first letters of the words of the block before.
    last_starts: u64,
    /// Whether it ends in a word of hex digits alone.
    hex_open: bool,
}

impl<'t> Places<'t> {
    /// The places of a text.
    pub fn new(bytes: &'t [u8]) -> Self {
        let (last, now) = (Kinds::default(), kinds(bytes, 0));
        let next = kinds(bytes, BLOCK);
        let mut places = Self { bytes, at: 0, places: 0, last, now, next, last_starts: 0, hex_open: false };
        places.read();
        places
    }

    /// The next one.
    #[inline(always)]
    pub fn next(&mut self) -> Option<usize> {
        while self.places == 0 {
            self.at += BLOCK;
            // A word that ends with the text is told from the byte behind it.
            if self.at > self.bytes.len() {
                return None;
            }
            (self.last, self.now) = (self.now, self.next);
            self.next = kinds(self.bytes, self.at + BLOCK);
            self.read();
        }
        let place = self.at + self.places.trailing_zeros() as usize;
        self.places &= self.places - 1;
        Some(place)
    }

    /// How many bytes stand between the last place that was handed out and a letter or digit before it: at least 63 where it is
    /// further away.
    #[inline(always)]
    pub fn gap_before(&self, place: usize) -> usize {
        let bit = place - self.at;
        let before = match bit {
            0 => self.last.text,
            _ => self.now.text << (BLOCK - bit) | self.last.text >> bit,
        };
        before.leading_zeros() as usize
    }

    /// How many bytes the word or number at the last place has: nothing where it is too long to tell.
    #[inline(always)]
    pub fn length(&self, place: usize) -> Option<usize> {
        let length = (!self.from(place, |kinds| kinds.words)).trailing_zeros() as usize;
        (length < BLOCK).then_some(length)
    }

    /// How many bytes stand between a place, which is at most a block behind the last that was handed out, and the letter or
    /// digit behind it.
    #[inline(always)]
    pub fn gap_behind(&self, place: usize) -> usize {
        self.from(place, |kinds| kinds.text).trailing_zeros() as usize
    }

    #[inline(always)]
    fn from(&self, place: usize, kind: impl Fn(&Kinds) -> u64) -> u64 {
        match place - self.at {
            0 => kind(&self.now),
            bit @ 1..BLOCK => kind(&self.now) >> bit | kind(&self.next) << (BLOCK - bit),
            bit => kind(&self.next) >> (bit - BLOCK).min(BLOCK - 1),
        }
    }

    #[inline(always)]
    fn read(&mut self) {
        let (last, now, next) = (&self.last, &self.now, &self.next);
        let starts = now.words & !behind(now.words, last.words, 1);

        // Digits before or behind the mark of a date, a version or an address are a part of it; hex with its prefix never is.
        // Names in capitals behind a mark are other things.
        let part =
            behind(now.joins, last.joins, 1) & behind(now.digits | now.underscores, last.digits | last.underscores, 2);
        let prefixed = before(now.letters(), next.letters());
        let mut ends = before(now.joins & before(now.digits, next.digits), next.joins & next.digits >> 1) & now.digits;
        for _ in 0..3 {
            ends |= ends >> 1 & now.digits;
        }
        let numbers = starts & now.digits & (!(part | ends) | prefixed);

        // Names: an underscore behind a capital or a digit, words that start with three capitals or digits, and words with a
        // capital three marks behind another: `code = NotFound`.
        let (big, last_big) = (now.capitals | now.digits, last.capitals | last.digits);
        let names = now.underscores & behind(big, last_big, 1);
        let capitals =
            behind(starts & now.capitals, self.last_starts & last.capitals, 2) & behind(big, last_big, 1) & big;
        let behind_marks = starts
            & now.capitals
            & behind(now.words, last.words, 4)
            & !behind(now.words, last.words, 3)
            & !behind(now.words | now.joins, last.words | last.joins, 2);

        // Words of hex digits alone, by the byte behind them: a one that is added to the first runs through to it.
        let first = starts & now.hex;
        let (run, over) = first.overflowing_add(now.hex | now.digits);
        let (run, over_again) = run.overflowing_add(u64::from(self.hex_open));
        self.hex_open = over | over_again;
        let hex = run & !(now.hex | now.digits) & !now.words & !behind(first, self.last_starts & last.hex, 1);

        let basic_hex = starts & behind(now.basic, last.basic, 1);
        self.places = numbers | names | capitals | behind_marks | hex | starts & now.underscores | basic_hex;
        self.last_starts = starts;
    }
}

/// The kinds of the block at a place; what lies behind the text is nothing.
#[inline(always)]
fn kinds(bytes: &[u8], at: usize) -> Kinds {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(block) => Kinds::new(block),
        None => {
            let mut block = [0; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            Kinds::new(&block)
        }
    }
}

/// Bits some places further on, those of the block before among them.
#[inline(always)]
fn behind(now: u64, last: u64, by: u32) -> u64 {
    now << by | last >> (u64::BITS - by)
}

/// Bits one place back, the first of the block behind among them.
#[inline(always)]
fn before(now: u64, next: u64) -> u64 {
    now >> 1 | next << (u64::BITS - 1)
}
