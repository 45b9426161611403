//! `errexplain search` as a user meets it, and what a lookup that finds nothing suggests.

mod common;

use std::cell::Cell;

use errexplain::lookup::Scope;
use errexplain::registry::embedded;
use errexplain::search::search_with;

use common::{Run, command, run};

/// The identities of a search's hits, in their order: `win32:ERROR_BUSY`.
fn hits(arguments: &[&str]) -> Vec<String> {
    // What the running system says of its codes is not the same everywhere.
    let run = run(&[&["search", "--short", "--no-system-message"], arguments].concat());
    run.stdout.lines().map(|line| line.split(" - ").next().unwrap_or_default().to_owned()).collect()
}

fn first(text: &str) -> String {
    hits(&[text]).into_iter().next().unwrap_or_default()
}

#[test]
fn common_codes_lead() {
    for (text, wanted) in [
        ("access denied", "win32:ERROR_ACCESS_DENIED"),
        ("file not found", "win32:ERROR_FILE_NOT_FOUND"),
        ("the rpc server is unavailable", "win32:RPC_S_SERVER_UNAVAILABLE"),
        ("dll not found exit", "ntstatus:STATUS_DLL_NOT_FOUND"),
        ("network name no longer available", "win32:ERROR_NETNAME_DELETED"),
        ("disk full", "win32:ERROR_DISK_FULL"),
        ("blue screen driver irql", "bugcheck:DRIVER_IRQL_NOT_LESS_OR_EQUAL"),
        ("inaccessible boot device", "bugcheck:INACCESSIBLE_BOOT_DEVICE"),
    ] {
        assert_eq!(first(text), wanted, "{text}");
    }
    let denied = hits(&["--limit", "3", "access denied"]);
    for wanted in ["win32:ERROR_ACCESS_DENIED", "ntstatus:STATUS_ACCESS_DENIED", "hresult:E_ACCESSDENIED"] {
        assert!(denied.iter().any(|hit| hit == wanted), "{denied:?}");
    }
    for (text, wanted) in [
        ("trust relationship workstation domain", "ERROR_TRUSTED_RELATIONSHIP_FAILURE"),
        ("clock skew", "ERROR_TIME_SKEW"),
    ] {
        let hits = hits(&["--limit", "3", text]);
        assert!(hits.iter().any(|hit| hit.ends_with(wanted)), "{text}: {hits:?}");
    }
}

#[test]
fn a_hit_is_an_identity_line_and_its_summary() {
    let run = run(&["search", "--limit", "1", "access", "denied"]);
    let mut lines = run.stdout.lines();
    assert_eq!(lines.next(), Some("win32:ERROR_ACCESS_DENIED - 5 (0x5)"));
    assert!(lines.next().is_some_and(|line| line.starts_with("      The object exists")), "{}", run.stdout);
    assert_eq!((run.stderr.as_str(), run.status), ("", 0));
}

#[test]
fn words_are_taken_apart_and_inflected() {
    for (text, wanted) in [
        ("FileNotFound", "win32:ERROR_FILE_NOT_FOUND"),
        ("connections refusing", "ECONNREFUSED"),
        ("can't find the file", "win32:ERROR_FILE_NOT_FOUND"),
        ("'C:\\Users\\x\\a.txt' access is denied. %1", "win32:ERROR_ACCESS_DENIED"),
    ] {
        let hits = hits(&["--limit", "5", text]);
        assert!(hits.iter().any(|hit| hit.ends_with(wanted)), "{text}: {hits:?}");
    }
}

#[test]
fn a_typo_a_word_is_looked_past() {
    for (text, wanted) in [
        ("acess denied", "win32:ERROR_ACCESS_DENIED"),
        ("access deneid", "win32:ERROR_ACCESS_DENIED"),
        ("inacessible boot devise", "bugcheck:INACCESSIBLE_BOOT_DEVICE"),
        ("rpc sever unavailabel", "win32:RPC_S_SERVER_UNAVAILABLE"),
        // `EACCES` has the one, and the other could be an inflection of `ref`.
        ("acces denied", "win32:ERROR_ACCESS_DENIED"),
        ("connection refsed", "win32:WSAECONNREFUSED"),
    ] {
        assert_eq!(first(text), wanted, "{text}");
    }
    // A rare word that people do write is that word.
    assert!(hits(&["call was rejected by callee"]).contains(&"hresult:RPC_E_CALL_REJECTED".to_owned()));
    assert_eq!(first("EACCES"), "errno:EACCES");
}

