import type { DataVersionResource, ModelVersionResource } from '../../../api/assets.ts'
import { isLiteral, type DataInput } from '../../../domain/job-spec/jobs/command-job-spec.ts'
import { codeReference, dataPathReference } from '../../../domain/job-spec/references.ts'
import { isSweep, type JobSpec } from '../../../domain/job-spec/jobs/sweep-job-spec.ts'
import { isTerminal, statusLabel } from '../../../domain/job-status.ts'
import { latestVersion } from '../../../domain/latest-version.ts'
import type { LocalAssets } from '../../../domain/local-files.ts'
import { datastorePathOf, jobArtifactOf, jobOutputOf } from '../../../domain/output-uri.ts'
import { assetRefFromId, parseWorkspaceId } from '../../../domain/refs.ts'
import { bad, good, ifThere, unknown, warning, type Check, type Finding, type Questions } from './check.ts'
import { elsewhere, isSameWorkspace, pickedFinding } from './places.ts'

/** Whether the code, the inputs and the places of the outputs can be reached, as far as ARM tells. */
export function fileChecks(spec: JobSpec, assets: LocalAssets): Check[] {
  const { code } = isSweep(spec) ? spec.trial : spec
  const codePath = [...(isSweep(spec) ? ['trial'] : []), 'code']
  const inputs = Object.entries(spec.inputs ?? {}).flatMap(([key, input]): Check[] =>
    isLiteral(input)
      ? []
      : [
          {
            id: `input:${key}`,
            title: `Input ${key}`,
            path: ['inputs', key, 'path'],
            run: (questions) => checkInput(input, assets, questions),
          },
        ],
  )
  const outputs = Object.entries(spec.outputs ?? {}).flatMap(([key, { path }]): Check[] =>
    path === undefined
      ? []
      : [
          {
            id: `output:${key}`,
            title: `Output ${key}`,
            path: ['outputs', key, 'path'],
            run: (questions) => checkAddress(path, questions),
          },
        ],
  )
  return [
    ...(code === undefined
      ? []
      : [
          {
            id: 'code',
            title: 'Code',
            path: codePath,
            run: (questions: Questions) => checkCode(code, assets, questions),
          },
        ]),
    ...inputs,
    ...outputs,
  ]
}

async function checkCode(code: string, assets: LocalAssets, { services, workspace }: Questions): Promise<Finding> {
  const reference = codeReference(code)
  if (reference.kind === 'invalid') return bad(reference.reason)
  if (reference.kind === 'local') return pickedFinding(reference.path, assets)
  if (reference.kind !== 'version') return unknown('Whether it is there, only the service can tell.')
  const { name, version } = reference
  const found = await ifThere(services.codes.getVersion(workspace, name, version))
  return found ? good('It is there.') : bad(`This workspace has no version ${version} of the code ${name}.`)
}

async function checkInput(input: DataInput, assets: LocalAssets, questions: Questions): Promise<Finding> {
  const reference = dataPathReference(input.path)
  if (reference.kind === 'invalid') return bad(reference.reason)
  if (reference.kind === 'uri') return checkAddress(reference.uri, questions)
  if (reference.kind === 'version') return checkVersion(input, reference.name, reference.version, questions)
  if (reference.kind === 'latest') return checkLatest(input, reference.name, questions)
  if (reference.kind === 'armId') {
    const asset = assetRefFromId(reference.id)
    return asset?.workspace && isSameWorkspace(asset.workspace, questions.workspace)
      ? checkVersion(input, asset.name, asset.version, questions)
      : elsewhere
  }
  const picked = pickedFinding(reference.path, assets)
  if (picked.state !== 'good') return picked
  const datastore = input.datastore ?? 'workspaceblobstore'
  const target = await checkDatastore(datastore, questions)
  return target.state === 'good' ? good(`${picked.message} It goes to ${datastore}.`) : target
}

async function checkLatest({ type }: DataInput, name: string, { services, workspace }: Questions): Promise<Finding> {
  const { versions } = type.endsWith('_model') ? services.models : services.data
  const latest = latestVersion((await ifThere<{ name: string }[]>(versions(workspace, name))) ?? [])
  return latest ? good(`The latest is version ${latest.name}.`) : bad(`This workspace has no ${name}.`)
}

async function checkVersion(
  { type }: DataInput,
  name: string,
  version: string,
  { services, workspace }: Questions,
): Promise<Finding> {
  const isModel = type.endsWith('_model')
  const found: DataVersionResource | ModelVersionResource | undefined = isModel
    ? await ifThere(services.models.getVersion(workspace, name, version))
    : await ifThere(services.data.getVersion(workspace, name, version))
  if (!found) {
    const message = `This workspace has no version ${version} of the ${isModel ? 'model' : 'data asset'} ${name}.`
    return bad(message, 'Choose another version.')
  }
  const { properties } = found
  const actual =
    'dataType' in properties ? properties.dataType : 'modelType' in properties ? properties.modelType : null
  if (typeof actual === 'string' && actual !== type) {
    return warning(`It is of type ${actual}, and the input is of type ${type}.`, `Make the input’s type ${actual}.`)
  }
  return properties.isArchived ? warning('It is there, and archived.') : good('It is there.')
}

/** The workspace in an address that spells it out. */
const longAddress = /^azureml:\/(\/subscriptions\/.+?\/workspaces\/[^/]+)\//i

/** An `azureml://…` address or a URL. ARM knows datastores and jobs; what is in them, only their storage knows. */
async function checkAddress(uri: string, questions: Questions): Promise<Finding> {
  const home = parseWorkspaceId(longAddress.exec(uri)?.[1] ?? '')
  if (home && !isSameWorkspace(home, questions.workspace)) return elsewhere
  const job = jobOutputOf(uri) ?? jobArtifactOf(uri)
  if (job) return checkSource(job.jobName, questions)
  const place = datastorePathOf(uri)
  if (place) return checkDatastore(place.datastore, questions)
  if (/^https?:/.test(uri)) return unknown('Whether this address can be read, only the service can tell.')
  return unknown('Whether it is there, only the service can tell.')
}

async function checkDatastore(name: string, { services, workspace }: Questions): Promise<Finding> {
  const found = await ifThere(services.datastores.get(workspace, name))
  return found
    ? good(`The datastore ${name} is there; what is in it, its storage knows.`)
    : bad(`This workspace has no datastore named ${name}.`, 'Choose another datastore.')
}

/** A job whose output another one reads. */
async function checkSource(jobName: string, { services, workspace }: Questions): Promise<Finding> {
  const job = await ifThere(services.jobs.get({ workspace, jobName }))
  if (!job) return bad(`This workspace has no job named ${jobName}.`, 'Choose another job.')
  const status = job.properties.status ?? 'Unknown'
  if (status === 'Completed') return good(`The job ${jobName} is there and has completed.`)
  const inWords = `The job ${jobName} is there, and its status is ${statusLabel(status)}`
  return warning(`${inWords}: its output may ${isTerminal(status) ? 'be incomplete' : 'not be there yet'}.`)
}
