//! Cuts an input into blocks of whole lines, without ever holding more than a bounded piece of it.

use std::io::{self, Read};

/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;
/// Bytes of a line that are held; a longer line comes in pieces, cut at a space where there is one.
const LONGEST: usize = 256 * 1024;

/// Lines, or a piece of a very long one.
#[derive(Debug)]
pub struct Block<'b> {
    /// With their line breaks, which only the last line of an input may lack.
    pub bytes: &'b [u8],
    /// Bytes of the first line before this block: more than 0 where it begins with the rest of a long line.
    pub offset: u64,
}

/// The lines of an input.
pub struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    /// The bytes of the buffer that are not handed out yet.
    start: usize,
    end: usize,
    ended: bool,
    offset: u64,
}

impl<R: Read> Lines<R> {
    /// The lines of an input.
    pub fn new(input: R) -> Self {
        Self { input, buffer: vec![0; CHUNK], start: 0, end: 0, ended: false, offset: 0 }
    }

    /// The next block; nothing at the end. `before_wait` is called before each read that may have to wait.
    ///
    /// # Errors
    /// Where the input cannot be read, and those of `before_wait`.
    pub fn next(&mut self, mut before_wait: impl FnMut() -> io::Result<()>) -> io::Result<Option<Block<'_>>> {
        let mut looked_at = 0;
        loop {
            let waiting = &self.buffer[self.start..self.end];
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
                None if self.ended => return Ok(None),
                None => None,
            };
            if let Some((length, whole)) = cut {
                let (offset, start) = (self.offset, self.start);
                let bytes = &self.buffer[start..start + length];
                self.start += length;
                self.offset = if whole { 0 } else { offset + length as u64 };
                return Ok(Some(Block { bytes, offset }));
            }
            looked_at = waiting.len();
            before_wait()?;
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() - self.end < CHUNK {
            let length = self.end + CHUNK;
            self.buffer.reserve_exact(length - self.buffer.len());
            self.buffer.resize(length, 0);
        }
        loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.end += count;
                    self.ended = count == 0;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(input: &[u8]) -> Vec<(Vec<u8>, u64)> {
        let mut lines = Lines::new(input);
        let mut found = Vec::new();
        while let Some(block) = lines.next(|| Ok(())).expect("memory can be read") {
            found.push((block.bytes.to_vec(), block.offset));
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
