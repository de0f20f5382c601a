token=$(token_for https://management.azure.com)

user_token=$(token_for https://ml.azure.com)

# A name is good for one job.
job=big-training
send PUT "$workspace/jobs/$job" --config <(printf 'header = "x-azureml-token: %s"\n' "$user_token") > "$work/job" <<'JSON'
{
  "properties": {
    "jobType": "Command",
    "command": "torchrun train.py",
    "codeId": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-research/providers/Microsoft.MachineLearningServices/workspaces/ml-research/codes/training-code/versions/3",
    "environmentId": "azureml://registries/azureml/environments/acpt-pytorch/labels/latest",
    "environmentVariables": {
      "NCCL_DEBUG": "INFO"
    },
    "resources": {
      "instanceType": "Standard_NC24ads_A100_v4",
      "instanceCount": 4,
      "shmSize": "16g"
    },
    "distribution": {
      "distributionType": "PyTorch",
      "processCountPerInstance": 4
    },
    "description": "Four nodes, four processes on each.",
    "tags": {
      "team": "vision",
      "trial": null
    },
    "identity": {
      "identityType": "UserIdentity"
    },
    "queueSettings": {
      "jobTier": "Spot",
      "priority": 1
    },
    "limits": {
      "jobLimitsType": "Command",
      "timeout": "P1D"
    },
    "services": {
      "notebook": {
        "jobServiceType": "JupyterLab"
      },
      "board": {
        "jobServiceType": "TensorBoard",
        "properties": {
          "logDir": "outputs/tb"
        }
      }
    }
  }
}
JSON

status=$(value properties.status < "$work/job")
echo "$job: $status"
