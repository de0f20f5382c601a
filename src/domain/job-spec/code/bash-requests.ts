import { bash } from './bash-function.ts'
import type { BashFunction } from './bash-function.ts'

/** Calls of the service and their JSON. Tokens stay in variables and reach programs through file descriptors. */
export const requestFunctions = {
  token_for: {
    source: bash`
# token_for RESOURCE: a token of the service principal in AZURE_CLIENT_ID and AZURE_CLIENT_SECRET if these are set, else
# of whoever is signed in with the Azure CLI
token_for() {
  if [[ -z \${AZURE_CLIENT_SECRET:-} ]]; then
    az account get-access-token \${tenant:+--tenant "$tenant"} --resource "$1" --query accessToken --output tsv
    return
  fi
  curl --silent --show-error --data grant_type=client_credentials --data-urlencode "scope=$1/.default" \
    --data-urlencode "client_id=$AZURE_CLIENT_ID" --data-urlencode client_secret@<(printf %s "$AZURE_CLIENT_SECRET") \
    "$login/\${tenant:?Set AZURE_TENANT_ID}/oauth2/v2.0/token" |
    python3 -c '
import json, sys
answer = json.load(sys.stdin)
print(answer.get("access_token") or sys.exit(answer.get("error_description") or "The sign-in gave no token."))
'
}`,
  },
  request: {
    source: bash`
# request CURL_ARGUMENT…: prints the answer; anything but success is an error that says what the service said.
request() {
  local status
  status=$(curl --silent --show-error --globoff --path-as-is --output "$work/answer" --write-out '%{http_code}' \
    --config <(printf 'header = "Authorization: Bearer %s"\n' "$token") "$@") || return
  if [[ $status != 2* ]]; then
    printf 'HTTP %s\n%s\n' "$status" "$(cat "$work/answer")" >&2
    return 1
  fi
  cat "$work/answer"
}`,
  },
  get: {
    needs: ['request'],
    source: bash`
get() { request "$arm$1?$api"; }`,
  },
  send: {
    needs: ['request'],
    source: bash`
# send METHOD PATH CURL_ARGUMENT…: with the JSON of standard input
send() {
  request --request "$1" --header 'Content-Type: application/json' --data-binary @- "\${@:3}" "$arm$2?$api"
}`,
  },
  exists: {
    needs: ['request'],
    source: bash`
# exists PATH: whether there is such a thing, which is in the file "found" then
exists() {
  request "$arm$1?$api" > "$work/found" 2> "$work/refusal" && return
  grep -q '^HTTP 404' "$work/refusal" && return 1
  cat "$work/refusal" >&2
  exit 1
}`,
  },
  value: {
    source: bash`
# value PATH: what the JSON of standard input holds there, such as properties.status; nothing if it does not
value() {
  python3 -c '
import json, sys
found = json.load(sys.stdin)
for key in sys.argv[1].split("."):
    found = found.get(key) if isinstance(found, dict) else None
print("" if found is None else found)
' "$1"
}`,
  },
  fill: {
    source: bash`
# fill PATH VALUE …: the JSON of standard input with these values in their places
fill() {
  python3 -c '
import json, sys
body = json.load(sys.stdin)
for path, value in zip(sys.argv[1::2], sys.argv[2::2]):
    *parents, key = path.split(".")
    place = body
    for parent in parents:
        place = place[parent]
    place[key] = value
json.dump(body, sys.stdout)
' "$@"
}`,
  },
  latest: {
    needs: ['request', 'value'],
    source: bash`
# latest ASSET_PATH: ARM id of the version that was modified last, which is what @latest means
latest() {
  local next="$arm$1/versions?$api"
  : > "$work/versions"
  # The address of a next page comes out of an answer: the token goes nowhere but to Resource Manager.
  while [[ $next == "$arm"/* ]]; do
    request "$next" > "$work/page" || return
    cat "$work/page" >> "$work/versions"
    echo >> "$work/versions"
    next=$(value nextLink < "$work/page")
  done
  python3 -c '
import json, sys
decoder, text, versions = json.JSONDecoder(), sys.stdin.read().strip(), []
while text:
    page, end = decoder.raw_decode(text)
    versions += page["value"]
    text = text[end:].strip()
def modified(version):
    times = version.get("systemData") or {}
    return (times.get("lastModifiedAt") or times.get("createdAt") or "").rstrip("Z").split("+")[0]
if not versions:
    sys.exit("There is no version of " + sys.argv[1])
print(max(versions, key=modified)["id"])
' "$1" < "$work/versions"
}`,
  },
  next_version: {
    needs: ['exists', 'value'],
    source: bash`
# next_version ASSET_PATH: the number that its next version gets
next_version() {
  if exists "$1"; then value properties.nextVersion < "$work/found"; else echo 1; fi
}`,
  },
  content_version: {
    source: bash`
# The version of an environment without a name is a hash of what it holds: the same one is registered once.
content_version() {
  python3 -c '
import hashlib, json, sys
properties = json.load(sys.stdin)["properties"]
content = {key: value for key, value in properties.items() if key not in ("description", "tags", "properties")}
text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
print(hashlib.sha256(text.encode()).hexdigest()[:32])
'
}`,
  },
} satisfies Record<string, BashFunction>
