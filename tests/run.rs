//! Commands that are run and explained.
#![cfg(unix)]

mod common;
mod terminal;

use std::time::{Duration, Instant};

use common::{Run, command};
use terminal::Session;

fn run(arguments: &[&str]) -> Run {
    command().arg("run").args(arguments).output().expect("the program starts").into()
}

fn shell(script: &str) -> Run {
    run(&["--", "sh", "-c", script])
}

/// Runs the program with arguments in a pipe or redirection of a shell. Its own status is the last line.
fn in_shell(script: &str) -> Run {
    let mut shell = std::process::Command::new("bash");
    shell.args(["-c", &format!("{script}; echo ${{PIPESTATUS[0]}} >&2"), env!("CARGO_BIN_EXE_errexplain")]);
    shell.output().expect("a shell").into()
}

/// A shell script that can be run by its path.
fn script(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("a script");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&path, mode).expect("a script that can be run");
    path.into_os_string().into_string().expect("a path")
}

#[test]
fn output_passes_through_and_the_end_is_explained() {
    let run = shell("echo out; echo 'open failed: errno 13' >&2; exit 101");
    assert_eq!(run.status, 101);
    assert_eq!(run.stdout, "out\n");
    assert!(run.stderr.starts_with("open failed: errno 13\n"), "{}", run.stderr);
    assert!(run.stderr.contains("`sh` ended with exit code 101\n  exit:101 - 101 (0x65): "), "{}", run.stderr);
    assert!(run.stderr.contains("codes in its output:") && run.stderr.contains("errno:EACCES - 13"), "{}", run.stderr);
}

#[test]
fn success_without_codes_says_nothing() {
    let run = shell("printf 'all \\001 well'");
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "all \u{1} well", ""));
}

#[test]
fn signals_end_it_as_they_end_a_shell() {
    let run = shell("kill -SEGV $$");
    assert_eq!(run.status, 139);
    assert!(run.stderr.contains("`sh` ended with signal 11\n  signal:SIGSEGV - 11"), "{}", run.stderr);
}

#[test]
fn a_command_that_cannot_start_is_explained() {
    let missing = run(&["no-such-command-here"]);
    assert_eq!(missing.status, 127);
    assert!(missing.stderr.contains("cannot run `no-such-command-here`") && missing.stderr.contains("errno:ENOENT"));
    let folder = run(&["/"]);
    assert_eq!(folder.status, 126);
    assert!(folder.stderr.contains("errno:EACCES"), "{}", folder.stderr);
}

#[test]
fn the_program_that_ended_decides_whose_exit_code_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = run(&[&script(&folder, "rsync", "exit 23")]);
    assert_eq!(run.status, 23);
    assert!(run.stderr.contains("rsync:RERR_PARTIAL"), "{}", run.stderr);
}

#[test]
fn an_exit_code_of_the_programs_own_is_said_to_be_so() {
    let run = shell("exit 42");
    assert_eq!(run.status, 42);
    assert!(run.stderr.contains("Programs choose their exit codes themselves"), "{}", run.stderr);
}

#[test]
fn options_and_negative_numbers_are_the_commands() {
    assert_eq!(run(&["echo", "-n", "-5", "--json"]).stdout, "-5 --json");
}

#[test]
fn without_looking_at_the_output_only_the_end_is_told() {
    let run = run(&["--status-only", "--", "sh", "-c", "echo errno 13; exit 77"]);
    assert_eq!((run.status, run.stdout.as_str()), (77, "errno 13\n"));
    assert!(run.stderr.contains("exit:EX_NOPERM") && !run.stderr.contains("codes in its output"), "{}", run.stderr);
}

#[test]
fn much_output_on_both_sides_does_not_block() {
    let run = shell(
        "i=0; while [ $i -lt 20000 ]; do echo \"line $i of the output\"; echo \"line $i of errors\" >&2; i=$((i+1)); done",
    );
    assert_eq!(run.status, 0);
    assert_eq!((run.stdout.lines().count(), run.stderr.lines().count()), (20000, 20000));
}

