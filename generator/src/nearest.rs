//! The name that was probably meant.

/// Of `names` the one most like `wrong`, if one is like it at all.
pub(crate) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = wrong.to_lowercase();
    let budget = (wrong.chars().count() / 3).max(1);
    let scored = names.map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name));
    scored.filter(|(distance, _)| *distance <= budget).min().map(|(_, name)| name)
}

/// Of `names` up to three, those most like `wrong` first, however unlike they are.
pub(crate) fn nearest_few<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let lower = wrong.to_lowercase();
    let mut scored: Vec<_> =
        names.map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name)).collect();
    scored.sort_unstable();
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["Pet", "Pets", "Customer", "CustomerFile"];
        let nearest = |wrong| nearest(wrong, names.into_iter());
        assert_eq!(nearest("pet"), Some("Pet"));
        assert_eq!(nearest("Cusotmer"), Some("Customer"));
        assert_eq!(nearest("Order"), None);
        assert_eq!(nearest(""), None);
    }
}
