//! Strings of the formats that a validator knows: the usual spelling first, then valid ones that surprise.

/// Texts of `format`; none where any text is as good.
#[must_use]
pub fn texts(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &[
            "2024-05-01T10:00:00Z",
            "2024-05-01T10:00:00.123456789012+05:45",
            "1985-04-12t23:20:50.52z",
            "0000-01-01T00:00:00-00:00",
            "9999-12-31T23:59:59.999+14:00",
            "1990-12-31T23:59:60Z",
            "2024-02-29T00:00:00+00:00",
        ],
        "date" => &["2024-05-01", "0000-01-01", "9999-12-31", "2024-02-29"],
        "time" => &["10:00:00Z", "23:59:60Z", "10:00:00.5+05:45"],
        "duration" => &["P1D", "PT36H", "P3Y6M4DT12H30M5S", "P4W"],
        "email" | "idn-email" => &["a@example.com", "joe.bloggs+x@example.org"],
        "hostname" | "idn-hostname" => &["example.com", "a-b.example.org"],
        "ipv4" => &["127.0.0.1", "255.255.255.255"],
        "ipv6" => &["::1", "2001:db8::ff00:42:8329"],
        "uri" | "iri" | "url" => &["https://example.com/a?b=c#d", "urn:isbn:0451450523"],
        "uri-reference" | "iri-reference" => &["/a/b?c", "https://example.com/"],
        "uri-template" => &["https://example.com/{id}"],
        "uuid" => &["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"],
        "json-pointer" => &["/a~1b/0", ""],
        "relative-json-pointer" => &["0#", "1/a"],
        "regex" => &["^a+$"],
        "byte" | "base64" => &["aGVsbG8=", ""],
        _ => &[],
    }
}
