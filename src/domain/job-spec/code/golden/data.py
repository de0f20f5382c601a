# Needs the Azure ML SDK: pip install azure-ai-ml azure-identity
# It signs in as whoever is signed in with the Azure CLI or VS Code, among others.
from azure.ai.ml import MLClient
from azure.ai.ml.entities import Data
from azure.identity import DefaultAzureCredential

ml_client = MLClient(
    credential=DefaultAzureCredential(),
    subscription_id="11111111-2222-3333-4444-555555555555",
    resource_group_name="rg-research",
    workspace_name="ml-research",
)

data = Data(
    name="sales",
    type="uri_folder",
    path="./sales",
    description="One file a month.",
)

data = ml_client.data.create_or_update(data)
print(data.id)
