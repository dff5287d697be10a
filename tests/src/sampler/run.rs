//! The whole way, from documents to a report.

use std::path::PathBuf;

use fastrand::Rng;

use super::batch::{self, Batch, Member};
use super::broken::Breaker;
use super::bundle::Bundle;
use super::document::{Generated, generate};
use super::driver::Workspace;
use super::exceptions::Exceptions;
use super::exchange::Exchange;
use super::hostile;
use super::judge::Judge;
use super::report::{Failure, Record, Report};
use super::subject::{Subject, subjects};
use super::trial::Trial;
use super::values;

/// How many values of a type are broken as texts.
const HOSTILE: usize = 2;

/// Is told about a step, with what came out before it.
pub type Tell<'t> = dyn FnMut(&str, &Report) + 't;

/// What to try, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The documents.
    pub documents: Vec<PathBuf>,
    /// Where the values begin.
    pub seed: u64,
    /// Whether models have a place for members that no schema names.
    pub extra: bool,
    /// What the workspace is called, in which programs are compiled.
    pub name: String,
}

/// Samples the documents; `tell` is told about each step, with what came out until then.
///
/// # Errors
/// What keeps a program from being compiled or run, other than the models in it.
pub fn run(options: &Options, exceptions: &Exceptions, tell: &mut Tell<'_>) -> Result<Report, String> {
    let workspace = Workspace::new(&options.name)?;
    let mut report = Report::default();
    let mut batch = Batch { name: format!("batch-{}-0", options.name), ..Batch::default() };
    let mut count = 0;
    for path in &options.documents {
        match generate(path, options.extra) {
            Err(reason) => report.documents.push(skipped(path, reason)),
            Ok(generated) => {
                let mut bundle = Bundle::new(&generated.document);
                let (found, _) = subjects(&generated.surface, &generated.document, &mut bundle);
                if found.is_empty() {
                    report.documents.push(skipped(path, "no types".to_owned()));
                    continue;
                }
                let member = Member::new(generated, &found);
                if batch.len() > 0 && batch.len() + member.types.len() > batch::TYPES {
                    count += 1;
                    let next = Batch { name: format!("batch-{}-{count}", options.name), ..Batch::default() };
                    try_batch(&workspace, std::mem::replace(&mut batch, next), options, &mut report, tell)?;
                }
                batch.members.push(member);
            }
        }
    }
    try_batch(&workspace, batch, options, &mut report, tell)?;
    except(&mut report, exceptions);
    Ok(report)
}

fn skipped(path: &std::path::Path, reason: String) -> Record {
    Record { document: path.display().to_string(), skipped: Some(reason), ..Record::default() }
}

/// Takes the exceptions out of the failures.
fn except(report: &mut Report, exceptions: &Exceptions) {
    let digests: Vec<&str> = report.documents.iter().map(|record| record.digest.as_str()).collect();
    let all: Vec<&Failure> = report.documents.iter().flat_map(|record| &record.failures).collect();
    report.needless = exceptions.needless(&digests, &all);
    for record in &mut report.documents {
        let before = record.failures.len();
        record.failures.retain(|failure| !exceptions.has(failure));
        record.excepted = before - record.failures.len();
    }
}

/// Compiles and tries a batch; documents whose models do not compile are taken out and told.
fn try_batch(
    workspace: &Workspace,
    mut batch: Batch,
    options: &Options,
    report: &mut Report,
    tell: &mut Tell<'_>,
) -> Result<(), String> {
    while !batch.members.is_empty() {
        tell(&format!("{}: {} documents, {} types", batch.name, batch.members.len(), batch.len()), report);
        let said = match workspace.build(&batch) {
            Ok(program) => {
                let mut exchange = Exchange::new(&program);
                for (member, start) in batch.members.iter().zip(batch.starts()) {
                    report.documents.push(sample(&member.generated, options, start, &mut exchange)?);
                }
                drop(exchange);
                return workspace.clean(&batch);
            }
            Err(said) => said,
        };
        let faults = batch.take_faulty(&said);
        if faults.is_empty() {
            return Err(said);
        }
        let faults = faults.into_iter().map(|(path, error)| skipped(&path, format!("does not compile: {error}")));
        report.documents.extend(faults);
    }
    Ok(())
}

/// Sends the values of all types of a document.
fn sample(generated: &Generated, options: &Options, start: usize, exchange: &mut Exchange) -> Result<Record, String> {
    let mut bundle = Bundle::new(&generated.document);
    let (found, _) = subjects(&generated.surface, &generated.document, &mut bundle);
    let mut record = Record {
        document: generated.path.display().to_string(),
        digest: generated.digest.clone(),
        types: found.len(),
        ..Record::default()
    };
    let judges = match (Judge::new(&bundle, false), Judge::new(&bundle, true)) {
        (Ok(strict), Ok(loose)) => [strict, loose],
        (Err(error), _) | (_, Err(error)) => {
            record.skipped = Some(format!("the validator cannot read its schemas: {error}"));
            return Ok(record);
        }
    };
    for (index, subject) in found.iter().enumerate() {
        for trial in trials(subject, &bundle, &judges, options, &mut record) {
            let answer = exchange.ask(start + index, &trial.text)?;
            *record.values.entry(trial.kind).or_default() += 1;
            if let Some(complaint) = trial.complaint(&answer) {
                record.failures.push(failure(generated, subject, trial, complaint));
            }
        }
    }
    Ok(record)
}

/// All that is tried with one type.
fn trials(
    subject: &Subject,
    bundle: &Bundle<'_>,
    [strict, loose]: &[Judge; 2],
    options: &Options,
    record: &mut Record,
) -> Vec<Trial> {
    let mut drawn = values::draw(subject, bundle, strict, options.seed, options.extra);
    let mut judge = strict;
    if drawn.trials.is_empty() {
        // Branches that are no different: nothing is valid by exactly one of them.
        drawn = values::draw(subject, bundle, loose, options.seed, options.extra);
        judge = loose;
    }
    record.dropped += drawn.dropped;
    record.unreached.extend(drawn.unreached);
    if drawn.trials.is_empty() {
        record.unsampled.push(format!("{} {}", subject.name, subject.pointer));
    }
    let mut rng = Rng::with_seed(options.seed);
    let texts: Vec<&str> = drawn.trials.iter().map(|trial| trial.text.as_str()).take(HOSTILE).collect();
    let hostile: Vec<Trial> = texts.into_iter().flat_map(|text| hostile::trials(text, &mut rng)).collect();
    let breaker = Breaker { subject, bundle, judge };
    let mut all = drawn.trials;
    for (base, whole) in &drawn.bases {
        all.extend(breaker.trials(base, whole));
    }
    all.extend(hostile);
    all
}

fn failure(generated: &Generated, subject: &Subject, trial: Trial, complaint: String) -> Failure {
    Failure {
        digest: generated.digest.clone(),
        pointer: subject.pointer.clone(),
        name: subject.name.clone(),
        kind: trial.kind,
        place: trial.place,
        text: trial.text,
        complaint,
    }
}
