# Needs the Azure ML SDK: pip install azure-ai-ml azure-identity
# It signs in as whoever is signed in with the Azure CLI or VS Code, among others.
from azure.ai.ml import MLClient
from azure.ai.ml.entities import BuildContext, Environment
from azure.identity import DefaultAzureCredential

ml_client = MLClient(
    credential=DefaultAzureCredential(),
    subscription_id="11111111-2222-3333-4444-555555555555",
    resource_group_name="rg-research",
    workspace_name="ml-research",
)

environment = Environment(
    name="trainer",
    version="5",
    build=BuildContext(path="./docker", dockerfile_path="Dockerfile.gpu"),
)

environment = ml_client.environments.create_or_update(environment)
print(environment.id)
