//! What is seen while browsing: the line, the codes that fit it, and the page of the selected one.

use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use errexplain_registry::{Code, Registry};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::finder::Finder;
use super::row;
use crate::render::style::{QUIET, paint};
use crate::render::text::columns;
use crate::render::{self, Layout};
use crate::report;

/// Columns from which the page goes beside the codes and not below them.
const WIDE: usize = 100;
/// Lines of a page that one key scrolls by.
const STEP: isize = 5;
/// The share of the list of the columns, or of the rows, in percent.
const LIST_PERCENT: usize = 45;

/// The keys, in fewer words where there are fewer columns.
const HELP: [&str; 3] = [
    "Enter page  Ctrl-Y copy name  PgUp/PgDn scroll page  Esc leave",
    "Enter page  ^Y copy  PgUp/PgDn scroll  Esc leave",
    "Enter page  ^Y copy  Esc leave",
];

const PROMPT: &str = "> ";
/// The prompt, and the mark of the selected code.
const MARK: Style = AnsiColor::Cyan.on_default().bold();
const SELECTED: Style = Style::new().effects(Effects::INVERT);

/// What stays between two drawings.
#[derive(Default)]
pub struct Screen {
    /// What the last key did, where that is not seen otherwise.
    pub message: String,
    /// The first code that is shown.
    top: usize,
    /// The first line of the page that is shown.
    scrolled: usize,
    /// The page and what it was made for.
    page: Option<Page>,
    /// Columns of the terminal and what is on its rows.
    shown: (usize, Vec<String>),
}

/// A page that was laid out.
struct Page {
    symbol: String,
    namespace: String,
    width: usize,
    lines: Vec<String>,
}

impl Screen {
    /// Scrolls the page; drawing keeps it within what there is.
    pub fn scroll_page(&mut self, steps: isize) {
        self.scrolled = self.scrolled.saturating_add_signed(steps * STEP);
    }

    /// Draws everything on a terminal of so many columns and rows.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn draw<'a>(
        &mut self,
        to: &mut impl Write,
        (width, height): (u16, u16),
        finder: &mut Finder<'a>,
        registry: Registry<'a>,
    ) -> io::Result<()> {
        let (width, height) = (usize::from(width), usize::from(height));
        let (line, cursor) = typed(finder, width);
        let mut rows = vec![line];
        rows.extend(self.body(finder, registry, width, height.saturating_sub(2)));
        rows.push(self.keys(width));
        rows.truncate(height);
        for row in &mut rows {
            *row = row::shortened(row, width);
        }
        queue!(to, BeginSynchronizedUpdate, Hide)?;
        if (self.shown.0, self.shown.1.len()) != (width, rows.len()) {
            queue!(to, Clear(ClearType::All))?;
            self.shown = (width, vec![String::new(); rows.len()]);
        }
        let changed = rows.iter().zip(&self.shown.1).zip(0..).filter(|((row, shown), _)| row != shown);
        for ((row, _), place) in changed {
            // Cleared first: behind the last column, some terminals would clear that.
            queue!(to, MoveTo(0, place), Clear(ClearType::UntilNewLine), Print(row))?;
        }
        self.shown.1 = rows;
        queue!(to, MoveTo(u16::try_from(cursor).unwrap_or(u16::MAX), 0), Show, EndSynchronizedUpdate)?;
        to.flush()
    }

    /// The codes and the page: side by side, or one below the other.
    fn body<'a>(
        &mut self,
        finder: &mut Finder<'a>,
        registry: Registry<'a>,
        width: usize,
        height: usize,
    ) -> Vec<String> {
        let wide = width >= WIDE;
        let part = |whole: usize| whole * LIST_PERCENT / 100;
        let (list_width, list_height) = if wide { (part(width), height) } else { (width, part(height)) };
        let (page_width, page_height) = match wide {
            true => (width - list_width - 1, height),
            false => (width, (height - list_height).saturating_sub(1)),
        };
        let mut rows = self.list(finder, list_width, list_height);
        rows.resize(list_height, String::new());
        let mut page = self.page(finder.selected(), registry, page_width, page_height);
        page.resize(page_height, String::new());
        if wide {
            let border = paint(QUIET, "\u{2502}");
            for (row, line) in rows.iter_mut().zip(page) {
                let gap = list_width.saturating_sub(columns(row));
                *row += &format!("{:gap$}{border}{line}", "");
            }
        } else {
            rows.push(paint(QUIET, &"\u{2500}".repeat(width)));
            rows.extend(page);
        }
        // Where there are no rows, there is none for the border.
        rows.truncate(height);
        rows
    }

    /// The codes that fit, around the selected one.
    fn list(&mut self, finder: &mut Finder<'_>, width: usize, height: usize) -> Vec<String> {
        let place = finder.place();
        self.top = self.top.clamp((place + 1).saturating_sub(height.max(1)), place);
        let lines = finder.hits(self.top, height).into_iter().zip(self.top..).map(|((text, fitting), at)| {
            let (mark, base) =
                if at == place { (paint(MARK, PROMPT), SELECTED) } else { ("  ".to_owned(), Style::new()) };
            let fit = base.bold().fg_color(Some(AnsiColor::Green.into()));
            let text = row::shortened(text, width.saturating_sub(PROMPT.len()));
            let styled = text
                .chars()
                .zip(0..)
                .map(|(char, at)| paint(if fitting.contains(&at) { fit } else { base }, char.encode_utf8(&mut [0; 4])));
            mark + &styled.collect::<String>()
        });
        lines.collect()
    }

    /// The lines of the selected code's page that are to be seen.
    fn page<'a>(&mut self, code: Option<Code<'a>>, registry: Registry<'a>, width: usize, height: usize) -> Vec<String> {
        let Some(code) = code else { return vec![paint(QUIET, "No code fits.")] };
        let (symbol, namespace) = (code.symbol(), code.namespace().name());
        let known =
            self.page.take().filter(|page| (&*page.symbol, &*page.namespace, page.width) == (symbol, namespace, width));
        let page = self.page.insert(known.unwrap_or_else(|| {
            self.scrolled = 0;
            let page = render::text::render(&report::page(registry, code), &Layout::page(width));
            let lines = row::lines(&page).map(|line| row::shortened(&line, width)).collect();
            Page { symbol: symbol.to_owned(), namespace: namespace.to_owned(), width, lines }
        }));
        self.scrolled = self.scrolled.min(page.lines.len().saturating_sub(height));
        page.lines.iter().skip(self.scrolled).take(height).cloned().collect()
    }

    /// What the last key did, or the keys that there are.
    fn keys(&self, width: usize) -> String {
        let help = HELP.into_iter().find(|help| help.len() <= width).unwrap_or_default();
        paint(QUIET, if self.message.is_empty() { help } else { &self.message })
    }
}

