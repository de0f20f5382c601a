token=$(token_for https://management.azure.com)

build_context=$(upload_context ./docker workspaceblobstore)

asset="$workspace/environments/"trainer
version=5
fill properties.build.contextUri "$build_context" <<'JSON' | send PUT "$asset/versions/$version" > "$work/version"
{
  "properties": {
    "build": {
      "contextUri": "(uploaded above)",
      "dockerfilePath": "Dockerfile.gpu"
    }
  }
}
JSON

value id < "$work/version"
