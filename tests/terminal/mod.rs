//! The program on a pseudo-terminal.

use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtyPair, PtySize, native_pty_system};

/// The program on a terminal of its own.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    raw: Vec<u8>,
    screen: vt100::Parser,
    _pty: PtyPair,
}

impl Session {
    /// Starts the program with arguments.
    #[allow(dead_code, reason = "not every test file leaves the environment alone")]
    pub fn start(arguments: &[&str], rows: u16, cols: u16) -> Self {
        Self::start_in(&[], arguments, rows, cols)
    }

    /// As [`Self::start`], with some of the environment's variables.
    pub fn start_in(variables: &[(&str, &str)], arguments: &[&str], rows: u16, cols: u16) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_errexplain"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        for name in ["NO_COLOR", "COLUMNS", "PAGER", "ERREXPLAIN_PAGER", "LESS"] {
            command.env_remove(name);
        }
        variables.iter().for_each(|(name, value)| command.env(name, value));
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

    /// Types keys.
    #[allow(dead_code, reason = "not every test file types")]
    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys can be pressed");
        self.keys.flush().expect("keys can be pressed");
    }

    /// Waits until what is on the screen is as wanted.
    #[allow(dead_code, reason = "not every test file waits")]
    pub fn wait_for(&mut self, what: &str, is_seen: impl Fn(&str) -> bool) {
        let end = Instant::now() + Duration::from_secs(30);
        while !is_seen(&self.screen.screen().contents()) {
            assert!(Instant::now() < end, "{what} is not seen:\n{}", self.screen.screen().contents());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                self.screen.process(&bytes);
                self.raw.extend(bytes);
            }
        }
    }

    /// Waits for the end: the exit status, what is on the screen, and all that was written.
    pub fn end(mut self) -> (u32, String, Vec<u8>) {
        let status = self.child.wait().expect("the program ends").exit_code();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(500)) {
            self.screen.process(&bytes);
            self.raw.extend(bytes);
        }
        (status, self.screen.screen().contents(), self.raw)
    }
}
