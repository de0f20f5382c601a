# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in environment.yml start in the folder where it is.
cat > environment.yml <<'YAML'
name: trainer
version: '5'
build: { path: ./docker, dockerfile_path: Dockerfile.gpu }
YAML

az ml environment create --file environment.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
