/** YAML of several kinds that the tests begin with where the corpus is absent. */
export const sampleTexts: readonly [string, ...string[]] = [
  `# Trains on iris.
$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
command: >-
  python train.py
  --rate \${{inputs.rate}} --out \${{outputs.model}}
code: ./src # beside this file
environment: azureml:my-env@latest
compute: azureml:cpu-cluster

inputs:
  rate: 0.1 # a comment
  data: { type: uri_file, path: "azureml:iris:1", mode: download }
outputs:
  model:
    type: mlflow_model
tags: {team: vision, "on": 'yes'}
resources:
    # four blanks
    instance_count: 2
    locations: [eastus, westus]
distribution:
  type: pytorch
  process_count_per_instance: 2
environment_variables: &variables
  SEED: "7"
limits:
  timeout: 900
`,
  `type: sweep
trial:
  command: python train.py --rate \${{search_space.rate}}
  environment:
    image: python:3.12
    conda_file:
      dependencies: [python=3.12, pip]
  code: src
search_space:
  rate:
    type: uniform
    min_value: 0.01
    max_value: 0.9
  boost:
    type: choice
    values: [gbdt, dart, 3]
sampling_algorithm: random
objective: { goal: minimize, primary_metric: loss }
limits: { max_total_trials: 6, max_concurrent_trials: 3 }
early_termination:
  type: bandit
  slack_factor: 0.1
`,
  `name: cpu-cluster
type: amlcompute
size: Standard_DS3_v2
min_instances: 0
max_instances: 4
identity:
  type: user_assigned
  user_assigned_identities:
    - resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i
`,
  'name: iris\nversion: 1\ntype: uri_file\npath: ./iris.csv\ndescription: |\n  Flowers.\n\n  150 of them.\n',
  'name: tools\nimage: python:3.12\nconda_file: conda.yml\ntags:\n- not\n- a map\n',
]
