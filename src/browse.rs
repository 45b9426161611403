//! `errexplain browse`: finds a code on a terminal while its name, number or summary is being typed, with its page beside it.

mod finder;
mod row;
mod screen;

use std::io::{self, IsTerminal};
use std::panic;

use anstream::ColorChoice;
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{ExecutableCommand, execute};
use errexplain_registry::{Code, Registry};

use crate::output::Output;
use finder::Finder;
use screen::Screen;

/// Whether there is a terminal to draw on and keys to read.
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Lets somebody find a code; nothing where they left without one.
///
/// # Errors
/// Where the terminal cannot be set up, drawn on or read. It is put back as it was in every case.
pub fn run<'a>(registry: Registry<'a>, start: &str) -> io::Result<Option<Code<'a>>> {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        let _ = restore();
        report(panicked);
    }));
    let found = set_up().and_then(|()| find(registry, start));
    restore()?;
    found
}

/// Takes the terminal for ourselves.
fn set_up() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen)?;
    // Where a terminal cannot tell what is pasted, that is typed.
    let _ = execute!(io::stdout(), EnableBracketedPaste);
    Ok(())
}

/// Puts the terminal back as it was.
fn restore() -> io::Result<()> {
    let raw_mode = terminal::disable_raw_mode();
    let _ = execute!(io::stdout(), DisableBracketedPaste);
    execute!(io::stdout(), LeaveAlternateScreen, Show)?;
    raw_mode
}

/// Draws and reads keys until a code is taken, or none.
fn find<'a>(registry: Registry<'a>, start: &str) -> io::Result<Option<Code<'a>>> {
    let mut stdout = io::BufWriter::new(io::stdout());
    let output = Output { color: ColorChoice::Auto, links: false, page: false };
    let mut finder = Finder::new(registry);
    finder.set_line(&without_controls(start));
    let mut screen = Screen::default();
    loop {
        let size = terminal::size()?;
        output.rendered(|| screen.draw(&mut stdout, size, &mut finder, registry))?;
        let key = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => key,
            Event::Paste(text) => {
                without_controls(&text).chars().for_each(|char| finder.insert(char));
                continue;
            }
            _ => continue,
        };
        screen.message.clear();
        match act(key, &mut finder, &mut screen) {
            Step::Go => {}
            Step::Copy => {
                if let Some(code) = finder.selected() {
                    let copied = stdout.execute(CopyToClipboard::to_clipboard_from(code.symbol()));
                    screen.message = match copied {
                        Ok(_) => format!("copied {}", code.symbol()),
                        Err(error) => format!("cannot copy: {error}"),
                    };
                }
            }
            Step::Take => return Ok(finder.selected()),
            Step::Leave => return Ok(None),
        }
    }
}

/// A text as it can be typed and shown in a line.
fn without_controls(text: &str) -> String {
    text.chars().filter(|char| !char.is_control()).collect()
}

/// What a key does beyond changing the line and the selection.
enum Step {
    Go,
    Copy,
    Take,
    Leave,
}

/// Carries a key out; keys are those of fzf.
fn act(key: KeyEvent, finder: &mut Finder<'_>, screen: &mut Screen) -> Step {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    match key.code {
        KeyCode::Enter => return Step::Take,
        KeyCode::Esc => return Step::Leave,
        KeyCode::Char('c' | 'g' | 'q') if control => return Step::Leave,
        KeyCode::Char('d') if control && finder.line().is_empty() => return Step::Leave,
        KeyCode::Char('m') if control => return Step::Take,
        KeyCode::Char('y') if control => return Step::Copy,
        KeyCode::Up => finder.move_by(-1),
        KeyCode::Char('k' | 'p') if control => finder.move_by(-1),
        KeyCode::Down => finder.move_by(1),
        KeyCode::Char('j' | 'n') if control => finder.move_by(1),
        KeyCode::PageUp => screen.scroll_page(-1),
        KeyCode::PageDown => screen.scroll_page(1),
        KeyCode::Home => finder.move_by(isize::MIN),
        KeyCode::End => finder.move_by(isize::MAX),
        KeyCode::Left => finder.move_cursor(-1),
        KeyCode::Char('b') if control => finder.move_cursor(-1),
        KeyCode::Right => finder.move_cursor(1),
        KeyCode::Char('f') if control => finder.move_cursor(1),
        KeyCode::Char('a') if control => finder.move_cursor(isize::MIN),
        KeyCode::Char('e') if control => finder.move_cursor(isize::MAX),
        KeyCode::Backspace => finder.delete_before(),
        KeyCode::Char('h') if control => finder.delete_before(),
        KeyCode::Delete => finder.delete_behind(),
        KeyCode::Char('d') if control => finder.delete_behind(),
        KeyCode::Char('u') if control => finder.delete_to_start(),
        KeyCode::Char('w') if control => finder.delete_word(),
        KeyCode::Char(char) if plain => finder.insert(char),
        _ => {}
    }
    Step::Go
}
