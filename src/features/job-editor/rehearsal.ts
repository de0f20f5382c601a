import { ArmError } from '../../api/arm-error.ts'
import { unresolvedReferences } from '../../domain/job-spec/jobs/job.ts'
import type { Resolution } from '../../domain/job-spec/jobs/job-resolution.ts'
import { latestVersion } from '../../domain/latest-version.ts'
import { assetVersionId, type AssetType, type WorkspaceRef } from '../../domain/refs.ts'
import type { SubmitServices } from '../../queries/submit-services.ts'
import type { SubmissionDraft } from './resolve-steps.ts'
import { createSubmission, submissionBody, submissionProperty, type SubmitStep } from './submission.ts'

/** A request that submitting a draft makes, in the order of making. */
export type PlannedRequest = Readonly<{
  /** What it is for. */
  purpose: string
  method: 'GET' | 'POST' | 'PUT'
  /** Below the workspace's id; of uploads, the whole address without its signature. */
  path: string
  body?: unknown
  /** Of an upload: all files that go below the path, each by a request of its own. */
  files?: Readonly<{ count: number; bytes: number }>
  /** What the answer is as things are now. Requests that only read were made to find out. */
  found?: string
}>

export type Rehearsal = Readonly<{
  requests: readonly PlannedRequest[]
  /** The step at which submitting would stop now. The request that sends the job then has gaps in it. */
  stoppedAt?: SubmitStep
}>

type Versioned = Parameters<typeof latestVersion>[0][number]

/** What only an answer to a write tells; storage has the rest of the address. */
const uploadPlace = 'https://ACCOUNT.blob.core.windows.net/CONTAINER'

/**
 * Goes through a submission without writing anything: what reads is asked, what writes is noted down and answered as
 * the service would. The notes are therefore what `createSubmission` sends, whatever it comes to do.
 */
export async function rehearse(draft: SubmissionDraft, services: SubmitServices): Promise<Rehearsal> {
  const requests: PlannedRequest[] = []
  const submission = createSubmission(draft, noting(services, draft.workspace, requests))
  await submission.run(new AbortController().signal)
  const stoppedAt = submission.steps().find(({ state }) => state === 'failed')
  if (!stoppedAt) return { requests }
  const body = submissionBody(draft, unknownId, placeholders(draft))
  return {
    requests: [...requests, { purpose: 'Send the job', method: 'PUT', path: `/jobs/${draft.jobName}`, body }],
    stoppedAt,
  }
}

/** What is not known before a submission. */
const unknownId = '<id of the submission>'

/** For a job of which not all could be found out: words in angle brackets in the places that are still open. */
function placeholders({ spec, workspace }: SubmissionDraft): Resolution {
  const inputs = unresolvedReferences(spec).flatMap((reference) =>
    reference.at === 'input'
      ? [[reference.key, reference.kind === 'local' ? '<address of the upload>' : '<latest version>']]
      : [],
  )
  return {
    workspace,
    codeId: '<code version of the upload>',
    environmentId: '<environment version>',
    inputUris: Object.fromEntries(inputs),
  }
}