#[test]
fn a_namespace_before_the_words_is_where_they_are_looked_for() {
    for text in ["hresult:server not found", "hresult: server not found"] {
        let scoped = hits(&["--limit", "20", text]).iter().all(|hit| hit.starts_with("hresult:"));
        assert_eq!(scoped, !text.contains(": "), "{text}");
    }
    // An address has something before a colon, too, and so has a database's.
    for text in
        ["http://example.com connection refused", "ldap://h connection refused", "mysql:host=h connection refused"]
    {
        assert!(hits(&[text]).iter().any(|hit| hit == "errno:ECONNREFUSED"), "{text}");
    }
    let address = run(&["http://example.com connection refused"]);
    assert!(suggestions(&address).contains(&"errno:ECONNREFUSED"), "{}", address.stderr);
    let run = run(&["hresult:the server was not found"]);
    let suggestions = suggestions(&run);
    assert!(!suggestions.is_empty() && suggestions.iter().all(|code| code.starts_with("hresult:")), "{suggestions:?}");
}

#[test]
fn what_the_text_names_is_first() {
    for (text, wanted) in [
        ("1603", "win32:ERROR_INSTALL_FAILURE"),
        ("0x80070005", "hresult:E_ACCESSDENIED"),
        ("0x80070005 not found", "hresult:E_ACCESSDENIED"),
        ("bugcheck:0x7B", "bugcheck:INACCESSIBLE_BOOT_DEVICE"),
        ("ERROR_BUSY", "win32:ERROR_BUSY"),
        ("what does ERROR_BUSY mean for a file", "win32:ERROR_BUSY"),
        ("econnrefused", "errno:ECONNREFUSED"),
        ("1603 installation", "win32:ERROR_INSTALL_FAILURE"),
    ] {
        assert_eq!(first(text), wanted, "{text}");
    }
}

#[test]
fn limits_and_namespaces() {
    assert_eq!(hits(&["denied"]).len(), 10);
    assert_eq!(hits(&["--limit", "25", "denied"]).len(), 25);
    assert_eq!(hits(&["--limit", "1", "0x80070005 denied"]), ["hresult:E_ACCESSDENIED"]);
    for name in ["errno", "sqlite"] {
        let hits = hits(&["-n", name, "locked"]);
        assert!(!hits.is_empty() && hits.iter().all(|hit| hit.starts_with(&format!("{name}:"))), "{hits:?}");
    }
    assert_eq!(run(&["search", "-n", "nosuch", "locked"]).status, 2);
    assert_eq!(run(&["search", "--limit", "0", "locked"]).status, 2);
    assert_eq!(run(&["search"]).status, 2);
}

#[test]
fn nothing_found_is_said_on_standard_error() {
    for text in ["qqqqzzzz", "...", "%1 C:\\x", "xyzzy plugh"] {
        let run = run(&["search", "--", text]);
        assert_eq!((run.stdout.as_str(), run.status), ("", 1), "{text}");
        assert!(run.stderr.contains("No code is found by these words"), "{}", run.stderr);
    }
    assert!(run(&["search", "-n", "grpc", "qqqqzzzz"]).stderr.contains("in grpc."));
    assert!(run(&["search", "grpc:qqqqzzzz xyzzy"]).stderr.contains("by these words in grpc."));
    let json = run(&["search", "--json", "qqqqzzzz"]);
    assert_eq!((json.stderr.as_str(), json.status), ("", 1));
    assert!(json.stdout.contains("\"hits\": []"), "{}", json.stdout);
}

#[test]
fn words_that_match_are_highlighted_on_request() {
    let painted = |words: &str| format!("\u{1b}[1m\u{1b}[31m{words}\u{1b}[0m");
    let colored = run(&["search", "--color", "always", "--limit", "1", "access denied object"]).stdout;
    for words in ["ACCESS", "DENIED", "object"] {
        assert!(colored.contains(&painted(words)), "{words}: {colored:?}");
    }
    assert!(run(&["search", "--color=always", "accessdenied"]).stdout.contains('\u{1b}'));
    assert!(!run(&["search", "access denied"]).stdout.contains('\u{1b}'));
    assert!(!run(&["search", "--color=never", "access denied"]).stdout.contains('\u{1b}'));
    assert!(!run(&["search", "--color=always", "--json", "access denied"]).stdout.contains('\u{1b}'));
}

#[test]
fn hits_fit_the_width() {
    let run = run(&["search", "--width", "50", "access denied"]);
    assert!(run.stdout.lines().all(|line| line.len() <= 50 || line.contains(" - ")), "{}", run.stdout);
}

/// What a lookup suggests: the identities behind "Perhaps you meant".
fn suggestions(run: &Run) -> Vec<&str> {
    let lines = run.stderr.lines().skip_while(|line| *line != "Perhaps you meant:").skip(1);
    lines.map(|line| line.trim_start().split(" - ").next().unwrap_or_default()).collect()
}

