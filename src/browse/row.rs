//! Lines of styled text, as rows of a terminal.

use unicode_width::UnicodeWidthChar;

use crate::render::text::columns;

const ESCAPE: char = '\u{1b}';
const RESET: &str = "\u{1b}[0m";

/// The lines of a page, each with the styles that it has in the page: one may begin in a line and end in another.
pub fn lines(page: &str) -> impl Iterator<Item = String> {
    let mut styles = String::new();
    page.lines().map(move |line| {
        let mut row = styles.clone() + line;
        for sequence in line.split_inclusive(ESCAPE).skip(1) {
            let end = sequence.find('m').map_or(0, |end| end + 1);
            match &sequence[..end] {
                "[0m" => styles.clear(),
                parameters => styles.extend(["\u{1b}", parameters]),
            }
        }
        if !styles.is_empty() {
            row.push_str(RESET);
        }
        row
    })
}

/// A line that fits into so many columns: cut, with an ellipsis that says so, where it does not. Its styles stay.
pub fn shortened(line: &str, width: usize) -> String {
    if columns(line) <= width {
        return line.to_owned();
    }
    let mut left = width.saturating_sub(1);
    let mut in_style = false;
    let fits = |char: &char| {
        in_style |= *char == ESCAPE;
        if in_style {
            in_style = *char != 'm';
            return true;
        }
        let columns = char.width().unwrap_or(0);
        let fits = columns <= left;
        left = if fits { left - columns } else { 0 };
        fits
    };
    let mut shown: String = line.chars().filter(fits).collect();
    if width > 0 {
        shown.push('\u{2026}');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::{QUIET, SYMBOL, paint};

    #[test]
    fn a_style_goes_on_in_the_next_line() {
        let page = format!("{}c {}\n", paint(QUIET, "a\nb"), paint(SYMBOL, "d"));
        let expected = [paint(QUIET, "a"), format!("{}c {}", paint(QUIET, "b"), paint(SYMBOL, "d"))];
        assert_eq!(lines(&page).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_column() {
        let line = format!("a {} c", paint(SYMBOL, "bold"));
        assert_eq!(shortened(&line, 8), line);
        assert_eq!(shortened(&line, 5), format!("a {}\u{2026}", paint(SYMBOL, "bo")));
        assert_eq!(shortened(&line, 0), paint(SYMBOL, ""));
        // A wide character that half fits.
        assert_eq!(shortened("\u{4e00}\u{4e00}x", 4), "\u{4e00}\u{2026}");
    }
}
