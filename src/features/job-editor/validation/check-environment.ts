import type { EnvironmentVersionResource } from '../../../api/assets.ts'
import { isAddress } from '../../../domain/job-spec/assets/asset-fields.ts'
import type { InlineEnvironment } from '../../../domain/job-spec/assets/asset-specs.ts'
import { environmentReference } from '../../../domain/job-spec/references.ts'
import { isSweep, type JobSpec } from '../../../domain/job-spec/jobs/sweep-job-spec.ts'
import { latestVersion } from '../../../domain/latest-version.ts'
import type { LocalAssets } from '../../../domain/local-files.ts'
import { assetRefFromId } from '../../../domain/refs.ts'
import { elsewhere, isSameWorkspace, pickedFinding } from './places.ts'
import { bad, good, ifThere, unknown, warning, type Check, type Finding, type Questions } from './check.ts'

/** Whether the environment is there. What is in an image, only a run can tell. */
export function environmentCheck(spec: JobSpec, assets: LocalAssets): Check {
  const { environment } = isSweep(spec) ? spec.trial : spec
  const path = [...(isSweep(spec) ? ['trial'] : []), 'environment']
  if (typeof environment !== 'string') {
    return {
      id: 'environment',
      title: 'Environment of this job',
      path,
      run: async () => inlineFinding(environment, assets),
    }
  }
  const title = `Environment ${environment.replace(/^azureml:(?!\/)/, '')}`
  return { id: 'environment', title, path, run: (questions) => checkNamed(environment, questions) }
}

async function checkNamed(text: string, { services, workspace }: Questions): Promise<Finding> {
  const reference = environmentReference(text)
  if (reference.kind === 'invalid') return bad(reference.reason)
  if (reference.kind === 'file') {
    return bad('An environment in a file of its own cannot be sent as it is.', 'Choose the file in the form.')
  }
  if (reference.kind === 'curated' || reference.kind === 'registry') {
    return unknown('It is in a registry; whether it is there, only the service can tell.')
  }
  if (reference.kind === 'latest') {
    const latest = latestVersion((await ifThere(services.environments.versions(workspace, reference.name))) ?? [])
    return latest
      ? good(`The latest is version ${latest.name}.`)
      : bad(`This workspace has no environment named ${reference.name}.`, 'Choose another one.')
  }
  const asset = reference.kind === 'armId' ? assetRefFromId(reference.id) : { ...reference, workspace }
  if (!asset?.workspace || !isSameWorkspace(asset.workspace, workspace)) return elsewhere
  const { name, version } = asset
  return versionFinding(name, version, await ifThere(services.environments.getVersion(workspace, name, version)))
}

function versionFinding(name: string, version: string, found: EnvironmentVersionResource | undefined): Finding {
  if (!found) return bad(`This workspace has no version ${version} of ${name}.`, 'Choose another version.')
  const { isArchived, provisioningState } = found.properties
  if (provisioningState === 'Failed') return bad('Its image could not be built.', 'Choose another version.')
  return isArchived ? warning('It is archived.', 'It still works; a newer one may be meant.') : good('It is there.')
}

function inlineFinding({ image, build, condaFile }: InlineEnvironment, assets: LocalAssets): Finding {
  const local = [build && !isAddress(build.path) ? build.path : undefined, condaFile].find(
    (path) => typeof path === 'string',
  )
  const picked = local === undefined ? undefined : pickedFinding(local, assets)
  if (picked && picked.state !== 'good') return picked
  const parts = [
    ...(image === undefined ? [] : [`the image ${image}`]),
    ...(build ? [`what is built from ${build.path}`] : []),
    ...(condaFile === undefined ? [] : ['the packages']),
  ]
  return unknown(`Only a run can tell whether ${parts.join(' and ')} can be had.`)
}
