//! Files that hold a log and are none as they stand: compressed ones, and the event logs of Windows.

use std::io::{self, Cursor, Read};

/// First bytes, what a file is that begins with them, and the command that makes text of it. It is not `zcat`: that of macOS
/// looks for `FILE.Z`.
const PACKED: [(&[u8], &str, &str); 6] = [
    (b"\x1f\x8b", "compressed by gzip", "gzip -dc FILE"),
    (b"PK\x03\x04", "a ZIP archive", "unzip -p FILE"),
    (b"\xfd7zXZ\0", "compressed by xz", "xzcat FILE"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd", "zstdcat FILE"),
    (b"BZh91AY&SY", "compressed by bzip2", "bzcat FILE"),
    (b"ElfFile\0", "an event log of Windows in its binary form", "wevtutil qe FILE /lf:true /f:text"),
];

/// An input as it is, where it can be text.
///
/// # Errors
/// Where it is packed, with the command that unpacks it; and where it cannot be read.
pub fn unpacked<R: Read>(mut input: R) -> io::Result<impl Read> {
    let mut first = Vec::new();
    // No more is read than can be a beginning of one of them: an input may come line by line.
    while PACKED.iter().any(|(begin, ..)| begin.starts_with(&first)) {
        if let Some((_, what, command)) = PACKED.iter().find(|(begin, ..)| *begin == first) {
            let message = format!("it is {what}; `{command} | errexplain scan` scans what is in it");
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        if input.by_ref().take(1).read_to_end(&mut first)? == 0 {
            break;
        }
    }
    Ok(Cursor::new(first).chain(input))
}
