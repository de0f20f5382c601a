import { bash } from './bash-function.ts'
import type { BashFunction } from './bash-function.ts'

/** Uploads of local files. Signatures stay in variables and reach programs through file descriptors. */
export const uploadFunctions = {
  list_files: {
    source: bash`
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
    source: bash`
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
    source: bash`
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
    source: bash`
# upload PATH CONTAINER FOLDER: each listed file as a blob of that folder; CONTAINER is an address with a signature.
upload() {
  local root=$1 container=\${2%%\?*} signature=\${2#*\?} blob file status
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
    source: bash`
# upload_code PATH NAME: ARM id of a code version with these files; what the workspace has already is not sent again.
upload_code() {
  local hash code container signed
  list_files "$1" || return
  hash=$(content_hash "$1") || return
  code=$workspace/codes/\${hash:0:8}-\${hash:8:4}-5\${hash:13:3}-a\${hash:17:3}-\${hash:20:12}/versions/1
  if ! exists "$code"; then
    echo '{"pendingUploadType": "TemporaryBlobReference"}' | send POST "$code/startPendingUpload" > "$work/place" || return
    container=$(value blobReferenceForConsumption.blobUri < "$work/place") || return
    signed=$(value blobReferenceForConsumption.credential.sasUri < "$work/place") || return
    [[ -n $signed ]] || { echo 'The workspace takes no upload by signature.' >&2; return 1; }
    upload "$1" "$signed" "$2" || return
    echo '{"properties": {"isAnonymous": true, "properties": {"hash_version": "202208"}}}' |
      fill properties.codeUri "\${container%/}/$2" properties.properties.hash_sha256 "$hash" |
      send PUT "$code" > "$work/found" || return
  fi
  value id < "$work/found"
}`,
  },
  sign_datastore: {
    needs: ['get', 'send'],
    source: bash`
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
    source: bash`
# upload_local PATH DATASTORE: uploads to where the Azure CLI puts local files; the file "uploaded" tells where that is.
upload_local() {
  local hash folder name
  list_files "$1" || return
  hash=$(object_hash "$1") || return
  sign_datastore "$2" > "$work/container" || return
  folder=LocalUpload/$hash
  if [[ -d $1 ]]; then
    name=$(basename "$(cd "$1" && pwd)")
    folder=$folder/\${name//[^A-Za-z0-9_.()-]/_}
  fi
  upload "$1" "$(cat "$work/container")" "$folder" || return
  if [[ -d $1 ]]; then echo "$folder/"; else echo "$folder/$(basename "$1")"; fi > "$work/uploaded"
}`,
  },
  upload_data: {
    needs: ['upload_local'],
    source: bash`
# upload_data PATH DATASTORE: the azureml:// address of these files
upload_data() {
  upload_local "$1" "$2" || return
  echo "azureml://datastores/$2/paths/$(cat "$work/uploaded")"
}`,
  },
  upload_context: {
    needs: ['upload_local'],
    source: bash`
# upload_context PATH DATASTORE: the blob address of a folder to build an image from
upload_context() {
  upload_local "$1" "$2" || return
  echo "$(cut -d '?' -f 1 "$work/container")/$(cat "$work/uploaded")"
}`,
  },
} satisfies Record<string, BashFunction>
