# Needs the Azure ML SDK: pip install azure-ai-ml azure-identity
# It signs in as whoever is signed in with the Azure CLI or VS Code, among others.
from azure.ai.ml import MLClient, command
from azure.ai.ml.sweep import (
    BanditPolicy,
    Choice,
    LogUniform,
    QUniform,
    RandomSamplingAlgorithm,
)
from azure.identity import DefaultAzureCredential

ml_client = MLClient(
    credential=DefaultAzureCredential(),
    subscription_id="11111111-2222-3333-4444-555555555555",
    resource_group_name="rg-research",
    workspace_name="ml-research",
)

trial = command(
    experiment_name="tuning",
    command="python train.py --lr ${{search_space.lr}} --depth ${{search_space.depth}}",
    code="./src",
    environment="lightgbm-env:3",
    compute="cpu-cluster",
    instance_count=2,
)

job = trial.sweep(
    search_space={
        "lr": LogUniform(min_value=-6, max_value=-1),
        "depth": Choice([3, 5, 8]),
        "batch": QUniform(min_value=16, max_value=64, q=16),
    },
    sampling_algorithm=RandomSamplingAlgorithm(seed=42, rule="sobol"),
    primary_metric="loss",
    goal="minimize",
    max_total_trials=20,
    max_concurrent_trials=4,
    timeout=7200,
    early_termination_policy=BanditPolicy(slack_factor=0.2, evaluation_interval=2),
)

job = ml_client.jobs.create_or_update(job)
print(job.studio_url)
