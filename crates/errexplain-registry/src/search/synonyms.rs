//! Words that people use for one another in error messages.

/// Calls `found` with the words that a word can stand for, other than itself, by the packed groups.
pub(super) fn synonyms<'a>(groups: &'a str, word: &str, mut found: impl FnMut(&'a str)) {
    for (at, _) in groups.match_indices(word) {
        let start = groups[..at].rfind('\n').map_or(0, |line| line + 1);
        let group = groups[start..].lines().next().unwrap_or_default();
        let whole = [groups[..at].bytes().last(), groups[at + word.len()..].bytes().next()];
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
            synonyms("\nfolder directory\nclosed shut terminated\nreset closed\n", word, |other| found.push(other));
            found
        };
        assert_eq!(of("folder"), ["directory"]);
        assert_eq!(of("closed"), ["shut", "terminated", "reset"]);
        assert_eq!(of("fold"), [""; 0]);
        assert_eq!(of("irectory"), [""; 0]);
    }
}
