# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in model.yml start in the folder where it is.
cat > model.yml <<'YAML'
name: forecast
type: mlflow_model
path: runs:/table-report/model
tags: { stage: test }
YAML

az ml model create --file model.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
