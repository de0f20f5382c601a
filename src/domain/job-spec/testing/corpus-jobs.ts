import { assetVersionId, workspaceId } from '../../refs.ts'
import type { WorkspaceRef } from '../../refs.ts'
import { withDoubleBraces } from '../jobs/command-expressions.ts'
import { isLiteral } from '../jobs/command-job-spec.ts'
import type { JobBase, JobRun } from '../jobs/command-job-spec.ts'
import { unresolvedReferences } from '../jobs/job.ts'
import type { Resolution } from '../jobs/job-resolution.ts'
import { isSweep } from '../jobs/sweep-job-spec.ts'
import type { EarlyTermination, JobSpec, SweepJobSpec, SweepLimits } from '../jobs/sweep-job-spec.ts'
import type { CorpusEntry } from './corpus.ts'

/** What tests of the corpus's jobs share: how its index writes results, and what a round trip cannot keep. */

export const workspace: WorkspaceRef = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'rg',
  workspaceName: 'ws',
}

/** Stands in for uploads and look-ups, with the tokens that the corpus uses for their results. */
export function resolve(job: JobSpec): Resolution {
  const inputUris: Record<string, string> = {}
  for (const reference of unresolvedReferences(job)) {
    if (reference.at !== 'input') continue
    const { key } = reference
    inputUris[key] =
      reference.kind === 'local' ? '$UPLOAD' : assetVersionId(workspace, reference.assetType, reference.name, '$LATEST')
  }
  return {
    workspace,
    codeId: `${workspaceId(workspace)}/codes/$CODE`,
    environmentId: assetVersionId(workspace, 'environments', 'CliV2AnonymousEnvironment', '$HASH'),
    inputUris,
  }
}

/** As the corpus's index writes bodies: workspace as a token, empty maps gone. */
export function normalised(body: object): unknown {
  const text = JSON.stringify(body).replaceAll(workspaceId(workspace), '$WS')
  const copy = JSON.parse(text) as { properties: Record<string, unknown>; tags?: object }
  for (const key of ['properties', 'tags', 'environmentVariables', 'inputs', 'outputs']) {
    const value = copy.properties[key]
    if (typeof value === 'object' && value !== null && Object.values(value).every((item) => item === null)) {
      delete copy.properties[key]
    }
  }
  return copy
}

/** Paths that the CLI itself looks at while it validates. Everything else about a local path shows at upload. */
export const isRefusedForFiles = ({ localRefs = [] }: CorpusEntry) =>
  localRefs.some(({ exists, what }) => exists === false && what !== 'input')

/** What a round trip cannot keep, on purpose: references come back resolved, words in their present spelling. */
export function asResolved(job: JobSpec): JobSpec {
  if (!isSweep(job)) return runResolved(baseResolved(job, job), job)
  const { queueSettings: _, ...trial } = runResolved(job.trial, job)
  // Neither these services nor those queue settings are sent.
  const { services: __, ...base } = baseResolved(job, job)
  const policy = job.earlyTermination && policyAsSent(job.earlyTermination)
  return { ...base, trial, limits: limitsAsSent(job.limits), ...(policy && { earlyTermination: policy }) }
}

function baseResolved<T extends JobBase>(base: T, job: JobSpec): T {
  const { inputUris = {} } = resolve(job)
  const needs = unresolvedReferences(job)
  const inputs = Object.entries(base.inputs ?? {}).map(([key, input]) => {
    if (isLiteral(input)) return [key, input] as const
    const { datastore: _, ...rest } = input
    const need = needs.find((reference) => reference.at === 'input' && reference.key === key)
    const path = need?.kind === 'latest' ? `azureml:${need.name}:$LATEST` : (inputUris[key] ?? input.path)
    return [key, { ...rest, path }] as const
  })
  return {
    ...base,
    ...(base.compute && { compute: base.compute.replace(/^(?!azureml:)/, 'azureml:') }),
    ...(base.inputs && { inputs: Object.fromEntries(inputs) }),
  }
}

function runResolved<T extends JobRun>(run: T, job: JobSpec): T {
  const needs = unresolvedReferences(job)
  const code = needs.some(({ at }) => at === 'code')
    ? `azureml:${resolve(job).codeId}`
    : run.code?.replace(/^azureml:([^:/]+):(.+)$/, (_, name: string, version: string) => {
        return `azureml:${assetVersionId(workspace, 'codes', name, version)}`
      })
  const isMade = needs.some(({ at }) => at === 'environment')
  return {
    ...run,
    command: withDoubleBraces(run.command),
    ...(code && { code }),
    environment: isMade ? 'azureml:CliV2AnonymousEnvironment:$HASH' : run.environment,
    ...(run.distribution?.type === 'tensorflow' && {
      distribution: { parameterServerCount: 0, ...run.distribution },
    }),
  }
}

function limitsAsSent({ timeoutSeconds, trialTimeoutSeconds, ...limits }: SweepLimits): SweepLimits {
  return {
    ...limits,
    ...(timeoutSeconds && { timeoutSeconds: Math.max(60, timeoutSeconds) }),
    ...(trialTimeoutSeconds && { trialTimeoutSeconds: Math.max(60, trialTimeoutSeconds) }),
  }
}

/** The CLI fills in what is left out. */
function policyAsSent(policy: EarlyTermination): SweepJobSpec['earlyTermination'] {
  const common = { evaluationInterval: policy.type === 'median_stopping' ? 1 : 0, delayEvaluation: 0 }
  return policy.type === 'bandit' ? { slackFactor: 0, slackAmount: 0, ...common, ...policy } : { ...common, ...policy }
}
