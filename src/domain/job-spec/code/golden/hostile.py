# Needs the Azure ML SDK: pip install azure-ai-ml azure-identity
# It signs in as whoever is signed in with the Azure CLI or VS Code, among others.
from azure.ai.ml import MLClient, command
from azure.identity import DefaultAzureCredential

ml_client = MLClient(
    credential=DefaultAzureCredential(),
    subscription_id="11111111-2222-3333-4444-555555555555",
    resource_group_name="rg-research",
    workspace_name="ml-research",
)

job = command(
    name='"; touch owned; "',
    display_name="it's \"both\" \\ {braces} \u202e \x07 🚂",
    description=(
        "$(touch owned) `touch owned` ${HOME}\n"
        "JSON\n"
        "YAML\n"
        "'''\n"
        '"""\n'
    ),
    tags={
        "it's": (
            "\n"
            "'; touch owned; '"
        ),
        "": None,
    },
    command="echo \"$(date)\" '${{inputs.words}}' > 'a file'",
    environment="an env'\"$(touch owned):1",
    inputs={"words": "' || touch owned || '"},
)

job = ml_client.jobs.create_or_update(job)
print(job.studio_url)
