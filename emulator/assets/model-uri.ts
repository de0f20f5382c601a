import type { EmulatorContext } from '../context.ts'
import { userError } from '../errors.ts'

/** Where a model may lie. The first group of the first two is the job that made it. */
const jobOutput = /^azureml:\/\/jobs\/([^/]+)\/outputs\/[^/]+(?:\/paths(?:\/.*)?|\/?)$/
const runArtifact = /^runs:\/([^/]+)\/.+$/
const datastorePath = /^azureml:\/\/(?:subscriptions\/.+\/)?datastores\/[^/]+\/paths\/.+$/
const address = /^(?:https?|wasbs|abfss):\/\/[^/]+\/.+$/

/** Name of the job that an address of a model points into; undefined for other places. */
export const jobOfModelUri = (uri: string): string | undefined => jobOutput.exec(uri)?.[1] ?? runArtifact.exec(uri)?.[1]

/**
 * Checks `modelUri` and fills `jobName` from it, which makes the model's lineage.
 * @throws ServiceError 400 for an address of no known form, or of a job that this workspace does not have
 */
export function checkModelSource(
  ctx: EmulatorContext,
  workspaceId: string,
  version: Record<string, unknown>,
): Record<string, unknown> {
  const uri = String(version['modelUri'])
  if (![jobOutput, runArtifact, datastorePath, address].some((form) => form.test(uri))) {
    const message =
      `The model path '${uri}' is invalid. Use azureml://jobs/{job}/outputs/{output}/paths/{path}, runs:/{job}/{path}, ` +
      'azureml://datastores/{datastore}/paths/{path} or the address of a blob.'
    throw userError('InvalidModelUri', message, 'properties.modelUri')
  }
  const fromUri = jobOfModelUri(uri)
  const jobName = fromUri ?? version['jobName']
  if (typeof jobName === 'string' && !ctx.resources.get(`${workspaceId}/jobs/${jobName}`)) {
    const target = fromUri ? 'properties.modelUri' : 'properties.jobName'
    throw userError('JobNotFound', `The model names the job '${jobName}', which this workspace does not have.`, target)
  }
  return { ...version, jobName }
}