#[test]
fn a_miss_suggests_names_or_what_the_words_find() {
    for (text, wanted) in [
        ("ERROR_ACESS_DENIED", "win32:ERROR_ACCESS_DENIED"),
        ("STATUS_DLL_NOTFOUNT", "ntstatus:STATUS_DLL_NOT_FOUND"),
        ("E_ACCES_DENIED", "hresult:E_ACCESSDENIED"),
        ("ERROR_DENIED_ACCESS", "win32:ERROR_ACCESS_DENIED"),
        ("STATUS_NETWORK_NAME_GONE", "ntstatus:STATUS_NETWORK_NAME_DELETED"),
        ("the specified network name is no longer available", "win32:ERROR_NETNAME_DELETED"),
        ("The RPC server is unavailable.", "win32:RPC_S_SERVER_UNAVAILABLE"),
    ] {
        let run = run(&[text]);
        assert_eq!(run.status, 1, "{text}");
        let suggestions = suggestions(&run);
        assert!(suggestions.contains(&wanted), "{text}: {suggestions:?}");
    }
    let words = run(&["the specified network name is no longer available"]);
    assert_eq!(suggestions(&words).len(), 3);
    assert!(words.stderr.contains("No code is named in this text."), "{}", words.stderr);
    let asked = run(&["-n", "errno", "connection was refused by them"]);
    assert!(suggestions(&asked).iter().all(|code| code.starts_with("errno:")), "{}", asked.stderr);
    assert_eq!(suggestions(&run(&["qqqqzzzz"])), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_message_of_the_running_system_finds_its_code() {
    let message = std::io::Error::from_raw_os_error(74).to_string().replace(" (os error 74)", "");
    let search = |options: &[&str]| -> Run {
        let mut command = command();
        command.args(["search", "--short", "-n", "errno"]).args(options).arg(&message).env("LC_ALL", "C");
        command.output().expect("the program starts").into()
    };
    let first = search(&[]).stdout.lines().next().map(str::to_owned).unwrap_or_default();
    let symbol = first.strip_prefix("errno:").and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    let page = run(&["--json", &format!("errno:{symbol}")]).stdout;
    let page: serde_json::Value = serde_json::from_str(&page).expect("JSON");
    assert_eq!(page["results"][0]["matches"][0]["system_message"], message.as_str(), "{first}");
}

#[test]
fn nothing_to_look_up_is_said_as_a_lookup_says_it() {
    for text in ["", "  ", "win32:"] {
        let (search, lookup) = (run(&["search", text]), run(&[text]));
        assert!(search.stderr.contains("There is nothing to look up"), "{}", search.stderr);
        assert_eq!((search.stderr, search.status), (lookup.stderr, lookup.status));
    }
}

#[test]
fn another_language_finds_nothing_by_chance() {
    for text in [
        "Das System kann die angegebene Datei nicht finden",
        "Le fichier spécifié est introuvable",
        "Kein Speicherplatz mehr auf dem Gerät",
        "Le service n'a pas été démarré",
        "No se puede encontrar la ruta de red",
        "Zugriff verweigert",
        "Acceso denegado",
        "Acesso negado",
    ] {
        let run = run(&["search", "--no-system-message", text]);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{text}");
        assert!(run.stderr.contains("No code is found by these words. The registry is in English;"), "{}", run.stderr);
    }
    // English words that find nothing have no such excuse.
    let english = run(&["search", "-n", "lz", "joystick"]);
    assert!(english.stderr.ends_with("No code is found by these words in lz.\n"), "{}", english.stderr);
}

#[test]
fn what_the_system_says_is_found_though_no_word_is_known() {
    let told = |_: &str| embedded().by_name("ERROR_ACCESS_DENIED").collect();
    let found = search_with(embedded(), "Zugriff verweigert", &Scope::Offered, 3, false, told);
    assert_eq!(found.hits.iter().map(|hit| hit.code.symbol).collect::<Vec<_>>(), ["ERROR_ACCESS_DENIED"]);
}

#[test]
fn the_system_is_asked_without_the_namespace() {
    let asked = Cell::new(false);
    let told = |text: &str| {
        asked.set(text == "Zugriff verweigert");
        Vec::new()
    };
    let found = search_with(embedded(), "win32:Zugriff verweigert", &Scope::Offered, 3, false, told);
    assert!(asked.get() && found.query == "win32:Zugriff verweigert");
}

#[test]
fn the_system_is_asked_where_words_are_not_the_registrys() {
    let asked = |text| {
        let asked = Cell::new(false);
        let told = |_: &str| {
            asked.set(true);
            Vec::new()
        };
        search_with(embedded(), text, &Scope::Offered, 3, false, told);
        asked.get()
    };
    for text in ["Zugriff verweigert", "Datei nicht gefunden", "отказано в доступе", "Error 5: Zugriff verweigert"]
    {
        assert!(asked(text), "{text}");
    }
    for text in ["access denied", "The network path was not found.", "error 0x80070005 access denied"] {
        assert!(!asked(text), "{text}");
    }
}
