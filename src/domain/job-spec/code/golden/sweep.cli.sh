# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in job.yml start in the folder where it is.
cat > job.yml <<'YAML'
type: sweep
experiment_name: tuning
trial:
  command: python train.py --lr ${{search_space.lr}} --depth ${{search_space.depth}}
  code: ./src
  environment: azureml:lightgbm-env:3
  resources: { instance_count: 2 }
search_space:
  lr: { type: loguniform, min_value: -6, max_value: -1 }
  depth: { type: choice, values: [3, 5, 8] }
  batch: { type: quniform, min_value: 16, max_value: 64, q: 16 }
sampling_algorithm: { type: random, seed: 42, rule: sobol }
objective: { goal: minimize, primary_metric: loss }
limits: { max_total_trials: 20, max_concurrent_trials: 4, timeout: 7200 }
early_termination: { type: bandit, slack_factor: 0.2, evaluation_interval: 2 }
compute: cpu-cluster
YAML

# With --stream it shows the log, with --web the job in the studio.
az ml job create --file job.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
