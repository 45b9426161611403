//! `placement`: an article's file is named for its code and lies in the folder of its code's family.

use super::Context;
use crate::source::Finding;

const LINT: &str = "placement";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (namespace, article) in context.articles() {
        let mut report = |message: String| findings.push(Finding::new(&article.path, 1, LINT, message));
        let stem = article.path.file_stem().unwrap_or_default().to_string_lossy();
        if stem != article.title {
            report(format!("the title is `{}` and the file's name `{stem}`", article.title));
        }
        let Some(row) = context.row(&namespace.name, &article.title) else {
            report(format!("`{}` is no code of {}", article.title, namespace.name));
            continue;
        };
        if row.symbol != article.title {
            report(format!("`{}` is another name of `{}`", article.title, row.symbol));
        }
        let folder = article.path.parent().and_then(|parent| parent.file_name()).unwrap_or_default().to_string_lossy();
        if folder != row.family {
            report(format!("its family is `{}`: the file belongs in articles/{0}/", row.family));
        }
        if row.summary.is_empty() {
            report(format!("`{}` has an article and no summary in codes.tsv", row.symbol));
        }
    }
}
