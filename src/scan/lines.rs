//! Cuts an input into blocks of whole lines, without ever holding more than a bounded piece of it.

use std::io::{self, Read};

/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;
/// Bytes of a line that are held; a longer line comes in pieces, cut at a space where there is one.
const LONGEST: usize = 256 * 1024;

/// Lines, or a piece of a very long one.
#[derive(Debug, Default)]
pub struct Block {
    /// Room for them, kept from block to block.
    buffer: Vec<u8>,
    length: usize,
    /// Bytes of the first line before this block: more than 0 where it begins with the rest of a long line.
    pub offset: u64,
}

impl Block {
    /// The lines with their line breaks, which only the last line of an input may lack.
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    /// Makes room for more bytes.
    fn make_room(&mut self, count: usize) {
        let length = self.length + count;
        if self.buffer.len() < length {
            self.buffer.reserve_exact(length - self.buffer.len());
            self.buffer.resize(length, 0);
        }
    }

    /// Reads more; how many bytes there were.
    fn fill(&mut self, input: &mut impl Read) -> io::Result<usize> {
        self.make_room(CHUNK);
        loop {
            match input.read(&mut self.buffer[self.length..]) {
                Ok(count) => {
                    self.length += count;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// The lines of an input.
pub struct Lines<R> {
    input: R,
    /// What was read and belongs to no block yet.
    rest: Vec<u8>,
    ended: bool,
    offset: u64,
}

impl<R: Read> Lines<R> {
    /// The lines of an input.
    pub fn new(input: R) -> Self {
        Self { input, rest: Vec::new(), ended: false, offset: 0 }
    }

    /// Reads the next block; whether there is one.
    ///
    /// # Errors
    /// Where the input cannot be read.
    pub fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        block.length = 0;
        block.make_room(self.rest.len());
        block.buffer[..self.rest.len()].copy_from_slice(&self.rest);
        block.length = self.rest.len();
        let mut looked_at = 0;
        loop {
            let waiting = block.bytes();
            // The rest of a long line is a block of its own.
            let line_break = match self.offset {
                0 => memchr::memrchr(b'\n', &waiting[looked_at..]),
                _ => memchr::memchr(b'\n', &waiting[looked_at..]),
            };
            let cut = match line_break {
                Some(at) => Some((looked_at + at + 1, true)),
                None if waiting.len() >= LONGEST => {
                    let space = memchr::memrchr(b' ', &waiting[..LONGEST]).filter(|&at| at > 0);
                    Some((space.unwrap_or(LONGEST), false))
                }
                None if self.ended && !waiting.is_empty() => Some((waiting.len(), false)),
                None if self.ended => return Ok(false),
                None => None,
            };
            if let Some((length, whole)) = cut {
                self.rest.clear();
                self.rest.extend_from_slice(&waiting[length..]);
                (block.length, block.offset) = (length, self.offset);
                self.offset = if whole { 0 } else { self.offset + length as u64 };
                return Ok(true);
            }
            looked_at = waiting.len();
            self.ended = block.fill(&mut self.input)? == 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(input: &[u8]) -> Vec<(Vec<u8>, u64)> {
        let (mut lines, mut block) = (Lines::new(input), Block::default());
        let mut found = Vec::new();
        while lines.next(&mut block).expect("memory can be read") {
            found.push((block.bytes().to_vec(), block.offset));
        }
        found
    }

    #[test]
    fn lines_keep_their_breaks() {
        let found = blocks(b"one\r\n\ntwo\0\xFF");
        assert_eq!(found, [(b"one\r\n\n".to_vec(), 0), (b"two\0\xFF".to_vec(), 0)]);
        assert!(blocks(b"").is_empty());
    }

    #[test]
    fn a_line_without_end_comes_in_pieces_and_nothing_is_lost() {
        let mut input = "error 5 ".repeat(400_000).into_bytes();
        input.extend_from_slice(b"\nnext\n");
        let found = blocks(&input);
        assert!(found.len() > 3);
        assert!(found.iter().all(|(bytes, ..)| bytes.len() <= LONGEST));
        let whole: Vec<u8> = found.iter().flat_map(|(bytes, ..)| bytes.clone()).collect();
        assert!(whole == input);
        assert_eq!(found.last(), Some(&(b"next\n".to_vec(), 0)));
        assert!(found[1].1 > 0);
    }
}
