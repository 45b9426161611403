//! Completion of what is being typed: the scripts of the shells call the program back, which knows all names.

use std::ffi::OsStr;
use std::io;

use clap::builder::StyledStr;
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::EnvCompleter;
use errexplain_registry::Code;

use crate::cli;
use crate::registry::embedded;

/// The variable in which a script tells the name of its shell.
const VARIABLE: &str = "ERREXPLAIN_COMPLETE";

/// Candidates that a shell is given at most: more are not read by anybody, and take long to print.
const MOST: usize = 100;

/// Answers a shell that asks for completions, and ends the program; does nothing where none asks.
pub fn answer() {
    CompleteEnv::with_factory(command).var(VARIABLE).complete();
}

/// The script by which a shell asks.
///
/// # Errors
/// Those of `to`.
pub fn write_script(shell: &dyn EnvCompleter, to: &mut dyn io::Write) -> io::Result<()> {
    shell.write_registration(VARIABLE, "errexplain", "errexplain", "errexplain", to)?;
    // zsh loads an installed script on the first Tab, as the function `_errexplain`, and wants that Tab answered, too.
    if shell.is("zsh") {
        writeln!(to, "[[ $funcstack[1] == _errexplain ]] && _clap_dynamic_completer_errexplain \"$@\"")?;
    }
    Ok(())
}

/// The definition of the command line, with what only completion needs.
fn command() -> clap::Command {
    let code = |argument: clap::Arg| argument.add(ArgValueCompleter::new(codes));
    let namespace = |argument: clap::Arg| argument.add(ArgValueCompleter::new(namespaces));
    let family = |argument: clap::Arg| argument.add(ArgValueCompleter::new(families));
    cli::command()
        .mut_arg("codes", code)
        .mut_arg("namespace", namespace)
        .mut_subcommand("search", |search| search.mut_arg("namespace", namespace))
        .mut_subcommand("list", |list| list.mut_arg("namespaces", namespace).mut_arg("family", family))
}

/// Characters that must have been typed before names are offered: below, they would bury the subcommands.
const SHORTEST: usize = 2;

/// The names that begin with what was typed, or, where there are too many, how they go on.
fn codes(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str().filter(|typed| typed.len() >= SHORTEST) else { return Vec::new() };
    let (scope, prefix) = match typed.split_once(':') {
        Some((scope, prefix)) => match embedded().namespace(scope) {
            Some(namespace) => (Some(namespace), prefix),
            None => return Vec::new(),
        },
        None => (None, typed),
    };
    let mut names: Vec<(&str, Code<'_>)> = embedded()
        .names_with_prefix(prefix)
        .filter(|(_, code)| scope.is_none_or(|namespace| code.namespace() == namespace))
        .collect();
    names.dedup_by(|(name, _), (known, _)| name.eq_ignore_ascii_case(known));
    let typed_scope = &typed[..typed.len() - prefix.len()];
    let mut candidates: Vec<CompletionCandidate> = if names.len() <= MOST {
        names.into_iter().map(|(name, code)| candidate(typed_scope, prefix, name, code.summary())).collect()
    } else {
        beginnings(&names, prefix.len()).into_iter().map(|name| candidate(typed_scope, prefix, name, None)).collect()
    };
    if scope.is_none() {
        let named = embedded().namespaces().filter(|namespace| namespace.name().starts_with(typed));
        candidates.extend(named.map(|namespace| {
            CompletionCandidate::new(format!("{}:", namespace.name())).help(Some(namespace.title().to_owned().into()))
        }));
    }
    candidates
}

/// How many names go on: by their next word, or by their next letter where that makes too many as well. A shell that was
/// given only some of the names would complete what these have in common, and hide the rest.
fn beginnings<'a>(names: &[(&'a str, Code<'_>)], from: usize) -> Vec<&'a str> {
    let cut = |end: &dyn Fn(&str) -> usize| {
        let mut cut: Vec<&'a str> = names.iter().map(|(name, _)| &name[..end(name)]).collect();
        cut.dedup_by(|name, known| name.eq_ignore_ascii_case(known));
        cut
    };
    let word = cut(&|name| name[from..].find('_').map_or(name.len(), |length| from + length + 1));
    let letters = || (from + 1..).map(|end| cut(&|name| end.min(name.len()))).find(|cut| cut.len() > 1);
    if (2..=MOST).contains(&word.len()) { word } else { letters().unwrap_or_default() }
}

/// A name as it goes on from what was typed, in the letter case of that: shells compare the two.
fn candidate(scope: &str, prefix: &str, name: &str, summary: Option<&str>) -> CompletionCandidate {
    let rest = &name[prefix.len()..];
    let small = prefix.contains(|char: char| char.is_ascii_lowercase())
        && !prefix.contains(|char: char| char.is_ascii_uppercase());
    let rest = if small { rest.to_ascii_lowercase() } else { rest.to_owned() };
    let name = if prefix.eq_ignore_ascii_case(name) && !small { name.to_owned() } else { format!("{prefix}{rest}") };
    CompletionCandidate::new(format!("{scope}{name}")).help(summary.map(|summary| StyledStr::from(summary.to_owned())))
}

fn namespaces(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let named = embedded().namespaces().filter(|namespace| namespace.name().starts_with(typed));
    named
        .map(|namespace| CompletionCandidate::new(namespace.name()).help(Some(namespace.title().to_owned().into())))
        .collect()
}

fn families(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let mut families: Vec<&str> = embedded()
        .namespaces()
        .flat_map(|namespace| namespace.families())
        .map(|family| family.name())
        .filter(|name| name.starts_with(typed))
        .collect();
    families.sort_unstable();
    families.dedup();
    families.into_iter().map(CompletionCandidate::new).collect()
}
