//! Running programs, and what that took.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;
use wharf_cli::print::Terminal;
use wharf_cli::problem::Problem;

/// What one run took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sample {
    /// The time that passed.
    pub time: Duration,
    /// What all processors did, for the program and those that it started.
    pub work: Duration,
    /// The most bytes that one of these had in use, where that can be told: of a program smaller than this one the system
    /// tells what this one had in use when it started it.
    pub memory: Option<u64>,
}

/// Something that is measured.
pub trait Contestant {
    /// What the table calls it.
    fn name(&self) -> &str;
}

/// Runs `command` to its end. What it prints is shown only where it fails.
pub fn run(mut command: Command) -> Result<Sample, Problem> {
    let program = format!("{command:?}");
    let failed = |why: String| Problem::new(format!("{program} failed: {why}"), "run it by hand to see more");
    let log = tempfile::tempfile().map_err(|error| failed(error.to_string()))?;
    let shared = log.try_clone().map_err(|error| failed(error.to_string()))?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(shared);
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| failed(error.to_string()))?;
    let used = child.wait4().map_err(|error| failed(error.to_string()))?;
    let time = start.elapsed();
    if !used.status.success() {
        return Err(failed(format!("{}\n{}", used.status, end_of(log))));
    }
    Ok(Sample { time, work: used.rusage.utime + used.rusage.stime, memory: Some(used.rusage.maxrss) })
}

/// The last lines of what a program said.
fn end_of(mut log: std::fs::File) -> String {
    use std::io::{Read, Seek};
    let mut text = String::new();
    if log.rewind().and_then(|()| log.read_to_string(&mut text)).is_err() {
        return String::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n")
}

/// Measures `contestants` in turns, `runs` times each, and gives the medians. One that fails is told, and left out.
pub fn in_turns<C: Contestant>(
    runs: u32,
    contestants: &[C],
    measure: impl Fn(&C) -> Result<Sample, Problem>,
    terminal: &mut Terminal,
) -> Result<Vec<(String, Option<Sample>)>, Problem> {
    let mut samples: Vec<Option<Vec<Sample>>> = contestants.iter().map(|_| Some(Vec::new())).collect();
    for _ in 0..runs {
        for (at, (one, found)) in contestants.iter().zip(&mut samples).enumerate() {
            let Some(list) = found else { continue };
            match measure(one) {
                Ok(sample) => list.push(sample),
                // The first one is ours: without it there is nothing to compare.
                Err(problem) if at == 0 => return Err(problem),
                Err(problem) => {
                    terminal.problem(&problem);
                    *found = None;
                }
            }
        }
    }
    let names = contestants.iter().map(|one| one.name().to_owned());
    Ok(names.zip(samples.into_iter().map(|found| found.map(|list| median(&list)))).collect())
}

/// The median of each figure.
fn median(samples: &[Sample]) -> Sample {
    fn middle<T: Copy + Ord + Default>(samples: &[Sample], figure: impl Fn(&Sample) -> T) -> T {
        let mut figures: Vec<T> = samples.iter().map(figure).collect();
        figures.sort_unstable();
        figures.get(figures.len() / 2).copied().unwrap_or_default()
    }
    Sample {
        time: middle(samples, |one| one.time),
        work: middle(samples, |one| one.work),
        memory: middle(samples, |one| one.memory),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_that_of_each_figure() {
        let sample =
            |seconds, memory| Sample { time: Duration::from_secs(seconds), memory: Some(memory), ..Sample::default() };
        let found = median(&[sample(3, 10), sample(1, 30), sample(2, 20)]);
        assert_eq!((found.time, found.memory), (Duration::from_secs(2), Some(20)));
    }

    #[test]
    fn a_program_that_fails_is_a_problem_with_what_it_said() {
        let mut command = Command::new("cargo");
        command.arg("no-such-command");
        let problem = run(command).unwrap_err();
        assert!(problem.message.contains("no-such-command"), "{}", problem.message);
    }
}
