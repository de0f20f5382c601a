import { isAddress } from '../../../domain/job-spec/assets/asset-fields.ts'
import { unresolvedReferences } from '../../../domain/job-spec/jobs/job.ts'
import type { Problem } from '../../../domain/job-spec/problems.ts'
import type { JobSpec } from '../../../domain/job-spec/jobs/sweep-job-spec.ts'
import { isAllowed, workspaceAction } from '../../../domain/permissions.ts'
import { plural } from '../../../lib/numbers.ts'
import type { SubmissionDraft } from '../resolve-steps.ts'
import { bad, good, ifThere, warning, type Check } from './check.ts'

/** What the YAML says of itself; with errors in it, there would be no job to check. */
export function yamlCheck(warnings: readonly Problem[]): Check {
  const [first] = warnings
  const finding = first
    ? warning(`No errors, ${plural(warnings.length, 'warning')}; the first one: ${first.message}`)
    : good('No errors.')
  return { id: 'yaml', title: 'YAML', path: first?.path ?? [], run: async () => finding }
}

/** Whether the roles of the signed-in account allow all that submitting does. */
export function permissionCheck(spec: JobSpec): Check {
  const needed = neededActions(spec)
  return {
    id: 'permission',
    title: 'Permission',
    path: [],
    run: async ({ services, workspace }) => {
      const permissions = await services.permissions.forWorkspace(workspace)
      const missing = needed.filter((action) => !isAllowed(permissions, workspaceAction(action)))
      if (missing.length === 0) return good(`Your role allows ${needed.join(', ')}.`)
      return bad(
        `Your role in ${workspace.workspaceName} does not allow ${missing.join(', ')}.`,
        'An owner of the workspace can give you a role that does, such as AzureML Data Scientist.',
      )
    },
  }
}

function neededActions(spec: JobSpec): string[] {
  const references = unresolvedReferences(spec)
  const uploadsData = references.some(
    (reference) =>
      (reference.at === 'input' && reference.kind === 'local') ||
      (reference.kind === 'inline' && reference.environment.build && !isAddress(reference.environment.build.path)),
  )
  return [
    'jobs/write',
    ...(references.some(({ at }) => at === 'code') ? ['codes/write'] : []),
    ...(references.some(({ at, kind }) => at === 'environment' && kind === 'inline') ? ['environments/write'] : []),
    ...(uploadsData ? ['datastores/listSecrets/action'] : []),
  ]
}

/** Whether the job's name is free: a job cannot be replaced by another one. */
export function nameCheck({ spec, jobName }: SubmissionDraft): Check {
  return {
    id: 'name',
    title: `Name ${jobName}`,
    path: ['name'],
    run: async ({ services, workspace }) => {
      const existing = await ifThere(services.jobs.get({ workspace, jobName }))
      if (existing) return bad('A job of this name exists already.', 'Choose another name.')
      return good(spec.name === undefined ? 'It is free; it was made up, as the YAML has none.' : 'It is free.')
    },
  }
}
