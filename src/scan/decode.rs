//! Logs as Windows writes them: UTF-16 with a byte order mark becomes UTF-8, everything else passes as it is.

use std::io::{self, Read};

/// What the first bytes say of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    /// Nothing was read yet.
    Unknown,
    /// Passed on as it is; a UTF-8 mark is taken off.
    Bytes,
    /// Two bytes a unit, the low one first.
    Utf16Le,
    /// Two bytes a unit, the high one first.
    Utf16Be,
}

/// Reads an input as UTF-8 where it starts with a mark of UTF-16.
pub struct Utf8Reader<R> {
    input: R,
    encoding: Encoding,
    /// Bytes that were read and not passed on: half a unit, or a unit that waits for its other half.
    pending: Vec<u8>,
    /// Decoded bytes that did not fit.
    decoded: Vec<u8>,
}

impl<R: Read> Utf8Reader<R> {
    /// Wraps an input.
    pub fn new(input: R) -> Self {
        Self { input, encoding: Encoding::Unknown, pending: Vec::new(), decoded: Vec::new() }
    }

    /// Reads the first bytes, until they are enough to tell a mark or the input ends.
    fn detect(&mut self) -> io::Result<()> {
        let mut first = [0; 3];
        while self.pending.len() < 3 {
            let count = self.input.read(&mut first[..3 - self.pending.len()])?;
            if count == 0 {
                break;
            }
            self.pending.extend_from_slice(&first[..count]);
            if !self.pending.starts_with(&[0xEF]) && self.pending.len() >= 2 {
                break;
            }
        }
        let (encoding, mark) = match self.pending.as_slice() {
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            [0xEF, 0xBB, 0xBF] => (Encoding::Bytes, 3),
            _ => (Encoding::Bytes, 0),
        };
        self.encoding = encoding;
        self.pending.drain(..mark);
        if encoding == Encoding::Bytes {
            self.decoded = std::mem::take(&mut self.pending);
        }
        Ok(())
    }

    /// Decodes what is pending. A unit without its other half is kept, or replaced at the end of the input.
    fn decode(&mut self, at_end: bool) {
        let little = self.encoding == Encoding::Utf16Le;
        let mut units: Vec<u16> =
            self.pending
                .chunks_exact(2)
                .map(|pair| {
                    if little { u16::from_le_bytes([pair[0], pair[1]]) } else { u16::from_be_bytes([pair[0], pair[1]]) }
                })
                .collect();
        let waits = units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) && !at_end;
        if waits {
            units.pop();
        }
        self.pending.drain(..units.len() * 2);
        if at_end && !self.pending.is_empty() {
            self.pending.clear();
            units.push(0xFFFD);
        }
        for unit in char::decode_utf16(units) {
            let char = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.decoded.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.encoding == Encoding::Unknown {
            self.detect()?;
        }
        while self.decoded.is_empty() {
            if self.encoding == Encoding::Bytes {
                return self.input.read(buffer);
            }
            let mut raw = [0; 16 * 1024];
            let count = self.input.read(&mut raw)?;
            self.pending.extend_from_slice(&raw[..count]);
            self.decode(count == 0);
            if count == 0 && self.decoded.is_empty() {
                return Ok(0);
            }
        }
        let count = self.decoded.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.decoded[..count]);
        self.decoded.drain(..count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], step: usize) -> String {
        // A reader that hands out a few bytes at a time.
        struct Trickle<'b>(&'b [u8], usize);
        impl Read for Trickle<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let count = self.1.min(self.0.len()).min(buffer.len());
                buffer[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let mut out = Vec::new();
        Utf8Reader::new(Trickle(bytes, step)).read_to_end(&mut out).expect("memory can be read");
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn utf_16_becomes_utf_8_however_it_is_cut() {
        let text = "error 5\r\n\u{1F600} Fehler \u{e4}";
        let little: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        for step in [1, 2, 3, 5, 1000] {
            assert_eq!(read(&little, step), text, "{step}");
            assert_eq!(read(&big, step), text, "{step}");
            assert_eq!(read(text.as_bytes(), step), text, "{step}");
            assert_eq!(read(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), step), text, "{step}");
        }
        assert_eq!(read(&little[..little.len() - 1], 7), "error 5\r\n\u{1F600} Fehler \u{FFFD}");
        assert_eq!(read(b"", 1), "");
        assert_eq!(read(b"x", 1), "x");
    }
}
