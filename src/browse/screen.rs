//! What is seen while browsing: the line, the codes that fit it, and the page of the selected one.

use std::borrow::Cow;

use ansi_to_tui::IntoText;
use errexplain_registry::{Code, Registry};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::style::{Modifier, Style, Stylize};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Borders, Paragraph};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::finder::Finder;
use crate::render::{self, Layout};
use crate::report;

/// Columns from which the page goes beside the codes and not below them.
const WIDE: u16 = 100;
/// Lines of a page that one key scrolls by.
const STEP: i32 = 5;

/// The keys, in fewer words where there are fewer columns.
const HELP: [&str; 3] = [
    "Enter page  Ctrl-Y copy name  PgUp/PgDn scroll page  Esc leave",
    "Enter page  ^Y copy  PgUp/PgDn scroll  Esc leave",
    "Enter page  ^Y copy  Esc leave",
];

/// What stays between two drawings.
#[derive(Default)]
pub struct Screen {
    /// What the last key did, where that is not seen otherwise.
    pub message: String,
    /// The first code that is shown.
    top: usize,
    /// The first line of the page that is shown.
    scrolled: u16,
    /// The page and what it was made for.
    page: Option<Page>,
}

/// A page that was laid out.
struct Page {
    symbol: String,
    namespace: String,
    width: u16,
    text: Text<'static>,
}

impl Screen {
    /// Scrolls the page; drawing keeps it within what there is.
    pub fn scroll_page(&mut self, steps: i32) {
        self.scrolled = u16::try_from(i32::from(self.scrolled) + steps * STEP).unwrap_or(0);
    }

    /// Draws everything.
    pub fn draw<'a>(&mut self, frame: &mut Frame<'_>, finder: &mut Finder<'a>, registry: Registry<'a>) {
        let [line, body, keys] =
            Split::vertical([Constraint::Length(1), Constraint::Min(1), Constraint::Length(1)]).areas(frame.area());
        let halves = [Constraint::Percentage(45), Constraint::Percentage(55)];
        let [list, page] = if body.width >= WIDE {
            Split::horizontal(halves).areas(body)
        } else {
            Split::vertical(halves).areas(body)
        };
        self.draw_line(frame, line, finder);
        self.draw_list(frame, list, finder);
        self.draw_page(frame, page, finder.selected(), registry);
        let help = HELP.into_iter().find(|help| help.len() <= usize::from(keys.width)).unwrap_or_default();
        let keys_text = if self.message.is_empty() { help } else { &self.message };
        frame.render_widget(Line::from(keys_text).dim(), keys);
    }

    fn draw_line(&self, frame: &mut Frame<'_>, area: Rect, finder: &Finder<'_>) {
        const PROMPT: &str = "> ";
        let (fitting, all) = finder.counts();
        let line = Line::from(vec![PROMPT.cyan().bold(), Span::raw(finder.line())]);
        let counts = Line::from(format!("{fitting}/{all}")).dim().right_aligned();
        // Counts give way to a long line, and a longer one is scrolled to where the cursor is.
        let length = line.width();
        let column = PROMPT.len() + finder.before_cursor().width();
        let scrolled = (column + 1).saturating_sub(usize::from(area.width));
        let columns = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        frame.render_widget(Paragraph::new(line).scroll((0, columns(scrolled))), area);
        if length + counts.width() + 1 < usize::from(area.width) {
            frame.render_widget(counts, area);
        }
        frame.set_cursor_position((area.x + columns(column.saturating_sub(scrolled)), area.y));
    }

    fn draw_list(&mut self, frame: &mut Frame<'_>, area: Rect, finder: &mut Finder<'_>) {
        let rows = usize::from(area.height);
        let place = finder.place();
        self.top = self.top.clamp((place + 1).saturating_sub(rows.max(1)), place);
        let top = self.top;
        let lines: Vec<Line<'_>> =
            finder
                .hits(top, rows)
                .into_iter()
                .zip(top..)
                .map(|((text, fitting), row)| {
                    let selected = row == place;
                    let mut spans = vec![if selected { "> ".cyan().bold() } else { Span::raw("  ") }];
                    let base = if selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
                    let fit = base.green().bold();
                    let room = usize::from(area.width).saturating_sub(2);
                    spans.extend(shortened(text, room).chars().zip(0..).map(|(char, at)| {
                        Span::styled(char.to_string(), if fitting.contains(&at) { fit } else { base })
                    }));
                    Line::from(spans)
                })
                .collect();
        frame.render_widget(Paragraph::new(lines), area);
    }

    fn draw_page<'a>(&mut self, frame: &mut Frame<'_>, area: Rect, code: Option<Code<'a>>, registry: Registry<'a>) {
        let wide = area.x > 0;
        let border = Block::new().borders(if wide { Borders::LEFT } else { Borders::TOP }).dim();
        let inner = border.inner(area);
        frame.render_widget(border, area);
        let Some(code) = code else {
            frame.render_widget(Line::from("No code fits.").dim(), inner);
            return;
        };
        let known = self.page.as_ref().is_some_and(|page| {
            page.symbol == code.symbol() && page.namespace == code.namespace().name() && page.width == inner.width
        });
        if !known {
            let layout = Layout::page(usize::from(inner.width));
            let page = render::text::render(&report::page(registry, code), &layout);
            self.page = Some(Page {
                symbol: code.symbol().to_owned(),
                namespace: code.namespace().name().to_owned(),
                width: inner.width,
                text: page.into_text().unwrap_or_else(|_| Text::raw(page.clone())),
            });
            self.scrolled = 0;
        }
        let Some(page) = &self.page else { return };
        let lines = u16::try_from(page.text.height()).unwrap_or(u16::MAX);
        self.scrolled = self.scrolled.min(lines.saturating_sub(inner.height));
        frame.render_widget(Paragraph::new(page.text.clone()).scroll((self.scrolled, 0)), inner);
    }
}

/// A text that fits into so many columns: cut, with an ellipsis that says so, where it does not.
fn shortened(text: &str, columns: usize) -> Cow<'_, str> {
    if text.width() <= columns {
        return text.into();
    }
    let mut left = columns.saturating_sub(1);
    let fits = |char: &char| {
        let width = char.width().unwrap_or(0);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    };
    text.chars().take_while(fits).chain(['\u{2026}']).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;
    use crate::registry::embedded;

    #[test]
    fn a_terminal_may_have_no_room() {
        let mut finder = Finder::new(embedded());
        finder.set_line("access denied");
        for (columns, rows) in [(0, 0), (0, 24), (1, 1), (80, 0)] {
            let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a screen");
            let drawn = terminal.draw(|frame| Screen::default().draw(frame, &mut finder, embedded()));
            assert!(drawn.is_ok(), "{columns} x {rows}");
        }
    }
}