#[test]
fn a_reader_that_goes_away_ends_the_command() {
    let run = in_shell("\"$0\" run -- yes error 5 | head -n 2");
    assert_eq!(run.stdout, "error 5\nerror 5\n");
    assert!(run.stderr.ends_with("\n141\n") && run.stderr.contains("ERROR_ACCESS_DENIED"), "{}", run.stderr);
    // What nobody reads any more is no failure of the command's.
    assert_eq!(in_shell("\"$0\" run -- seq 1000000 | head -n 1").stderr, "141\n");
}

#[test]
fn a_reader_that_takes_its_time_gets_everything() {
    let run = in_shell("\"$0\" run -- seq 100000 | (sleep 1; cat)");
    assert_eq!((run.stdout.lines().count(), run.stderr.as_str()), (100_000, "0\n"));
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_an_error() {
    let run = in_shell("\"$0\" run -- echo lost >/dev/full");
    assert!(run.stderr.starts_with("errexplain: cannot read or write: No space left"), "{}", run.stderr);
    assert!(run.stderr.ends_with("\n2\n"), "{}", run.stderr);
}

#[test]
fn what_the_command_leaves_running_is_not_waited_for() {
    let begun = Instant::now();
    let silent = shell("sleep 30 & echo $!; echo 'errno 13'; exit 3");
    assert_eq!(silent.status, 3);
    assert!(silent.stdout.ends_with("errno 13\n") && silent.stderr.contains("errno:EACCES"), "{}", silent.stderr);
    let noisy = shell("yes & exit 3");
    assert_eq!(noisy.status, 3);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let sleeper = silent.stdout.lines().next().expect("its number");
    std::process::Command::new("kill").arg(sleeper).status().expect("it is ended");
}

#[test]
fn exit_codes_of_one_program_are_not_given_to_another() {
    // 200 is systemd's for what it starts itself; 3 has a meaning for robocopy and for init scripts.
    for (code, own) in [(200, "exit:EXIT_CHDIR"), (3, "exit:")] {
        let run = shell(&format!("exit {code}"));
        assert!(!run.stderr.contains(own), "{}", run.stderr);
        assert!(run.stderr.contains("\n  Programs choose their exit codes themselves"), "{}", run.stderr);
    }
    // timeout's meaning may be meant by others: it says so, except of timeout itself.
    let sure = |run: &Run| !run.stderr.contains("Programs choose");
    let timeout = run(&["timeout", "0.01", "sleep", "9"]);
    assert!(timeout.stderr.contains("exit:EXIT_TIMEDOUT") && sure(&timeout), "{}", timeout.stderr);
    let other = shell("exit 124");
    assert!(other.stderr.contains("exit:EXIT_TIMEDOUT") && !sure(&other), "{}", other.stderr);
}

#[test]
fn a_mere_no_is_not_called_a_failure() {
    let run = run(&["grep", "-q", "no such line", "/dev/null"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("grep found no line"), "{}", run.stderr);
}

#[test]
fn the_commands_name_is_no_part_of_a_message() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["error 5", "errno", "http", "0x80070005", "ERROR_SHARING_VIOLATION"] {
        let path = script(&folder, name, "exit 2");
        let run = run(&[&path]);
        let told = format!("errexplain: `{name}` ended with exit code 2\n  Programs choose");
        assert!(run.stderr.starts_with(&told), "{}", run.stderr);
    }
    let path = script(&folder, "python3.11", "exit 120");
    assert!(run(&[&path]).stderr.contains("`python3.11` ended with exit code 120\n  exit:120"));
}

#[test]
fn explanations_are_wrapped_to_the_terminal() {
    let command = ["run", "--", "sh", "-c", "echo error 5; exit 75"];
    let (status, _, raw) = Session::start_in(&[("NO_COLOR", "1")], &command, 24, 60).end();
    assert_eq!(status, 75);
    let screen = String::from_utf8(raw).expect("UTF-8");
    assert!(screen.contains("EX_TEMPFAIL") && screen.contains("ERROR_ACCESS_DENIED"), "{screen}");
    assert!(screen.lines().all(|line| line.trim_end().len() <= 60), "{screen}");
}

#[test]
fn json_is_refused_by_name() {
    let run = run(&["--json", "--", "false"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("errexplain: `--json` is no option of run"), "{}", run.stderr);
}
