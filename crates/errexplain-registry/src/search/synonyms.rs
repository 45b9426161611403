//! Words that people use for one another in error messages.

/// Groups of words that stand for one another, as they are typed. One text rather than a table: a table is relocated at every
/// start of the program, searched for or not.
const GROUPS: &str = "
    invalid bad incorrect illegal wrong malformed improper
    denied refused rejected forbidden declined
    permission access privilege
    permitted allowed
    missing absent lost
    terminated aborted killed crashed
    canceled cancelled aborted
    corrupt corrupted damaged broken
    busy locked
    reboot restart
    logon login signin
    logoff logout signout
    folder directory
    filename name
    computer machine workstation pc
    parameter argument
    function procedure routine
    dll module library
    disk drive volume
    program application executable process
    setup install installation
    delete remove erase
    clock time
    skew difference drift
    mismatch different
    elevation administrator elevated
    duplicate exists
    unspecified unknown
    failure failed fault
    wifi wlan wireless
    blue bugcheck
    certificate cert
    connection socket link
    closed shut terminated
    website site url
    full space
    overflow exceeded
    hang hung frozen
    reset closed
    space room
    ssl tls
    network net
    server host
";

/// Calls `found` with the words that a word can stand for, other than itself.
pub(super) fn synonyms(word: &str, mut found: impl FnMut(&str)) {
    for (at, _) in GROUPS.match_indices(word) {
        let start = GROUPS[..at].rfind('\n').map_or(0, |line| line + 1);
        let group = GROUPS[start..].lines().next().unwrap_or_default();
        let whole = [GROUPS[..at].bytes().last(), GROUPS[at + word.len()..].bytes().next()];
        if whole.iter().flatten().all(u8::is_ascii_whitespace) {
            group.split_ascii_whitespace().filter(|known| *known != word).for_each(&mut found);
        }
    }
}

/// Whether a word is one that messages are padded with: `the specified file`, `the requested operation could not be completed`.
/// Such words are rare in the registry and say little all the same.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "attempt"
            | "attempted"
            | "code"
            | "complete"
            | "completed"
            | "currently"
            | "due"
            | "error"
            | "errors"
            | "fail"
            | "failed"
            | "fails"
            | "failure"
            | "give"
            | "given"
            | "made"
            | "message"
            | "occurred"
            | "operation"
            | "perform"
            | "performed"
            | "please"
            | "problem"
            | "referenced"
            | "request"
            | "requested"
            | "return"
            | "returned"
            | "specified"
            | "system"
            | "try"
            | "trying"
            | "unable"
            | "windows"
    )
}

#[cfg(test)]
mod tests {
    use super::synonyms;

    #[test]
    fn groups_are_told_without_the_word() {
        let of = |word| {
            let mut found = Vec::new();
            synonyms(word, |other| found.push(other.to_owned()));
            found
        };
        assert_eq!(of("folder"), ["directory"]);
        assert_eq!(of("closed"), ["shut", "terminated", "reset"]);
        assert_eq!(of("fold"), [""; 0]);
        assert_eq!(of("irectory"), [""; 0]);
    }
}
