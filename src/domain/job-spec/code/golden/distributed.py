# Needs the Azure ML SDK: pip install azure-ai-ml azure-identity
# It signs in as whoever is signed in with the Azure CLI or VS Code, among others.
from azure.ai.ml import MLClient, PyTorchDistribution, command
from azure.ai.ml.entities import (
    JupyterLabJobService,
    TensorBoardJobService,
    UserIdentityConfiguration,
)
from azure.identity import DefaultAzureCredential

ml_client = MLClient(
    credential=DefaultAzureCredential(),
    subscription_id="11111111-2222-3333-4444-555555555555",
    resource_group_name="rg-research",
    workspace_name="ml-research",
)

job = command(
    name="big-training",
    description="Four nodes, four processes on each.",
    tags={"team": "vision", "trial": None},
    command="torchrun train.py",
    code="training-code:3",
    environment="azureml://registries/azureml/environments/acpt-pytorch/labels/latest",
    environment_variables={"NCCL_DEBUG": "INFO"},
    instance_type="Standard_NC24ads_A100_v4",
    instance_count=4,
    shm_size="16g",
    distribution=PyTorchDistribution(process_count_per_instance=4),
    identity=UserIdentityConfiguration(),
    timeout=86400,
    services={
        "notebook": JupyterLabJobService(),
        "board": TensorBoardJobService(log_dir="outputs/tb"),
    },
    job_tier="spot",
    priority="low",
)

job = ml_client.jobs.create_or_update(job)
print(job.studio_url)
