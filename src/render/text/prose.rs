//! Lays the Markdown of articles out for a terminal: paragraphs and lists are wrapped, fenced code is not.

use std::borrow::Cow;

use crate::render::style::{CODE, code_sequences, paint};

/// A block of an article.
#[derive(Debug, PartialEq, Eq)]
enum Block<'t> {
    /// Sentences, a line each in the source.
    Paragraph(Vec<&'t str>),
    /// A list item with its marker.
    Item(&'t str, Vec<&'t str>),
    /// Lines of code.
    Code(Vec<&'t str>),
    /// Between blocks that are not items of one list.
    Gap,
}

/// Appends `markdown` to `out`, indented and wrapped to `width` columns.
pub(super) fn write(out: &mut String, markdown: &str, indent: &str, width: usize) {
    for block in blocks(markdown) {
        match block {
            Block::Paragraph(lines) => wrap(out, &joined(&lines), indent, indent, width),
            Block::Item(marker, lines) => {
                let hanging = format!("{indent}{}", " ".repeat(marker.len()));
                wrap(out, &joined(&lines), &format!("{indent}{marker}"), &hanging, width);
            }
            Block::Code(lines) => {
                for line in lines {
                    out.push_str(&format!("{indent}    {}\n", paint(CODE, line)));
                }
            }
            Block::Gap => out.push('\n'),
        }
    }
}

/// Lines as one; most are one.
fn joined<'t>(lines: &[&'t str]) -> Cow<'t, str> {
    match lines {
        [line] => Cow::Borrowed(line),
        _ => Cow::Owned(lines.join(" ")),
    }
}

/// Appends a paragraph with the given indents, wrapped at spaces. A word that is longer than the line stands alone on it.
///
/// What stands between backticks is painted. The backticks stay: without colour they are what tells code from words.
pub(crate) fn wrap(out: &mut String, text: &str, first: &str, rest: &str, width: usize) {
    let mut text = text.trim_matches(' ');
    let mut indent = first;
    let mut in_code = false;
    let counted = is_counted(text);
    loop {
        let room = width.saturating_sub(indent.len());
        let end = if counted { fitting_bytes(text, room) } else { fitting_columns(text, room) };
        out.push_str(indent);
        push_painted(out, text[..end].trim_end_matches(' '), &mut in_code);
        out.push('\n');
        text = text[end..].trim_start_matches(' ');
        indent = rest;
        if text.is_empty() {
            break;
        }
    }
}

/// Whether a text has a column for each byte.
fn is_counted(text: &str) -> bool {
    text.is_ascii() && !text.contains('\u{1b}')
}

/// The bytes of the words that fit into a line, one word at least, where each byte takes a column.
fn fitting_bytes(text: &str, room: usize) -> usize {
    // A space may stand right behind the line.
    match text.as_bytes().get(..=room) {
        None => text.len(),
        Some(line) => line
            .iter()
            .rposition(|&byte| byte == b' ')
            .or_else(|| text[room..].find(' ').map(|at| room + at))
            .unwrap_or(text.len()),
    }
}

/// As [`fitting_bytes`], for a text with wide characters, which take two columns, or escape sequences, which take none.
fn fitting_columns(text: &str, room: usize) -> usize {
    let mut column = 0;
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let shown = word.trim_end_matches(' ');
        let columns = columns(shown);
        if end > 0 && column + columns > room {
            break;
        }
        end += word.len();
        column += columns + (word.len() - shown.len());
    }
    end
}

/// The columns that a text takes: two for a wide character, none for an escape sequence.
pub(crate) fn columns(text: &str) -> usize {
    anstream::adapter::strip_str(text).map(unicode_width::UnicodeWidthStr::width).sum()
}

/// Appends a line, switching the colour of code on and off at its backticks.
fn push_painted(out: &mut String, line: &str, in_code: &mut bool) {
    let mut start = 0;
    let [start_code, end_code] = code_sequences();
    for (backtick, _) in line.match_indices('`') {
        out.push_str(&line[start..backtick]);
        match *in_code {
            true => out.extend(["`", end_code]),
            false => out.extend([start_code, "`"]),
        }
        *in_code = !*in_code;
        start = backtick + 1;
    }
    out.push_str(&line[start..]);
}

/// The marker of a list item (`- `, `12. `), where a line starts with one.
fn marker(line: &str) -> Option<&str> {
    if line.starts_with("- ") {
        return Some(&line[..2]);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && line[digits..].starts_with(". ")).then(|| &line[..digits + 2])
}

fn blocks(markdown: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut fenced = false;
    let mut gap = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            if fenced {
                separate(&mut blocks, true);
                blocks.push(Block::Code(Vec::new()));
            } else {
                gap = true;
            }
        } else if fenced {
            if let Some(Block::Code(lines)) = blocks.last_mut() {
                lines.push(line);
            }
        } else if line.trim_ascii().is_empty() {
            gap = true;
        } else if let Some(marker) = marker(line) {
            let new_list = !matches!(blocks.last(), Some(Block::Item(..)));
            separate(&mut blocks, gap || new_list);
            blocks.push(Block::Item(marker, vec![line[marker.len()..].trim_ascii()]));
            gap = false;
        } else {
            match blocks.last_mut() {
                Some(Block::Paragraph(lines) | Block::Item(_, lines)) if !gap => lines.push(line.trim_ascii()),
                _ => {
                    separate(&mut blocks, true);
                    blocks.push(Block::Paragraph(vec![line.trim_ascii()]));
                    gap = false;
                }
            }
        }
    }
    blocks
}

fn separate<'t>(blocks: &mut Vec<Block<'t>>, wanted: bool) {
    // A list belongs to the paragraph that introduces it.
    let introduced =
        matches!(blocks.last(), Some(Block::Paragraph(lines)) if lines.last().is_some_and(|line| line.ends_with(':')));
    if wanted && !blocks.is_empty() && !introduced {
        blocks.push(Block::Gap);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(markdown: &str, width: usize) -> String {
        let mut out = String::new();
        write(&mut out, markdown, "  ", width);
        anstream::adapter::strip_str(&out).to_string()
    }

    #[test]
    fn sentences_become_a_paragraph() {
        assert_eq!(plain("One sentence.\nAnother one.", 80), "  One sentence. Another one.\n");
        assert_eq!(plain("One sentence.\nAnother one.", 16), "  One sentence.\n  Another one.\n");
    }

    #[test]
    fn items_hang_and_code_is_not_wrapped() {
        let markdown = "Try:\n1. look at `a b`, then rest\n2. type\n\n```\na very long line of code\n```\n\nEnd.";
        let expected = "  Try:\n  1. look at `a\n     b`, then\n     rest\n  2. type\n\n      a very long line of code\n\n  End.\n";
        assert_eq!(plain(markdown, 16), expected);
    }

    #[test]
    fn a_number_in_a_sentence_is_no_item() {
        assert_eq!(plain("5 is one.\n1.5 is none.", 80), "  5 is one. 1.5 is none.\n");
    }
}
