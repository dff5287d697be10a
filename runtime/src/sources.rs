//! The files of this crate, for a generator that writes them beside what it generates.

/// Every file that the crate is built from, as path and text, sorted by path.
pub const SOURCES: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../Cargo.toml")),
    ("src/address.rs", include_str!("address.rs")),
    ("src/api.rs", include_str!("api.rs")),
    ("src/base64.rs", include_str!("base64.rs")),
    ("src/blocking.rs", include_str!("blocking.rs")),
    ("src/body.rs", include_str!("body.rs")),
    ("src/call/exchange.rs", include_str!("call/exchange.rs")),
    ("src/call/mod.rs", include_str!("call/mod.rs")),
    ("src/call/pending.rs", include_str!("call/pending.rs")),
    ("src/call/request.rs", include_str!("call/request.rs")),
    ("src/call/retry.rs", include_str!("call/retry.rs")),
    ("src/call/send.rs", include_str!("call/send.rs")),
    ("src/call/timing.rs", include_str!("call/timing.rs")),
    ("src/call/trace.rs", include_str!("call/trace.rs")),
    ("src/charset.rs", include_str!("charset.rs")),
    ("src/client/builder.rs", include_str!("client/builder.rs")),
    ("src/client/connection.rs", include_str!("client/connection.rs")),
    ("src/client/credential.rs", include_str!("client/credential.rs")),
    ("src/client/environment.rs", include_str!("client/environment.rs")),
    ("src/client/mod.rs", include_str!("client/mod.rs")),
    ("src/client/proxy.rs", include_str!("client/proxy.rs")),
    ("src/client/transport.rs", include_str!("client/transport.rs")),
    ("src/client/trust.rs", include_str!("client/trust.rs")),
    ("src/client/variables.rs", include_str!("client/variables.rs")),
    ("src/coding.rs", include_str!("coding.rs")),
    ("src/constant.rs", include_str!("constant.rs")),
    ("src/date.rs", include_str!("date.rs")),
    ("src/decimal.rs", include_str!("decimal.rs")),
    ("src/described.rs", include_str!("described.rs")),
    ("src/download.rs", include_str!("download.rs")),
    ("src/error/display.rs", include_str!("error/display.rs")),
    ("src/error/failure.rs", include_str!("error/failure.rs")),
    ("src/error/hide.rs", include_str!("error/hide.rs")),
    ("src/error/mod.rs", include_str!("error/mod.rs")),
    ("src/exact.rs", include_str!("exact.rs")),
    ("src/field.rs", include_str!("field.rs")),
    ("src/file_or.rs", include_str!("file_or.rs")),
    ("src/form/head.rs", include_str!("form/head.rs")),
    ("src/form/mod.rs", include_str!("form/mod.rs")),
    ("src/form/part.rs", include_str!("form/part.rs")),
    ("src/guide/blocking.rs", include_str!("guide/blocking.rs")),
    ("src/guide/books.rs", include_str!("guide/books.rs")),
    ("src/guide/calls.rs", include_str!("guide/calls.rs")),
    ("src/guide/connections.rs", include_str!("guide/connections.rs")),
    ("src/guide/credentials.rs", include_str!("guide/credentials.rs")),
    ("src/guide/errors.rs", include_str!("guide/errors.rs")),
    ("src/guide/files.rs", include_str!("guide/files.rs")),
    ("src/guide/middleware.rs", include_str!("guide/middleware.rs")),
    ("src/guide/mod.rs", include_str!("guide/mod.rs")),
    ("src/guide/pages.rs", include_str!("guide/pages.rs")),
    ("src/guide/presence.rs", include_str!("guide/presence.rs")),
    ("src/guide/retries.rs", include_str!("guide/retries.rs")),
    ("src/guide/streams.rs", include_str!("guide/streams.rs")),
    ("src/guide/testing.rs", include_str!("guide/testing.rs")),
    ("src/guide/unknown.rs", include_str!("guide/unknown.rs")),
    ("src/guide/webhooks.rs", include_str!("guide/webhooks.rs")),
    ("src/item.rs", include_str!("item.rs")),
    ("src/json/bridge.rs", include_str!("json/bridge.rs")),
    ("src/json/error.rs", include_str!("json/error.rs")),
    ("src/json/impls.rs", include_str!("json/impls.rs")),
    ("src/json/locate.rs", include_str!("json/locate.rs")),
    ("src/json/lookahead.rs", include_str!("json/lookahead.rs")),
    ("src/json/member.rs", include_str!("json/member.rs")),
    ("src/json/mod.rs", include_str!("json/mod.rs")),
    ("src/json/number.rs", include_str!("json/number.rs")),
    ("src/json/reader.rs", include_str!("json/reader.rs")),
    ("src/json/scan.rs", include_str!("json/scan.rs")),
    ("src/json/skip.rs", include_str!("json/skip.rs")),
    ("src/json/string.rs", include_str!("json/string.rs")),
    ("src/json/value.rs", include_str!("json/value.rs")),
    ("src/json/writer.rs", include_str!("json/writer.rs")),
    ("src/lib.rs", include_str!("lib.rs")),
    ("src/lines.rs", include_str!("lines.rs")),
    ("src/macros/body.rs", include_str!("macros/body.rs")),
    ("src/macros/call.rs", include_str!("macros/call.rs")),
    ("src/macros/enums.rs", include_str!("macros/enums.rs")),
    ("src/macros/mod.rs", include_str!("macros/mod.rs")),
    ("src/macros/newtype.rs", include_str!("macros/newtype.rs")),
    ("src/macros/object.rs", include_str!("macros/object.rs")),
    ("src/macros/paged.rs", include_str!("macros/paged.rs")),
    ("src/macros/setters.rs", include_str!("macros/setters.rs")),
    ("src/macros/stream.rs", include_str!("macros/stream.rs")),
    ("src/macros/tuple.rs", include_str!("macros/tuple.rs")),
    ("src/macros/union.rs", include_str!("macros/union.rs")),
    ("src/media.rs", include_str!("media.rs")),
    ("src/mock/cut.rs", include_str!("mock/cut.rs")),
    ("src/mock/example.rs", include_str!("mock/example.rs")),
    ("src/mock/mod.rs", include_str!("mock/mod.rs")),
    ("src/mock/reply.rs", include_str!("mock/reply.rs")),
    ("src/mock/sent.rs", include_str!("mock/sent.rs")),
    ("src/operation.rs", include_str!("operation.rs")),
    ("src/output.rs", include_str!("output.rs")),
    ("src/page/listed.rs", include_str!("page/listed.rs")),
    ("src/page/mod.rs", include_str!("page/mod.rs")),
    ("src/page/paging.rs", include_str!("page/paging.rs")),
    ("src/page/seen.rs", include_str!("page/seen.rs")),
    ("src/page/stream.rs", include_str!("page/stream.rs")),
    ("src/parameter/mod.rs", include_str!("parameter/mod.rs")),
    ("src/parameter/plain.rs", include_str!("parameter/plain.rs")),
    ("src/parameter/style.rs", include_str!("parameter/style.rs")),
    ("src/pattern.rs", include_str!("pattern.rs")),
    ("src/payload.rs", include_str!("payload.rs")),
    ("src/payload/raise.rs", include_str!("payload/raise.rs")),
    ("src/percent.rs", include_str!("percent.rs")),
    ("src/presence.rs", include_str!("presence.rs")),
    ("src/random.rs", include_str!("random.rs")),
    ("src/range.rs", include_str!("range.rs")),
    ("src/response.rs", include_str!("response.rs")),
    ("src/secret.rs", include_str!("secret.rs")),
    ("src/sources.rs", include_str!("sources.rs")),
    ("src/stream/again.rs", include_str!("stream/again.rs")),
    ("src/stream/envelope.rs", include_str!("stream/envelope.rs")),
    ("src/stream/event.rs", include_str!("stream/event.rs")),
    ("src/stream/frames.rs", include_str!("stream/frames.rs")),
    ("src/stream/mod.rs", include_str!("stream/mod.rs")),
    ("src/stream/read.rs", include_str!("stream/read.rs")),
    ("src/stream/split.rs", include_str!("stream/split.rs")),
    ("src/stream/stray.rs", include_str!("stream/stray.rs")),
    ("src/transport/info.rs", include_str!("transport/info.rs")),
    ("src/transport/layer.rs", include_str!("transport/layer.rs")),
    ("src/transport/mod.rs", include_str!("transport/mod.rs")),
    ("src/transport/over_reqwest.rs", include_str!("transport/over_reqwest.rs")),
    ("src/transport/tls/by_rustls.rs", include_str!("transport/tls/by_rustls.rs")),
    ("src/transport/tls/mod.rs", include_str!("transport/tls/mod.rs")),
    ("src/transport/tls/native.rs", include_str!("transport/tls/native.rs")),
    ("src/transport/tls/none.rs", include_str!("transport/tls/none.rs")),
    ("src/union.rs", include_str!("union.rs")),
    ("src/unknown.rs", include_str!("unknown.rs")),
    ("src/upload/file.rs", include_str!("upload/file.rs")),
    ("src/upload/mod.rs", include_str!("upload/mod.rs")),
    ("src/upload/read.rs", include_str!("upload/read.rs")),
    ("src/webhook/error.rs", include_str!("webhook/error.rs")),
    ("src/webhook/form.rs", include_str!("webhook/form.rs")),
    ("src/webhook/key.rs", include_str!("webhook/key.rs")),
    ("src/webhook/mod.rs", include_str!("webhook/mod.rs")),
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::SOURCES;

    fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }

    #[test]
    fn the_list_is_complete() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let mut files = vec![("Cargo.toml".to_owned(), manifest)];
        collect(root, &root.join("src"), &mut files);
        files.sort();
        let listed: Vec<(&str, &str)> = SOURCES.to_vec();
        let names: Vec<&str> = listed.iter().map(|(name, _)| *name).collect();
        let expected: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, expected);
        assert!(files.iter().zip(listed).all(|((_, found), (_, text))| found == text));
    }
}
