//! What git knows about a file: which commits changed it, and what was in it then.

use std::collections::{BTreeSet, HashMap};

use crate::git::Repository;
use crate::problem::Problem;

/// A commit that changed the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its identifier.
    pub id: String,
    /// When it was made, as `2026-05-07T21:57:00Z`.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
    /// How the file was called then.
    pub path: String,
    /// What was in the file; nothing where the commit removed it.
    pub blob: Option<String>,
}

/// How many characters of an identifier are shown, and name a page.
const SHORT: usize = 12;

impl Commit {
    /// The beginning of its identifier.
    #[must_use]
    pub fn short(&self) -> &str {
        self.id.get(..SHORT).unwrap_or(&self.id)
    }
}

/// What begins a line about a commit, and no line about a file.
const MARK: &str = "commit ";

impl Repository {
    /// The commits of `revisions` that changed the file, the oldest first. Of a merge only what it brought to the line it
    /// was merged into counts.
    ///
    /// # Errors
    /// What git says.
    pub fn commits(&self, revisions: &str, path: &str) -> Result<Vec<Commit>, Problem> {
        let format = format!("--format={MARK}%H %cd %s");
        let date = "--date=format-local:%Y-%m-%dT%H:%M:%SZ";
        let log = ["log", "--first-parent", "-m", "--follow", "--raw", "--no-abbrev", &format, date];
        let said = self.git(log.iter().copied().chain(["--end-of-options", revisions, "--", path]))?;
        let mut commits = read(&String::from_utf8_lossy(&said));
        if commits.is_empty() {
            let message = format!("git knows no commit of `{revisions}` that changed `{path}`");
            return Err(Problem::new(
                message,
                "name the file from the top of the repository, and a revision that has it",
            ));
        }
        commits.reverse();
        Ok(commits)
    }

    /// Those among `commits` and those that changed one of the files at `others`, in the order of the history. In the latter
    /// the document is what the commit before it has.
    ///
    /// # Errors
    /// What git says.
    pub fn with_others(
        &self,
        revisions: &str,
        commits: Vec<Commit>,
        others: &BTreeSet<String>,
    ) -> Result<Vec<Commit>, Problem> {
        let format = format!("--format={MARK}%H %cd %s");
        let date = "--date=format-local:%Y-%m-%dT%H:%M:%SZ";
        let log = ["log", "--first-parent", "-m", "--raw", "--no-abbrev", &format, date];
        // Paths are given from the top of the repository, and are no patterns.
        let paths: Vec<String> = others.iter().map(|path| format!(":(top,literal){path}")).collect();
        let said = self.git(
            log.iter().copied().chain(["--end-of-options", revisions, "--"]).chain(paths.iter().map(String::as_str)),
        )?;
        let of_others = read(&String::from_utf8_lossy(&said));
        let said = self.git(["rev-list", "--first-parent", "--reverse", "--end-of-options", revisions])?;
        let said = String::from_utf8_lossy(&said);
        let places: HashMap<&str, usize> = said.lines().enumerate().map(|(at, id)| (id, at)).collect();
        let known: BTreeSet<String> = commits.iter().map(|commit| commit.id.clone()).collect();
        let mut all = commits;
        all.extend(of_others.into_iter().filter(|commit| !known.contains(&commit.id)));
        all.sort_by_key(|commit| places.get(commit.id.as_str()).copied().unwrap_or_default());
        let mut last: Option<Commit> = None;
        let mut ordered = Vec::new();
        for mut commit in all {
            if !known.contains(&commit.id) {
                // While the document is not there, other files are not of it.
                let Some(before) = last.as_ref().filter(|before| before.blob.is_some()) else { continue };
                (commit.path, commit.blob) = (before.path.clone(), before.blob.clone());
            }
            last = Some(commit.clone());
            ordered.push(commit);
        }
        Ok(ordered)
    }

    /// What is in a file.
    ///
    /// # Errors
    /// What git says.
    pub fn blob(&self, id: &str) -> Result<Vec<u8>, Problem> {
        self.git(["cat-file", "blob", id])
    }

    fn git<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>, Problem> {
        self.ask(arguments).map_err(|said| {
            let message = format!("cannot read the history in `{}`: {said}", self.folder().display());
            Problem::new(message, "have git in the path, and name a folder of a repository and a revision that it has")
        })
    }
}

fn read(log: &str) -> Vec<Commit> {
    let mut commits: Vec<Commit> = Vec::new();
    let mut begun: Option<(&str, &str, &str)> = None;
    for line in log.lines() {
        if let Some(rest) = line.strip_prefix(MARK) {
            let mut parts = rest.splitn(3, ' ');
            begun = parts.next().zip(parts.next()).map(|(id, date)| (id, date, parts.next().unwrap_or_default()));
            continue;
        }
        let (Some((id, date, subject)), Some((blob, path))) = (begun, line.strip_prefix(':').and_then(file)) else {
            continue;
        };
        begun = None;
        let commit = Commit { id: id.to_owned(), date: date.to_owned(), subject: subject.to_owned(), path, blob };
        commits.push(commit);
    }
    commits
}

/// What was in the file, and how it was called: of `100644 100644 BEFORE AFTER R100\tOLD\tNEW`.
fn file(line: &str) -> Option<(Option<String>, String)> {
    let mut columns = line.split('\t');
    let facts: Vec<&str> = columns.next()?.split(' ').collect();
    let (blob, status) = (facts.get(3)?, facts.get(4)?);
    let path = columns.next_back()?.to_owned();
    let is_gone = status.starts_with('D') || blob.bytes().all(|byte| byte == b'0');
    Some(((!is_gone).then(|| (*blob).to_owned()), path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_read() {
        let (a, b, none) = ("a".repeat(40), "b".repeat(40), "0".repeat(40));
        let log = format!(
            "commit 3 2026-05-07T21:57:00Z Remove it\n\n:100644 000000 {b} {none} D\tnew name.yaml\n\
             commit 2 2026-05-06T21:57:00Z Move it\n\n:100644 100644 {a} {b} R090\told.yaml\tnew name.yaml\n\
             commit 1 2026-05-05T21:57:00Z \n\n:000000 100644 {none} {a} A\told.yaml\n"
        );
        let commit = |id: &str, date: &str, subject: &str, path: &str, blob: Option<&String>| Commit {
            id: id.to_owned(),
            date: date.to_owned(),
            subject: subject.to_owned(),
            path: path.to_owned(),
            blob: blob.cloned(),
        };
        assert_eq!(
            read(&log),
            [
                commit("3", "2026-05-07T21:57:00Z", "Remove it", "new name.yaml", None),
                commit("2", "2026-05-06T21:57:00Z", "Move it", "new name.yaml", Some(&b)),
                commit("1", "2026-05-05T21:57:00Z", "", "old.yaml", Some(&a)),
            ]
        );
    }
}
