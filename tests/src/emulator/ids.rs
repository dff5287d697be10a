//! Ids in the forms that the API documents.

use std::fmt::Write;
use std::hash::{BuildHasher, Hasher, RandomState};

/// `cntr_` and 48 hex digits, of which the first 8 are the time.
pub fn container(created_at: i64) -> String {
    format!("cntr_{}{}", timestamp(created_at), hex(40))
}

/// `cfile_` and 32 hex digits, of which the first 8 are the time.
pub fn file(created_at: i64) -> String {
    format!("cfile_{}{}", timestamp(created_at), hex(24))
}

/// What `x-request-id` says.
pub fn request() -> String {
    format!("req_{}", hex(32))
}

/// So many hex digits that nobody has seen before.
pub fn hex(digits: usize) -> String {
    let mut text = String::with_capacity(digits + 16);
    while text.len() < digits {
        // The standard library seeds every state anew; unique is enough here, secret is not needed.
        let _ = write!(text, "{:016x}", RandomState::new().build_hasher().finish());
    }
    text.truncate(digits);
    text
}

fn timestamp(seconds: i64) -> String {
    // Eight digits hold 32 bits, which last until 2106.
    format!("{:08x}", seconds & 0xffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::{container, file, hex};

    #[test]
    fn a_container_id_starts_with_its_time() {
        let id = container(1_747_844_794);
        assert!(id.starts_with("cntr_682dfeba"), "{id}");
        assert_eq!(id.len(), "cntr_".len() + 48);
    }

    #[test]
    fn a_file_id_starts_with_its_time() {
        let id = file(1_747_848_842);
        assert!(id.starts_with("cfile_682e0e8a"), "{id}");
        assert_eq!(id.len(), "cfile_".len() + 32);
    }

    #[test]
    fn hex_digits_differ_each_time() {
        assert_ne!(hex(32), hex(32));
        assert!(hex(40).bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
