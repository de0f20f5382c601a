token=$(token_for https://management.azure.com)

conda_file=$(cat ./conda.yml && printf .)
conda_file=${conda_file%.}

fill properties.condaFile "$conda_file" <<'JSON' | cat > "$work/environment"
{
  "properties": {
    "isAnonymous": true,
    "image": "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04",
    "condaFile": "(read above)"
  }
}
JSON
version=$(content_version < "$work/environment")
environment="$workspace/environments/CliV2AnonymousEnvironment/versions/$version"
environment_id=$(send PUT "$environment" < "$work/environment" | value id)

input_rows=$(upload_data ./data/rows.csv workspaceblobstore)

input_model=$(latest "$workspace/models/"forecast)

# A name is good for one job.
job=table-report
fill \
  properties.environmentId "$environment_id" \
  properties.inputs.rows.uri "$input_rows" \
  properties.inputs.model.uri "$input_model" <<'JSON' | send PUT "$workspace/jobs/$job" > "$work/job"
{
  "properties": {
    "jobType": "Command",
    "command": "python -m report --rows ${{inputs.rows}} --out ${{outputs.report}}",
    "environmentId": "(found above)",
    "inputs": {
      "rows": {
        "jobInputType": "uri_file",
        "uri": "(found above)"
      },
      "model": {
        "jobInputType": "mlflow_model",
        "uri": "(found above)",
        "mode": "Download"
      }
    },
    "outputs": {
      "report": {
        "jobOutputType": "uri_folder",
        "mode": "Upload"
      }
    }
  }
}
JSON

status=$(value properties.status < "$work/job")
echo "$job: $status"
