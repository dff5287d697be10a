//! A container and its life.

use serde_json::{Map, Value, json};

use super::file::StoredFile;
use super::shelf::Shelf;

const DEFAULT_MINUTES: i64 = 20;

/// A container.
#[derive(Debug)]
pub struct Container {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its files; gone once it has expired.
    pub files: Shelf<StoredFile>,
    created_at: i64,
    last_active_at: i64,
    minutes: i64,
    memory_limit: String,
    network_policy: Option<Value>,
    expired: bool,
}

impl Container {
    /// A container as a `CreateContainer` body asks for it; the body has been checked against its schema.
    pub fn new(id: String, now: i64, body: &Value) -> Self {
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        Self {
            id,
            name: text("name").unwrap_or_default().to_owned(),
            files: Shelf::default(),
            created_at: now,
            last_active_at: now,
            minutes: body.pointer("/expires_after/minutes").and_then(Value::as_i64).unwrap_or(DEFAULT_MINUTES),
            memory_limit: text("memory_limit").unwrap_or("1g").to_owned(),
            network_policy: body.get("network_policy").map(shown_policy),
            expired: false,
        }
    }

    /// Whether it has expired, for good.
    pub fn is_expired(&self) -> bool {
        self.expired
    }

    /// Lets it expire, with its files, once its time has come.
    pub fn expire_at(&mut self, now: i64) {
        let end = self.last_active_at.saturating_add(self.minutes.saturating_mul(60));
        if !self.expired && now >= end {
            self.expired = true;
            self.files.clear();
        }
    }

    /// Notes that it is in use.
    pub fn touch(&mut self, now: i64) {
        self.last_active_at = now;
    }

    /// What the API says about it.
    pub fn to_json(&self) -> Value {
        let mut value = json!({
            "id": self.id,
            "object": "container",
            "name": self.name,
            "created_at": self.created_at,
            "status": if self.expired { "expired" } else { "running" },
            "last_active_at": self.last_active_at,
            "expires_after": { "anchor": "last_active_at", "minutes": self.minutes },
            "memory_limit": self.memory_limit,
        });
        if let (Some(policy), Some(members)) = (&self.network_policy, value.as_object_mut()) {
            members.insert("network_policy".into(), policy.clone());
        }
        value
    }
}

/// The part of a policy that answers show: its secrets stay out.
fn shown_policy(policy: &Value) -> Value {
    let shown = ["type", "allowed_domains"].into_iter();
    let members = shown.filter_map(|name| Some((name.to_owned(), policy.get(name)?.clone())));
    Value::Object(members.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Container;

    #[test]
    fn defaults_are_filled_in() {
        let value = Container::new("cntr_1".into(), 50, &json!({ "name": "n" })).to_json();
        assert_eq!(value["memory_limit"], "1g");
        assert_eq!(value["status"], "running");
        assert_eq!(value["expires_after"], json!({ "anchor": "last_active_at", "minutes": 20 }));
        assert_eq!(value.get("network_policy"), None);
    }

    #[test]
    fn secrets_are_not_shown() {
        let secret = json!([{ "domain": "a.test", "name": "TOKEN", "value": "hidden" }]);
        let policy = json!({ "type": "allowlist", "allowed_domains": ["a.test"], "domain_secrets": secret });
        let container = Container::new("cntr_1".into(), 50, &json!({ "name": "n", "network_policy": policy }));
        let shown = json!({ "type": "allowlist", "allowed_domains": ["a.test"] });
        assert_eq!(container.to_json()["network_policy"], shown);
        assert!(!format!("{container:?}").contains("hidden"));
    }

    #[test]
    fn expiry_counts_from_the_last_use_and_is_final() {
        let mut container = Container::new("cntr_1".into(), 0, &json!({ "name": "n" }));
        container.expire_at(1199);
        assert!(!container.is_expired());
        container.touch(1199);
        container.expire_at(1200);
        assert!(!container.is_expired());
        container.expire_at(1199 + 1200);
        assert!(container.is_expired());
        container.touch(5000);
        container.expire_at(0);
        assert_eq!(container.to_json()["status"], "expired");
    }
}
