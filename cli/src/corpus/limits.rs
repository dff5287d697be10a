//! What a process may use, and what it used.

use std::process::Child;
use std::time::{Duration, Instant};

use wait_timeout::ChildExt;

/// Keeps this process and those that it starts within `mib` of memory and `seconds` of work each, and ends it with the one
/// that started it.
#[cfg(target_os = "linux")]
pub fn set(mib: u64, seconds: u64) {
    use nix::sys::resource::{Resource, setrlimit};
    let bytes = mib.saturating_mul(1 << 20);
    let _ = setrlimit(Resource::RLIMIT_AS, bytes, bytes);
    let _ = setrlimit(Resource::RLIMIT_CPU, seconds, seconds.saturating_add(1));
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    let _ = nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL);
}

/// Other systems have no limit to set.
#[cfg(not(target_os = "linux"))]
pub fn set(_: u64, _: u64) {}

/// How long to wait for a process that may work for `seconds`: a machine that is busy with other things takes longer, and
/// one that only waits never works.
#[cfg(target_os = "linux")]
pub fn patience(seconds: u64) -> Duration {
    Duration::from_secs(seconds.saturating_mul(10))
}

/// Other systems do not tell work from waiting.
#[cfg(not(target_os = "linux"))]
pub fn patience(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The most memory that this process had in use, in KiB.
#[cfg(target_os = "linux")]
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Other systems do not say.
#[cfg(not(target_os = "linux"))]
pub fn peak() -> Option<u64> {
    None
}

/// How long this process worked; what others did meanwhile does not count, so that busy machines measure the same.
#[cfg(target_os = "linux")]
pub fn worked(_: Instant) -> u64 {
    used(nix::sys::resource::UsageWho::RUSAGE_SELF)
}

/// How long the ended children of this process worked.
#[cfg(target_os = "linux")]
pub fn children_worked(_: Instant) -> u64 {
    used(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)
}

#[cfg(target_os = "linux")]
fn used(who: nix::sys::resource::UsageWho) -> u64 {
    use nix::sys::time::TimeValLike;
    let usage = nix::sys::resource::getrusage(who);
    let time = usage.map_or(0, |usage| usage.user_time().num_milliseconds() + usage.system_time().num_milliseconds());
    u64::try_from(time).unwrap_or_default()
}

/// Other systems do not say: the time that passed.
#[cfg(not(target_os = "linux"))]
pub fn worked(started: Instant) -> u64 {
    since(started)
}

/// Other systems do not say: the time that passed.
#[cfg(not(target_os = "linux"))]
pub fn children_worked(started: Instant) -> u64 {
    since(started)
}

/// The most memory that one of the ended children of this process had in use, in KiB.
#[cfg(target_os = "linux")]
pub fn peak_of_children() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    u64::try_from(usage.max_rss()).ok()
}

/// Other systems do not say.
#[cfg(not(target_os = "linux"))]
pub fn peak_of_children() -> Option<u64> {
    None
}

/// How a process ended.
#[derive(Debug)]
pub enum End {
    /// By itself.
    Ended(std::process::ExitStatus),
    /// It was stopped.
    Stopped,
}

/// Waits for `child`, and stops it when it takes longer than `limit`.
///
/// # Errors
/// The system cannot wait for it.
pub fn wait(child: &mut Child, limit: Duration) -> std::io::Result<End> {
    if let Some(status) = child.wait_timeout(limit)? {
        return Ok(if has_worked_too_long(status) { End::Stopped } else { End::Ended(status) });
    }
    child.kill()?;
    child.wait()?;
    Ok(End::Stopped)
}

#[cfg(target_os = "linux")]
fn has_worked_too_long(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(nix::sys::signal::Signal::SIGXCPU as i32)
}

/// Other systems have no limit of work.
#[cfg(not(target_os = "linux"))]
fn has_worked_too_long(_: std::process::ExitStatus) -> bool {
    false
}

/// Milliseconds since `started`.
pub fn since(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_process_that_only_waits_is_stopped() {
        let mut child = std::process::Command::new("sleep").arg("600").spawn().unwrap();
        assert!(matches!(wait(&mut child, Duration::from_millis(10)).unwrap(), End::Stopped));
    }
}
