//! The examples in the help of a command-line tool, run as they stand there.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The most files that an example names.
const FILES: usize = 8;

/// A shell in which a tool goes by its own name.
struct Shell {
    folder: TempDir,
    name: String,
}

/// How many examples there are, and what the tool has to say against any of them, in a dry run.
///
/// # Errors
/// A tool that does not run, or has no examples.
pub fn refused(tool: &Path) -> Result<(usize, Vec<String>), String> {
    let shell = Shell::with(tool)?;
    let mut count = 0;
    let mut refused = Vec::new();
    for resource in shell.completed("''")? {
        for verb in shell.completed(&format!("{resource} ''"))? {
            let help = text(&shell.run(&format!("{} {resource} {verb} --help", shell.name))?.stdout);
            let examples = help.split_once("Examples:\n").and_then(|(_, rest)| rest.split("\n\n").next());
            let Some(examples) = examples.filter(|text| !text.trim().is_empty()) else {
                refused.push(format!("{resource} {verb}: there is no example"));
                continue;
            };
            count += 1;
            refused.extend(shell.objection(examples.trim())?);
        }
    }
    if count == 0 { Err(format!("{}: there are no commands", tool.display())) } else { Ok((count, refused)) }
}

impl Shell {
    fn with(tool: &Path) -> Result<Self, String> {
        let output = Command::new(tool).arg("--help").output().map_err(|error| error.to_string())?;
        let help = text(&output.stdout);
        let name = help.split_once("Usage: ").and_then(|(_, rest)| rest.split(' ').next());
        let name = name.ok_or_else(|| format!("no usage in {help}"))?.to_owned();
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        fs::create_dir(folder.path().join("programs")).map_err(|error| error.to_string())?;
        #[cfg(unix)]
        std::os::unix::fs::symlink(tool, folder.path().join("programs").join(&name))
            .map_err(|error| error.to_string())?;
        Ok(Self { folder, name })
    }

    fn run(&self, line: &str) -> Result<Output, String> {
        let path = std::env::var("PATH").unwrap_or_default();
        let mut bash = Command::new("bash");
        bash.args(["-c", line]).current_dir(self.folder.path()).stdin(Stdio::null()).env_clear();
        bash.env("PATH", format!("{}:{path}", self.folder.path().join("programs").display()));
        bash.env("HOME", self.folder.path()).output().map_err(|error| format!("bash: {error}"))
    }

    /// What words the tool knows here, without the commands that every tool has.
    fn completed(&self, words: &str) -> Result<Vec<String>, String> {
        let output = self.run(&format!("{0} __complete fish {0} {words}", self.name))?;
        let all = text(&output.stdout);
        let words = all.lines().filter_map(|line| line.split('\t').next());
        Ok(words.filter(|word| !["completion", "man"].contains(word)).map(str::to_owned).collect())
    }

    /// What the tool says against a line; files that it names are there.
    fn objection(&self, example: &str) -> Result<Option<String>, String> {
        for _ in 0..FILES {
            let output = self.run(&format!("{example} --dry-run --base-url http://127.0.0.1:9"))?;
            let said = text(&output.stderr);
            let missing = said.split_once("the file `").and_then(|(_, rest)| rest.split_once("` cannot be read"));
            if let Some((name, _)) = missing.filter(|(name, _)| name.bytes().all(|byte| byte != b'[' && byte != b'{')) {
                fs::write(self.folder.path().join(name), "content").map_err(|error| format!("{name}: {error}"))?;
                continue;
            }
            let is_fine = output.status.success() && said.is_empty();
            return Ok((!is_fine).then(|| format!("{example}\n{said}")));
        }
        Ok(Some(format!("{example}\nnames too many files")))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
