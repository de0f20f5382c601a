# Needs the Azure CLI with its extension: az extension add --name ml
# Sign in first: az login --tenant 99999999-8888-7777-6666-555555555555
# Local paths in job.yml start in the folder where it is.
cat > job.yml <<'YAML_2'
name: '"; touch owned; "'
display_name: "it's \"both\" \\ {braces} \u202e \x07 🚂"
description: |
  $(touch owned) `touch owned` ${HOME}
  JSON
  YAML
  '''
  """
command: echo "$(date)" '${{inputs.words}}' > 'a file' # \
environment: azureml:an env'"$(touch owned):1
tags: { "it's": "\n'; touch owned; '", '': null }
inputs:
  words: "' || touch owned || '"
YAML_2

# With --stream it shows the log, with --web the job in the studio.
az ml job create --file job.yml \
  --subscription 11111111-2222-3333-4444-555555555555 \
  --resource-group rg-research \
  --workspace-name ml-research
