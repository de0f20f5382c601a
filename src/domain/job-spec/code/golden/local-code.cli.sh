# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in job.yml start in the folder where it is.
cat > job.yml <<'YAML'
# The job of the tutorial.
$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
type: command
display_name: lightgbm-iris-example
experiment_name: lightgbm-iris-example
code: ./src
command: >-
  python main.py
  --iris-csv ${{inputs.iris_csv}}
  --learning-rate ${{inputs.learning_rate}}
inputs:
  iris_csv:
    type: uri_file
    path: https://azuremlexamples.blob.core.windows.net/datasets/iris.csv
  learning_rate: 0.9
environment: azureml:lightgbm-env@latest
compute: azureml:cpu-cluster
YAML

# With --stream it shows the log, with --web the job in the studio.
az ml job create --file job.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