function noting(services: SubmitServices, workspace: WorkspaceRef, requests: PlannedRequest[]): SubmitServices {
  const note = (request: PlannedRequest) => void requests.push(request)

  /** Asks, and notes down the question with the answer in words. */
  async function ask<T>(request: PlannedRequest, answer: Promise<T>, inWords: (answer: T) => string): Promise<T> {
    const index = requests.push(request) - 1
    try {
      const found = await answer
      requests[index] = { ...request, found: inWords(found) }
      return found
    } catch (error) {
      const isMissing = error instanceof ArmError && error.status === 404
      requests[index] = { ...request, found: isMissing ? 'There is none.' : 'There is no answer.' }
      throw error
    }
  }

  /** Versions of one type of asset, asked for to find the latest. */
  const versionsOf =
    <T extends Versioned>(type: AssetType, list: (ref: WorkspaceRef, name: string) => Promise<T[]>) =>
    (ref: WorkspaceRef, name: string) =>
      ask(
        { purpose: 'Find the latest version', method: 'GET', path: `/${type}/${name}/versions` },
        list(ref, name),
        (found) => {
          const latest = latestVersion(found)
          return latest ? `It is version ${latest.name}.` : 'There is none.'
        },
      )

  return {
    jobs: {
      get: (ref, ...rest) =>
        ask(
          { purpose: 'Check that the name is free', method: 'GET', path: `/jobs/${ref.jobName}` },
          services.jobs.get(ref, ...rest),
          () => 'It is taken.',
        ),
      put: async ({ jobName }, body) => {
        const { properties } = body
        const shown = { ...properties.properties, [submissionProperty]: unknownId }
        const path = `/jobs/${jobName}`
        note({
          purpose: 'Send the job',
          method: 'PUT',
          path,
          body: { properties: { ...properties, properties: shown } },
        })
        return { id: path, name: jobName, properties }
      },
    },
    codes: {
      findByHash: (ref, name, hash, hashVersion) =>
        ask(
          {
            purpose: 'Look for the same code',
            method: 'GET',
            path: `/codes/${name}/versions?hash=${hash}&hashVersion=${hashVersion}`,
          },
          services.codes.findByHash(ref, name, hash, hashVersion),
          ([first]) => (first ? 'It is there: nothing needs to be uploaded.' : 'It is not there yet.'),
        ),
      startPendingUpload: async (_, name, version, pendingUploadId) => {
        note({
          purpose: 'Ask for a place to upload the code to',
          method: 'POST',
          path: `/codes/${name}/versions/${version}/startPendingUpload`,
          body: { pendingUploadType: 'TemporaryBlobReference', pendingUploadId },
        })
        const credential = { credentialType: 'SAS', sasUri: `${uploadPlace}?SIGNATURE` } as const
        return { blobReferenceForConsumption: { blobUri: uploadPlace, credential } }
      },
      putVersion: async (_, name, version, body) => {
        note({ purpose: 'Register the code', method: 'PUT', path: `/codes/${name}/versions/${version}`, body })
        return { ...body, id: assetVersionId(workspace, 'codes', name, version), name: version }
      },
    },
    environments: {
      versions: versionsOf('environments', services.environments.versions),
      putVersion: async (_, name, version, body) => {
        const path = `/environments/${name}/versions/${version}`
        note({ purpose: 'Register the environment of this job', method: 'PUT', path, body })
        return { ...body, id: assetVersionId(workspace, 'environments', name, version), name: version }
      },
    },
    data: { versions: versionsOf('data', services.data.versions) },
    models: { versions: versionsOf('models', services.models.versions) },
    datastores: {
      get: (ref, name) =>
        ask(
          { purpose: 'Find the datastore to upload to', method: 'GET', path: `/datastores/${name}` },
          services.datastores.get(ref, name),
          ({ properties }) => `It is ${properties.datastoreType}.`,
        ),
    },
    signDatastore: async (_, { name }) => {
      const path = `/datastores/${name}/listSecrets`
      note({ purpose: 'Ask for the right to upload', method: 'POST', path })
      return `${uploadPlace}?SIGNATURE`
    },
    uploadBlob: async ({ containerSasUri, blobName, file, onProgress }) => {
      const path = `${containerSasUri.split('?')[0]}/${folderOf(blobName)}`
      const index = requests.findIndex((request) => request.files && request.path === path)
      const { count, bytes } = requests[index]?.files ?? { count: 0, bytes: 0 }
      const files = { count: count + 1, bytes: bytes + file.size }
      const request: PlannedRequest = { purpose: 'Upload', method: 'PUT', path, files }
      if (index === -1) note(request)
      else requests[index] = request
      onProgress?.(file.size)
    },
    // What is there is left out, which nobody knows before there is a place to look at.
    listBlobs: async () => new Map(),
    markBlob: async (containerSasUri, blobName) => {
      const path = `${containerSasUri.split('?')[0]}/${blobName}?comp=metadata`
      note({ purpose: 'Mark the upload as complete', method: 'PUT', path })
    },
  }
}

/** What the files of one upload have in common: `src/lib/a.py` and `src/b.py` are of `src`. */
function folderOf(blobName: string): string {
  const [first = '', ...rest] = blobName.split('/')
  // `LocalUpload/{id}/…`: the id keeps uploads apart.
  return first === 'LocalUpload' && rest[0] !== undefined ? `${first}/${rest[0]}` : first
}
