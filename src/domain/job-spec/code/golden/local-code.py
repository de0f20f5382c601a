# Needs the Azure ML SDK: pip install azure-ai-ml azure-identity
# It signs in as whoever is signed in with the Azure CLI or VS Code, among others.
from azure.ai.ml import Input, MLClient, command
from azure.identity import DefaultAzureCredential

ml_client = MLClient(
    credential=DefaultAzureCredential(),
    subscription_id="11111111-2222-3333-4444-555555555555",
    resource_group_name="rg-research",
    workspace_name="ml-research",
)

job = command(
    display_name="lightgbm-iris-example",
    experiment_name="lightgbm-iris-example",
    command="python main.py --iris-csv ${{inputs.iris_csv}} --learning-rate ${{inputs.learning_rate}}",
    code="./src",
    environment="lightgbm-env@latest",
    compute="cpu-cluster",
    inputs={
        "iris_csv": Input(
            type="uri_file",
            path="https://azuremlexamples.blob.core.windows.net/datasets/iris.csv",
        ),
        "learning_rate": 0.9,
    },
)

job = ml_client.jobs.create_or_update(job)
print(job.studio_url)
