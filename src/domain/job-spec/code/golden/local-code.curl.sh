token=$(token_for https://management.azure.com)

code_id=$(upload_code ./src src)

environment_id=$(latest "$workspace/environments/"lightgbm-env)

# A name is good for one job.
job=brave_boat_x7k2m9p4q1
fill \
  properties.codeId "$code_id" \
  properties.environmentId "$environment_id" <<'JSON' | send PUT "$workspace/jobs/$job" > "$work/job"
{
  "properties": {
    "jobType": "Command",
    "command": "python main.py --iris-csv ${{inputs.iris_csv}} --learning-rate ${{inputs.learning_rate}}",
    "codeId": "(found above)",
    "environmentId": "(found above)",
    "displayName": "lightgbm-iris-example",
    "experimentName": "lightgbm-iris-example",
    "computeId": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-research/providers/Microsoft.MachineLearningServices/workspaces/ml-research/computes/cpu-cluster",
    "inputs": {
      "iris_csv": {
        "jobInputType": "uri_file",
        "uri": "https://azuremlexamples.blob.core.windows.net/datasets/iris.csv"
      },
      "learning_rate": {
        "jobInputType": "literal",
        "value": "0.9"
      }
    }
  }
}
JSON

status=$(value properties.status < "$work/job")
echo "$job: $status"
