# Needs the Azure ML SDK: pip install azure-ai-ml azure-identity
# It signs in as whoever is signed in with the Azure CLI or VS Code, among others.
from azure.ai.ml import MLClient
from azure.ai.ml.entities import AmlCompute, IdentityConfiguration
from azure.identity import DefaultAzureCredential

ml_client = MLClient(
    credential=DefaultAzureCredential(),
    subscription_id="11111111-2222-3333-4444-555555555555",
    resource_group_name="rg-research",
    workspace_name="ml-research",
)

compute = AmlCompute(
    name="cpu-cluster",
    size="Standard_DS3_v2",
    tier="low_priority",
    max_instances=4,
    idle_time_before_scale_down=300,
    identity=IdentityConfiguration(type="system_assigned"),
)

compute = ml_client.compute.begin_create_or_update(compute).result()
print(compute.provisioning_state)
