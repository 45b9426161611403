//! The ways in which a scanned log is shown.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Finding, FindingView, Place, Readings};
use crate::render::short;
use crate::render::style::{CODE, QUIET, SYMBOL, paint, unstyled};
use crate::render::text::wrap;
use crate::report::Identity;

/// A way of showing.
pub trait Show: Send {
    /// Shows a line, or a piece of a long one, with its codes.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn line(&mut self, out: &mut dyn Write, place: Place<'_>, line: &[u8], findings: &[Finding<'_>]) -> io::Result<()>;

    /// Shows lines without codes; the first may be a piece of a long one.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn plain(&mut self, out: &mut dyn Write, place: Place<'_>, lines: &[u8]) -> io::Result<()>;

    /// Shows what is to be shown at the end.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// What stands before a line, as grep prints it.
#[derive(Clone, Copy, Debug)]
pub struct Prefix {
    /// The file's name.
    pub file: bool,
    /// The line's number.
    pub line: bool,
}

impl Prefix {
    /// Whether anything stands before a line.
    fn is_empty(self) -> bool {
        !self.file && !self.line
    }

    fn write(self, out: &mut dyn Write, place: Place<'_>) -> io::Result<()> {
        if self.file {
            write!(out, "{}:", place.file.unwrap_or("(standard input)"))?;
        }
        if self.line {
            write!(out, "{}:", place.line)?;
        }
        Ok(())
    }
}

/// Every line, its codes highlighted, and under it what they are.
#[derive(Debug)]
pub struct Whole {
    /// What stands before a line.
    pub prefix: Prefix,
    /// Whether control characters of the log are made visible: on a terminal they could be commands to it.
    pub escape: bool,
    /// Whether codes are highlighted.
    pub color: bool,
}

impl Show for Whole {
    fn line(&mut self, out: &mut dyn Write, place: Place<'_>, line: &[u8], findings: &[Finding<'_>]) -> io::Result<()> {
        if place.offset == 0 {
            self.prefix.write(out, place)?;
        }
        let highlighted = if self.color { findings } else { &[] };
        let mut from = 0;
        for finding in highlighted {
            out.write_all(&visible(&line[from..finding.range.start], self.escape))?;
            let token = visible(&line[finding.range.clone()], self.escape);
            write!(out, "{}", paint(CODE, &String::from_utf8_lossy(&token)))?;
            from = finding.range.end;
        }
        out.write_all(&visible(&line[from..], self.escape))?;
        if !findings.is_empty() && !line.ends_with(b"\n") {
            out.write_all(b"\n")?;
        }
        for (index, finding) in findings.iter().enumerate() {
            // A line that says the same thing twice, as number and as name, is told once.
            let told = |earlier: &Finding<'_>| earlier.readings.code == finding.readings.code;
            if !findings[..index].iter().any(told) {
                let shown =
                    finding.readings.shown.get_or_init(|| format!("    {}", identity(&finding.readings, self.color)));
                out.write_all(shown.as_bytes())?;
            }
        }
        Ok(())
    }

    fn plain(&mut self, out: &mut dyn Write, mut place: Place<'_>, lines: &[u8]) -> io::Result<()> {
        if self.prefix.is_empty() {
            return out.write_all(&visible(lines, self.escape));
        }
        for line in lines.split_inclusive(|&byte| byte == b'\n') {
            self.line(out, place, line, &[])?;
            place = Place { line: place.line + 1, offset: 0, ..place };
        }
        Ok(())
    }
}

/// The codes alone, a line each.
#[derive(Debug)]
pub struct Only {
    /// What stands before a code.
    pub prefix: Prefix,
    /// Whether names are highlighted.
    pub color: bool,
}

impl Show for Only {
    fn line(&mut self, out: &mut dyn Write, place: Place<'_>, line: &[u8], findings: &[Finding<'_>]) -> io::Result<()> {
        for finding in findings {
            self.prefix.write(out, place)?;
            out.write_all(&visible(&line[finding.range.clone()], true))?;
            out.write_all(b": ")?;
            let shown = finding.readings.shown.get_or_init(|| identity(&finding.readings, self.color));
            out.write_all(shown.as_bytes())?;
        }
        Ok(())
    }

    fn plain(&mut self, _: &mut dyn Write, _: Place<'_>, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// The log as it is, with the name and summary of each code behind it.
#[derive(Debug)]
pub struct Annotate {
    /// As [`Whole::escape`].
    pub escape: bool,
}

impl Show for Annotate {
    fn line(&mut self, out: &mut dyn Write, _: Place<'_>, line: &[u8], findings: &[Finding<'_>]) -> io::Result<()> {
        let mut from = 0;
        for finding in findings {
            out.write_all(&visible(&line[from..finding.range.end], self.escape))?;
            let note = finding.readings.shown.get_or_init(|| {
                let Identity { code, summary } = &finding.readings.first;
                let summary = summary.map(|summary| format!(": {summary}")).unwrap_or_default();
                format!(" [{}{summary}]", code.symbol)
            });
            out.write_all(note.as_bytes())?;
            from = finding.range.end;
        }
        out.write_all(&visible(&line[from..], self.escape))
    }

    fn plain(&mut self, out: &mut dyn Write, _: Place<'_>, lines: &[u8]) -> io::Result<()> {
        out.write_all(&visible(lines, self.escape))
    }
}

