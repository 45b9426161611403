//! Runs the program as a user does.

use std::process::{Command, Output, Stdio};

/// What a run printed and how it ended.
pub struct Run {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The exit status.
    #[allow(dead_code, reason = "not every test file asks for it")]
    pub status: i32,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            status: output.status.code().expect("the program is not killed by a signal"),
        }
    }
}

/// The program, with an environment that does not depend on who runs the tests.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errexplain"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PAGER", "ERREXPLAIN_PAGER", "FORCE_HYPERLINK"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs the program with arguments.
pub fn run(arguments: &[&str]) -> Run {
    command().args(arguments).output().expect("the program starts").into()
}

/// The first match's identity of a `--short` run: `win32:ERROR_BUSY`.
#[allow(dead_code, reason = "not every test file asks for it")]
pub fn leading(code: &str) -> String {
    let run = run(&["--short", code]);
    run.stdout.split(" - ").next().unwrap_or_default().to_owned()
}
