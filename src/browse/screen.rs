//! What is seen while browsing: the line, the codes that fit it, and the page of the selected one.

use ansi_to_tui::IntoText;
use errexplain_registry::{Code, Registry};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::style::{Modifier, Style, Stylize};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Borders, Paragraph};
use unicode_width::UnicodeWidthStr;

use super::finder::Finder;
use crate::render::{self, Layout};
use crate::report;

/// Columns from which the page goes beside the codes and not below them.
const WIDE: u16 = 100;
/// Lines of a page that one key scrolls by.
const STEP: i32 = 5;

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
        let help = "Enter page  Ctrl-Y copy name  PgUp/PgDn scroll page  Esc leave";
        let keys_text = if self.message.is_empty() { help } else { &self.message };
        frame.render_widget(Line::from(keys_text).dim(), keys);
    }

    fn draw_line(&self, frame: &mut Frame<'_>, area: Rect, finder: &Finder<'_>) {
        const PROMPT: &str = "> ";
        let (fitting, all) = finder.counts();
        let counts = format!("{fitting}/{all}");
        let line = Line::from(vec![PROMPT.cyan().bold(), Span::raw(finder.line())]);
        frame.render_widget(line, area);
        frame.render_widget(Line::from(counts).dim().right_aligned(), area);
        let column = PROMPT.len() + finder.before_cursor().width();
        let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
        frame.set_cursor_position((area.x + column, area.y));
    }

    fn draw_list(&mut self, frame: &mut Frame<'_>, area: Rect, finder: &mut Finder<'_>) {
        let rows = usize::from(area.height);
        let place = finder.place();
        self.top = self.top.clamp((place + 1).saturating_sub(rows), place);
        let lines: Vec<Line<'_>> =
            finder
                .hits(self.top, rows)
                .into_iter()
                .enumerate()
                .map(|(row, (_, text, fitting))| {
                    let selected = self.top + row == place;
                    let mut spans = vec![if selected { "> ".cyan().bold() } else { Span::raw("  ") }];
                    let base = if selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
                    let fit = base.green().bold();
                    spans.extend(text.chars().zip(0..).map(|(char, at)| {
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
            let layout =
                Layout { width: usize::from(inner.width), sections: Vec::new(), all: false, hyperlinks: false };
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
