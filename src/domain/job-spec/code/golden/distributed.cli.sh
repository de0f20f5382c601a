# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in job.yml start in the folder where it is.
cat > job.yml <<'YAML'
name: big-training
description: Four nodes, four processes on each.
tags: { team: vision, trial }
command: torchrun train.py
code: azureml:training-code:3
environment: azureml://registries/azureml/environments/acpt-pytorch/labels/latest
environment_variables: { NCCL_DEBUG: INFO }
resources:
  instance_type: Standard_NC24ads_A100_v4
  instance_count: 4
  shm_size: 16g
distribution: { type: pytorch, process_count_per_instance: 4 }
limits: { timeout: 86400 }
identity: { type: user_identity }
services:
  notebook: { type: jupyter_lab }
  board: { type: tensor_board, log_dir: outputs/tb }
queue_settings: { job_tier: spot, priority: low }
YAML

# With --stream it shows the log, with --web the job in the studio.
az ml job create --file job.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
