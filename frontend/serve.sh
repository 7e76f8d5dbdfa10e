#!/bin/sh
# Writes what this environment decides (/config.js and the content security policy), then becomes nginx.
set -eu
out=/tmp/tomoda
mkdir -p "$out"

# Every EXPO_PUBLIC_* variable of the container becomes a key; the app reads globalThis.__TOMODA__ first.
# JSON inside a script: quotes and backslashes are escaped, and "<" too, so that no value can end the script.
{
  printf 'globalThis.__TOMODA__ = {'
  separator=''
  for name in $(env | sed -n 's/^\(EXPO_PUBLIC_[A-Z0-9_]*\)=.*/\1/p' | sort); do
    value=$(printenv "$name" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/</\\u003c/g')
    printf '%s"%s":"%s"' "$separator" "$name" "$value"
    separator=','
  done
  printf '};\n'
} >"$out/config.js"

# What makes https links open the app: whose app it is. Without an answer there is no file, and links open the browser.
app=life.tomoda.app
team=${APP_APPLE_TEAM:-}
case $team in *[!A-Z0-9]*) echo "APP_APPLE_TEAM must be the team's id, such as AB12CD34EF" >&2; exit 1 ;; esac
prints=$(printf '%s' "${APP_ANDROID_CERTIFICATES:-}" | tr -d ' ')
case $prints in *[!A-F0-9:,]*) echo "APP_ANDROID_CERTIFICATES must be SHA-256 fingerprints, AA:BB:…, with commas" >&2; exit 1 ;; esac
rm -f "$out/apple-app-site-association" "$out/assetlinks.json"
if [ -n "$team" ]; then
  printf '{"applinks":{"details":[{"appIDs":["%s.%s"],"components":[' "$team" "$app" >"$out/apple-app-site-association"
  printf '{"/":"/api/*","exclude":true},{"/":"/ws*","exclude":true},{"/":"/*"}]}]},"webcredentials":{"apps":["%s.%s"]}}\n' \
    "$team" "$app" >>"$out/apple-app-site-association"
fi
if [ -n "$prints" ]; then
  printf '[{"relation":["delegate_permission/common.handle_all_urls","delegate_permission/common.get_login_creds"],' >"$out/assetlinks.json"
  printf '"target":{"namespace":"android_app","package_name":"%s","sha256_cert_fingerprints":["%s"]}}]\n' \
    "$app" "$(printf '%s' "$prints" | sed 's/,/","/g')" >>"$out/assetlinks.json"
fi

# Only the app's own servers may be spoken to. A scheme and a host are all that a policy may hold.
origin() { printf '%s' "$1" | sed -n 's#^\(\(https\{0,1\}\|wss\{0,1\}\)://[A-Za-z0-9.:-]*\).*#\1#p'; }
api=$(origin "${EXPO_PUBLIC_API_ORIGIN:-}")
ws=$(printf '%s' "$api" | sed 's/^http/ws/')
# Uploads go straight to the bucket, which is not the host that serves what was uploaded.
upload=$(origin "${UPLOAD_ORIGIN:-}")
assets=$(origin "${EXPO_PUBLIC_ASSETS_URL:-}")
{
  printf 'add_header Content-Security-Policy "default-src '"'self'"'; '
  printf 'script-src '"'self' 'unsafe-inline'"'; style-src '"'self' 'unsafe-inline'"'; '
  printf 'img-src '"'self'"' data: blob: %s %s; font-src '"'self'"' data:; ' "$assets" "$upload"
  printf 'connect-src '"'self'"' %s %s %s %s; ' "$api" "$ws" "$upload" "$assets"
  printf 'worker-src '"'self'"' blob:; manifest-src '"'self'"'; media-src '"'self'"' blob: %s; ' "$assets"
  printf 'object-src '"'none'"'; base-uri '"'self'"'; form-action '"'self'"'; frame-ancestors '"'none'"'" always;\n'
} >"$out/csp.conf"

exec nginx -c /etc/nginx/nginx.conf -g 'daemon off;'
