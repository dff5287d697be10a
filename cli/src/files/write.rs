//! Bringing an output folder up to date.

use std::path::Path;

use crate::files::list::{LIST, List, PENDING};
use crate::files::output::Outputs;
use crate::files::plan::{Kind, Plan};
use crate::files::transaction::{Staged, Transaction};
use crate::problem::Problem;

/// Says why `plan` must not be carried out without `--force`, if so.
///
/// # Errors
/// A folder with other files and no list, or files of somebody else where output is to go.
pub fn permit(dir: &Path, plan: &Plan) -> Result<(), Problem> {
    let foreign: Vec<_> = plan.differences.iter().filter(|difference| difference.kind == Kind::Foreign).collect();
    if plan.unowned {
        return Err(Problem::new(
            format!("`{}` is not empty and has no list of generated files (`{LIST}`)", dir.display()),
            "name another folder with --out, or use --force: it overwrites the files that codegen writes and leaves all others",
        ));
    }
    match foreign.as_slice() {
        [] => Ok(()),
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            Err(Problem::new(
                format!(
                    "`{}`{more} would be overwritten, and codegen did not write it",
                    first.path.below(dir).display()
                ),
                "move it away, or use --force to overwrite it",
            ))
        }
    }
}

/// Makes `dir` hold `outputs`, by the `plan` that compared the two. Everything is staged before anything changes; when
/// a step fails, those before it are taken back.
///
/// # Errors
/// The first thing that the system refused.
pub fn write(dir: &Path, outputs: &Outputs<'_>, plan: &Plan) -> Result<(), Problem> {
    if plan.is_done() {
        return Ok(());
    }
    let mut transaction = Transaction::begin(dir)?;
    match steps(dir, outputs, plan, &mut transaction) {
        Ok(()) => {
            transaction.commit()?;
            prune(dir, plan);
            Ok(())
        }
        Err(problem) => Err(transaction.roll_back(problem)),
    }
}

fn steps(dir: &Path, outputs: &Outputs<'_>, plan: &Plan, transaction: &mut Transaction) -> Result<(), Problem> {
    let pending = transaction.stage(&pending(dir, plan)?.to_string())?;
    let staged = stage(dir, outputs, plan, transaction)?;
    let list = transaction.stage(&plan.list.to_string())?;

    transaction.put(&pending, &dir.join(PENDING))?;
    for difference in plan.differences.iter().filter(|difference| difference.kind.is_leftover()) {
        transaction.take(&difference.path.below(dir))?;
    }
    for (place, content) in &staged {
        place.parent().map_or(Ok(()), |folder| transaction.folder(folder))?;
        transaction.put(content, place)?;
    }
    transaction.put(&list, &dir.join(LIST))?;
    transaction.take(&dir.join(PENDING))
}

/// What may be in `dir` when a run of `plan` ends halfway: its own files, and those of runs that ended
/// halfway before it.
///
/// # Errors
/// A list of such a run that cannot be read.
pub fn pending(dir: &Path, plan: &Plan) -> Result<List, Problem> {
    let mut pending = plan.list.clone();
    pending.merge(List::read(dir, PENDING)?.unwrap_or_default());
    Ok(pending)
}

type Waiting = Vec<(std::path::PathBuf, Staged)>;

fn stage(dir: &Path, outputs: &Outputs<'_>, plan: &Plan, transaction: &mut Transaction) -> Result<Waiting, Problem> {
    let mut waiting = Waiting::new();
    for difference in &plan.differences {
        if let Some(text) = outputs.get(&difference.path) {
            waiting.push((difference.path.below(dir), transaction.stage(text)?));
        }
    }
    Ok(waiting)
}

/// Removes the folders that removing files has emptied. One that is not empty refuses, which is what it should do.
fn prune(dir: &Path, plan: &Plan) {
    for difference in plan.differences.iter().filter(|difference| difference.kind.is_leftover()) {
        for folder in difference.path.folders().rev() {
            if std::fs::remove_dir(dir.join(folder)).is_err() {
                break;
            }
        }
    }
}
