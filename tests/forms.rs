//! The forms in which people paste codes: one row a form, with the reading that must lead.

use errexplain::lookup::Scope;
use errexplain::registry::embedded;
use errexplain::report::{self, QueryReport, Status};

fn explain(text: &str) -> Vec<QueryReport<'static>> {
    report::explain(embedded(), text, &Scope::Offered, 1)
}

/// The leading reading of each code in a text: `win32:ERROR_BUSY`.
fn leading(text: &str) -> Vec<String> {
    let lead = |report: &QueryReport<'_>| {
        report.matches.first().map(|found| format!("{}:{}", found.code.namespace, found.code.symbol))
    };
    explain(text).iter().filter_map(lead).collect()
}

#[test]
fn every_form_is_read() {
    let mut wrong = Vec::new();
    for (text, expected) in FORMS {
        let found = leading(text);
        if found.first().map(String::as_str) != Some(*expected) {
            wrong.push(format!("{text}: {found:?} instead of {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} forms are misread:\n{}", wrong.len(), FORMS.len(), wrong.join("\n"));
}

#[test]
fn case_spaces_and_punctuation_change_nothing() {
    let mut wrong = Vec::new();
    for (text, expected) in FORMS.iter().filter(|(text, _)| !text.contains(char::is_lowercase)) {
        for form in [format!("  {text} "), format!("{text}."), format!("{text},"), format!("({text})")] {
            let found = leading(&form);
            if found.first().map(String::as_str) != Some(*expected) {
                wrong.push(format!("{form:?}: {found:?} instead of {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const LOGON_TYPE: &str = "win32:ERROR_INVALID_LOGON_TYPE";
const DENIED: &str = "hresult:E_ACCESSDENIED";
const REBOOT: &str = "win32:ERROR_SUCCESS_REBOOT_REQUIRED";
const VIOLATION: &str = "ntstatus:STATUS_ACCESS_VIOLATION";

const FORMS: &[(&str, &str)] = &[
    ("Permission denied", "errno:EACCES"),
    ("Connection refused", "errno:ECONNREFUSED"),
    ("Input/output error", "errno:EIO"),
    ("42P01", "sqlstate:ERRCODE_UNDEFINED_TABLE"),
    ("bugcheck:7B", "bugcheck:INACCESSIBLE_BOOT_DEVICE"),
    ("NT_STATUS_LOGON_FAILURE", "ntstatus:STATUS_LOGON_FAILURE"),
    ("tree connect failed: NT_STATUS_BAD_NETWORK_NAME", "ntstatus:STATUS_BAD_NETWORK_NAME"),
    ("Abort trap: 6", "signal:SIGABRT"),
    ("Bus error: 10", "signal:SIGBUS"),
    ("audit: type=SYSCALL success=no exit=-13 a0=7", "errno:EACCES"),
    ("This device cannot start. (Code 10)", "cm-prob:CM_PROB_FAILED_START"),
    ("Error 1722. There is a problem with this Windows Installer package.", "msi-message:1722"),
    ("npm ERR! errno 137", "signal:SIGKILL"),
    ("RPC error code 1722", "win32:RPC_S_SERVER_UNAVAILABLE"),
    ("LDAP result 32", "ldap:LDAP_NO_SUCH_OBJECT"),
    ("ldap_bind: Invalid credentials (49)", "ldap:LDAP_INVALID_CREDENTIALS"),
    ("exit code 259", "exit:STILL_ACTIVE"),
    ("1367", LOGON_TYPE),
    ("0x557", LOGON_TYPE),
    ("557h", LOGON_TYPE),
    ("&H557", LOGON_TYPE),
    ("&H80070005&", DENIED),
    ("0n1367", LOGON_TYPE),
    ("0x800710D8L", "win32:ERROR_OBJECT_NOT_FOUND"),
    ("1367L", LOGON_TYPE),
    ("0x557u", LOGON_TYPE),
    ("80070005", DENIED),
    ("8007_0005", DENIED),
    ("0x8007 0005", DENIED),
    ("-1,073,741,819", VIOLATION),
    ("0X80070005", DENIED),
    ("2147942405", DENIED),
    ("-2147024891", DENIED),
    ("-1073741819", VIOLATION),
    ("3221225477", VIOLATION),
    ("0xFFFFFFFF80070BC2", REBOOT),
    ("18446744071562529730", REBOOT),
    ("-0x7FF8FFFB", DENIED),
    ("-5", "errno:EIO"),
    ("-13", "errno:EACCES"),
    ("(0x80004005)", "hresult:E_FAIL"),
    ("[0x80004005]", "hresult:E_FAIL"),
    ("hr=0x80070005", DENIED),
    ("HRESULT: 0x80131500", "hresult:COR_E_EXCEPTION"),
    ("HRESULT(0x80070005)", DENIED),
    ("NTSTATUS(0xc0000034)", "ntstatus:STATUS_OBJECT_NAME_NOT_FOUND"),
    ("0xc0000005L", VIOLATION),
    ("os error 5", "win32:ERROR_ACCESS_DENIED"),
    ("(os error 2)", "win32:ERROR_FILE_NOT_FOUND"),
    ("[WinError 10061]", "win32:WSAECONNREFUSED"),
    ("WinError 5", "win32:ERROR_ACCESS_DENIED"),
    ("[Errno 13]", "errno:EACCES"),
    ("errno=13", "errno:EACCES"),
    ("errno 13", "errno:EACCES"),
    ("errno=-5", "errno:EIO"),
    ("error code 1722", "win32:RPC_S_SERVER_UNAVAILABLE"),
    ("System error 53 has occurred.", "win32:ERROR_BAD_NETPATH"),
    ("GetLastError() = 126", "win32:ERROR_MOD_NOT_FOUND"),
    ("Win32Exception (5)", "win32:ERROR_ACCESS_DENIED"),
    ("exit code 1", "exit:EXIT_FAILURE"),
    ("exit code 0xC0000135", "ntstatus:STATUS_DLL_NOT_FOUND"),
    ("Exit status 3221225781", "ntstatus:STATUS_DLL_NOT_FOUND"),
    ("exited with code -1073741515", "ntstatus:STATUS_DLL_NOT_FOUND"),
    ("exit status 139", "signal:SIGSEGV"),
    ("signal 11", "signal:SIGSEGV"),
    ("SIGSEGV", "signal:SIGSEGV"),
    ("SIG 9", "signal:SIGKILL"),
    ("Stop code 0x7E", "bugcheck:SYSTEM_THREAD_EXCEPTION_NOT_HANDLED"),
    ("stop code 0x7e", "bugcheck:SYSTEM_THREAD_EXCEPTION_NOT_HANDLED"),
    (
        "STOP: 0x0000007B (0xFFFFF880009A97E8, 0xFFFFFFFFC0000034, 0x0000000000000000, 0x0000000000000000)",
        "bugcheck:INACCESSIBLE_BOOT_DEVICE",
    ),
    ("*** STOP: 0x000000D1", "bugcheck:DRIVER_IRQL_NOT_LESS_OR_EQUAL"),
    ("Status: 0xC000006D Sub Status: 0xC0000064", "ntstatus:STATUS_LOGON_FAILURE"),
    ("AcceptSecurityContext error, data 773", "win32:ERROR_PASSWORD_MUST_CHANGE"),
    ("AcceptSecurityContext error, data 52e, v4563", "win32:ERROR_LOGON_FAILURE"),
    ("LDAP error 49", "ldap:LDAP_INVALID_CREDENTIALS"),
    ("ESE -1018", "jet:JET_errReadVerifyFailure"),
    ("ERROR_FILE_NOT_FOUND", "win32:ERROR_FILE_NOT_FOUND"),
    ("error_file_not_found", "win32:ERROR_FILE_NOT_FOUND"),
    ("file_not_found", "win32:ERROR_FILE_NOT_FOUND"),
    ("FileNotFound", "win32:ERROR_FILE_NOT_FOUND"),
    ("STATUS_ACCESS_DENIED", "ntstatus:STATUS_ACCESS_DENIED"),
    ("WSAECONNRESET", "win32:WSAECONNRESET"),
    ("EACCES", "errno:EACCES"),
    ("E_FAIL", "hresult:E_FAIL"),
    ("DRIVER_IRQL_NOT_LESS_OR_EQUAL", "bugcheck:DRIVER_IRQL_NOT_LESS_OR_EQUAL"),
    ("WinError::ERROR_BUSY", "win32:ERROR_BUSY"),
    ("windows::core::Error { code: HRESULT(0x80070057), message: \"x\" }", "hresult:E_INVALIDARG"),
    ("Die Datei wurde nicht gefunden. Fehlercode: 0x80070005", DENIED),
    ("发生错误，错误代码：0x80070005。", DENIED),
    ("Произошла ошибка 1722", "win32:RPC_S_SERVER_UNAVAILABLE"),
    ("HTTP 404", "http:HTTP_STATUS_NOT_FOUND"),
    ("status code: 404", "http:HTTP_STATUS_NOT_FOUND"),
    ("curl: (7) Failed to connect", "curl:CURLE_COULDNT_CONNECT"),
    ("connect() failed (111: Connection refused)", "errno:ECONNREFUSED"),
    ("code=exited, status=203/EXEC", "exit:EXIT_EXEC"),
    ("systemd status=203/EXEC", "exit:EXIT_EXEC"),
    ("exit status -9", "signal:SIGKILL"),
    ("exit code -1", "sentinel:-1"),
    ("exit code 4294967295", "sentinel:-1"),
    ("exit code 3010", REBOOT),
    ("rsync error: some files could not be transferred (code 23) at main.c(1338)", "rsync:RERR_PARTIAL"),
    ("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601}}", "jsonrpc:MethodNotFound"),
    ("HTTP/1.1 503 Service Unavailable", "http:HTTP_STATUS_SERVICE_UNAVAIL"),
    ("HTTP/1.1 404 Not Found", "http:HTTP_STATUS_NOT_FOUND"),
    ("error 2 not found", "win32:ERROR_FILE_NOT_FOUND"),
    ("LDAP: error code 49 - 80090308: LdapErr: DSID-0C0903A9", "ldap:LDAP_INVALID_CREDENTIALS"),
    ("0x8000000000000006", "uefi:EFI_NOT_READY"),
    ("EIO", "errno:EIO"),
    ("errno EIO", "errno:EIO"),
    ("EIO or ENXIO", "errno:EIO"),
    ("NSPOSIXErrorDomain Code=61 \"Connection refused\"", "errno:ECONNREFUSED"),
    ("NSPOSIXErrorDomain Code=35", "errno:EAGAIN"),
    ("NSOSStatusErrorDomain Code=-25300", "osstatus:errSecItemNotFound"),
    ("connect() failed (61: Connection refused)", "errno:ECONNREFUSED"),
    ("[Errno 10061] Connection refused", "win32:WSAECONNREFUSED"),
    ("error 5: Permission denied", "win32:ERROR_ACCESS_DENIED"),
    ("ssh exited with exit code 255: Connection refused", "exit:255"),
    ("returncode -6", "signal:SIGABRT"),
    ("returned non-zero exit status -6", "signal:SIGABRT"),
    ("died with <Signals.SIGABRT: 6>", "signal:SIGABRT"),
    ("\"LastExitStatus\" = 78;", "exit:EX_CONFIG"),
    ("LastExitStatus = 9", "signal:SIGKILL"),
    ("Exited (143) 5 minutes ago", "signal:SIGTERM"),
    ("app   3 days ago   Exited (1) 5 minutes ago", "exit:EXIT_FAILURE"),
    ("exit code: 143", "signal:SIGTERM"),
    ("OOMKilled exit code 137", "signal:SIGKILL"),
    ("status=203/EXEC", "exit:EXIT_EXEC"),
    ("status=9/KILL", "signal:SIGKILL"),
    ("code=killed, status=9/KILL", "signal:SIGKILL"),
    ("gRPC status=14 (UNAVAILABLE)", "grpc:UNAVAILABLE"),
    ("status=14 (UNAVAILABLE)", "grpc:UNAVAILABLE"),
    ("rpc error: code = Unavailable desc = x", "grpc:UNAVAILABLE"),
    ("StatusRuntimeException: DEADLINE_EXCEEDED: x", "grpc:DEADLINE_EXCEEDED"),
    ("error 404: file not found", "http:HTTP_STATUS_NOT_FOUND"),
    ("error 2: file not found", "win32:ERROR_FILE_NOT_FOUND"),
    ("status 404", "http:HTTP_STATUS_NOT_FOUND"),
    ("response 404", "http:HTTP_STATUS_NOT_FOUND"),
    ("upstream returned status 502", "http:HTTP_STATUS_BAD_GATEWAY"),
    ("job returned status 139", "signal:SIGSEGV"),
    ("msiexec returned status 1603", "win32:ERROR_INSTALL_FAILURE"),
    ("status code 418", "http:418"),
    ("Error 1402. Could not open key", "msi-message:1402"),
    ("verify error:num=20:unable to get x", "x509-verify:X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
    ("msiexec returned 1603", "win32:ERROR_INSTALL_FAILURE"),
    ("npm ERR! errno -4058", "libuv:UV_ENOENT"),
    ("kinit: error -1765328360", "kerberos:KDC_ERR_PREAUTH_FAILED"),
];

#[test]
fn both_codes_of_a_text_are_told() {
    let found = leading("Status: 0xC000006D Sub Status: 0xC0000064");
    assert_eq!(found, ["ntstatus:STATUS_LOGON_FAILURE", "ntstatus:STATUS_NO_SUCH_USER"]);
    let found = leading("LDAP error 49: AcceptSecurityContext error, data 773, v4563");
    assert_eq!(found, ["ldap:LDAP_INVALID_CREDENTIALS", "win32:ERROR_PASSWORD_MUST_CHANGE"]);
}

#[test]
fn agreeing_codes_are_told_once_and_others_are_said_to_differ() {
    assert_eq!(leading("error 5 (0x5)"), ["win32:ERROR_ACCESS_DENIED"]);
    assert_eq!(leading("0x80070005 (E_ACCESSDENIED)"), [DENIED]);
    let reports = explain("error code 5 (0x80070002)");
    assert_eq!(reports.len(), 2);
    let message = reports[0].message.as_deref().unwrap_or_default();
    assert!(message.contains("different codes"), "{message}");
}

#[test]
fn a_text_that_contradicts_itself_says_so_and_shows_both() {
    for (text, both) in [
        ("ERROR_ACCESS_DENIED = 6", ["win32:ERROR_ACCESS_DENIED", "win32:ERROR_INVALID_HANDLE"]),
        ("ERROR_ACCESS_DENIED: 6", ["win32:ERROR_ACCESS_DENIED", "win32:ERROR_INVALID_HANDLE"]),
        ("EBUSY 5", ["errno:EBUSY", "errno:EIO"]),
        ("STATUS_SUCCESS (120)", ["ntstatus:STATUS_SUCCESS", "win32:ERROR_CALL_NOT_IMPLEMENTED"]),
        ("E_FAIL (3)", ["hresult:E_FAIL", "win32:ERROR_PATH_NOT_FOUND"]),
        ("SIGSEGV (9)", ["signal:SIGSEGV", "signal:SIGKILL"]),
        ("SIGSEGV (signal 9)", ["signal:SIGSEGV", "signal:SIGKILL"]),
        ("signal 9 (SIGSEGV)", ["signal:SIGKILL", "signal:SIGSEGV"]),
        // 2 is EACCES on WASI alone.
        ("EACCES (errno 2)", ["errno:EACCES", "errno:ENOENT"]),
    ] {
        assert_eq!(leading(text), both, "{text}");
        for report in explain(text) {
            assert!(report.message.as_deref().is_some_and(|told| told.contains("different codes")), "{text}");
        }
    }
    for text in [
        "ERROR_ACCESS_DENIED = 5",
        "E_FAIL: 0x80004005",
        "STATUS_ACCESS_DENIED = 5",
        "SIGSEGV (signal 11)",
        "EACCES (errno 13)",
        "ECONNREFUSED (61)",
        "KDC_ERR_PREAUTH_FAILED (24)",
    ] {
        let reports = explain(text);
        assert_eq!((reports.len(), &reports[0].message), (1, &None), "{text}");
    }
    // What is a code elsewhere alone is no page of its own without brackets.
    for (text, symbol) in [
        ("E_FAIL 5", "hresult:E_FAIL"),
        ("E_FAIL: 3", "hresult:E_FAIL"),
        ("STATUS_SUCCESS: 120", "ntstatus:STATUS_SUCCESS"),
        ("STATUS_TIMEOUT = 30", "ntstatus:STATUS_TIMEOUT"),
    ] {
        assert_eq!(leading(text), [symbol], "{text}");
        let message = explain(text)[0].message.clone().unwrap_or_default();
        assert!(message.ends_with(" beside it is not its number."), "{text}: {message}");
    }
    // Ports, counts and times.
    for (text, names) in [
        ("EADDRINUSE :3000", &["errno:EADDRINUSE"][..]),
        ("EAGAIN: 2, EBUSY: 4", &["errno:EAGAIN", "errno:EBUSY"]),
        ("got EBUSY 3, retrying", &["errno:EBUSY"]),
        ("WSAETIMEDOUT: 30.", &["win32:WSAETIMEDOUT"]),
        ("E_INVALIDARG: 2,", &["hresult:E_INVALIDARG"]),
        ("EBUSY, 5 times", &["errno:EBUSY"]),
    ] {
        assert_eq!(leading(text), names, "{text}");
        let told =
            |report: &QueryReport<'_>| report.message.as_deref().is_some_and(|told| told.contains("beside it is"));
        assert!(!explain(text).iter().any(told), "{text}");
    }
    // A rare platform's number is not meant: 5 is EAFNOSUPPORT on WASI alone.
    assert_eq!(explain("EBUSY (5)")[1].matches.len(), 1);
    // Nobody says that these are one.
    for text in ["EIO or ENXIO", "Status: 0xC000006D Sub Status: 0xC0000064"] {
        let told = |report: &QueryReport<'_>| report.message.as_deref().is_some_and(|told| told.contains("different"));
        assert!(!explain(text).iter().any(told), "{text}");
    }
}

#[test]
fn words_are_said_to_stand_where_they_do() {
    let reason = |text: &str| explain(text)[0].matches[0].reading.reason.clone();
    assert!(reason("(12: Cannot allocate memory)").starts_with("\"cannot allocate memory\" behind it; "));
    assert!(reason("status=203/EXEC").starts_with("\"status\" before and \"exec\" behind it; "));
}

#[test]
fn octal_is_refused_with_its_value() {
    let report = &explain("0o17")[0];
    assert_eq!((report.status, report.suggestions.len()), (Status::Invalid, 0));
    assert!(report.message.as_deref().is_some_and(|message| message.contains("in decimal it is 15")));
    let message = explain("-0o17")[0].message.clone().unwrap_or_default();
    assert!(message.contains("in decimal it is -15"), "{message}");
    // A sign within is no octal digit.
    assert_eq!(explain("0o+5")[0].status, Status::NotFound);
}

#[test]
fn numbers_of_somebody_else_are_not_offered() {
    for text in [
        "Error Domain=NSURLErrorDomain Code=-1009 \"x\"",
        "NSCocoaErrorDomain Code=260",
        "/usr/bin/x86_64-w64-mingw32-gcc-win32 60 objects",
        "see docs/a/b/errno 5",
        "file:///x/y/hresult 5",
        "redis: ERR 5 things",
        "status 23 written",
        "backup.sh returned status 2",
        "ssh returned status 255",
        "worker exited: 4321",
        "Process exited 1200 ms later",
        "Process exited 137 ms later",
        "exited 139 s ago",
        "result: 102",
        "result=500",
        "SMTP response 421",
        "smtp status 550",
        "smtp server replied, status: 421 4.7.0 Try again later",
        "status: 421 4.7.0 Try again later",
        "response: 501 5.5.4 Syntax error",
        "FTP response 500",
        "error code: 5 of 10 attempts",
        "segfault at 0 ip 00007f3c sp 00007ffc error 4 in libc",
        "linking with `link.exe` failed: exit code: 1120",
        "shop exited(2), running(5)",
        "Windows cannot connect to the printer. Operation failed with error 0x0000011b",
        "Msg 1205, Level 13, State 51",
        "Event ID 4625",
        "port 445",
        "line 53",
        "Error: 18456, Severity: 14, State: 8.",
        "550 5.7.1 [BL23]",
    ] {
        for report in explain(text) {
            let lead = report.matches.first().map(|found| found.code.symbol);
            assert_eq!(lead, None, "{text}");
        }
    }
    let report = &explain("Event ID 4625")[0];
    assert!(report.message.as_deref().is_some_and(|message| message.contains("event ID")), "{:?}", report.message);
}

#[test]
fn a_number_that_its_words_leave_without_meaning_is_no_match() {
    for text in ["exit code 23", "exit code 3", "exit status 10", "signal 99", "grpc status 77"] {
        assert_eq!(explain(text)[0].status, Status::NotFound, "{text}");
    }
    // Numbers that programs give meanings of their own are theirs where the text names them.
    for (text, expected) in [
        ("robocopy exit code 3", "exit:3"),
        ("ssh exited with code 255", "exit:255"),
        ("Permission denied (os error 13)", "errno:EACCES"),
    ] {
        assert_eq!(leading(text).first().map(String::as_str), Some(expected), "{text}");
    }
    let message = explain("exit code 23")[0].message.clone().unwrap_or_default();
    assert!(message.contains("\"exit code\"") && message.contains("choose their exit codes"), "{message}");
}

#[test]
fn a_number_in_brackets_is_held_against_the_code() {
    assert_eq!(leading("ERROR_ACCESS_DENIED (5)"), ["win32:ERROR_ACCESS_DENIED"]);
    assert_eq!(leading("5 (ERROR_ACCESS_DENIED)"), ["win32:ERROR_ACCESS_DENIED"]);
    assert_eq!(leading("STATUS_ACCESS_DENIED (5)"), ["ntstatus:STATUS_ACCESS_DENIED"]);
    assert_eq!(leading("ERROR_SHARING_VIOLATION (987654)"), ["win32:ERROR_SHARING_VIOLATION"]);
    let reports = explain("ERROR_ACCESS_DENIED (6)");
    assert_eq!(reports.len(), 2);
    let message = reports[0].message.as_deref().unwrap_or_default();
    assert!(message.contains("different codes"), "{message}");
    for text in ["0xC0000005 (1073741819)", "1073741819 (0xC0000005)"] {
        let reports = explain(text);
        assert_eq!(leading(text), [VIOLATION], "{text}");
        let message = reports[0].message.as_deref().unwrap_or_default();
        assert!(message.contains("without its minus sign"), "{text}: {message}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_and_slips_are_suggested() {
    for text in ["", " ", "0xC00000005", "0x1234567890"] {
        assert_eq!(explain(text)[0].status, Status::Invalid, "{text:?}");
    }
    for (text, symbol) in [
        ("0xC00000005", "STATUS_ACCESS_VIOLATION"),
        ("0x8OO70005", "E_ACCESSDENIED"),
        ("1073741819", "STATUS_ACCESS_VIOLATION"),
        ("Setup failed with Error 0x8OO70005 today", "E_ACCESSDENIED"),
    ] {
        let report = &explain(text)[0];
        assert!(report.matches.is_empty(), "{text} is read silently");
        assert!(report.suggestions.iter().any(|known| known.code.symbol == symbol), "{text}: {:?}", report.suggestions);
    }
}

#[test]
fn no_false_lead() {
    for (text, expected) in [
        ("5", "win32:ERROR_ACCESS_DENIED"),
        ("53", "win32:ERROR_BAD_NETPATH"),
        ("0x000000FF", "win32:ERROR_EA_LIST_INCONSISTENT"),
        ("0x80004005", "hresult:E_FAIL"),
        ("0xFFFFFFFF80070BC2", REBOOT),
        ("10054", "win32:WSAECONNRESET"),
        ("12029", "win32:ERROR_WINHTTP_CANNOT_CONNECT"),
    ] {
        assert_eq!(leading(text).first().map(String::as_str), Some(expected), "{text}");
    }
    for (text, never) in [
        ("0xC000006D", "ERROR_BROKEN_PIPE"),
        ("0x800F0922", "PRINT"),
        ("0x8A15000D", "win32"),
        ("0x802A000A", "win32"),
        ("0xC1900107", "ntstatus"),
    ] {
        for report in explain(text) {
            for found in &report.matches {
                let code = format!("{}:{}", found.code.namespace, found.code.symbol);
                assert!(!code.contains(never), "{text} is read as {code}");
            }
        }
    }
    for (text, _) in FORMS {
        for found in explain(text).iter().flat_map(|report| &report.matches) {
            assert!(!found.reading.reason.is_empty() && !found.reading.kind.is_empty(), "{text}");
        }
    }
}

#[test]
fn words_of_one_code_say_nothing_of_another_number() {
    for (text, named) in [
        ("sh: 3: Permission denied", "EACCES"),
        ("broken pipe: 3 files", "EPIPE"),
        ("connect to mx.example.org[192.0.2.1]:25: Connection timed out", "ETIMEDOUT"),
    ] {
        let reports = explain(text);
        assert!(reports.iter().all(|report| report.status != Status::Found), "{text}");
        assert!(reports.iter().any(|report| report.suggestions.iter().any(|near| near.code.symbol == named)), "{text}");
    }
    // The words of Rust and others say that it is a code all the same.
    assert_eq!(explain("connection refused (os error 5)")[0].matches[0].code.symbol, "EIO");
}

#[test]
fn a_message_is_not_taken_for_a_name_that_is_spelt_alike() {
    let matches = |text: &str| -> Vec<String> {
        let reports = explain(text);
        reports[0].matches.iter().map(|found| format!("{}:{}", found.code.namespace, found.code.symbol)).collect()
    };
    assert_eq!(matches("Broken pipe"), ["errno:EPIPE", "win32:ERROR_BROKEN_PIPE"]);
    assert_eq!(matches("BrokenPipe"), ["win32:ERROR_BROKEN_PIPE"]);
}
