//! The places of a text at which a code may stand, sixty-four bytes at a time.

use std::ops::Range;

use crate::message::blocks::{BLOCK, Kinds, with_block};
use crate::message::{Run, is_word_byte};

/// Finds them, block by block.
pub struct Places<'t> {
    bytes: &'t [u8],
    /// How many blocks were read: the block that is looked at is the one before the last of them.
    read: usize,
    /// The last four of them.
    kinds: [Kinds; 4],
    /// The first letters of the words of the block before.
    last_starts: u64,
    /// Whether it ends in a word of hex digits alone.
    hex_open: bool,
    /// Line breaks up to the end of the block that is looked at.
    breaks: usize,
    /// Where the line begins that holds the first byte of that.
    open: usize,
}

/// A block, and its neighbours: words and numbers run over its edges.
#[derive(Clone, Copy)]
pub struct Block<'p> {
    /// Where it begins.
    pub at: usize,
    last: &'p Kinds,
    now: &'p Kinds,
    next: &'p Kinds,
}

/// The places of a block.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    /// Where numbers begin.
    pub numbers: u64,
    /// The third letters of words that start with three capitals or digits.
    pub capitals: u64,
    /// Where words begin with a capital, three marks behind another word: `code = NotFound`.
    pub behind_marks: u64,
    /// The bytes behind words of hex digits alone.
    pub hex: u64,
    /// In words with an underscore behind a capital or a digit, or at the start, and in hex as Basic writes it.
    pub sure: u64,
}

impl<'t> Places<'t> {
    /// The places of a text.
    pub fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, read: 0, kinds: [Kinds::default(); 4], last_starts: 0, hex_open: false, breaks: 0, open: 0 }
    }

    /// The text.
    pub fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// The next block, and where codes may stand in it.
    #[inline(always)]
    pub fn next(&mut self, kinds: impl Fn(&[u8; BLOCK]) -> Kinds) -> Option<(Block<'_>, Marks)> {
        let behind = self.read * BLOCK;
        // A word that ends with the text is told from the byte behind it.
        if behind > self.bytes.len() + BLOCK {
            return None;
        }
        self.kinds[self.read % 4] = with_block(self.bytes, behind, kinds);
        self.read += 1;
        let block = Block::of(&self.kinds, self.read);
        let marks = block.marks(&mut self.last_starts, &mut self.hex_open);
        self.breaks += block.now.breaks.count_ones() as usize;
        if block.last.breaks != 0 {
            self.open = block.at - block.last.breaks.leading_zeros() as usize;
        }
        Some((block, marks))
    }

    /// The block that is looked at.
    #[inline(always)]
    fn block(&self) -> Block<'_> {
        Block::of(&self.kinds, self.read)
    }

    /// The word or number that holds a place of the block that is looked at, or ends before it.
    #[inline]
    pub fn run(&self, place: usize) -> Run {
        let block = self.block();
        let bit = (place - block.at) as u32;
        let before = (!block.before(bit, |kinds| kinds.words)).leading_zeros();
        let from = (!block.from(bit, |kinds| kinds.words)).trailing_zeros();
        if before.max(from) == u64::BITS {
            return self.long_run(place);
        }
        let big = |kinds: &Kinds| kinds.capitals | kinds.digits;
        let (big_before, big_from) = (block.before(bit, big), block.from(bit, big));
        let (marks_before, marks_from) =
            (block.before(bit, |kinds| kinds.underscores), block.from(bit, |kinds| kinds.underscores));
        let names_before = marks_before & big_before << 1 & !(u64::MAX >> before);
        let names_from = marks_from & (big_from << 1 | big_before >> 63) & !(u64::MAX << from);
        Run { range: place - before as usize..place + from as usize, has_capitals: (names_before | names_from) != 0 }
    }

    #[cold]
    fn long_run(&self, place: usize) -> Run {
        let before = self.bytes[..place].iter().rev().take_while(|byte| is_word_byte(**byte)).count();
        Run::at(self.bytes, place - before)
    }

    /// Line breaks up to the end of the block that is looked at: those of the text where there is no next one.
    pub fn breaks(&self) -> usize {
        self.breaks
    }

    /// How many lines stand before that of a place in the block that is looked at, and where it begins and ends.
    pub fn line(&self, place: usize) -> (usize, Range<usize>) {
        let block = self.block();
        let bit = (place - block.at) as u32;
        let before = block.now.breaks & !(u64::MAX << bit);
        let start = match before {
            0 => self.open,
            before => block.at + (u64::BITS - before.leading_zeros()) as usize,
        };
        let from = block.from(bit, |kinds| kinds.breaks);
        let end = match from {
            0 => memchr::memchr(b'\n', &self.bytes[place..]).map_or(self.bytes.len(), |at| place + at + 1),
            from => place + from.trailing_zeros() as usize + 1,
        };
        let behind = block.now.breaks >> bit;
        (self.breaks - behind.count_ones() as usize, start..end)
    }
}

impl<'p> Block<'p> {
    /// The last but one of the blocks that were read, of which the last four are given. The block before the first one is as empty
    /// as that behind the last.
    #[inline(always)]
    fn of(kinds: &'p [Kinds; 4], read: usize) -> Self {
        let back = |count: usize| &kinds[read.wrapping_sub(count) % 4];
        Self { at: read.wrapping_sub(2).wrapping_mul(BLOCK), last: back(3), now: back(2), next: back(1) }
    }

    /// Bits of the bytes before a place, the nearest highest.
    #[inline(always)]
    pub fn before(&self, bit: u32, kind: impl Fn(&Kinds) -> u64) -> u64 {
        kind(self.last) >> bit | kind(self.now) << 1 << (u64::BITS - 1 - bit)
    }

    /// Bits of the bytes from a place on, it itself lowest.
    #[inline(always)]
    pub fn from(&self, bit: u32, kind: impl Fn(&Kinds) -> u64) -> u64 {
        kind(self.now) >> bit | kind(self.next) << 1 << (u64::BITS - 1 - bit)
    }

    #[inline(always)]
    fn marks(&self, last_starts: &mut u64, hex_open: &mut bool) -> Marks {
        let (last, now, next) = (self.last, self.now, self.next);
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

        let (big, last_big) = (now.capitals | now.digits, last.capitals | last.digits);
        let names = now.underscores & behind(big, last_big, 1);
        let capitals = behind(starts & now.capitals, *last_starts & last.capitals, 2) & behind(big, last_big, 1) & big;
        let behind_marks = starts
            & now.capitals
            & behind(now.words, last.words, 4)
            & !behind(now.words, last.words, 3)
            & !behind(now.words | now.joins, last.words | last.joins, 2);

        // Words of hex digits alone, by the byte behind them: a one that is added to the first runs through to it.
        let first = starts & now.hex;
        let (run, over) = first.overflowing_add(now.hex | now.digits);
        let (run, over_again) = run.overflowing_add(u64::from(*hex_open));
        *hex_open = over | over_again;
        let hex = run & !(now.hex | now.digits) & !now.words & !behind(first, *last_starts & last.hex, 1);

        let basic_hex = starts & behind(now.basic, last.basic, 1);
        *last_starts = starts;
        Marks { numbers, capitals, behind_marks, hex, sure: names | starts & now.underscores | basic_hex }
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
