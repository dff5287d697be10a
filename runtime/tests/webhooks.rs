//! Signed deliveries of webhooks. The vectors were computed with the HMAC of Python's standard library.

mod sample;
mod server;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use wharf_runtime::Value;
use wharf_runtime::http::{HeaderMap, HeaderValue};
use wharf_runtime::webhook::{ID, SIGNATURE, TIMESTAMP, Verifier, VerifyError};

const SECRET: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
const OTHER: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==";
const BODY: &[u8] = br#"{"type":"pet.sold","data":{"id":"p1"}}"#;
const SENT: u64 = 1_700_000_000;
const RIGHT: &str = "v1,3aLlVu6Rg/4vQwEzQHLM5nCvgUa0VkhiDi2EyQnbyxg=";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn headers(id: &str, timestamp: &str, signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [(ID, id), (TIMESTAMP, timestamp), (SIGNATURE, signature)] {
        headers.insert(name, HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn signed_by(signature: &str) -> Result<(), VerifyError> {
    let headers = headers("msg_pets_1", "1700000000", signature);
    Verifier::new(SECRET).unwrap().verify_at(at(SENT), &headers, BODY).map(drop)
}

#[test]
fn signatures_are_those_of_another_implementation() {
    let long =
        "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo+QkZKTlJWWl5iZmpucnZ6foKGio6SlpqeoqaqrrK2ur7CxsrM=";
    let vectors: [(&str, &str, u64, &[u8], &str); 4] = [
        (SECRET, "msg_pets_1", SENT, BODY, RIGHT),
        (OTHER, "msg_2", SENT + 300, b"", "v1,X5Gw+HYu5RPMjdDatY6m5D/dBxgCnTMqHsz17U1UROM="),
        ("aw", "m", 0, r#"{"name":"Größe \u00e9"}"#.as_bytes(), "v1,L6VYMbN26HwxzFcD9pirlDu62qC8hGkBmeIHTx5ZcOA="),
        (
            long,
            "id-with-dashes_and.dot",
            4_102_444_800,
            b"\x00\xff\n\r.",
            "v1,mhL2bj520w12JbVhW+t2qooYr+RX5zAvQdQLrSCZi1Y=",
        ),
    ];
    for (secret, id, seconds, body, signature) in vectors {
        let verifier = Verifier::new(secret).unwrap();
        let headers = headers(id, &seconds.to_string(), signature);
        let delivery = verifier.verify_at(at(seconds), &headers, body).unwrap();
        assert_eq!((delivery.id(), delivery.timestamp()), (id, at(seconds)));
        if !id.contains('.') {
            assert_eq!(verifier.sign(id, at(seconds), body).unwrap(), headers);
        }
    }
}

#[test]
fn one_right_signature_among_others_is_enough() {
    assert_eq!(signed_by(&format!("v1,AAAA v1a,AAAA {RIGHT}")), Ok(()));
    assert_eq!(signed_by(&format!("{RIGHT} v1,not-base64 v2,x")), Ok(()));
    assert_eq!(signed_by(RIGHT.trim_end_matches('=')), Ok(()));
    let mut twice = headers("msg_pets_1", "1700000000", "v1,AAAA");
    twice.append(SIGNATURE, HeaderValue::from_static(RIGHT));
    assert!(Verifier::new(SECRET).unwrap().verify_at(at(SENT), &twice, BODY).is_ok());
}

#[test]
fn no_right_signature_is_an_error() {
    let digest = RIGHT.trim_start_matches("v1,");
    let short = "v1,3aLlVu6Rg/4vQwEzQHLM5nCvgUa0VkhiDi2EyQnbyw==";
    let other = RIGHT.replace("3a", "3b");
    for wrong in ["v1,", "", "v1", digest, &format!("v1a,{digest}"), &format!("V1,{digest}"), short, &other] {
        assert_eq!(signed_by(wrong), Err(VerifyError::Signature), "{wrong:?}");
    }
}

#[test]
fn what_was_changed_on_the_way_is_refused() {
    let verifier = Verifier::new(SECRET).unwrap();
    let refused = |id: &str, timestamp: &str, body: &[u8]| {
        let told = verifier.verify_at(at(SENT), &headers(id, timestamp, RIGHT), body);
        assert_eq!(told, Err(VerifyError::Signature));
    };
    refused("msg_pets_2", "1700000000", BODY);
    refused("msg_pets_1", "1700000001", BODY);
    refused("msg_pets_1", "01700000000", BODY);
    refused("msg_pets_1", "1700000000", br#"{"type":"pet.sold","data":{"id":"p2"}}"#);
    refused("msg_pets_1", "1700000000", br#"{"type": "pet.sold","data":{"id":"p1"}}"#);
}

#[test]
fn each_secret_of_a_rotation_will_do() {
    let old = Verifier::new(OTHER).unwrap().sign("m", at(SENT), BODY).unwrap();
    let new = Verifier::new(SECRET).unwrap().sign("m", at(SENT), BODY).unwrap();
    let both = Verifier::new(SECRET).unwrap().or(OTHER).unwrap();
    assert!(both.verify_at(at(SENT), &old, BODY).is_ok());
    assert!(both.verify_at(at(SENT), &new, BODY).is_ok());
    assert_eq!(both.sign("m", at(SENT), BODY).unwrap(), new);
    assert_eq!(Verifier::new(SECRET).unwrap().verify_at(at(SENT), &old, BODY), Err(VerifyError::Signature));
}

#[test]
fn deliveries_are_of_now() {
    let verifier = Verifier::new(SECRET).unwrap();
    let right = headers("msg_pets_1", "1700000000", RIGHT);
    let told = |now: SystemTime| verifier.verify_at(now, &right, BODY).map(drop);
    assert_eq!(told(at(SENT + 300)), Ok(()));
    assert_eq!(told(at(SENT - 300)), Ok(()));
    assert_eq!(told(at(SENT + 301)), Err(VerifyError::TooOld(Duration::from_secs(301))));
    assert_eq!(told(at(SENT - 301)), Err(VerifyError::TooNew(Duration::from_secs(301))));
    let moment = Duration::from_millis(300_001);
    assert_eq!(told(at(SENT) + moment), Err(VerifyError::TooOld(moment)));
    let strict = verifier.clone().tolerance(Duration::ZERO);
    assert_eq!(strict.verify_at(at(SENT), &right, BODY).map(drop), Ok(()));
    let second = Duration::from_secs(1);
    assert_eq!(strict.verify_at(at(SENT + 1), &right, BODY).map(drop), Err(VerifyError::TooOld(second)));
    assert_eq!(told(UNIX_EPOCH), Err(VerifyError::TooNew(Duration::from_secs(SENT))));
}

#[test]
fn the_clock_is_that_of_the_system() {
    let verifier = Verifier::new(SECRET).unwrap();
    let now = SystemTime::now();
    let of = |timestamp| verifier.verify(&verifier.sign("m", timestamp, BODY).unwrap(), BODY).map(drop);
    assert_eq!(of(now), Ok(()));
    assert!(matches!(of(now - Duration::from_secs(3600)), Err(VerifyError::TooOld(_))));
    assert!(matches!(of(now + Duration::from_secs(3600)), Err(VerifyError::TooNew(_))));
}

#[test]
fn every_header_must_be_there_and_readable() {
    let verifier = Verifier::new(SECRET).unwrap();
    let told = |headers: &HeaderMap| verifier.verify_at(at(SENT), headers, BODY).map(drop);
    let right = headers("msg_pets_1", "1700000000", RIGHT);
    for name in [ID, TIMESTAMP, SIGNATURE] {
        let mut without = right.clone();
        without.remove(name);
        assert_eq!(told(&without), Err(VerifyError::MissingHeader(name)));
    }
    for (id, timestamp, wrong) in [
        ("", "1700000000", VerifyError::Id),
        ("m", "", VerifyError::Timestamp),
        ("m", "1700000000.5", VerifyError::Timestamp),
        ("m", "-1700000000", VerifyError::Timestamp),
        ("m", "99999999999999999999", VerifyError::Timestamp),
    ] {
        assert_eq!(told(&headers(id, timestamp, RIGHT)), Err(wrong));
    }
    let mut bytes = right;
    bytes.insert(ID, HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(told(&bytes), Err(VerifyError::Id));
}

#[test]
fn secrets_are_base64() {
    let of = |secret: &str| Verifier::new(secret).map(drop);
    for right in [SECRET, "MDEyMzQ1", "whsec_MDEyMzQ", " whsec_MDEyMzQ1\n"] {
        assert_eq!(of(right), Ok(()), "{right}");
    }
    for wrong in ["", "whsec_", "whsec_====", "whsec_a", "whsk_MDEyMzQ1", "whsec_MD$y"] {
        assert_eq!(of(wrong), Err(VerifyError::Secret), "{wrong}");
    }
    assert_eq!(Verifier::new(SECRET).unwrap().or("-").map(drop), Err(VerifyError::Secret));
}

#[test]
fn what_cannot_be_signed_is_told() {
    let verifier = Verifier::new(SECRET).unwrap();
    for wrong in ["", "a.b", "a\nb"] {
        assert_eq!(verifier.sign(wrong, at(SENT), BODY), Err(VerifyError::Id), "{wrong:?}");
    }
    let before = UNIX_EPOCH - Duration::from_secs(1);
    assert_eq!(verifier.sign("m", before, BODY), Err(VerifyError::Timestamp));
}

#[test]
fn a_genuine_body_is_decoded() {
    let verifier = Verifier::new(SECRET).unwrap();
    let decoded = |body: &[u8]| {
        let headers = verifier.sign("m", at(SENT), body).unwrap();
        verifier.verify_at(at(SENT), &headers, body)?.decode::<Value>()
    };
    assert_eq!(decoded(BODY).unwrap()["data"]["id"], "p1");
    assert!(matches!(decoded(b"{").unwrap_err(), VerifyError::Body(_)));
}

/// Headers and body as a server gets them, each signed delivery a request; a byte that changes on the way is noticed.
#[tokio::test]
async fn a_delivery_is_genuine_as_it_arrives() {
    const DELIVER: wharf_runtime::Operation =
        wharf_runtime::Operation::new("Deliver", wharf_runtime::Method::POST, "/hook");
    let server = server::Server::start([server::json(200, &[], "{}")]).await;
    let verifier = Verifier::new(SECRET).unwrap();
    let client: wharf_runtime::Client =
        wharf_runtime::ClientBuilder::new(&sample::API).base_url(&server.url).build().unwrap();
    for body in [BODY, br#"{ "name": "Gr\u00f6\u00dfe" }"#] {
        let signed = verifier.sign("msg_1", SystemTime::now(), body).unwrap();
        let mut call = wharf_runtime::Call::new(&client, &DELIVER).bytes(body.to_vec(), "application/json");
        for (name, value) in &signed {
            call.add_header(name.as_str(), value.to_str().unwrap());
        }
        call.send::<wharf_runtime::output::empty>().await.unwrap();
    }
    for request in server.requests() {
        let mut headers = HeaderMap::new();
        for (name, value) in &request.headers {
            let name = wharf_runtime::http::HeaderName::try_from(name.as_str()).unwrap();
            headers.append(name, HeaderValue::from_str(value).unwrap());
        }
        let delivery = verifier.verify(&headers, &request.body).unwrap();
        assert_eq!(delivery.id(), "msg_1");
        delivery.decode::<Value>().unwrap();
        for at in 0..request.body.len() {
            let mut changed = request.body.clone();
            changed[at] ^= 1;
            assert_eq!(verifier.verify(&headers, &changed), Err(VerifyError::Signature));
        }
    }
}

proptest! {
    #[test]
    fn what_is_signed_is_genuine_and_nothing_else(
        key in prop::collection::vec(any::<u8>(), 1..100),
        id in "[!-~&&[^.]]{1,40}",
        seconds in 0..10_000_000_000_u64,
        body in prop::collection::vec(any::<u8>(), 0..200),
        place in any::<prop::sample::Index>(),
        bit in 0..8_u8,
    ) {
        let secret = format!("whsec_{}", in_base64(&key));
        let verifier = Verifier::new(secret.as_str()).unwrap();
        let headers = verifier.sign(&id, at(seconds), &body).unwrap();
        let delivery = verifier.verify_at(at(seconds), &headers, &body).unwrap();
        prop_assert_eq!(delivery.id(), id.as_str());
        let mut changed = body.clone();
        match changed.len() {
            0 => changed.push(0),
            length => changed[place.index(length)] ^= 1 << bit,
        }
        prop_assert_eq!(verifier.verify_at(at(seconds), &headers, &changed), Err(VerifyError::Signature));
    }

    #[test]
    fn no_header_is_too_odd(
        id in prop::collection::vec(any::<u8>(), 0..40),
        timestamp in "[0-9+. a-f]{0,12}",
        signature in "(v1a?,)?[A-Za-z0-9+/=, ]{0,80}",
    ) {
        let mut odd = headers("m", &timestamp, &signature);
        if let Ok(id) = HeaderValue::from_bytes(&id) {
            odd.insert(ID, id);
        }
        prop_assert!(Verifier::new(SECRET).unwrap().verify_at(at(SENT), &odd, BODY).is_err());
    }
}

/// Base64 as its standard has it, a bit at a time.
fn in_base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let letter = |six: &[u8]| {
        let number = (0..6).fold(0, |number, at| number * 2 + usize::from(six.get(at).copied().unwrap_or(0)));
        char::from(LETTERS[number])
    };
    let mut text: String = bits.chunks(6).map(letter).collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}
