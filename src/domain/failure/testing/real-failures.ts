import type { FailureKind, JobChange, ServiceError } from '../failure.ts'

/** A failure that somebody met and reported in public, cut to the lines that matter. */
export type RealFailure = Readonly<{
  /** Where it is told: a repository's issue on GitHub unless said otherwise. */
  source: string
  error?: ServiceError
  /** Lines of `user_logs/std_log.txt`. */
  log?: string
  imageLog?: string
  kind: FailureKind
  title: RegExp
  frame?: string
  changes?: readonly JobChange[]
}>

const userError = (message: string): ServiceError => ({ code: 'UserError', message })

export const realFailures: readonly RealFailure[] = [
  {
    source: 'MG-Cafe/MLOps_Workshop#1',
    error: userError("User program failed with ModuleNotFoundError: No module named 'pandas'"),
    kind: 'dependency',
    title: /missing: pandas$/,
    changes: [{ kind: 'add-package', package: 'pandas' }],
  },
  {
    source: 'Azure/azure-cli-extensions#2346',
    error: {
      ...userError("User program failed with ModuleNotFoundError: No module named 'tensorflow'"),
      details: [],
      innerError: null,
    },
    kind: 'dependency',
    title: /missing: tensorflow$/,
  },
  {
    source: 'MicrosoftDocs/azure-docs#68288',
    log: `[2020-12-31T17:04:02.719796] The experiment failed. Finalizing run...
Traceback (most recent call last):
  File "train.py", line 7, in <module>
    from azureml.core import Run
ModuleNotFoundError: No module named 'azureml'`,
    kind: 'dependency',
    title: /missing: azureml-core$/,
    frame: 'train.py:7 in <module>: from azureml.core import Run',
  },
  {
    source: 'bepuca/azureml-scaffolding#28',
    error: userError('Command exited with code 1'),
    log: '/home/vscode/venv/bin/python: No module named example',
    kind: 'dependency',
    title: /missing: example$/,
  },
  {
    source: 'MicrosoftDocs/azure-docs#54203',
    log: `Traceback (most recent call last):
  File "driver/amlbi_main.py", line 48, in <module>
    main()
  File "driver/amlbi_main.py", line 42, in main
    from job_starter import JobStarter
  File "xxx/job_starter.py", line 14, in <module>
    from telemetry_logger import log_worker_telemetry
ImportError: cannot import name 'log_worker_telemetry'`,
    kind: 'dependency',
    title: /another version/,
    frame: 'xxx/job_starter.py:14 in <module>: from telemetry_logger import log_worker_telemetry',
  },
  {
    source: 'Azure/azure-sdk-for-python#30087',
    log: `Traceback (most recent call last):
  File "test.py", line 1, in <module>
    from azureml.core import Dataset
ImportError: cannot import name 'Dataset' from partially initialized module 'azureml.core' (most likely due to a circular import) (/Users/x/lib/python3.8/site-packages/azureml/core/__init__.py)`,
    kind: 'your-code',
    title: /import each other/,
  },
  {
    source: 'MicrosoftDocs/azure-docs#66288',
    error: userError(
      'AzureMLCompute job failed. PreemptionError: Nodes of this job got pre-empted. Check if the run has failed or restarted. Reason: Received pre-emption warning signal',
    ),
    kind: 'preempted',
    title: /taken away/,
    changes: [{ kind: 'dedicated' }],
  },
  {
    source: 'Azure/MachineLearningNotebooks#1733',
    error: userError(`AzureMLCompute job failed.
FailedPullingImage: Unable to pull docker image
\timageName: as01weuacrom4vosf3mpux7.azurecr.io/custom:v1
\terror: Run docker command to pull public image failed with error: Error response from daemon: Head "https://as01weuacrom4vosf3mpux7.azurecr.io/v2/custom/manifests/v1": unauthorized: authentication required.`),
    kind: 'image-build',
    title: /could not be pulled/,
  },
  {
    source: 'solliancenet/tech-immersion-data-ai#40',
    error: userError(`AzureMLCompute job failed.
AcrRefreshTokenRetrievalError: Unable to retrieve ACR refresh token using Compute Identity a91a298d, please check if compute identity has access to ACR.`),
    kind: 'image-build',
    title: /could not be pulled/,
  },
  {
    source: 'a public walk-through of Azure ML registries, found by its words "AzureMLCompute job failed"',
    error: userError(`AzureMLCompute job failed.
AggregatedUnauthorizedAccessError: Failed to pull Docker image mma57500dd5c1.azurecr.io/my-pytorch_1. This error may occur because the compute could not authenticate with the Docker registry to pull the image.`),
    kind: 'image-build',
    title: /could not be pulled/,
  },
  {
    source: 'getindata/kedro-azureml#87',
    error: userError(
      'Failed to execute command group with error Container `9749aaa3-execution-wrapper` failed with status code `1` and it was not possible to extract the structured error Container `9749aaa3-execution-wrapper` exited with code 1 due to error None and we couldn\'t read the error due to GetErrorFromContainerFailed { last_stderr: Some("exec /mnt/azureml/cr/j/9749aaa3/cap/lifecycler/wd/execution-wrapper: no such file or directory\\n") }.',
    ),
    kind: 'image-build',
    title: /does not run/,
  },
  {
    source: 'Azure/azure-sdk-for-python#34501',
    error: userError(
      'Failed to execute command group with error Container `7b8c677-execution-wrapper-init` exited with code 1 due to error None and we couldn\'t read the error due to GetErrorFromContainerFailed { last_stderr: Some("exec /bin/sh: exec format error\\n") }.',
    ),
    kind: 'image-build',
    title: /does not run/,
  },
  {
    source: 'getindata/kedro-azureml#6',
    error: {
      code: 'ServiceError',
      message: `AzureMLCompute job failed.
OrchestrateJobError: Failed to execute command group with error Got CommonRuntimeJobError from executing command:
Docker container \`xxx-execution-wrapper\` failed with status code \`1\` due to response error:
None`,
    },
    kind: 'service',
    title: /Azure ML itself/,
  },
  {
    source: 'Azure/MachineLearningNotebooks#1160',
    error: {
      code: 'ServiceError',
      message:
        "Failed to run ['python', 'azureml-setup/run_script.py'] \\n Exit code 250 \\nDetails can be found in azureml-logs/60_control_log.txt log file.",
    },
    kind: 'service',
    title: /Azure ML itself/,
  },
  {
    source: 'MicrosoftDocs/azure-docs#100163',
    error: userError(`Error Code: ScriptExecution.StreamAccess.Authentication
Error Message: ScriptExecutionException was caused by StreamAccessException.
  StreamAccessException was caused by AuthenticationException.
    Identity authentication failed for 'AzureBlob GetReference' operation at 'https://azureopendatastorage.blob.core.windows.net/covid19temp' with '403: AuthenticationFailed'.`),
    kind: 'data-access',
    title: /refused access/,
  },
  {
    source: 'Azure/azureml-examples#2994',
    error: userError(`Error Code: ScriptExecution.WriteStreams.Authentication
Native Error: An error occur when streaming data to output target.
\tDestinationError(PermissionDenied(None))
=> Permission denied while trying to write: None.`),
    kind: 'data-access',
    title: /refused access/,
  },
  {
    source: 'a public lab diary of Azure ML roles, found by its words "ScriptExecution.StreamAccess"',
    error: userError(`Failed to mount URI azureml://…/datastores/training_data/paths/sample.csv
Error Code: ScriptExecution.StreamAccess.Authentication
Native Error: error in streaming from input data sources
  StreamError(PermissionDenied(Some(This request is not authorized to perform this operation using this permission.)))`),
    kind: 'data-access',
    title: /refused access/,
  },
  {
    source: 'Azure/MachineLearningNotebooks#1029',
    error: userError(`Error Code: ScriptExecution.StreamAccess.NotFound
Error Message: ScriptExecutionException was caused by StreamAccessException.
  StreamAccessException was caused by NotFoundException.
    Found no resources for the input provided: 'https://pipelinedata.blob.core.chinacloudapi.cn/sampledata/batchscoring/images/'`),
    kind: 'data-access',
    title: /not there/,
  },
  {
    source: 'Azure/azureml-examples#1889',
    error: userError(`MLTable input is invalid. UserErrorException:
    Message: Encountered user error while fetching data from Dataset. Error: Failed with visit error: Failed with execution error: error in streaming from input data sources
    VisitError(ExecutionError(StreamError(NotFound)))`),
    kind: 'data-access',
    title: /not there/,
  },
  {
    source: 'MicrosoftDocs/azure-docs#39532',
    error: userError(
      'Run failed: AzureMLCompute job failed. AZFMountError: unable to mount Azure File Info: Could not mount Azure File Share //# at #mounts/new_ds1:',
    ),
    kind: 'data-access',
    title: /could not be had/,
  },
  {
    source: 'MG-Cafe/MLOps_Workshop#8, with the log of microsoft/AzureNotebooks#809',
    error: {
      ...userError('Image build failed. For more details, check log file azureml-logs/20_image_build_log.txt.'),
      innerError: { code: 'BadArgument' },
    },
    imageLog: `Solving environment: ...working... failed

ResolvePackageNotFound: 
  - libcxx=4.0.1
  - python=2.8.1`,
    kind: 'image-build',
    title: /conda does not find/,
  },
  {
    source: 'Azure/azure-sdk-for-python#10921',
    error: userError('Image build failed. For more details, check log file azureml-logs/20_image_build_log.txt.'),
    imageLog: `ERROR: Could not find a version that satisfies the requirement azureml-samples==0+unknown (from -r condaenv.txt (line 39)) (from versions: none)
ERROR: No matching distribution found for azureml-samples==0+unknown (from -r condaenv.txt (line 39))
CondaValueError: pip returned an error`,
    kind: 'image-build',
    title: /pip finds no azureml-samples==0\+unknown/,
  },
  {
    source: 'Azure/MachineLearningNotebooks#956',
    error: userError('Image build failed. For more details, check log file azureml-logs/20_image_build_log.txt.'),
    imageLog: `ERROR conda.core.link:_execute(502): An error occurred while installing package 'conda-forge::astor-0.7.1-py_0'.
Attempting to roll back.
The command '/bin/sh -c ldconfig && conda env create -p /azureml-envs/azureml_27ab' returned a non-zero code: 1`,
    kind: 'image-build',
    title: /A step of the image build failed/,
  },
  {
    source: 'ansible-collections/azure#2209',
    error: {
      code: 'ClusterMinNodesExceedCoreQuota',
      message:
        'The specified subscription has a Standard DSv2 family vCPU quota of 6 and cannot accomodate for at least 1 requested managed compute nodes which maps to 8 vCPUs.',
    },
    kind: 'quota',
    title: /quota/,
  },
  {
    source: 'Azure/mlops-v2#81',
    error: {
      code: 'BadRequest',
      message:
        'The specified subscription has a total vCPU quota of 0 and cannot accomodate for at least 1 requested managed compute node which maps to 2 vCPUs.',
    },
    kind: 'quota',
    title: /quota/,
  },
  {
    source: 'MicrosoftDocs/azure-docs#121466',
    error: userError(
      'OutOfQuota: Not enough cluster CPU quota. The amount of additional CPU quota requested is 8, and you are currently using 14.',
    ),
    kind: 'quota',
    title: /quota/,
  },
  {
    source: 'scylladb/scylla-cluster-tests#4994',
    error: {
      code: 'OperationNotAllowed',
      message:
        'Operation could not be completed as it results in exceeding approved LowPriorityCores quota. Additional details - Location: eastus, Current Limit: 100.',
    },
    kind: 'quota',
    title: /quota/,
  },
  {
    source: 'lzhxmu/CPPO#6',
    error: userError('Command exited with code 1'),
    log: `  File "/home/tiger/.pyenv/versions/3.11.2/lib/python3.11/site-packages/torch/distributed/launcher/api.py", line 269, in launch_agent
    raise ChildFailedError(
torch.distributed.elastic.multiprocessing.errors.ChildFailedError: 
============================================================
src/open_r1/grpo_gsm.py FAILED
------------------------------------------------------------
Failures:
  <NO_OTHER_FAILURES>
------------------------------------------------------------
Root Cause (first observed failure):
[0]:
  time      : 2025-05-21_15:43:03
  host      : mlxlab115rp2n7682d40d9-worker
  rank      : 0 (local_rank: 0)
  exitcode  : -9 (pid: 14750)
  error_file: <N/A>
  traceback : Signal 9 (SIGKILL) received by PID 14750
============================================================`,
    kind: 'out-of-memory',
    title: /Killed/,
    changes: [{ kind: 'more-memory' }],
  },
  {
    source: 'bigbio/quantmsdiann#96',
    error: userError('The exit status of the task that caused the workflow execution to fail was: 137'),
    log: '.command.sh: line 20: 118 Killed diann `cat diann_config.cfg` --fasta Saccharomyces_cerevisiae.fasta',
    kind: 'out-of-memory',
    title: /Killed/,
  },
  {
    source: 'msr-fiddle/pipedream#28',
    log: `Epoch 0: 6843.771 seconds
ERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).
Traceback (most recent call last):
  File "/opt/conda/lib/python3.6/site-packages/torch/utils/data/dataloader.py", line 480, in _try_get_batch
    data = self.data_queue.get(timeout=timeout)
  File "/opt/conda/lib/python3.6/site-packages/torch/utils/data/_utils/signal_handling.py", line 63, in handler
    _error_if_any_worker_fails()
RuntimeError: DataLoader worker (pid 325) is killed by signal: Bus error.

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "main_with_runtime.py", line 578, in <module>
    main()
  File "/opt/conda/lib/python3.6/site-packages/torch/utils/data/dataloader.py", line 519, in _try_get_batch
    raise RuntimeError('DataLoader worker (pid(s) {}) exited unexpectedly'.format(pids_str))
RuntimeError: DataLoader worker (pid(s) 325) exited unexpectedly`,
    kind: 'out-of-memory',
    title: /shared memory/,
    frame: 'main_with_runtime.py:578 in <module>: main()',
    changes: [{ kind: 'more-shared-memory' }],
  },
  {
    source: 'aigc-apps/sd-webui-EasyPhoto#145',
    log: `Steps:   0%|▏         | 1/800 [00:17<3:57:13, 17.81s/it, lr=5e-5]ERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).
Steps:   0%|▏         | 1/800 [00:17<3:57:13, 17.81s/it, lr=5e-5]Traceback (most recent call last):
  File "/usr/local/lib/python3.10/dist-packages/torch/utils/data/dataloader.py", line 1132, in _try_get_data
    data = self._data_queue.get(timeout=timeout)
Steps:   0%|▏         | 1/800 [00:18<3:57:13, 17.81s/it, lr=5e-5]
RuntimeError: DataLoader worker (pid 63) is killed by signal: Bus error. It is possible that dataloader's workers are out of shared memory. Please try to raise your shared memory limit.`,
    kind: 'out-of-memory',
    title: /shared memory/,
  },
  {
    source: 'SakuraRiven/EAST#58',
    log: `Traceback (most recent call last):
  File "train.py", line 66, in <module>
    train(train_img_path, train_gt_path, pths_path, batch_size)
  File "train.py", line 38, in train
    pred_score, pred_geo = model(img)
  File "C:\\Users\\Tony\\anaconda3\\envs\\EAST\\lib\\site-packages\\torch\\nn\\modules\\module.py", line 489, in __call__
    result = self.forward(*input, **kwargs)
RuntimeError: CUDA out of memory. Tried to allocate 1.50 GiB (GPU 0; 6.00 GiB total capacity; 4.64 GiB already allocated;`,
    kind: 'out-of-memory',
    title: /GPU memory/,
    frame: 'train.py:38 in train: pred_score, pred_geo = model(img)',
    changes: [{ kind: 'more-gpu-memory' }],
  },
  {
    source: 'IDKiro/DehazeFormer#6',
    error: userError('User program failed with RuntimeError: CUDA error: out of memory'),
    kind: 'out-of-memory',
    title: /GPU memory/,
  },
  {
    source: 'Plachtaa/VITS-fast-fine-tuning#397',
    log: `/root/miniconda3/envs/vits/lib/python3.8/site-packages/joblib/_multiprocessing_helpers.py:46: UserWarning: [Errno 28] No space left on device.  joblib will operate in serial mode
  warnings.warn('%s.  joblib will operate in serial mode' % (e,))
Traceback (most recent call last):
  File "finetune_speaker_v2.py", line 372, in <module>
    main()
  File "finetune_speaker_v2.py", line 55, in main
    mp.spawn(run, nprocs=n_gpus, args=(n_gpus, hps,))
  File "/root/miniconda3/envs/vits/lib/python3.8/multiprocessing/queues.py", line 336, in __init__
    self._rlock = ctx.Lock()
OSError: [Errno 28] No space left on device`,
    kind: 'out-of-disk',
    title: /disk/,
    frame: 'finetune_speaker_v2.py:55 in main: mp.spawn(run, nprocs=n_gpus, args=(n_gpus, hps,))',
    changes: [{ kind: 'more-disk' }],
  },
  {
    source: 'a public guide to the faults of a sweep, found by its words "Execution failed. User process"',
    error: userError(`Execution failed. User process 'python' exited with status code 2.
Error: usage: run_sweep_trial.py [-h] --data DATA --model-type MODEL_TYPE ...
run_sweep_trial.py: error: argument --xgboost_max_depth: expected one argument`),
    kind: 'your-code',
    title: /arguments/,
  },
  {
    source: 'the same guide, on the format of overrides',
    error: userError(`Execution failed. User process 'python' exited with status code 1.
Error: ValueError: Invalid override format 'rf_n_estimators=100'`),
    kind: 'your-code',
    title: /raised ValueError/,
  },
  {
    source: 'Azure/azure-cli-extensions#3574',
    error: userError(`AzureMLCompute job failed.
JobFailed: Submitted script failed with a non-zero exit code; see the driver log file for details.
\tReason: Job failed with non-zero exit Code`),
    kind: 'unknown',
    title: /not known/,
  },
]
