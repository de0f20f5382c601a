# Needs the Azure ML SDK: pip install azure-ai-ml azure-identity
# It signs in as whoever is signed in with the Azure CLI or VS Code, among others.
from azure.ai.ml import Input, MLClient, Output, command
from azure.ai.ml.entities import Environment
from azure.identity import DefaultAzureCredential

ml_client = MLClient(
    credential=DefaultAzureCredential(),
    subscription_id="11111111-2222-3333-4444-555555555555",
    resource_group_name="rg-research",
    workspace_name="ml-research",
)

job = command(
    name="table-report",
    command="python -m report --rows ${{inputs.rows}} --out ${{outputs.report}}",
    environment=Environment(
        image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04",
        conda_file="./conda.yml",
    ),
    inputs={
        "rows": Input(type="uri_file", path="./data/rows.csv"),
        "model": Input(type="mlflow_model", path="forecast@latest", mode="download"),
    },
    outputs={"report": Output(type="uri_folder", mode="upload")},
)

job = ml_client.jobs.create_or_update(job)
print(job.studio_url)
