//! Commands that are run and explained.
#![cfg(unix)]

mod common;

use common::{Run, command};

fn run(arguments: &[&str]) -> Run {
    command().arg("run").args(arguments).output().expect("the program starts").into()
}

fn shell(script: &str) -> Run {
    run(&["--", "sh", "-c", script])
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
    let rsync = folder.path().join("rsync");
    std::fs::write(&rsync, "#!/bin/sh\nexit 23\n").expect("a script");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&rsync, mode).expect("a script that can be run");
    let run = run(&[rsync.to_str().expect("a path")]);
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
    let pipe = "\"$0\" run -- yes | head -n 1";
    let output =
        std::process::Command::new("sh").args(["-c", pipe, env!("CARGO_BIN_EXE_errexplain")]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "y\n");
}