/// What is typed, as it is shown in so many columns, and the column of the cursor. A long line is scrolled to it; the counts give
/// way.
fn typed(finder: &Finder<'_>, width: usize) -> (String, usize) {
    let (line, before) = (finder.line(), finder.before_cursor());
    let room = width.saturating_sub(PROMPT.len());
    let mut hidden = (before.width() + 1).saturating_sub(room);
    let start = before.find(|char: char| {
        let shown = hidden == 0;
        hidden = hidden.saturating_sub(char.width().unwrap_or(0));
        shown
    });
    let start = start.unwrap_or(before.len());
    let mut row = paint(MARK, PROMPT) + &line[start..];
    let (fitting, all) = finder.counts();
    let counts = format!("{fitting}/{all}");
    if let Some(gap) = room.checked_sub(line.width() + counts.len()).filter(|gap| *gap > 1) {
        row += &format!("{:gap$}{}", "", paint(QUIET, &counts));
    }
    (row, PROMPT.len() + before[start..].width())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::embedded;

    /// Draws, and counts the rows that are written.
    fn drawn(screen: &mut Screen, finder: &mut Finder<'_>, (columns, rows): (u16, u16)) -> usize {
        let mut drawn = Vec::new();
        screen.draw(&mut drawn, (columns, rows), finder, embedded()).expect("it is drawn");
        let mut terminal = vt100::Parser::new(rows.max(1), columns.max(1), 0);
        terminal.process(&drawn);
        assert!((0..rows).all(|row| !terminal.screen().row_wrapped(row)), "{columns} x {rows}");
        String::from_utf8(drawn).expect("text").matches("\u{1b}[K").count()
    }

    #[test]
    fn a_terminal_may_have_no_room() {
        let mut finder = Finder::new(embedded());
        finder.set_line("access denied");
        for size in [(0, 0), (0, 24), (1, 1), (1, 24), (80, 0), (100, 3)] {
            drawn(&mut Screen::default(), &mut finder, size);
        }
    }

    #[test]
    fn only_rows_that_changed_are_written() {
        let mut finder = Finder::new(embedded());
        finder.set_line("access denied");
        let mut screen = Screen::default();
        assert_eq!(drawn(&mut screen, &mut finder, (120, 20)), 20);
        assert_eq!(drawn(&mut screen, &mut finder, (120, 20)), 0);
        screen.message = "copied".to_owned();
        assert_eq!(drawn(&mut screen, &mut finder, (120, 20)), 1);
        // The terminal has wrapped or cut what it showed.
        assert_eq!(drawn(&mut screen, &mut finder, (110, 20)), 20);
    }
}
