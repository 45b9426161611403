//! The words of texts and names, as the index of the search and its queries see them: in lower case, without what stands
//! between them.

/// Calls `found` with each word of a text, in lower case. `can't` is `can` and `not`, `user's` is `user`.
///
/// Words are runs of letters and digits; a name with underscores falls into its parts.
pub fn words(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if char.is_alphanumeric() {
            word.extend(char.to_lowercase());
            continue;
        }
        let rest = &text[at + char.len_utf8()..];
        if matches!(char, '\'' | '\u{2019}') && !word.is_empty() {
            let tail = rest.find(|char: char| !char.is_alphanumeric()).map_or(rest, |end| &rest[..end]);
            let negated = tail.eq_ignore_ascii_case("t") && word.ends_with('n');
            if negated || tail.eq_ignore_ascii_case("s") {
                chars.next();
            }
            if negated {
                // `can't` drops one of its letters, `won't` more; all others are a verb and `n't`.
                word.truncate(word.len() - usize::from(word != "can"));
                found(&std::mem::take(&mut word));
                found("not");
                continue;
            }
        }
        if !word.is_empty() {
            found(&word);
            word.clear();
        }
    }
    if !word.is_empty() {
        found(&word);
    }
}

/// Calls `found` with each word of a name, in lower case: `ERROR_FILE_NOT_FOUND` and `ErrorFileNotFound` are four each.
pub fn name_words(name: &str, mut found: impl FnMut(&str)) {
    for part in name.split(|char: char| !char.is_ascii_alphanumeric()) {
        let bytes = part.as_bytes();
        let mut start = 0;
        for at in 1..bytes.len() {
            let lower_to_upper = bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
            // The last capital of `DNSName` begins a word.
            let acronym_ends = bytes[at].is_ascii_lowercase() && bytes[at - 1].is_ascii_uppercase() && at - 1 > start;
            let cut = if lower_to_upper {
                at
            } else if acronym_ends {
                at - 1
            } else {
                continue;
            };
            found(&part[start..cut].to_ascii_lowercase());
            start = cut;
        }
        if start < part.len() {
            found(&part[start..].to_ascii_lowercase());
        }
    }
}

/// Whether a word says nothing about what a text is about. `no` and `not` do, in error messages.
pub fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "and"
            | "are"
            | "as"
            | "at"
            | "be"
            | "been"
            | "being"
            | "because"
            | "but"
            | "by"
            | "can"
            | "could"
            | "did"
            | "do"
            | "either"
            | "does"
            | "for"
            | "from"
            | "had"
            | "has"
            | "have"
            | "how"
            | "i"
            | "if"
            | "in"
            | "into"
            | "is"
            | "it"
            | "its"
            | "may"
            | "might"
            | "must"
            | "my"
            | "of"
            | "on"
            | "or"
            | "our"
            | "should"
            | "so"
            | "than"
            | "that"
            | "the"
            | "they"
            | "their"
            | "then"
            | "there"
            | "these"
            | "this"
            | "to"
            | "was"
            | "we"
            | "were"
            | "what"
            | "when"
            | "where"
            | "which"
            | "while"
            | "why"
            | "will"
            | "with"
            | "would"
            | "you"
            | "your"
    )
}

#[cfg(test)]
mod tests {
    use super::{name_words, words};

    #[test]
    fn prose() {
        let of = |text| {
            let mut found = Vec::new();
            words(text, |word| found.push(word.to_owned()));
            found
        };
        assert_eq!(of("The user's file, \"a.txt\": 0x80070005!"), ["the", "user", "file", "a", "txt", "0x80070005"]);
        assert_eq!(of("can't couldn't don\u{2019}t"), ["can", "not", "could", "not", "do", "not"]);
        assert_eq!(of("Fehler: \u{c4}NDERN 'quoted'"), ["fehler", "\u{e4}ndern", "quoted"]);
        assert_eq!(of("'' ' .."), [""; 0]);
    }

    #[test]
    fn names() {
        let of = |name| {
            let mut found = Vec::new();
            name_words(name, |word| found.push(word.to_owned()));
            found
        };
        assert_eq!(of("ERROR_FILE_NOT_FOUND"), ["error", "file", "not", "found"]);
        assert_eq!(of("NERR_DNSNameNotFound"), ["nerr", "dns", "name", "not", "found"]);
        assert_eq!(of("errSecCertificateIsCA"), ["err", "sec", "certificate", "is", "ca"]);
        assert_eq!(of("X509_V_OK"), ["x509", "v", "ok"]);
    }
}
