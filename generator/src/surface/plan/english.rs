//! What little English names need: one of several, and words that were written as one.

/// Plurals and their singulars where no rule gives them, and words that only look like plurals.
const IRREGULAR: &[(&str, &str)] = &[
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("campuses", "campus"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("cors", "cors"),
    ("criteria", "criterion"),
    ("dns", "dns"),
    ("gps", "gps"),
    ("indices", "index"),
    ("kms", "kms"),
    ("leaves", "leaf"),
    ("lens", "lens"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("news", "news"),
    ("people", "person"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("sms", "sms"),
    ("species", "species"),
    ("statuses", "status"),
    ("tls", "tls"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
];

/// Endings of plurals, and what they become.
const ENDINGS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
];

/// Words of fewer letters are never split.
const SHORTEST_SPLIT: usize = 8;

/// Words of fewer letters are no parts of others, but for those of [`SMALL`].
const SHORTEST_PART: usize = 3;

/// Short words that are parts of others.
const SMALL: &[&str] = &["by", "id", "in", "of", "or", "to"];

/// One of several, where the last word of `text` is a plural.
pub(super) fn singular(text: &str) -> String {
    let start = text.rfind(|c: char| c.is_uppercase() || c == '_').unwrap_or(0);
    let start = if text.get(start..).is_some_and(|rest| rest.starts_with('_')) { start + 1 } else { start };
    let (before, word) = text.split_at(start);
    let lower = word.to_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().find(|(plural, _)| *plural == lower) {
        let capital = word.chars().next().filter(|first| first.is_uppercase());
        return match capital {
            Some(capital) => format!("{before}{capital}{}", one.get(1..).unwrap_or_default()),
            None => format!("{before}{one}"),
        };
    }
    let ending = ENDINGS.iter().find_map(|(plural, one)| Some((word.strip_suffix(plural)?, *one)));
    match ending {
        Some((stem, one)) if stem.len() > 1 => format!("{before}{stem}{one}"),
        _ => text.to_owned(),
    }
}

/// The words that `word` was put together from, where all of it is words of `known`; else `word` alone.
pub(super) fn split(word: &str, known: &[String]) -> Vec<String> {
    let is_known = |part: &str| known.iter().any(|known| known == part);
    if word.len() < SHORTEST_SPLIT || !word.is_ascii() || is_known(word) {
        return vec![word.to_owned()];
    }
    // For each length, the fewest words that the beginning of this length is made of.
    let mut best: Vec<Option<Vec<&str>>> = vec![None; word.len() + 1];
    if let Some(first) = best.first_mut() {
        *first = Some(Vec::new());
    }
    for end in 1..=word.len() {
        let mut shortest: Option<Vec<&str>> = None;
        for start in 0..end {
            let (Some(Some(before)), Some(part)) = (best.get(start), word.get(start..end)) else { continue };
            let is_part = part.len() >= SHORTEST_PART || SMALL.contains(&part);
            if is_part && is_known(part) && shortest.as_ref().is_none_or(|found| before.len() + 1 < found.len()) {
                shortest = Some(before.iter().copied().chain([part]).collect());
            }
        }
        if let Some(slot) = best.get_mut(end) {
            *slot = shortest;
        }
    }
    let found = best.pop().flatten().unwrap_or_else(|| vec![word]);
    found.into_iter().map(str::to_owned).collect()
}

/// Words that end with a full stop, and most often within a sentence. Tools have the same list.
const SHORTENED: &[&str] = &["e.g.", "i.e.", "etc.", "vs.", "cf.", "approx.", "incl.", "resp."];

/// The first sentence of a paragraph that is one line.
pub(super) fn first_sentence(line: &str) -> &str {
    let is_shortened = |sentence: &str| {
        let last = sentence.rsplit([' ', '(', '"', '`']).next().unwrap_or_default();
        SHORTENED.iter().any(|word| word.eq_ignore_ascii_case(last))
    };
    let mut ends = line.match_indices(". ").filter_map(|(at, _)| line.get(..=at));
    ends.find(|sentence| !is_shortened(sentence)).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::{singular, split};

    #[test]
    fn plurals() {
        for (many, one) in [
            ("skills", "skill"),
            ("policies", "policy"),
            ("status", "status"),
            ("statuses", "status"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("ActionsCaches", "ActionsCache"),
            ("addresses", "address"),
            ("data", "data"),
            ("analysis", "analysis"),
            ("search_indices", "search_index"),
            ("SearchIndices", "SearchIndex"),
            ("People", "Person"),
            ("sms", "sms"),
            ("ids", "id"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn words_written_as_one() {
        let known = ["input", "token", "tokens", "count", "counts", "get", "by", "id"].map(str::to_owned);
        assert_eq!(split("getinputtokencounts", &known), ["get", "input", "token", "counts"]);
        assert_eq!(split("gettokenbyid", &known), ["get", "token", "by", "id"]);
        assert_eq!(split("getinputs", &known), ["getinputs"]);
        assert_eq!(split("tokenid", &known), ["tokenid"]);
    }
}
