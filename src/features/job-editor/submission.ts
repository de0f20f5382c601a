import { ArmError, NetworkError } from '../../api/arm-error.ts'
import type { JobBaseResource } from '../../api/generated/arm.ts'
import type { JobResource } from '../../api/jobs.ts'
import { copyOfProperty } from '../../domain/job-copy.ts'
import { jobToRest } from '../../domain/job-spec/jobs/job.ts'
import type { Resolution } from '../../domain/job-spec/jobs/job-resolution.ts'
import type { SubmitServices } from '../../queries/submit-services.ts'
import { resolveSteps, type Findings, type StepPlan, type SubmissionDraft } from './resolve-steps.ts'
import type { UploadProgress } from '../../queries/upload-progress.ts'

export type SubmitStep = Readonly<{
  id: string
  title: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
  /** What came out of it, or how far it is. */
  detail?: string | undefined
  progress?: UploadProgress | undefined
  error?: unknown
}>

/** The name was in use before this submission. */
export class NameTakenError extends Error {
  override readonly name = 'NameTakenError'
  readonly jobName: string

  constructor(jobName: string) {
    super(`A job named ${jobName} exists already. Choose another name.`)
    this.jobName = jobName
  }
}

/** The property of a job that tells whose submission made it. */
export const submissionProperty = 'trainyard.submission'

export type Submission = ReturnType<typeof createSubmission>

/**
 * One attempt after another to submit one draft. Steps that are done stay done: `run` goes on at the first that is not.
 */
export function createSubmission(draft: SubmissionDraft, services: SubmitServices) {
  const resolution: Findings = { workspace: draft.workspace, inputUris: {} }
  // By this the job is known as ours when the answer to its creation is lost.
  const submissionId = crypto.randomUUID()
  let job: JobResource | undefined
  const plans = [
    ...(draft.spec.name === undefined ? [] : [checkName()]),
    ...resolveSteps({ draft, services, found: resolution }),
    putJob(),
  ]
  let steps: readonly SubmitStep[] = plans.map(({ id, title }) => ({ id, title, state: 'waiting' }))
  const listeners = new Set<() => void>()

  function update(id: string, patch: Partial<SubmitStep>) {
    steps = steps.map((step) => (step.id === id ? { ...step, ...patch } : step))
    for (const listener of listeners) listener()
  }

  /** @returns the job, or undefined when a step failed or the signal stopped it: `steps` then tells */
  async function run(signal: AbortSignal): Promise<JobResource | undefined> {
    for (const plan of plans) {
      if (steps.find(({ id }) => id === plan.id)?.state === 'done') continue
      if (signal.aborted) {
        update(plan.id, { state: 'stopped' })
        return undefined
      }
      update(plan.id, { state: 'running', error: undefined, detail: undefined, progress: undefined })
      try {
        // oxlint-disable-next-line no-await-in-loop -- each step needs what the one before it found out
        await plan.run((patch) => update(plan.id, patch), signal)
        update(plan.id, { state: 'done', progress: undefined })
      } catch (error) {
        update(plan.id, signal.aborted ? { state: 'stopped' } : { state: 'failed', error })
        return undefined
      }
    }
    return job
  }

  /** Before hours of upload rather than after them. */
  function checkName(): StepPlan {
    return {
      id: 'name',
      title: `Check that the name ${draft.jobName} is free`,
      run: async (_, signal) => {
        const existing = await findJob()
        signal.throwIfAborted()
        if (existing && !isOwn(existing)) throw new NameTakenError(draft.jobName)
      },
    }
  }

  function putJob(): StepPlan {
    return {
      id: 'job',
      title: 'Send the job',
      run: async () => {
        try {
          const body = submissionBody(draft, submissionId, resolution)
          job = await services.jobs.put({ workspace: draft.workspace, jobName: draft.jobName }, body)
        } catch (error) {
          // The call may have been carried out although its answer is a failure, or none: what is there decides.
          const existing = mayHaveArrived(error) ? await findJob().catch(() => undefined) : undefined
          if (!existing) throw error
          if (!isOwn(existing)) throw new NameTakenError(draft.jobName)
          job = existing
        }
      },
    }
  }

  async function findJob(): Promise<JobResource | undefined> {
    try {
      return await services.jobs.get({ workspace: draft.workspace, jobName: draft.jobName })
    } catch (error) {
      if (error instanceof ArmError && error.status === 404) return undefined
      throw error
    }
  }

  const isOwn = (existing: JobResource) => existing.properties.properties?.[submissionProperty] === submissionId

  return {
    jobName: draft.jobName,
    run,
    steps: () => steps,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** The request that makes the job: the body of `PUT jobs/{name}`. */
export function submissionBody(
  { spec, copyOf }: Pick<SubmissionDraft, 'spec' | 'copyOf'>,
  submissionId: string,
  resolution: Resolution,
): JobBaseResource {
  const { properties } = jobToRest(spec, resolution)
  const body = {
    properties: {
      ...properties,
      properties: {
        ...properties.properties,
        [submissionProperty]: submissionId,
        ...(copyOf !== undefined && { [copyOfProperty]: copyOf }),
      },
    },
  }
  // jobToRest is held to the specification by the corpus; its type also has keys that only newer versions know.
  return body as JobBaseResource
}

/** No answer, a failure on the way, or “exists already”, which may be our own first call. */
const mayHaveArrived = (error: unknown) =>
  error instanceof NetworkError ||
  (error instanceof ArmError &&
    (error.status >= 500 || error.status === 409 || error.innerCode === 'JobPropertyImmutable'))
