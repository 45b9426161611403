//! Browsing, as somebody at a terminal sees it.
#![cfg(unix)]

mod common;

use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use common::run;
use portable_pty::{Child, CommandBuilder, PtyPair, PtySize, native_pty_system};

#[test]
fn without_a_terminal_it_says_so() {
    let run = run(&["browse"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("browse needs a terminal"), "{}", run.stderr);
}

/// The program on a terminal of its own.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    raw: Vec<u8>,
    screen: vt100::Parser,
    _pty: PtyPair,
}

impl Session {
    fn start(arguments: &[&str], rows: u16, cols: u16) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_errexplain"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let child = pty.slave.spawn_command(command).expect("the program starts");
        let keys = pty.master.take_writer().expect("a keyboard");
        let mut reader = pty.master.try_clone_reader().expect("a screen");
        let (send, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { child, keys, output, raw: Vec::new(), screen: vt100::Parser::new(rows, cols, 0), _pty: pty }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys can be pressed");
        self.keys.flush().expect("keys can be pressed");
    }

    /// Waits until what is on the screen is as wanted.
    fn wait_for(&mut self, what: &str, is_seen: impl Fn(&str) -> bool) {
        let end = Instant::now() + Duration::from_secs(30);
        while !is_seen(&self.screen.screen().contents()) {
            assert!(Instant::now() < end, "{what} is not seen:\n{}", self.screen.screen().contents());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                self.screen.process(&bytes);
                self.raw.extend(bytes);
            }
        }
    }

    fn end(mut self) -> (u32, String, Vec<u8>) {
        let status = self.child.wait().expect("the program ends").exit_code();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(500)) {
            self.screen.process(&bytes);
            self.raw.extend(bytes);
        }
        (status, self.screen.screen().contents(), self.raw)
    }
}

const DOWN: &str = "\x1b[B";
const ESCAPE: &str = "\x1b";
const CONTROL_U: &str = "\x15";
const CONTROL_Y: &str = "\x19";
const PAGE_DOWN: &str = "\x1b[6~";

#[test]
fn a_code_is_found_while_typing_and_its_page_stays() {
    let mut session = Session::start(&["browse"], 40, 120);
    session.wait_for("the prompt", |screen| screen.starts_with("> "));
    session.press("sharing viol");
    session.wait_for("the code and its page", |screen| {
        screen.contains("> win32:ERROR_SHARING_VIOLATION") && screen.contains("ERROR_SHARING_VIOLATION - 32 (0x20)")
    });
    session.press(CONTROL_U);
    session.press("0x80070005");
    session.wait_for("the HRESULT", |screen| screen.contains("> hresult:E_ACCESSDENIED"));
    session.press(DOWN);
    session.wait_for("the Win32 code that it carries", |screen| screen.contains("ERROR_ACCESS_DENIED - 5 (0x5)"));
    session.press("\r");
    let (status, _, raw) = session.end();
    assert_eq!(status, 0);
    let raw = String::from_utf8_lossy(&raw);
    let (_, left) = raw.rsplit_once("\x1b[?1049l").expect("the screen is given back");
    assert!(left.contains("ERROR_ACCESS_DENIED") && left.contains("Related errors"), "{left}");
}

#[test]
fn the_page_scrolls_and_the_name_is_copied() {
    let mut session = Session::start(&["browse", "error_access_denied"], 24, 80);
    session.wait_for("the page below the codes", |screen| screen.contains("ERROR_ACCESS_DENIED - 5 (0x5)"));
    session.press(PAGE_DOWN);
    session.wait_for("the page to scroll", |screen| !screen.contains("ERROR_ACCESS_DENIED - 5 (0x5)"));
    session.press(CONTROL_Y);
    session.wait_for("what was copied", |screen| screen.contains("copied ERROR_ACCESS_DENIED"));
    session.press(ESCAPE);
    let (status, _, raw) = session.end();
    assert_eq!(status, 0);
    // The name in base 64, as a terminal takes it for its clipboard.
    let raw = String::from_utf8_lossy(&raw);
    assert!(raw.contains("\x1b]52;c;RVJST1JfQUNDRVNTX0RFTklFRA=="), "no copy in the output");
    assert!(raw.contains("\x1b[?1049l"), "the screen is given back");
}

#[test]
fn what_fits_nothing_says_so() {
    let mut session = Session::start(&["browse"], 24, 100);
    session.press("zzzz no such code");
    session.wait_for("that nothing fits", |screen| screen.contains("No code fits.") && screen.contains("0/"));
    session.press("\x03");
    assert_eq!(session.end().0, 0);
}
