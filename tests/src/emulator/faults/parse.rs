//! Faults as they are written.

use std::str::FromStr;
use std::time::Duration;

use super::{Effect, Fault, Refusal};

const DEFAULT_PAUSE: Duration = Duration::from_millis(100);

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let mut fault = Self::new(effect(kind)?);
        for part in parts.filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            fault
                .option(name.trim(), value.trim())
                .ok_or_else(|| format!("'{part}' does not fit the fault '{kind}'"))?;
        }
        Ok(fault)
    }
}

impl Fault {
    fn option(&mut self, name: &str, value: &str) -> Option<()> {
        match (name, &mut self.effect) {
            ("times", _) => self.times = Some(value.parse().ok()?),
            ("on", _) => self.operation = Some(value.to_owned()),
            ("acted", Effect::Refuse(_) | Effect::CutHeaders) if value.is_empty() => {
                self.acted = true;
            }
            ("ms", Effect::SlowHeaders(pause) | Effect::SlowBody(pause)) => {
                *pause = Duration::from_millis(value.parse().ok()?);
            }
            ("type", Effect::WrongContentType(media)) => value.clone_into(media),
            ("code", Effect::Refuse(refusal)) => refusal.code = Some(value.to_owned()),
            ("retry-after", Effect::Refuse(refusal)) => {
                refusal.retry_after = Some(value.to_owned());
            }
            ("retry-after-ms", Effect::Refuse(refusal)) => {
                refusal.retry_after_ms = Some(value.to_owned());
            }
            ("should-retry", Effect::Refuse(refusal)) => {
                refusal.should_retry = Some(value.to_owned());
            }
            _ => return None,
        }
        Some(())
    }
}

fn effect(kind: &str) -> Result<Effect, String> {
    Ok(match kind {
        "slow-headers" => Effect::SlowHeaders(DEFAULT_PAUSE),
        "slow-body" => Effect::SlowBody(DEFAULT_PAUSE),
        "cut-headers" => Effect::CutHeaders,
        "cut-body" => Effect::CutBody,
        "truncated-json" => Effect::TruncatedJson,
        "wrong-content-type" => Effect::WrongContentType("text/html; charset=utf-8".into()),
        "repeat-page" => Effect::RepeatPage,
        _ => match kind.parse() {
            Ok(status @ 400..=599) => Effect::Refuse(Refusal::new(status)),
            _ => {
                return Err(format!("'{kind}' is no fault: give a status of 400 to 599 or the name of a fault"));
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::emulator::{Effect, Fault, Refusal};

    #[test]
    fn a_refusal_with_everything() {
        let text = "429; times=2; on=ListContainers; retry-after=1; retry-after-ms=5; should-retry=true; code=x; acted";
        let refusal = Refusal {
            status: 429,
            code: Some("x".into()),
            retry_after: Some("1".into()),
            retry_after_ms: Some("5".into()),
            should_retry: Some("true".into()),
        };
        let fault = Fault::new(Effect::Refuse(refusal)).times(2).on("ListContainers").acted();
        assert_eq!(text.parse(), Ok(fault));
    }

    #[test]
    fn every_other_kind() {
        let pause = Duration::from_millis(7);
        let cases = [
            ("slow-headers;ms=7", Effect::SlowHeaders(pause)),
            ("slow-body;ms=7", Effect::SlowBody(pause)),
            ("cut-headers", Effect::CutHeaders),
            ("cut-body", Effect::CutBody),
            ("truncated-json", Effect::TruncatedJson),
            ("wrong-content-type;type=text/plain", Effect::WrongContentType("text/plain".into())),
            ("repeat-page", Effect::RepeatPage),
        ];
        for (text, effect) in cases {
            assert_eq!(text.parse(), Ok(Fault::new(effect)), "{text}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for text in ["", "200", "slow", "503;times=x", "503;ms=1", "cut-body;acted", "503;unknown=1"] {
            assert!(text.parse::<Fault>().is_err(), "{text:?}");
        }
    }
}
