/** A bash function of the curl scripts, and the others that it calls. */
type BashFunction = { needs?: BashFunctionName[]; source: string }

export type BashFunctionName =
  | 'token_for'
  | 'request'
  | 'get'
  | 'send'
  | 'exists'
  | 'value'
  | 'fill'
  | 'latest'
  | 'next_version'
  | 'content_version'
  | 'list_files'
  | 'content_hash'
  | 'object_hash'
  | 'upload'
  | 'upload_code'
  | 'sign_datastore'
  | 'upload_local'
  | 'upload_data'
  | 'upload_context'

/**
 * Everything that a script may do, in an order in which it can be read. Tokens and signatures stay in variables of the
 * shell and in files of its own; programs get them through file descriptors, for arguments show in the list of processes.
 */
const bashFunctions: Record<BashFunctionName, BashFunction> = {
  token_for: {
    source: String.raw`
# token_for RESOURCE: a token of the service principal in AZURE_CLIENT_ID and AZURE_CLIENT_SECRET if these are set, else
# of whoever is signed in with the Azure CLI
token_for() {
  if [[ -z ${'${AZURE_CLIENT_SECRET:-}'} ]]; then
    az account get-access-token ${'${tenant:+--tenant "$tenant"}'} --resource "$1" --query accessToken --output tsv
    return
  fi
  curl --silent --show-error --data grant_type=client_credentials --data-urlencode "scope=$1/.default" \
    --data-urlencode "client_id=$AZURE_CLIENT_ID" --data-urlencode client_secret@<(printf %s "$AZURE_CLIENT_SECRET") \
    "$login/${'${tenant:?Set AZURE_TENANT_ID}'}/oauth2/v2.0/token" |
    python3 -c '
import json, sys
answer = json.load(sys.stdin)
print(answer.get("access_token") or sys.exit(answer.get("error_description")))
'
}`,
  },
  request: {
    source: String.raw`
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
    source: `
get() { request "$arm$1?$api"; }`,
  },
  send: {
    needs: ['request'],
    source: `
# send METHOD PATH CURL_ARGUMENT…: with the JSON of standard input
send() {
  request --request "$1" --header 'Content-Type: application/json' --data-binary @- "\${@:3}" "$arm$2?$api"
}`,
  },
  exists: {
    needs: ['request'],
    source: `
# exists PATH: whether there is such a thing, which is in the file "found" then
exists() {
  request "$arm$1?$api" > "$work/found" 2> "$work/refusal" && return
  grep -q '^HTTP 404' "$work/refusal" && return 1
  cat "$work/refusal" >&2
  exit 1
}`,
  },
  value: {
    source: String.raw`
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
    source: String.raw`
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
    source: String.raw`
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
    source: `
# next_version ASSET_PATH: the number that its next version gets
next_version() {
  if exists "$1"; then value properties.nextVersion < "$work/found"; else echo 1; fi
}`,
  },
  content_version: {
    source: String.raw`
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
  list_files: {
    source: String.raw`
# list_files PATH: the files below a folder, but those that its .amlignore (or else .gitignore) names; git reads both.
list_files() {
  local ignore=.amlignore
  [[ -f $1/$ignore ]] || ignore=.gitignore
  if [[ -f $1 ]]; then
    printf '%s\0' "$(basename "$1")"
  elif [[ -f $1/$ignore ]]; then
    git init --quiet "$work/ignore"
    git -C "$1" --git-dir "$work/ignore/.git" --work-tree . ls-files -z --others --exclude-from "$ignore"
  else
    (cd "$1" && find -L . -type f -print0)
  fi > "$work/files" || return
  [[ -s $work/files ]] || { echo "There are no files in $1." >&2; return 1; }
}`,
  },
  content_hash: {
    source: String.raw`
# content_hash PATH: of the listed files, the hash by which Azure ML's clients know a folder again
content_hash() {
  python3 -c '
import hashlib, os, sys
root = sys.argv[1] if os.path.isdir(sys.argv[1]) else os.path.dirname(sys.argv[1]) or "."
names = sorted((os.path.normpath(name) for name in sys.stdin.read().split("\0") if name), key=str.lower)
files = [(name, os.path.join(root, name)) for name in names]
digest = hashlib.sha256(str(len(files)).encode())
for name, path in files:
    digest.update(f"#{name}#{os.path.getsize(path)}".encode())
for _, path in files:
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
print(digest.hexdigest())
' "$1" < "$work/files"
}`,
  },
  object_hash: {
    source: String.raw`
# object_hash PATH: of the listed files, the hash by which Azure ML's clients name the place of uploaded data
object_hash() {
  python3 -c '
import hashlib, os, sys
digest = hashlib.sha256(b"Initialize for october 2021 AML CLI version")
tree = {}
for name in filter(None, sys.stdin.read().split("\0")):
    *folders, file = os.path.normpath(name).split("/")
    place = tree
    for folder in folders:
        place = place.setdefault(folder, {})
    place[file] = None
def add(path, below):
    if below is None:
        with open(path, "rb") as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                digest.update(piece)
        return
    for name in sorted(below, key=str.lower):
        digest.update(name.encode())
        add(os.path.join(path, name), below[name])
add(sys.argv[1], tree if os.path.isdir(sys.argv[1]) else None)
print(digest.hexdigest())
' "$1" < "$work/files"
}`,
  },
  upload: {
    source: String.raw`
# upload PATH CONTAINER FOLDER: each listed file as a blob of that folder; CONTAINER is an address with a signature.
upload() {
  local root=$1 container=${'${2%%\\?*}'} signature=${'${2#*\\?}'} blob file status
  [[ -d $root ]] || root=$(dirname "$1")
  python3 -c '
import os, sys, urllib.parse
for name in filter(None, sys.stdin.buffer.read().split(b"\0")):
    name = os.path.normpath(name)
    sys.stdout.buffer.write(urllib.parse.quote(name).encode() + b"\0" + name + b"\0")
' < "$work/files" > "$work/blobs" || return
  while IFS= read -r -d '' blob && IFS= read -r -d '' file; do
    status=$(curl --silent --show-error --globoff --request PUT --header 'x-ms-blob-type: BlockBlob' \
      --header 'Content-Type: application/octet-stream' --upload-file "$root/$file" \
      --output "$work/answer" --write-out '%{http_code}' \
      --config <(printf 'url = "%s"\n' "$container/$3/$blob?$signature"))
    if [[ $status != 2* ]]; then
      printf 'Upload of %s: HTTP %s\n' "$file" "$status" >&2
      return 1
    fi
  done < "$work/blobs"
}`,
  },
  upload_code: {
    needs: ['exists', 'get', 'send', 'value', 'fill', 'list_files', 'content_hash', 'upload'],
    source: String.raw`
# upload_code PATH NAME: ARM id of a code version with these files; what the workspace has already is not sent again.
upload_code() {
  local hash code container signed
  list_files "$1" || return
  hash=$(content_hash "$1") || return
  code=$workspace/codes/${'${hash:0:8}-${hash:8:4}-5${hash:13:3}-a${hash:17:3}-${hash:20:12}'}/versions/1
  if ! exists "$code"; then
    echo '{"pendingUploadType": "TemporaryBlobReference"}' | send POST "$code/startPendingUpload" > "$work/place" || return
    container=$(value blobReferenceForConsumption.blobUri < "$work/place") || return
    signed=$(value blobReferenceForConsumption.credential.sasUri < "$work/place") || return
    [[ -n $signed ]] || { echo 'The workspace takes no upload by signature.' >&2; return 1; }
    upload "$1" "$signed" "$2" || return
    echo '{"properties": {"isAnonymous": true, "properties": {"hash_version": "202208"}}}' |
      fill properties.codeUri "${'${container%/}'}/$2" properties.properties.hash_sha256 "$hash" |
      send PUT "$code" > "$work/found" || return
  fi
  value id < "$work/found"
}`,
  },
  sign_datastore: {
    needs: ['get', 'send'],
    source: String.raw`
# sign_datastore NAME: address of its blob container, with a signature for writing
sign_datastore() {
  get "$workspace/datastores/$1" > "$work/datastore" || return
  send POST "$workspace/datastores/$1/listSecrets" < /dev/null > "$work/secrets" || return
  python3 - "$work/datastore" "$work/secrets" << 'PYTHON'
import base64, datetime, hashlib, hmac, json, sys, urllib.parse
store, secrets = (json.load(open(path)) for path in sys.argv[1:])
store = store["properties"]
if store["datastoreType"] != "AzureBlob":
    sys.exit("The datastore is no blob container.")
account, container = store["accountName"], store["containerName"]
endpoint = store.get("endpoint") or "core.windows.net"
is_local = endpoint.split(":")[0] in ("localhost", "127.0.0.1")
host = f"{endpoint}/{account}" if is_local else f"{account}.blob.{endpoint}"
if secrets.get("secretsType") == "Sas":
    query = secrets["sasToken"].lstrip("?")
elif secrets.get("secretsType") == "AccountKey":
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)
    expiry, version, rights = end.strftime("%Y-%m-%dT%H:%M:%SZ"), "2022-11-02", "racwl"
    fields = [rights, "", expiry, f"/blob/{account}/{container}", "", "", "https", version, "c"] + [""] * 7
    key = base64.b64decode(secrets["key"])
    signature = base64.b64encode(hmac.new(key, "\n".join(fields).encode(), hashlib.sha256).digest()).decode()
    query = urllib.parse.urlencode(
        {"sv": version, "spr": "https", "se": expiry, "sr": "c", "sp": rights, "sig": signature}
    )
else:
    sys.exit("The datastore has neither key nor signature.")
print(f'{store.get("protocol") or "https"}://{host}/{container}?{query}')
PYTHON
}`,
  },
  upload_local: {
    needs: ['list_files', 'object_hash', 'sign_datastore', 'upload'],
    source: String.raw`
# upload_local PATH DATASTORE: uploads to where the Azure CLI puts local files; the file "uploaded" tells where that is.
upload_local() {
  local hash folder name
  list_files "$1" || return
  hash=$(object_hash "$1") || return
  sign_datastore "$2" > "$work/container" || return
  folder=LocalUpload/$hash
  if [[ -d $1 ]]; then
    name=$(basename "$(cd "$1" && pwd)")
    folder=$folder/${'${name//[^A-Za-z0-9_.()-]/_}'}
  fi
  upload "$1" "$(cat "$work/container")" "$folder" || return
  if [[ -d $1 ]]; then echo "$folder/"; else echo "$folder/$(basename "$1")"; fi > "$work/uploaded"
}`,
  },
  upload_data: {
    needs: ['upload_local'],
    source: `
# upload_data PATH DATASTORE: the azureml:// address of these files
upload_data() {
  upload_local "$1" "$2" || return
  echo "azureml://datastores/$2/paths/$(cat "$work/uploaded")"
}`,
  },
  upload_context: {
    needs: ['upload_local'],
    source: String.raw`
# upload_context PATH DATASTORE: the blob address of a folder to build an image from
upload_context() {
  upload_local "$1" "$2" || return
  echo "$(cut -d '?' -f 1 "$work/container")/$(cat "$work/uploaded")"
}`,
  },
}

/** The functions that a script calls, and those that they call in turn. */
export function functionsFor(called: readonly BashFunctionName[]): string {
  const wanted = new Set<string>()
  function want(name: BashFunctionName) {
    wanted.add(name)
    bashFunctions[name].needs?.forEach(want)
  }
  called.forEach(want)
  return Object.entries(bashFunctions)
    .filter(([name]) => wanted.has(name))
    .map(([, { source }]) => source.slice(1))
    .join('\n\n')
}
