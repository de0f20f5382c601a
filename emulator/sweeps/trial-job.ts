import { armDate } from '../clock.ts'
import type { CommandJobBody } from '../jobs/job-body.ts'
import { fillInParameters } from '../jobs/expressions.ts'
import { newJobResource } from '../jobs/job-resource.ts'
import type { ArmResource } from '../store.ts'
import type { TrialValues } from './draw.ts'
import type { Value } from './search-space.ts'
import type { SweepJobBody } from './sweep-body.ts'

/** Where trials are listed instead of among the workspace's jobs: ARM lists the sweep alone. */
export const trialCollection = (workspaceId: string) => `${workspaceId}/trials`

/** The tag that holds a trial's values as JSON. */
const valuesTag = 'hyperparameters'

/** A value as a command gets it: numbers and texts as they are, a map as JSON. */
const textOf = (value: Value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))

/** A sweep's own fields. The job routes have checked the body before they stored it. */
export const sweepBody = (sweep: ArmResource) => sweep.properties as unknown as SweepJobBody

/**
 * The command job that a trial is. Its values stand in its command and in its environment, so that a copy of it, sent
 * as a job of its own, trains the same.
 */
export function trialJob(
  workspaceId: string,
  sweep: ArmResource,
  { jobName, values, createdAt }: { jobName: string; values: TrialValues; createdAt: number },
): ArmResource {
  const { trial, limits, ...job } = sweepBody(sweep)
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]))
  const { default: _, ...outputs } = job.outputs ?? {}
  // Fields that the sweep lacks are left out, since stored resources hold none that is undefined.
  const body: CommandJobBody = JSON.parse(
    JSON.stringify({
      ...trial,
      jobType: 'Command',
      command: fillInParameters(trial.command, texts),
      environmentVariables: { ...trial.environmentVariables, ...sweepVariables(texts) },
      computeId: job.computeId,
      experimentName: job.experimentName,
      inputs: job.inputs,
      outputs,
      identity: job['identity'],
      queueSettings: job['queueSettings'],
      resources: trial.resources ?? job.resources,
      limits: limits?.trialTimeout ? { jobLimitsType: 'Command', timeout: limits.trialTimeout } : undefined,
      tags: { [valuesTag]: JSON.stringify(values) },
    }),
  ) as CommandJobBody // It is made of parts of a checked sweep.
  const time = armDate(createdAt)
  // Every stored job has them: the route that made the sweep puts them in.
  const systemData = { ...sweep.systemData!, createdAt: time, lastModifiedAt: time }
  return newJobResource(workspaceId, jobName, { body, systemData })
}

/** https://learn.microsoft.com/python/api/azure-ai-ml/azure.ai.ml.sweep.sweepjob */
const sweepVariables = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`AZUREML_SWEEP_${name}`, text]))

/** Run ids have at most 256 characters. */
const longestStem = 250

/** The service's scheme: the sweep's name and a number, counting on where a name is taken. */
export function trialName(sweepName: string, number: number, isTaken: (name: string) => boolean): string {
  const name = `${sweepName.slice(0, longestStem)}_${number}`
  return isTaken(name) ? trialName(sweepName, number + 1, isTaken) : name
}
