token=$(token_for https://management.azure.com)

asset="$workspace/models/"forecast
version=$(next_version "$asset")
send PUT "$asset/versions/$version" > "$work/version" <<'JSON'
{
  "properties": {
    "modelType": "mlflow_model",
    "modelUri": "runs:/table-report/model",
    "tags": {
      "stage": "test"
    }
  }
}
JSON

value id < "$work/version"
