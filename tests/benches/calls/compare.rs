//! Two ways to do the same, in turns.

use std::fmt;
use std::time::{Duration, Instant};

/// What the columns hold.
pub const HEAD: &str = "what                        generated     by hand       ratio (95 % of resampled medians)   \
                        allocations";

/// How often the samples are drawn again to see how sure the ratio is.
const RESAMPLES: usize = 2_000;

/// One way to do it.
pub struct Turn<'a>(Box<dyn FnMut() + 'a>);

impl<'a> Turn<'a> {
    pub fn new(act: impl FnMut() + 'a) -> Self {
        Self(Box::new(act))
    }

    fn time(&mut self) -> Duration {
        let start = Instant::now();
        (self.0)();
        start.elapsed()
    }

    fn allocations(&mut self) -> u64 {
        allocation_counter::measure(|| (self.0)()).count_total
    }
}

/// What came out.
pub struct Comparison {
    what: String,
    ours: Vec<Duration>,
    theirs: Vec<Duration>,
    /// How many units of work a sample has.
    units: usize,
    allocations: Option<(u64, u64)>,
}

/// Does it `rounds` times in both ways, each first in every other round; `units` is how often one turn does it.
pub fn in_turns(what: &str, rounds: usize, units: usize, mut ours: Turn<'_>, mut theirs: Turn<'_>) -> Comparison {
    // The first ones make connections and fill caches.
    for _ in 0..3 {
        ours.time();
        theirs.time();
    }
    let mut samples = (Vec::new(), Vec::new());
    for round in 0..rounds {
        if round.is_multiple_of(2) {
            samples.0.push(ours.time());
            samples.1.push(theirs.time());
        } else {
            samples.1.push(theirs.time());
            samples.0.push(ours.time());
        }
    }
    let allocations = Some((ours.allocations(), theirs.allocations()));
    Comparison { what: what.to_owned(), ours: samples.0, theirs: samples.1, units, allocations }
}

/// Of samples that were taken elsewhere.
pub fn of(what: &str, ours: Vec<Duration>, theirs: Vec<Duration>) -> Comparison {
    Comparison { what: what.to_owned(), ours, theirs, units: 1, allocations: None }
}

impl Comparison {
    fn per_unit(&self, time: Duration) -> Duration {
        time / u32::try_from(self.units).unwrap_or(u32::MAX)
    }

    /// The bounds that 95 % of the ratios of resampled medians lie within.
    fn interval(&self) -> (f64, f64) {
        let mut random = fastrand::Rng::with_seed(1);
        let mut draw = |samples: &[Duration]| -> f64 {
            median((0..samples.len()).map(|_| samples[random.usize(..samples.len())]).collect()).as_secs_f64()
        };
        let mut ratios: Vec<f64> = (0..RESAMPLES).map(|_| draw(&self.ours) / draw(&self.theirs)).collect();
        ratios.sort_by(f64::total_cmp);
        (ratios[RESAMPLES / 40], ratios[RESAMPLES - 1 - RESAMPLES / 40])
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, theirs) = (median(self.ours.clone()), median(self.theirs.clone()));
        let (low, high) = self.interval();
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        let [ours, theirs] = [ours, theirs].map(|time| format!("{:.2?}", self.per_unit(time)));
        write!(f, "{:<27} {ours:<13} {theirs:<13} {ratio:.3} ({low:.3} to {high:.3})", self.what)?;
        if let Some((ours, theirs)) = self.allocations {
            write!(f, "{:15}{} to {}", "", ours / self.units as u64, theirs / self.units as u64)?;
        }
        Ok(())
    }
}

fn median(mut samples: Vec<Duration>) -> Duration {
    samples.sort_unstable();
    samples[samples.len() / 2]
}
