import { shortWorkspaceId, type ComputeRef, type JobRef, type WorkspaceRef } from './domain/refs.ts'

/**
 * Every link in the app. The routes are ml.azure.com's own, so that a link of its studio works here after a change of
 * host: `wsid` names the workspace, `tid` the tenant to sign in to.
 */

/** A workspace and, where it is known, the tenant it is in: what a link carries. */
export type WorkspacePlace = WorkspaceRef & Readonly<{ tenantId?: string | undefined }>
export type JobPlace = JobRef & Readonly<{ workspace: WorkspacePlace }>
export type ComputePlace = ComputeRef & Readonly<{ workspace: WorkspacePlace }>

export type JobTab = 'overview' | 'children' | 'metrics' | 'logs' | 'outputs' | 'yaml' | 'json'

/** The version of an asset to start a new one from, as `name:version`. */
type FromVersion = { from?: string }

type Query = Readonly<Record<string, string | undefined>>

function at(path: string, workspace: WorkspacePlace, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({
    ...query,
    wsid: shortWorkspaceId(workspace),
    tid: workspace.tenantId,
  })) {
    if (value !== undefined) params.set(name, value)
  }
  // Slashes are allowed in a query; left alone they keep the address readable.
  return `${path}?${params.toString().replaceAll('%2F', '/')}`
}

const segment = encodeURIComponent

export const paths = {
  /** All workspaces of a tenant: the one signed in to, where none is named. */
  workspaces: (tenantId?: string) => (tenantId ? `/?tid=${segment(tenantId)}` : '/'),
  home: (workspace: WorkspacePlace) => at('/home', workspace),

  jobs: (workspace: WorkspacePlace, query: Query = {}) => at('/jobs', workspace, query),
  /**
   * @param options.from name of a job to start from; `sample` names one of the ready samples, `draft` one of several
   *   drafts of this browser
   */
  newJob: (workspace: WorkspacePlace, options: { from?: string; sample?: 'iris'; draft?: string } = {}) =>
    at('/jobs/new', workspace, options),
  /**
   * @param options.file of the logs tab, `at` the byte of a line in it; `path` of the outputs tab: an output's name and a
   *   path in it
   */
  job: ({ workspace, jobName }: JobPlace, options: { tab?: JobTab; file?: string; at?: string; path?: string } = {}) =>
    at(`/runs/${segment(jobName)}`, workspace, options),

  /** @param runs the jobs, as `packRuns` writes them */
  compare: (workspace: WorkspacePlace, runs: string, query: Query = {}) =>
    at('/compare', workspace, { ...query, runs }),

  computes: (workspace: WorkspacePlace) => at('/compute/list', workspace),
  compute: ({ workspace, computeName }: ComputePlace) => at(`/compute/${segment(computeName)}/details`, workspace),
  newCompute: (workspace: WorkspacePlace) => at('/compute/new', workspace),
  editCompute: ({ workspace, computeName }: ComputePlace) => at(`/compute/${segment(computeName)}/edit`, workspace),

  models: (workspace: WorkspacePlace) => at('/model/list', workspace),
  newModel: (workspace: WorkspacePlace, options: FromVersion = {}) => at('/model/new', workspace, options),
  model: (workspace: WorkspacePlace, name: string, version: string) =>
    at(`/model/${segment(name)}/${segment(version)}/details`, workspace),

  data: (workspace: WorkspacePlace) => at('/data', workspace),
  newData: (workspace: WorkspacePlace, options: FromVersion & { draft?: string } = {}) =>
    at('/data/new', workspace, options),
  dataVersion: (workspace: WorkspacePlace, name: string, version: string) =>
    at(`/data/${segment(name)}/${segment(version)}/details`, workspace),

  environments: (workspace: WorkspacePlace) => at('/environments', workspace),
  newEnvironment: (workspace: WorkspacePlace, options: FromVersion = {}) => at('/environments/new', workspace, options),
  environmentVersion: (workspace: WorkspacePlace, name: string, version: string) =>
    at(`/environments/${segment(name)}/version/${segment(version)}`, workspace),

  datastores: (workspace: WorkspacePlace) => at('/datastores', workspace),
}
