# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in compute.yml start in the folder where it is.
cat > compute.yml <<'YAML'
name: cpu-cluster
type: amlcompute
size: Standard_DS3_v2
tier: low_priority
max_instances: 4
idle_time_before_scale_down: 300
identity: { type: system_assigned }
YAML

az ml compute create --file compute.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
