//! `faq-questions`: questions are questions, and answers short.

use super::Context;
use crate::source::Finding;

const LINT: &str = "faq-questions";
/// Lines of an answer.
const LONGEST: usize = 4;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, article) in context.articles() {
        for (index, faq) in article.faq.iter().enumerate() {
            let mut report = |message: String| findings.push(Finding::new(&article.path, faq.line, LINT, message));
            if !faq.question.ends_with('?') {
                report(format!("`{}` is no question", faq.question));
            }
            let lines = faq.answer.lines().filter(|line| !line.is_empty()).count();
            if lines > LONGEST {
                report(format!("an answer of {lines} lines; at most {LONGEST}"));
            }
            if article.faq[..index].iter().any(|earlier| earlier.question == faq.question) {
                report("the question stands twice".into());
            }
        }
    }
}
