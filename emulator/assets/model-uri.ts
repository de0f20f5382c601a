import type { EmulatorContext } from '../context.ts'
import { userError } from '../errors.ts'
import { readFlavors } from './model-flavors.ts'

/** Where a model may lie. The first group of the first two is the run that made it. */
const jobOutput = /^azureml:\/\/jobs\/([^/]+)\/outputs\/[^/]+(?:\/paths(?:\/.*)?|\/?)$/
const runArtifact = /^runs:\/([^/]+)\/.+$/
const datastorePath = /^azureml:\/\/(?:subscriptions\/.+\/)?datastores\/[^/]+\/paths\/.+$/
const address = /^(?:https?|wasbs|abfss):\/\/[^/]+\/.+$/

/** Id of the run that an address of a model points into; undefined for other places. */
const runOfModelUri = (uri: string): string | undefined => jobOutput.exec(uri)?.[1] ?? runArtifact.exec(uri)?.[1]

/**
 * Checks `modelUri`, fills `jobName` from it, which makes the model's lineage, and the flavors of an MLflow model.
 * @throws ServiceError 400 for an address of no known form, or of a job or run that this workspace does not have
 */
export async function checkModelSource(
  ctx: EmulatorContext,
  workspaceId: string,
  version: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const uri = String(version['modelUri'])
  if (![jobOutput, runArtifact, datastorePath, address].some((form) => form.test(uri))) {
    const message =
      `The model path '${uri}' is invalid. Use azureml://jobs/{job}/outputs/{output}/paths/{path}, runs:/{job}/{path}, ` +
      'azureml://datastores/{datastore}/paths/{path} or the address of a blob.'
    throw userError('InvalidModelUri', message, 'properties.modelUri')
  }
  const runId = runOfModelUri(uri)
  const jobName = runId === undefined ? version['jobName'] : jobOfRun(ctx, workspaceId, runId)
  if (typeof jobName === 'string' && !ctx.resources.get(`${workspaceId}/jobs/${jobName}`)) {
    throw userError(
      'JobNotFound',
      `The model names the job '${jobName}', which this workspace does not have.`,
      'properties.jobName',
    )
  }
  const readsFlavors = version['modelType'] === 'mlflow_model' && version['flavors'] === undefined
  return { ...version, jobName, ...(readsFlavors && { flavors: await readFlavors(ctx, workspaceId, uri) }) }
}

/**
 * The job that made what lies in a run: the run's own, or the one that it hangs below.
 * @returns undefined for a run of MLflow that belongs to no job
 */
function jobOfRun({ resources, runs }: EmulatorContext, workspaceId: string, runId: string): string | undefined {
  const isJob = (name: string) => resources.get(`${workspaceId}/jobs/${name}`) !== undefined
  if (isJob(runId)) return runId
  const run = runs.get(workspaceId, runId)
  if (run) return isJob(run.rootRunId) ? run.rootRunId : undefined
  const message = `The model names the job or run '${runId}', which this workspace does not have.`
  throw userError('JobNotFound', message, 'properties.modelUri')
}
