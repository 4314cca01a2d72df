//! How much memory a program took, and how long.

use std::fs;
use std::io;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What running a program cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// From start to end.
    pub time: Duration,
    /// The most memory it held at a time, in bytes; 0 where the system does not tell.
    pub peak: u64,
}

/// Runs a program to its end, without its output, and watches its memory (`VmHWM` of Linux).
///
/// # Errors
/// It cannot be started, or fails.
#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
pub fn run(command: &mut Command) -> io::Result<Cost> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        if let Ok(status) = fs::read_to_string(&status) {
            peak = peak.max(high_water_mark(&status).unwrap_or(0));
        }
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        thread::sleep(Duration::from_millis(1));
    };
    let time = start.elapsed();
    if !ended.success() {
        return Err(io::Error::other(format!("{:?} ended with {ended}", command.get_program())));
    }
    Ok(Cost { time, peak })
}

fn high_water_mark(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}
