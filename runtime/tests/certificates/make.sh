#!/bin/sh
# Makes the certificates of `tests/connections.rs` anew, with OpenSSL: two authorities, and what each certified. Their keys
# protect nothing: they are for servers and clients of a test, on the loopback interface.
set -eu
cd "$(dirname "$0")"
for side in server client; do
  new="openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc"
  $new -x509 -days 36500 -subj "/CN=$side authority" -addext "basicConstraints=critical,CA:true" \
    -keyout authority.key -out "$side-authority.pem"
  printf 'subjectAltName=DNS:localhost\nextendedKeyUsage=%sAuth\n' "$side" >extensions
  $new -subj "/CN=$side" -keyout "$side-key.pem" -out request
  openssl x509 -req -in request -days 36500 -CA "$side-authority.pem" -CAkey authority.key -extfile extensions \
    -out "$side.pem"
  rm -f authority.key extensions request authority.srl "$side-authority.srl"
done
