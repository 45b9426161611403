//! The subcommand `search`.

use std::process::ExitCode;

use super::{Failure, NOT_FOUND, namespaces};
use crate::cli::Search;
use crate::lookup::Scope;
use crate::output::{self, Output};
use crate::query::Problem;
use crate::registry::embedded;
use crate::render;
use crate::render::text::refusal;
use crate::report::sentence;
use crate::search;
use crate::system;

/// What is said of words that are not the registry's.
const ENGLISH: &str =
    " The registry is in English; words of another language are found by this system's own messages alone.";

/// Searches, and prints what was found.
pub(super) fn run(options: &Search) -> Result<ExitCode, Failure> {
    let scope = Scope::asked(namespaces(&options.namespace)?);
    let text = options.text.join(" ");
    let color = options.color.color_choice();
    let colored = output::is_colored(color);
    let output = Output { color, links: false, page: !options.no_pager && !options.json && !options.short };
    let told = |text: &str| if options.no_system_message { Vec::new() } else { system::find(embedded(), text) };
    let most = usize::from(options.limit);
    let found = search::search_with(embedded(), &text, &scope, most, colored && !options.json, told);
    let status = if found.hits.is_empty() { ExitCode::from(NOT_FOUND) } else { ExitCode::SUCCESS };
    if options.json {
        render::json::write(output.raw(), &found)?;
    } else if found.hits.is_empty() {
        let names = found.scope.namespaces().iter().map(|namespace| namespace.name()).collect::<Vec<_>>().join(", ");
        let within = if names.is_empty() { String::new() } else { format!(" in {names}") };
        let english = if found.is_known { "" } else { ENGLISH };
        let message = match found.text.trim() {
            "" => sentence(&Problem::Empty.to_string()),
            _ => format!("No code is found by these words{within}.{english}"),
        };
        output.stderr(&refusal(&text, &message));
    } else if options.short {
        let lines: String = found.hits.iter().map(|hit| render::short::line(&hit.code, hit.summary)).collect();
        output.stdout(&lines)?;
    } else {
        let page = output.rendered(|| render::hits::render(&found.hits, output::width(options.width)));
        output.page(&page)?;
    }
    Ok(status)
}
