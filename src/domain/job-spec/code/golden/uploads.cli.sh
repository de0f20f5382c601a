# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in job.yml start in the folder where it is.
cat > job.yml <<'YAML'
name: table-report
command: python -m report --rows ${{inputs.rows}} --out ${{outputs.report}}
environment:
  image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04
  conda_file: ./conda.yml
inputs:
  rows: { type: uri_file, path: ./data/rows.csv }
  model: { type: mlflow_model, path: azureml:forecast@latest, mode: download }
outputs:
  report: { type: uri_folder, mode: upload }
YAML

# With --stream it shows the log, with --web the job in the studio.
az ml job create --file job.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
