//! What the program does with its arguments.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read};
use std::mem::ManuallyDrop;
use std::process::ExitCode;

use errexplain_registry::Namespace;
use serde::Serialize;

use crate::browse;
use crate::cli::{self, Cli, Command, Explain, Format, List, Shell, When};
use crate::complete;
use crate::list::{self, FieldValue, Filter};
use crate::lookup::Scope;
use crate::output::{self, Output};
use crate::registry::embedded;
use crate::render::{self, Layout};
use crate::report::{self, Explainer, QueryReport, Report, Status};
use crate::run;
use crate::scan::Utf8Reader;

mod progress;
mod scan;
mod search;

/// One or more codes were not found.
const NOT_FOUND: u8 = 1;
/// Wrong usage, or failed input or output.
const FAILED: u8 = 2;

/// Why the program ends early.
enum Failure {
    /// Arguments that make no sense together; a sentence.
    Usage(String),
    /// Input or output.
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Runs the program on the process's arguments and streams.
pub fn main() -> ExitCode {
    complete::answer();
    let cli = match cli::parse(env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return print_clap(&error),
    };
    match dispatch(&cli) {
        Ok(code) => code,
        Err(Failure::Io(error)) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(failure) => {
            let message = match failure {
                Failure::Usage(message) => message,
                Failure::Io(error) => format!("cannot read or write: {error}"),
            };
            let line = format!("{} {message}\n", render::style::paint(render::style::ERROR, "errexplain:"));
            Output { color: cli.color(), links: false, page: false }.stderr(&line);
            ExitCode::from(FAILED)
        }
    }
}

/// Help and version go to standard output and are no failure; all else goes to standard error and is.
fn print_clap(error: &clap::Error) -> ExitCode {
    let output = Output { color: anstream::ColorChoice::Auto, links: false, page: false };
    let said = cli::said(error);
    if error.use_stderr() {
        output.stderr(&said);
        return ExitCode::from(FAILED);
    }
    match output.stdout(&said) {
        Err(failed) if !output::is_closed_pipe(&failed) => ExitCode::from(FAILED),
        _ => ExitCode::SUCCESS,
    }
}

fn dispatch(cli: &Cli) -> Result<ExitCode, Failure> {
    let plain = Output { color: cli.color(), links: false, page: false };
    match &cli.command {
        // A log in a pipe needs no subcommand.
        None if cli.explain.codes.is_empty() && !io::stdin().is_terminal() => {
            let needs_code = |option| {
                let usage = format!(
                    "{option} needs a code: without one, standard input is scanned as a log; `-` reads codes from it, one a line"
                );
                Failure::Usage(usage)
            };
            scan::run(&cli.explain.as_scan().map_err(needs_code)?)
        }
        None => explain(&cli.explain),
        Some(Command::Scan(options)) => scan::run(options),
        Some(Command::Search(options)) => search::run(options),
        Some(Command::List(list)) => list_codes(list, plain),
        Some(Command::Run { status_only, command }) => run_command(command, *status_only, plain),
        Some(Command::Browse { text }) => browse(&text.join(" "), plain),
        Some(Command::Completions { shell }) => {
            plain.stdout(completions(*shell))?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Man) => {
            plain.stdout(include_str!("../man/errexplain.1"))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn explain(options: &Explain) -> Result<ExitCode, Failure> {
    let explainer = Explainer::new(embedded());
    let queries = queries(options, &explainer)?;
    let scope = Scope::asked(namespaces(&options.namespace)?);
    let style = options.style;
    let format = if options.json { Format::Json } else { options.format };
    let output = Output {
        color: style.color.color_choice(),
        links: style.hyperlink == When::Always,
        page: !style.no_pager && format == Format::Text && !options.short,
    };
    let layout = Layout {
        width: output::width(style.width),
        sections: options.section.clone(),
        all: options.all,
        hyperlinks: match style.hyperlink {
            When::Always => true,
            When::Never => false,
            When::Auto => io::stdout().is_terminal() && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        },
    };
    let full = match format {
        Format::Json => usize::MAX,
        _ if options.all => usize::MAX,
        _ if options.short => 0,
        _ => 1,
    };
    let mut results: Vec<_> = queries.iter().flat_map(|query| explainer.explain(query, &scope, full)).collect();
    if !options.no_system_message {
        results.iter_mut().for_each(QueryReport::ask_system);
    }
    // The process ends with it: to give its memory back, piece by piece, would take longer than to look a code up.
    let report = ManuallyDrop::new(Report { schema_version: report::SCHEMA_VERSION, results });
    let mut pages = String::new();
    let mut missed = String::new();
    for (index, result) in report.results.iter().enumerate() {
        let found = result.status == Status::Found;
        let page = match format {
            Format::Json => break,
            Format::Markdown => render::markdown::render(result, &layout),
            Format::Text if !found => {
                missed.push_str(&render::text::render_miss(result, &layout));
                continue;
            }
            Format::Text if options.short => {
                let note = render::short::note(result);
                // Two codes of a text that contradict each other have the same one.
                if !missed.ends_with(&note) {
                    missed.push_str(&note);
                }
                output.rendered(|| render::short::render(result))
            }
            Format::Text if options.related => output.rendered(|| render::text::render_related(result, &layout)),
            Format::Text => output.rendered(|| render::text::render(result, &layout)),
        };
        if index > 0 && !options.short && !pages.is_empty() {
            pages.push('\n');
        }
        pages.push_str(&page);
    }
    if format == Format::Json {
        render::json::write(output.raw(), &*report)?;
    }
    if !pages.is_empty() {
        // Markdown is for clipboards: never coloured.
        let color = if format == Format::Text { output.color } else { anstream::ColorChoice::Never };
        Output { color, ..output }.page(&pages)?;
    }
    if !missed.is_empty() {
        output.stderr(&missed);
    }
    let all_found = report.results.iter().all(|result| result.status == Status::Found);
    Ok(if all_found { ExitCode::SUCCESS } else { ExitCode::from(NOT_FOUND) })
}

/// The queries of a call: its arguments, with those of standard input in place of `-`, or the one text that they are the words
/// of. Lines of standard input are a query each, whatever stands in the others.
fn queries(options: &Explain, explainer: &Explainer<'_>) -> Result<Vec<String>, Failure> {
    if options.codes.is_empty() {
        let usage = "give it a code, such as `errexplain 1367`; `errexplain --help` tells more";
        return Err(Failure::Usage(usage.into()));
    }
    if explainer.is_one_text(&options.codes) {
        return Ok(vec![options.codes.join(" ")]);
    }
    let mut queries = Vec::new();
    for code in &options.codes {
        if code == "-" {
            let mut bytes = Vec::new();
            Utf8Reader::new(io::stdin().lock()).read_to_end(&mut bytes)?;
            let text = String::from_utf8_lossy(&bytes);
            queries.extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
        } else {
            queries.push(code.clone());
        }
    }
    Ok(queries)
}

fn namespaces(names: &[String]) -> Result<Vec<Namespace<'static>>, Failure> {
    let find = |name: &String| {
        embedded().namespace(name).ok_or_else(|| {
            let known: Vec<&str> = embedded().namespaces().map(|namespace| namespace.name()).collect();
            Failure::Usage(format!("there is no namespace `{name}`; there are {}", known.join(", ")))
        })
    };
    names.iter().map(find).collect()
}

fn list_codes(options: &List, output: Output) -> Result<ExitCode, Failure> {
    let width = output::line_width(options.width);
    let field = |field, wanted: &Option<String>| wanted.clone().map(|wanted| FieldValue { field, wanted });
    let filter = Filter {
        namespaces: namespaces(&options.namespaces)?,
        family: options.family.clone(),
        component: options.component.clone(),
        fields: [field("facility", &options.facility), field("severity", &options.severity)]
            .into_iter()
            .flatten()
            .collect(),
        with_article: options.with_article,
    };
    if let Some(unknown) = filter.unknown(embedded()) {
        return Err(Failure::Usage(unknown));
    }
    if options.families {
        let list = list::families(embedded(), &filter);
        print_list(output, options.json, &list, || list::render_families(&list, options.tsv, width))?;
    } else if filter.is_empty() && options.columns.is_empty() {
        let list = list::namespaces(embedded());
        print_list(output, options.json, &list, || list::render_namespaces(&list, options.tsv, width))?;
    } else {
        let list = list::codes(embedded(), &filter);
        if list.codes.is_empty() && !options.json {
            output.stderr("errexplain: no code fits all of these\n");
            return Ok(ExitCode::from(NOT_FOUND));
        }
        print_list(output, options.json, &list, || list::render_codes(&list, &options.columns, options.tsv, width))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs a command, tells on standard error what there is to tell, and ends as the command did.
fn run_command(command: &[OsString], status_only: bool, output: Output) -> Result<ExitCode, Failure> {
    if command[0].to_string_lossy().starts_with('-') {
        let option = command[0].to_string_lossy().into_owned();
        return Err(Failure::Usage(format!(
            "`{option}` is no option of run; a command of that name goes behind `--` as `./{option}`"
        )));
    }
    let outcome = run::run(embedded(), command, status_only, output::columns(&io::stderr()))?;
    if !outcome.text.is_empty() {
        output.stderr(&outcome.text);
    }
    match u8::try_from(outcome.status) {
        Ok(status) => Ok(ExitCode::from(status)),
        // Windows has exit codes of 32 bits.
        Err(_) => std::process::exit(outcome.status),
    }
}

/// Lets somebody find a code, and leaves its page on the terminal.
fn browse(start: &str, output: Output) -> Result<ExitCode, Failure> {
    if !browse::is_possible() {
        return Err(Failure::Usage(
            "browse needs a terminal for its input and output; `errexplain search` finds codes without one".into(),
        ));
    }
    if let Some(code) = browse::run(embedded(), start)? {
        let layout = Layout::page(output::width(None));
        output.stdout(&render::text::render(&report::page(embedded(), code), &layout))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print_list(output: Output, json: bool, list: &impl Serialize, text: impl Fn() -> String) -> io::Result<()> {
    if json { render::json::write(output.raw(), list) } else { output.stdout(&text()) }
}

fn completions(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../completions/errexplain.bash"),
        Shell::Zsh => include_str!("../completions/_errexplain"),
        Shell::Fish => include_str!("../completions/errexplain.fish"),
        Shell::PowerShell => include_str!("../completions/_errexplain.ps1"),
        Shell::Elvish => include_str!("../completions/errexplain.elv"),
        Shell::Nushell => include_str!("../completions/errexplain.nu"),
    }
}
