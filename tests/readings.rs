//! What a number or name is read as first, and what it must never be read as.

mod common;

use common::{leading, run};

#[test]
fn the_likeliest_reading_leads() {
    for (code, expected) in [
        // Win32 numbers as they are.
        ("1367", "win32:ERROR_INVALID_LOGON_TYPE"),
        ("0x557", "win32:ERROR_INVALID_LOGON_TYPE"),
        ("5", "win32:ERROR_ACCESS_DENIED"),
        ("53", "win32:ERROR_BAD_NETPATH"),
        ("0x00000005", "win32:ERROR_ACCESS_DENIED"),
        ("0x000000FF", "win32:ERROR_EA_LIST_INCONSISTENT"),
        ("10054", "win32:WSAECONNRESET"),
        ("1653", "win32:ERROR_FAIL_FAST_EXCEPTION"),
        ("0x7B", "win32:ERROR_INVALID_NAME"),
        // HRESULTs, in every way they are printed.
        ("0x80070005", "hresult:E_ACCESSDENIED"),
        ("2147942405", "hresult:E_ACCESSDENIED"),
        ("-2147024891", "hresult:E_ACCESSDENIED"),
        ("80070005", "hresult:E_ACCESSDENIED"),
        ("0x80004005", "hresult:E_FAIL"),
        ("0x887A0005", "hresult:DXGI_ERROR_DEVICE_REMOVED"),
        // NTSTATUS.
        ("0xC0000135", "ntstatus:STATUS_DLL_NOT_FOUND"),
        ("3221225781", "ntstatus:STATUS_DLL_NOT_FOUND"),
        ("-1073741515", "ntstatus:STATUS_DLL_NOT_FOUND"),
        ("-1073741819", "ntstatus:STATUS_ACCESS_VIOLATION"),
        ("0xC000006D", "ntstatus:STATUS_LOGON_FAILURE"),
        // Numbers that carry others.
        ("0xD000006D", "ntstatus:STATUS_LOGON_FAILURE"),
        ("0x80070002", "win32:ERROR_FILE_NOT_FOUND"),
        ("0xC0070005", "win32:ERROR_ACCESS_DENIED"),
        ("0xFFFFFFFF80070BC2", "win32:ERROR_SUCCESS_REBOOT_REQUIRED"),
        ("18446744071562529730", "win32:ERROR_SUCCESS_REBOOT_REQUIRED"),
        // Kernel style.
        ("-5", "errno:EIO"),
        ("-13", "errno:EACCES"),
        ("-1018", "jet:JET_errReadVerifyFailure"),
        // libuv on Windows, and MIT's Kerberos library.
        ("-4058", "libuv:UV_ENOENT"),
        ("-1765328360", "kerberos:KDC_ERR_PREAUTH_FAILED"),
        // With a namespace.
        ("bugcheck:0x7B", "bugcheck:INACCESSIBLE_BOOT_DEVICE"),
        ("errno:5", "errno:EIO"),
        ("win32:-5", "win32:ERROR_ACCESS_DENIED"),
        // Names.
        ("ERROR_INVALID_LOGON_TYPE", "win32:ERROR_INVALID_LOGON_TYPE"),
        ("error_file_not_found", "win32:ERROR_FILE_NOT_FOUND"),
        ("file_not_found", "win32:ERROR_FILE_NOT_FOUND"),
        ("FileNotFound", "win32:ERROR_FILE_NOT_FOUND"),
        ("EACCES", "errno:EACCES"),
        ("E_FAIL", "hresult:E_FAIL"),
    ] {
        assert_eq!(leading(code), expected, "{code}");
    }
}

#[test]
fn an_earlier_number_is_found_and_said_to_be_one() {
    let now = run(&["--short", "519"]);
    assert!(now.stdout.contains("ERROR_INVALID_CONFIG_VALUE - 519"), "{}", now.stdout);
    let before = run(&["--json", "479"]);
    let document: serde_json::Value = serde_json::from_str(&before.stdout).expect("JSON");
    let matches = document["results"][0]["matches"].as_array().expect("matches");
    assert_eq!(matches[0]["symbol"], "ERROR_MEMORY_DECOMPRESSION_FAILURE");
    let old = matches.iter().find(|found| found["symbol"] == "ERROR_INVALID_CONFIG_VALUE").expect("the old number");
    assert_eq!(old["reading"]["kind"], "old_value");
}

#[test]
fn low_bits_are_no_code_of_their_own() {
    for (code, never) in [
        ("0xC000006D", "ERROR_BROKEN_PIPE"),
        ("0xC000006D", "win32:"),
        ("0x800F0922", "win32:"),
        ("0x8A15000D", "win32:"),
        ("0x802A000A", "win32:"),
        ("10054", "0x10054"),
        ("12029", "0x12029"),
        ("0xC1900107", "ntstatus:"),
    ] {
        let run = run(&["--short", code]);
        let output = run.stdout + &run.stderr;
        assert!(!output.contains(never), "{code} is read as {never}: {output}");
    }
}

#[test]
fn several_components_of_one_number_are_all_told() {
    let run = run(&["--short", "1653"]);
    assert!(
        run.stdout.contains("ERROR_FAIL_FAST_EXCEPTION") && run.stdout.contains("ERROR_ROLLBACK_DISABLED"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_wrapped_code_says_what_it_carries() {
    let run = run(&["0x80070005"]);
    assert!(run.stdout.starts_with("E_ACCESSDENIED - 0x80070005 (2147942405, -2147024891)\n"), "{}", run.stdout);
    assert!(run.stdout.contains("Carries: win32:ERROR_ACCESS_DENIED - 5"), "{}", run.stdout);
}

#[test]
fn platforms_are_named_where_they_differ() {
    let run = run(&["--all", "errno:35"]);
    let linux = run.stdout.find("EDEADLK - 35").expect("Linux reads 35 as EDEADLK");
    let macos = run.stdout.find("EAGAIN - 11").expect("macOS reads 35 as EAGAIN");
    assert!(linux < macos, "{}", run.stdout);
    assert!(run.stdout.contains("35 on macos"), "{}", run.stdout);
}

#[test]
fn a_stop_code_is_offered_for_a_bare_number() {
    let run = run(&["0x7B"]);
    let (first, rest) = run.stdout.split_once('\n').expect("a page");
    assert!(first.starts_with("ERROR_INVALID_NAME"), "{first}");
    assert!(rest.contains("bugcheck:INACCESSIBLE_BOOT_DEVICE"), "{rest}");
}

#[test]
fn a_contradiction_is_told_beside_short_lines_as_well() {
    let run = run(&["--short", "ERROR_ACCESS_DENIED = 6"]);
    assert!(
        run.stdout.contains("ERROR_ACCESS_DENIED") && run.stdout.contains("ERROR_INVALID_HANDLE"),
        "{}",
        run.stdout
    );
    let note = "errexplain: The text gives ERROR_ACCESS_DENIED and 6 side by side, and they are different codes.\n";
    assert_eq!(run.stderr, note);
}
