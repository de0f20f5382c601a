import { unresolvedReferences } from '../../domain/job-spec/jobs/job.ts'
import type { Resolution, UnresolvedReference } from '../../domain/job-spec/jobs/job-resolution.ts'
import type { JobSpec } from '../../domain/job-spec/jobs/sweep-job-spec.ts'
import { latestVersion } from '../../domain/latest-version.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import { plural } from '../../lib/numbers.ts'
import type { SubmitServices } from '../../queries/submit-services.ts'
import { registerEnvironment } from './inline-environment.ts'
import { environmentFileMessage } from './local-assets.ts'
import { localKey, type LocalAsset, type LocalAssets } from '../../domain/local-files.ts'
import type { UploadProgress } from '../../queries/upload-progress.ts'
import { uploadBuildContext, uploadCode, uploadData, type UploadOptions } from '../../queries/uploads.ts'

/** Everything that decides what is submitted; fixed while a submission runs. */
export type SubmissionDraft = Readonly<{
  workspace: WorkspaceRef
  spec: JobSpec
  /** Chosen before the first call, so that a repeated call meets its own job. */
  jobName: string
  assets: LocalAssets
  /** The job that the draft began as a copy of: the new job keeps a link to it. */
  copyOf?: string | undefined
}>

type Report = (patch: { detail?: string | undefined; progress?: UploadProgress | undefined }) => void

/** A step of a submission. Run again after a failure, it must end as if it had been run once. */
export type StepPlan = Readonly<{
  id: string
  title: string
  run: (report: Report, signal: AbortSignal) => Promise<void>
}>

/** What the steps find out, filled in as they run. */
export type Findings = { -readonly [K in keyof Resolution]: Resolution[K] } & { inputUris: Record<string, string> }

type Context = Readonly<{
  draft: SubmissionDraft
  services: SubmitServices
  found: Findings
}>

/** The uploads and look-ups that a job needs before it can be sent. */
export function resolveSteps({ draft, services, found }: Context): StepPlan[] {
  function resolve(reference: UnresolvedReference): StepPlan {
    if (reference.at === 'code') return resolveCode(reference)
    if (reference.at === 'input') return resolveInput(reference)
    return resolveEnvironment(reference)
  }

  function resolveCode(reference: UnresolvedReference & { at: 'code' }): StepPlan {
    if (reference.kind === 'url') {
      const name = crypto.randomUUID()
      return {
        id: 'code',
        title: 'Register the code',
        run: async () => {
          const created = await services.codes.putVersion(draft.workspace, name, '1', {
            properties: { codeUri: reference.path, isAnonymous: true },
          })
          found.codeId = created.id
        },
      }
    }
    return {
      id: 'code',
      title: `Upload the code ${reference.path}`,
      run: async (report, signal) => {
        const asset = assetAt(reference.path)
        const { codeId, reused } = await uploadCode(asset, uploadOptions(report, signal))
        found.codeId = codeId
        report({ detail: reused ? 'The workspace has this code already.' : `${filesIn(asset)} uploaded.` })
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
          found.inputUris[key] = latest.id
          report({ detail: `Version ${latest.name}.` })
        },
      }
    }
    return {
      id: `input:${key}`,
      title: `Upload the input ${key}`,
      run: async (report, signal) => {
        const asset = assetAt(reference.path)
        found.inputUris[key] = await uploadData(asset, reference.datastore, uploadOptions(report, signal))
        report({ detail: `${filesIn(asset)} uploaded to ${reference.datastore}.` })
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
          found.environmentId = latest.id
          report({ detail: `Version ${latest.name}.` })
        },
      }
    }
    return {
      id: 'environment',
      title: 'Register the environment of this job',
      run: async (report, signal) => {
        if (reference.kind === 'file') throw new Error(environmentFileMessage)
        const version = await registerEnvironment(reference.environment, {
          services,
          workspace: draft.workspace,
          textAt,
          uploadFolder: (path, datastore) =>
            uploadBuildContext(assetAt(path), datastore, uploadOptions(report, signal)),
        })
        found.environmentId = version.id
      },
    }
  }

  function assetAt(path: string): LocalAsset {
    const asset = draft.assets.get(localKey(path))
    if (!asset) throw new Error(`Choose ${path} from your disk first: a browser cannot open a path by itself.`)
    return asset
  }

  /** The text of a picked file, for a conda file that the environment names. */
  const textAt = async (path: string) => (await assetAt(path).files[0]?.file.text()) ?? ''

  const uploadOptions = (report: Report, signal: AbortSignal): UploadOptions => ({
    services,
    workspace: draft.workspace,
    signal,
    onProgress: (progress) => report({ detail: undefined, progress }),
  })

  return unresolvedReferences(draft.spec).map(resolve)
}

const filesIn = ({ files }: LocalAsset) => plural(files.length, 'file')
