# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in data.yml start in the folder where it is.
cat > data.yml <<'YAML'
name: sales
type: uri_folder
path: ./sales
description: One file a month.
YAML

az ml data create --file data.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
