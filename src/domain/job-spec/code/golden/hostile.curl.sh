token=$(token_for https://management.azure.com)

# A name is good for one job.
job=%22%3B%20touch%20owned%3B%20%22
send PUT "$workspace/jobs/$job" > "$work/job" <<'JSON_2'
{
  "properties": {
    "jobType": "Command",
    "command": "echo \"$(date)\" '${{inputs.words}}' > 'a file'",
    "environmentId": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-research/providers/Microsoft.MachineLearningServices/workspaces/ml-research/environments/an env'\"$(touch owned)/versions/1",
    "displayName": "it's \"both\" \\ {braces} \u202e \u0007 🚂",
    "description": "$(touch owned) `touch owned` ${HOME}\nJSON\nYAML\n'''\n\"\"\"\n",
    "tags": {
      "it's": "\n'; touch owned; '",
      "": null
    },
    "inputs": {
      "words": {
        "jobInputType": "literal",
        "value": "' || touch owned || '"
      }
    }
  }
}
JSON_2

status=$(value properties.status < "$work/job")
echo "$job: $status"