/// JSON Lines, one a finding.
#[derive(Debug)]
pub struct JsonLines;

impl Show for JsonLines {
    fn line(&mut self, out: &mut dyn Write, place: Place<'_>, line: &[u8], findings: &[Finding<'_>]) -> io::Result<()> {
        for finding in findings {
            serde_json::to_writer(&mut *out, &FindingView::new(place, line, finding))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn plain(&mut self, _: &mut dyn Write, _: Place<'_>, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// A table of the different codes at the end, the most frequent first.
#[derive(Debug, Default)]
pub struct Summary {
    /// By the place of the code among those of the scan.
    rows: Vec<Option<Row>>,
    /// The columns to wrap rows to, where they are for a person alone.
    width: Option<usize>,
}

impl Summary {
    /// A table whose rows are wrapped to so many columns.
    pub fn wrapped(width: usize) -> Self {
        Self { rows: Vec::new(), width: Some(width) }
    }
}

#[derive(Debug)]
struct Row {
    count: u64,
    first: String,
    identity: String,
}

impl Show for Summary {
    fn line(&mut self, _: &mut dyn Write, place: Place<'_>, _: &[u8], findings: &[Finding<'_>]) -> io::Result<()> {
        for finding in findings {
            let code = finding.readings.code;
            if let Some(Some(row)) = self.rows.get_mut(code) {
                row.count += 1;
                continue;
            }
            if self.rows.len() <= code {
                self.rows.resize_with(code + 1, || None);
            }
            let first = place.file.map_or_else(|| place.line.to_string(), |file| format!("{file}:{}", place.line));
            self.rows[code] = Some(Row { count: 1, first, identity: identity(&finding.readings, false) });
        }
        Ok(())
    }

    fn plain(&mut self, _: &mut dyn Write, _: Place<'_>, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut rows: Vec<&Row> = self.rows.iter().flatten().collect();
        rows.sort_by(|one, other| other.count.cmp(&one.count).then(one.identity.cmp(&other.identity)));
        let width = rows.iter().map(|row| row.first.chars().count()).max().unwrap_or(0).max("first line".len());
        writeln!(out, "{:>7}  {:width$}  code", "count", "first line")?;
        for row in rows {
            let start = format!("{:>7}  {:width$}  ", row.count, row.first);
            match self.width {
                Some(columns) => {
                    let mut lines = String::new();
                    wrap(&mut lines, row.identity.trim_end(), &start, &" ".repeat(start.len()), columns);
                    out.write_all(lines.as_bytes())?;
                }
                None => write!(out, "{start}{}", row.identity)?,
            }
        }
        Ok(())
    }
}

/// The first reading's line.
fn identity(readings: &Readings<'_>, color: bool) -> String {
    let Identity { code, summary } = &readings.first;
    if !color {
        return unstyled(|| short::line(code, *summary));
    }
    let summary = summary.map(|summary| format!(": {summary}")).unwrap_or_default();
    let name = paint(SYMBOL, code.symbol);
    let namespace = paint(QUIET, &format!("{}:", code.namespace));
    format!("{namespace}{name} - {}{summary}\n", short::numbers(code))
}

/// Bytes of a log as they can be sent to a terminal: control characters but tabs and line breaks are shown as escapes.
#[inline]
fn visible(bytes: &[u8], escape: bool) -> Cow<'_, [u8]> {
    if escape { escaped(bytes) } else { Cow::Borrowed(bytes) }
}

fn escaped(bytes: &[u8]) -> Cow<'_, [u8]> {
    let harmless = |byte: &u8| !byte.is_ascii_control() || matches!(byte, b'\t' | b'\n' | b'\r');
    // The C1 controls are two bytes in UTF-8, the first of them 0xC2; some terminals obey them.
    let c1 = |pair: &[u8]| pair[0] == 0xC2 && (0x80..0xA0).contains(&pair[1]);
    if bytes.iter().all(harmless) && !bytes.windows(2).any(c1) {
        return Cow::Borrowed(bytes);
    }
    let mut shown = String::new();
    for char in String::from_utf8_lossy(bytes).chars() {
        match char {
            '\t' | '\n' | '\r' => shown.push(char),
            char if char.is_control() => {
                let _ = write!(shown, "{}", char.escape_default());
            }
            char => shown.push(char),
        }
    }
    Cow::Owned(shown.into_bytes())
}
