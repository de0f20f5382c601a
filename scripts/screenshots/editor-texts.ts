/** What the pictures of the job editor show: names are long where long names might break something. */

const longName = 'gradient-boosting-on-the-iris-measurements-with-early-stopping'

export const longJob = `type: command
name: ${longName}
display_name: Gradient boosting on the iris measurements, with early stopping
code: ./src
command: >-
  python train.py
  --table \${{inputs.table_of_measurements_of_the_second_season}}
  --learning-rate \${{inputs.learning_rate}}
environment: azureml:python3-local@latest
compute: azureml:cpu-cluster
inputs:
  table_of_measurements_of_the_second_season:
    type: uri_file
    path: azureml:iris-data:1
  learning_rate: 0.05
outputs:
  model_with_everything_that_serving_needs:
    type: mlflow_model
`

/** Gets a name of its own each time, and needs nothing but its code to be sent. */
export const uploadJob = `type: command
command: python train.py
code: ./src
environment: azureml:python3-local@latest
compute: azureml:cpu-cluster
`

/** Something in every section. */
export const unusualJob = `# Two workers that find each other.
type: command
display_name: two-workers
experiment_name: iris
description: Trains on two nodes at once.
code: ./src
command: python train.py --table \${{inputs.table}}
environment:
  image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest
  conda_file: ./conda.yml
compute: azureml:cpu-cluster
inputs:
  table:
    type: uri_file
    path: azureml://datastores/workspaceblobstore/paths/season-2/measurements/table.csv
    mode: ro_mount
  epochs: 20
outputs:
  model:
    type: mlflow_model
    mode: rw_mount
    name: iris-classifier
environment_variables:
  OMP_NUM_THREADS: "4"
  API_TOKEN: abc
resources:
  instance_count: 2
  shm_size: 8g
distribution:
  type: pytorch
  process_count_per_instance: 2
limits:
  timeout: 3600
identity:
  type: managed
services:
  board:
    type: tensor_board
    log_dir: ./outputs/board
tags:
  team: vision
properties:
  ticket: "4711"
`

export const sweep = `# Looks for a learning rate.
type: sweep
display_name: search-for-a-learning-rate
trial:
  command: python train.py --rate \${{search_space.learning_rate}} --depth \${{search_space.max_depth}}
  environment: azureml:python3-local@latest
compute: azureml:cpu-cluster
search_space:
  learning_rate:
    type: loguniform
    min_value: -4.6
    max_value: -1.2
  max_depth:
    type: choice
    values: [2, 3, 5]
  batch_size:
    type: qnormal
    mu: 64
    sigma: 16
    q: 8
sampling_algorithm:
  type: random
  seed: 11
objective:
  goal: minimize
  primary_metric: loss
limits:
  max_total_trials: 20
  max_concurrent_trials: 4
  timeout: 7200
early_termination:
  type: bandit
  slack_factor: 0.1
  evaluation_interval: 2
`

/** Errors and warnings. */
export const brokenJob = `type: command
comand: python train.py
command: python train.py --table \${{inputs.tabel}}
environment: azureml:python3-local@latest
compute: azureml:cpu-cluster
inputs:
  table:
    type: uri_fil
    path: https://azuremlexamples.blob.core.windows.net/datasets/iris.csv
environment_variables:
  API_TOKEN: abc
limits:
  timeout: soon
`

/** Good YAML that names what the workspace does not have. */
export const failingJob = `type: command
command: cat \${{inputs.table}} \${{inputs.more}}
environment: azureml:nowhere@latest
compute: azureml:no-such-cluster
inputs:
  table:
    type: uri_file
    path: azureml://datastores/workspaceblobstore/paths/a.csv
  more:
    type: uri_file
    path: azureml:no-such-data:1
`

export const pipeline = `type: pipeline
display_name: prepare-and-train
jobs:
  prepare:
    type: command
    command: echo prepare
    environment: azureml:python3-local@latest
  train:
    type: command
    command: echo train
    environment: azureml:python3-local@latest
`
