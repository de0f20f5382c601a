token=$(token_for https://management.azure.com)

uri=$(upload_data ./sales workspaceblobstore)

asset="$workspace/data/"sales
version=$(next_version "$asset")
fill properties.dataUri "$uri" <<'JSON' | send PUT "$asset/versions/$version" > "$work/version"
{
  "properties": {
    "dataType": "uri_folder",
    "dataUri": "(uploaded above)",
    "description": "One file a month."
  }
}
JSON

value id < "$work/version"
