//! Who is let in.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};

use super::answer::Failure;

/// Lets a request pass that carries a bearer token, and the right one where there is a right one.
pub fn check(headers: &HeaderMap, api_key: Option<&str>) -> Result<(), Failure> {
    let Some(token) = bearer_token(headers) else {
        let message = "No API key was given. Send it as a bearer token in the Authorization header.";
        return Err(Failure::new(StatusCode::UNAUTHORIZED, message));
    };
    match api_key {
        Some(expected) if expected != token => {
            Err(Failure::new(StatusCode::UNAUTHORIZED, "This API key is not valid.").code("invalid_api_key"))
        }
        _ => Ok(()),
    }
}

fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use axum::http::header::AUTHORIZATION;

    use super::check;

    fn with(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())])
    }

    #[test]
    fn any_bearer_token_passes_unless_one_is_required() {
        assert!(check(&with("Bearer abc"), None).is_ok());
        assert!(check(&with("bearer abc"), Some("abc")).is_ok());
        let refused = check(&with("Bearer abc"), Some("other")).unwrap_err();
        assert_eq!(refused.code.as_deref(), Some("invalid_api_key"));
        assert!(!refused.message.contains("abc"));
    }

    #[test]
    fn nothing_else_passes() {
        assert!(check(&HeaderMap::new(), None).is_err());
        for value in ["", "Bearer", "Bearer ", "Basic abc", "abc"] {
            assert!(check(&with(value), None).is_err(), "{value:?}");
        }
    }
}
