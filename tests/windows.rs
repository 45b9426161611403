//! What is particular to Windows: its shell, its line ends, its exit codes.
#![cfg(windows)]

mod common;

use std::os::windows::process::CommandExt;
use std::process::{Command, Stdio};

use common::{Run, command};

/// Gives a line to cmd as it is typed, with `errexplain` for the program.
fn cmd(line: &str) -> Run {
    let program = format!("\"{}\"", env!("CARGO_BIN_EXE_errexplain"));
    let line = line.replace("errexplain", &program);
    let mut shell = Command::new("cmd");
    shell.raw_arg(format!("/v:on /s /c \"{line}\"")).stdin(Stdio::null());
    shell.output().expect("cmd").into()
}

#[test]
fn the_exit_status_is_the_error_level() {
    for (arguments, level) in [("--short 5", 0), ("NO_SUCH_CODE_HERE", 1), ("--no-such-option", 2)] {
        let run = cmd(&format!("errexplain {arguments} >nul 2>nul & echo level !errorlevel!"));
        assert_eq!(run.stdout.trim(), format!("level {level}"), "{arguments}");
    }
}

#[test]
fn hex_as_visual_basic_writes_it_is_quoted_or_escaped() {
    for typed in ["^&H80070005", "\"&H80070005\""] {
        let run = cmd(&format!("errexplain --short {typed}"));
        assert!(run.stdout.contains("0x80070005"), "{typed}: {} {}", run.stdout, run.stderr);
    }
}

#[test]
fn a_number_can_be_piped() {
    // cmd's echo writes the blank before the pipe, and a carriage return.
    let codes = cmd("echo 1367 | errexplain --short -");
    assert!(codes.stdout.starts_with("win32:ERROR_INVALID_LOGON_TYPE - 1367 (0x557)"), "{}", codes.stderr);
    let level = cmd("(cmd /c exit 32) & echo error !errorlevel! | errexplain scan --only");
    assert!(level.stdout.starts_with("32: win32:ERROR_SHARING_VIOLATION"), "{} {}", level.stdout, level.stderr);
}

#[test]
fn a_command_ends_as_it_does_without_us() {
    let exit =
        |code: &str| Run::from(command().args(["run", "--", "cmd", "/c", "exit", code]).output().expect("a run"));
    assert_eq!((exit("0").status, exit("0").stderr.as_str()), (0, ""));
    let own = exit("3");
    assert_eq!(own.status, 3);
    assert!(own.stderr.starts_with("errexplain: `cmd` ended with exit code 3\n  Programs choose"), "{}", own.stderr);
    let missing = exit("-1073741515");
    assert_eq!(missing.status, -1_073_741_515);
    assert!(missing.stderr.contains("`cmd` ended with exit code 0xC0000135\n  ntstatus:STATUS_DLL_NOT_FOUND"));
}

#[test]
fn scripts_are_found_as_the_shell_finds_them() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("build-it.cmd"), "@echo error 32\r\n@exit /b 7\r\n").expect("a script");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut run = command();
    run.args(["run", "build-it"]).env("PATH", format!("{};{path}", folder.path().display()));
    let run = Run::from(run.output().expect("a run"));
    assert_eq!((run.status, run.stdout.as_str()), (7, "error 32\r\n"), "{}", run.stderr);
    assert!(run.stderr.contains("`build-it` ended with exit code 7"), "{}", run.stderr);
    assert!(run.stderr.contains("win32:ERROR_SHARING_VIOLATION"), "{}", run.stderr);
}

#[test]
fn a_command_that_cannot_start_is_explained() {
    let run = Run::from(command().args(["run", "no-such-command-here"]).output().expect("a run"));
    assert_eq!(run.status, 127);
    assert!(run.stderr.starts_with("errexplain: cannot run `no-such-command-here`"), "{}", run.stderr);
}
