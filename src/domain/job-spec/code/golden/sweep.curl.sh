token=$(token_for https://management.azure.com)

code_id=$(upload_code ./src src)

# A name is good for one job.
job=brave_boat_x7k2m9p4q1
fill properties.trial.codeId "$code_id" <<'JSON' | send PUT "$workspace/jobs/$job" > "$work/job"
{
  "properties": {
    "jobType": "Sweep",
    "trial": {
      "command": "python train.py --lr ${{search_space.lr}} --depth ${{search_space.depth}}",
      "codeId": "(found above)",
      "environmentId": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-research/providers/Microsoft.MachineLearningServices/workspaces/ml-research/environments/lightgbm-env/versions/3",
      "resources": {
        "instanceCount": 2
      }
    },
    "experimentName": "tuning",
    "computeId": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-research/providers/Microsoft.MachineLearningServices/workspaces/ml-research/computes/cpu-cluster",
    "searchSpace": {
      "lr": ["loguniform", [-6, -1]],
      "depth": ["choice", [[3, 5, 8]]],
      "batch": ["quniform", [16, 64, 16]]
    },
    "samplingAlgorithm": {
      "samplingAlgorithmType": "Random",
      "seed": 42,
      "rule": "Sobol"
    },
    "objective": {
      "goal": "Minimize",
      "primaryMetric": "loss"
    },
    "limits": {
      "jobLimitsType": "Sweep",
      "maxTotalTrials": 20,
      "maxConcurrentTrials": 4,
      "timeout": "PT2H"
    },
    "earlyTermination": {
      "policyType": "Bandit",
      "evaluationInterval": 2,
      "delayEvaluation": 0,
      "slackFactor": 0.2,
      "slackAmount": 0
    }
  }
}
JSON

status=$(value properties.status < "$work/job")
echo "$job: $status"
