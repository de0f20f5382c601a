import { delimiter } from 'node:path'
import type { Settings } from '../contracts.ts'
import type { ArmResource } from '../store.ts'
import type { NodeFolder } from './job-folder.ts'
import { markerName } from './job-process.ts'
import type { Python } from './python.ts'

export type EnvironmentFacts = Readonly<{
  settings: Settings
  workspace: ArmResource
  job: ArmResource
  node: NodeFolder
  python: Python | undefined
  token: string
  experimentId: string
  /** The sweep's, for a trial. */
  rootRunId: string
  /** Values of inputs and paths of outputs, by name. */
  inputs: Readonly<Record<string, string>>
  outputs: Readonly<Record<string, string>>
  /** See `endLeftovers`. */
  marker: string
}>

/** How the machine reaches the network; a job on a cluster would have its own. */
const passedOn = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'TZ']

/**
 * The environment of a job. It is built and not inherited, so that a job depends on what it declares; its names are
 * those seen in Azure ML jobs, see `shared/reference/data-plane.md` 4.10.
 */
export function jobEnvironment(facts: EnvironmentFacts): Record<string, string> {
  const { settings, workspace, job, node, python, token, experimentId } = facts
  const [, , subscriptionId = '', , resourceGroup = ''] = workspace.id.split('/')
  const experiment = String(job.properties['experimentName'])
  const own = stringValues(job.properties['environmentVariables'])
  return {
    ...Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    PATH: [...(python ? [python.bin] : []), hostPath()].join(delimiter),
    HOME: node.home,
    TMPDIR: node.tmp,
    LANG: 'C.UTF-8',
    // Without it lines stay in Python's buffer until the end, and the log does not grow.
    PYTHONUNBUFFERED: '1',
    ...(python ? { PYTHONUSERBASE: python.userBase } : {}),
    NO_PROXY: 'localhost,127.0.0.1',
    no_proxy: 'localhost,127.0.0.1',
    AZUREML_RUN_ID: job.name,
    AZUREML_ROOT_RUN_ID: facts.rootRunId,
    AZUREML_RUN_TOKEN: token,
    AZUREML_EXPERIMENT_ID: experimentId,
    AZUREML_EXPERIMENT_SCOPE: `${workspace.id}/experiments/${experiment}`,
    AZUREML_DATA_CONTAINER_ID: `dcid.${job.name}`,
    AZUREML_ARM_SUBSCRIPTION: subscriptionId,
    AZUREML_ARM_RESOURCEGROUP: resourceGroup,
    AZUREML_ARM_WORKSPACE_NAME: workspace.name,
    AZUREML_ARM_PROJECT_NAME: experiment,
    AZUREML_WORKSPACE_ID: text(workspace.properties['workspaceId']),
    AZUREML_WORKSPACE_SCOPE: workspace.id,
    AZUREML_SERVICE_ENDPOINT: settings.loopback.cloud,
    AZUREML_RUN_HISTORY_SERVICE_ENDPOINT: settings.loopback.cloud,
    AZUREML_CR_EXECUTION_WORKING_DIR_PATH: node.work,
    AZUREML_CR_NODE_RANK: '0',
    AZUREML_NODE_COUNT: '1',
    MLFLOW_TRACKING_URI: `${settings.loopback.cloud}/mlflow/v2.0${workspace.id}`,
    MLFLOW_TRACKING_TOKEN: token,
    MLFLOW_RUN_ID: job.name,
    MLFLOW_EXPERIMENT_ID: experimentId,
    MLFLOW_EXPERIMENT_NAME: experiment,
    ...named('AZURE_ML_INPUT_', facts.inputs),
    ...named('AZURE_ML_OUTPUT_', facts.outputs),
    // https://learn.microsoft.com/python/api/azure-ai-ml/azure.ai.ml.sweep.sweepjob
    ...(facts.rootRunId === job.name ? {} : named('AZUREML_SWEEP_', { ...facts.inputs, ...facts.outputs })),
    ...own,
    ...(python ? { PYTHONPATH: [python.site, ...(own['PYTHONPATH'] ? [own['PYTHONPATH']] : [])].join(delimiter) } : {}),
    [markerName]: facts.marker,
  }
}

/** PATH without what npm puts on it, which is no business of a job's. */
const hostPath = () =>
  (process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin')
    .split(delimiter)
    .filter((folder) => !/node_modules\/(\.bin|npm\/)/.test(folder.replaceAll('\\', '/')))
    .join(delimiter)

/** Each value under its name as given and in upper case: scripts in the wild read either. */
const named = (prefix: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => [
      [prefix + name.toUpperCase(), value],
      [prefix + name, value],
    ]),
  )

const text = (value: unknown) => (typeof value === 'string' ? value : '')

const stringValues = (map: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(map ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
