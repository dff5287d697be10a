//! The valid values of a type.

use serde_json::Value;

use super::bundle::Bundle;
use super::draw::{Drawer, Style};
use super::judge::Judge;
use super::spelling;
use super::subject::Subject;
use super::trial::{Kind, Trial};
use super::whole::Whole;

/// How often a value is drawn until one is valid.
const TRIES: u64 = 24;

/// How many branches of a union, or values of an enumeration, are tried.
const CHOICES: usize = 200;

/// How many values of each loose style are drawn.
const LOOSE: u64 = 3;

/// What was drawn for a type.
#[derive(Debug, Default)]
pub struct Drawn<'b> {
    /// The values.
    pub trials: Vec<Trial>,
    /// A value with all members at the top, for each branch at the top, with the schemas that hold for it.
    pub bases: Vec<(Value, Whole<'b>)>,
    /// How many drawn values were not valid, and dropped.
    pub dropped: usize,
    /// Branches or values at the top that have no valid value, by the type and their place.
    pub unreached: Vec<String>,
}

/// Draws the valid values of `subject`, with members that no schema names if `extra`.
#[must_use]
pub fn draw<'b>(subject: &Subject, bundle: &'b Bundle<'b>, judge: &Judge, seed: u64, extra: bool) -> Drawn<'b> {
    let mut hand = Hand { subject, bundle, judge, seed, drawn: Drawn::default() };
    if let Some((value, _, _)) = hand.valid(Style::LEAST) {
        hand.keep(Kind::Valid, value);
    }
    let choices = match hand.valid(Style::BROAD) {
        Some((value, whole, choices)) => {
            hand.keep(Kind::Valid, value.clone());
            hand.drawn.bases.push((value, whole));
            choices
        }
        None => 0,
    };
    for choice in 0..choices.min(CHOICES) {
        match hand.valid(Style::BROAD.at(choice)) {
            Some((value, whole, _)) => {
                hand.keep(Kind::Valid, value.clone());
                hand.drawn.bases.push((value, whole));
            }
            // The other branches are of other types.
            None if subject.is_part => {}
            None => hand.drawn.unreached.push(format!("{} {} [{choice}]", subject.name, subject.pointer)),
        }
        let least = hand.valid(Style::LEAST.at(choice));
        if let Some((value, _, _)) = least {
            hand.keep(Kind::Valid, value);
        }
    }
    for style in [Style::MOST, Style::DEEP, Style::ANY] {
        for _ in 0..if style.odd { LOOSE } else { 1 } {
            hand.seed = hand.seed.wrapping_add(TRIES);
            if let Some((value, _, _)) = hand.valid(style) {
                if style.odd {
                    let text = spelling::odd(&value);
                    let trial = Trial { kind: Kind::Spelling, place: String::new(), text, value: value.clone() };
                    hand.drawn.trials.push(trial);
                }
                hand.keep(Kind::Valid, value);
            }
        }
    }
    if extra {
        for style in [Style::BROAD.extra(), Style::ANY.extra()] {
            if let Some((value, _, _)) = hand.valid(style) {
                hand.keep(Kind::Extra, value);
            }
        }
    }
    hand.drawn
}

/// What draws.
struct Hand<'s, 'b> {
    subject: &'s Subject,
    bundle: &'b Bundle<'b>,
    judge: &'s Judge,
    seed: u64,
    drawn: Drawn<'b>,
}

impl<'b> Hand<'_, 'b> {
    /// A valid value other than null, with the schemas that hold for it and how many choices there are at the top.
    fn valid(&mut self, style: Style) -> Option<(Value, Whole<'b>, usize)> {
        for attempt in 0..TRIES {
            let mut drawer = Drawer::new(self.bundle, self.seed.wrapping_add(attempt), style);
            let Some((value, whole)) = drawer.value(&self.subject.schema) else { continue };
            if value.is_null() {
                continue;
            }
            if self.judge.is_valid(&self.subject.schema, &value) == Some(true) {
                return Some((value, whole, drawer.choices));
            }
            self.drawn.dropped += 1;
        }
        None
    }

    fn keep(&mut self, kind: Kind, value: Value) {
        let known = self.drawn.trials.iter().any(|trial| trial.kind == kind && trial.value == value);
        if !known {
            self.drawn.trials.push(Trial::new(kind, "", value));
        }
    }
}
