//! The keyring of the system, asked by the program that comes with it.
//!
//! A library for it would bring D-Bus, its ciphers and a second runtime into every tool, a hundred crates on Linux, for a
//! word that is read once; and a keyring may have to ask its owner, which its own program does best.

use std::io::ErrorKind;
use std::process::{Command, Stdio};

/// How a keyring is asked and told: `SERVICE` and `ACCOUNT` stand for the entry.
struct Keyring {
    ask: &'static [&'static str],
    /// The line that people type to put a credential into it.
    tell: &'static str,
    /// Where its program comes from, where it may not be there.
    package: &'static str,
}

#[cfg(target_os = "macos")]
const KEYRING: Keyring = Keyring {
    ask: &["security", "find-generic-password", "-s", "SERVICE", "-a", "ACCOUNT", "-w"],
    tell: "security add-generic-password -U -s SERVICE -a ACCOUNT -w",
    package: "macOS",
};

#[cfg(windows)]
const KEYRING: Keyring = Keyring {
    ask: &[
        "powershell",
        "-NoProfile",
        "-NonInteractive",
        "-Command",
        "[void][Windows.Security.Credentials.PasswordVault, Windows.Security.Credentials, ContentType=WindowsRuntime]; \
         $entry = (New-Object Windows.Security.Credentials.PasswordVault).Retrieve('SERVICE', 'ACCOUNT'); \
         $entry.RetrievePassword(); [Console]::Out.Write($entry.Password)",
    ],
    tell: "Control Panel, Credential Manager, Web Credentials: address SERVICE, user name ACCOUNT",
    package: "Windows PowerShell",
};

#[cfg(not(any(target_os = "macos", windows)))]
const KEYRING: Keyring = Keyring {
    ask: &["secret-tool", "lookup", "service", "SERVICE", "account", "ACCOUNT"],
    tell: "secret-tool store --label=SERVICE service SERVICE account ACCOUNT",
    package: "libsecret-tools or libsecret",
};

/// Why there is no answer, and what to do about it.
pub(super) struct Missing {
    pub(super) why: String,
    pub(super) hint: Option<String>,
}

impl Missing {
    fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), hint: None }
    }
}

/// Asks for an entry.
pub(super) fn ask(service: &str, account: &str) -> Result<String, Missing> {
    let filled = |word: &str| {
        // Within a line of PowerShell a quote ends the text.
        let safe = |text: &str| if cfg!(windows) { text.replace('\'', "''") } else { text.to_owned() };
        word.replace("SERVICE", &safe(service)).replace("ACCOUNT", &safe(account))
    };
    let [program, arguments @ ..] = KEYRING.ask else {
        return Err(Missing::new("it is not known how to ask"));
    };
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|word| filled(word))).stdin(Stdio::null());
    let output = match command.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Missing::new(format!("there is no program `{program}`; it comes with {}", KEYRING.package)));
        }
        Err(error) => return Err(Missing::new(format!("`{program}` cannot be run: {error}"))),
    };
    if output.status.success() && !output.stdout.trim_ascii().is_empty() {
        return String::from_utf8(output.stdout).map_err(|_| Missing::new("it holds no text"));
    }
    // Mostly nothing is said where there is no entry; where something is, it tells more, as that no keyring runs.
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().map(str::trim).find(|line| !line.is_empty());
    let why = said.unwrap_or("there is none").to_owned();
    Err(Missing { why, hint: Some(format!("to make the entry: {}", filled(KEYRING.tell))) })
}
