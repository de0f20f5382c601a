import { ArmError, NetworkError } from '../../api/arm-error.ts'
import type { JobBaseResource } from '../../api/generated/arm.ts'
import type { JobResource } from '../../api/jobs.ts'
import type { CommandJobSpec, InlineEnvironment } from '../../domain/job-spec/command-job-spec.ts'
import {
  commandJobToRest,
  unresolvedReferences,
  type Resolution,
  type UnresolvedReference,
} from '../../domain/job-spec/command-job-to-rest.ts'
import { latestVersion } from '../../domain/latest-version.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import type { SubmitServices } from '../../queries/submit-services.ts'
import { registerEnvironment } from './inline-environment.ts'
import { localKey, type LocalAsset, type LocalAssets } from './local-files.ts'
import { uploadCode, uploadData, type UploadMemories, type UploadOptions, type UploadProgress } from './uploads.ts'

/** Everything that decides what is submitted; fixed while a submission runs. */
export type SubmissionDraft = Readonly<{
  workspace: WorkspaceRef
  spec: CommandJobSpec
  /** Chosen before the first call, so that a repeated call meets its own job. */
  jobName: string
  /** By which a job is known as ours when the answer to its creation was lost. */
  submissionId: string
  assets: LocalAssets
}>

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
const submissionProperty = 'trainyard.submission'

type Report = (patch: Pick<SubmitStep, 'detail' | 'progress'>) => void
type StepPlan = Readonly<{ id: string; title: string; run: (report: Report, signal: AbortSignal) => Promise<void> }>

export type Submission = ReturnType<typeof createSubmission>

/**
 * One attempt after another to submit one draft. Steps that are done stay done: `run` goes on at the first that is not.
 *
 * @param memories what earlier submissions of the same files have uploaded
 */
export function createSubmission(draft: SubmissionDraft, services: SubmitServices, memories: UploadMemories) {
  const resolution: { -readonly [K in keyof Resolution]: Resolution[K] } & { inputUris: Record<string, string> } = {
    workspace: draft.workspace,
    inputUris: {},
  }
  let job: JobResource | undefined
  const plans = [
    ...(draft.spec.name === undefined ? [] : [checkName()]),
    ...unresolvedReferences(draft.spec).map(resolve),
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

  function resolve(reference: UnresolvedReference): StepPlan {
    if (reference.at === 'code') return resolveCode(reference)
    if (reference.at === 'input') return resolveInput(reference)
    return resolveEnvironment(reference)
  }

  function resolveCode(reference: UnresolvedReference & { at: 'code' }): StepPlan {
    if (reference.kind === 'url') {
      return {
        id: 'code',
        title: 'Register the code',
        run: async () => {
          const created = await services.codes.putVersion(draft.workspace, crypto.randomUUID(), '1', {
            properties: { codeUri: reference.path, isAnonymous: true },
          })
          resolution.codeId = created.id
        },
      }
    }
    return {
      id: 'code',
      title: `Upload the code ${reference.path}`,
      run: async (report, signal) => {
        const asset = assetAt(reference.path)
        report({ detail: 'Comparing with what is in the workspace …' })
        const { codeId, reused } = await uploadCode(asset, uploadOptions(report, signal))
        resolution.codeId = codeId
        report({ detail: reused ? 'The workspace has this code already.' : `${countFiles(asset)} uploaded.` })
      },
    }
  }

  function resolveInput(reference: UnresolvedReference & { at: 'input' }): StepPlan {
    const { key } = reference
    if (reference.kind === 'latest') {
      const { name, assetType } = reference
      return {
        id: `input:${key}`,
        title: `Find the latest version of ${name}`,
        run: async (report) => {
          const latest = latestVersion<{ id: string; name: string }>(
            await services[assetType].versions(draft.workspace, name),
          )
          if (!latest) throw new Error(`The workspace has no version of ${name}.`)
          resolution.inputUris[key] = latest.id
          report({ detail: `Version ${latest.name}.` })
        },
      }
    }
    // Once for all attempts, so that a repeated one goes on in the same folder.
    const uploadId = crypto.randomUUID().replaceAll('-', '')
    return {
      id: `input:${key}`,
      title: `Upload the input ${key}`,
      run: async (report, signal) => {
        const asset = assetAt(reference.path)
        const place = { datastoreName: reference.datastore, uploadId }
        resolution.inputUris[key] = await uploadData(asset, place, uploadOptions(report, signal))
        report({ detail: `${countFiles(asset)} uploaded to ${reference.datastore}.` })
      },
    }
  }

  function resolveEnvironment(reference: UnresolvedReference & { at: 'environment' }): StepPlan {
    if (reference.kind === 'latest') {
      const { name } = reference
      return {
        id: 'environment',
        title: `Find the latest version of ${name}`,
        run: async (report) => {
          const latest = latestVersion(await services.environments.versions(draft.workspace, name))
          if (!latest) throw new Error(`The workspace has no environment named ${name}.`)
          resolution.environmentId = latest.id
          report({ detail: `Version ${latest.name}.` })
        },
      }
    }
    return {
      id: 'environment',
      title: 'Register the environment of this job',
      run: async () => {
        if (reference.kind === 'file') {
          throw new Error(
            'An environment in a file of its own cannot be read here: paste its content under “environment:”.',
          )
        }
        const environment: InlineEnvironment = reference.environment
        const version = await registerEnvironment(environment, { services, workspace: draft.workspace, textAt })
        resolution.environmentId = version.id
      },
    }
  }

  function putJob(): StepPlan {
    return {
      id: 'job',
      title: 'Send the job',
      run: async () => {
        try {
          const body = submissionBody(draft, resolution)
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

  const isOwn = (existing: JobResource) => existing.properties.properties?.[submissionProperty] === draft.submissionId

  function assetAt(path: string): LocalAsset {
    const asset = draft.assets.get(localKey(path))
    if (!asset) throw new Error(`Choose the files for ${path} again: a browser keeps no hold of them.`)
    return asset
  }

  /** The text of a picked file, for a conda file that the environment names. */
  const textAt = async (path: string) => (await assetAt(path).files[0]?.file.text()) ?? ''

  const uploadOptions = (report: Report, signal: AbortSignal): UploadOptions => ({
    services,
    workspace: draft.workspace,
    memories,
    signal,
    onProgress: (progress) => report({ detail: undefined, progress }),
  })

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
  { spec, submissionId }: Pick<SubmissionDraft, 'spec' | 'submissionId'>,
  resolution: Resolution,
): JobBaseResource {
  const { properties } = commandJobToRest(spec, resolution)
  const body = {
    properties: { ...properties, properties: { ...properties.properties, [submissionProperty]: submissionId } },
  }
  // commandJobToRest is held to the specification by the corpus; its type also has keys that only newer versions know.
  return body as JobBaseResource
}

/** No answer, a failure on the way, or “exists already”, which may be our own first call. */
const mayHaveArrived = (error: unknown) =>
  error instanceof NetworkError ||
  (error instanceof ArmError &&
    (error.status >= 500 || error.status === 409 || error.innerCode === 'JobPropertyImmutable'))

const countFiles = ({ files }: LocalAsset) => (files.length === 1 ? '1 file' : `${files.length} files`)
