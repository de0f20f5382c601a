import type { FetchQueryOptions, QueryClient, QueryKey } from '@tanstack/react-query'
import type { CompletionPlace } from '../domain/job-spec/completion-place.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { computeQueries } from '../queries/computes.ts'
import { dataQueries } from '../queries/data.ts'
import { datastoreQueries } from '../queries/datastores.ts'
import { environmentQueries } from '../queries/environments.ts'
import { jobQueries } from '../queries/jobs.ts'
import { modelQueries } from '../queries/models.ts'
import { vmSizeQueries } from '../queries/vm-sizes.ts'
import { workspaceQueries } from '../queries/workspaces.ts'
import {
  assetNames,
  computeNames,
  datastoreAddresses,
  datastoreNames,
  jobOutputAddresses,
  versionNames,
  vmSizeNames,
  type LiveName,
} from './live-names.ts'

/** While one types, what was fetched a minute ago is good enough. */
const staleTime = 60_000

/** Who asks, and of which workspace. */
export type NameSource = Readonly<{ client: QueryClient; workspace: WorkspaceRef }>

/**
 * What the workspace has that can stand at a place, through the query cache. A list that cannot be had counts as empty:
 * suggestions are a help, and who may not read one list is told so where the list is the matter.
 *
 * @param typed what stands there already; once it names an asset, that asset's versions are looked up
 */
export async function findNames(place: CompletionPlace, typed: string, source: NameSource): Promise<LiveName[]> {
  const found = listsFor(place, typed, source).map((list) => list.catch(() => []))
  return (await Promise.all(found)).flat()
}

function listsFor(place: CompletionPlace, typed: string, source: NameSource): Promise<LiveName[]>[] {
  const { computes, environments, data, models, datastores, jobs, vmSizes } = listsOf(source)
  const [, asset] = /^azureml:([^:@/]+)[:@]/.exec(typed) ?? []
  const addresses = () => datastores().then(datastoreAddresses)
  const jobOutputs = () => jobs().then(({ value }) => jobOutputAddresses(value))
  const lists: Record<CompletionPlace['wants'], () => Promise<LiveName[]>[]> = {
    compute: () => [computes().then(computeNames)],
    environment: () => [environments(asset)],
    datastore: () => [datastores().then(datastoreNames)],
    output: () => [addresses()],
    vmSize: () => [vmSizes().then(vmSizeNames)],
    files: () => [addresses(), jobOutputs()],
    input: () => [...inputAssets(place).map((kind) => ({ data, models })[kind](asset)), addresses(), jobOutputs()],
    expression: () => [Promise.resolve(expressionNames(place))],
  }
  return lists[place.wants]()
}

/** An input takes models where its type says so, else data; where it has no type yet, either may be meant. */
function inputAssets(place: CompletionPlace): ('data' | 'models')[] {
  const type = place.wants === 'input' && place.assetType
  if (!type) return ['data', 'models']
  return type.endsWith('_model') ? ['models'] : ['data']
}

const expressionNames = (place: CompletionPlace): LiveName[] =>
  place.wants === 'expression' ? place.names.map(({ name, value }) => ({ text: name, detail: value, about: '' })) : []

type AssetList = (asset: string | undefined) => Promise<LiveName[]>

/** The lists of a workspace; those of assets give the versions of one where it is named. */
function listsOf({ client, workspace }: NameSource) {
  /** A list that has just failed is not asked for again at every key stroke. */
  function ask<T, K extends QueryKey>(options: FetchQueryOptions<T, Error, T, K>): Promise<T> {
    const state = client.getQueryState(options.queryKey)
    if (state?.status === 'error' && Date.now() - state.errorUpdatedAt < staleTime) return Promise.reject(state.error)
    return client.query({ staleTime, ...options, retry: false })
  }
  const assets =
    (names: () => Promise<LiveName[]>, versions: (name: string) => Promise<LiveName[]>): AssetList =>
    (asset) =>
      asset === undefined ? names() : versions(asset)
  return {
    computes: () => ask(computeQueries.list(workspace)),
    datastores: () => ask(datastoreQueries.list(workspace)),
    jobs: () => ask(jobQueries.newest(workspace)),
    environments: assets(
      () => ask(environmentQueries.list(workspace)).then(assetNames),
      (name) => ask(environmentQueries.versions(workspace, name)).then(namesOf(name)),
    ),
    data: assets(
      () => ask(dataQueries.list(workspace)).then(assetNames),
      (name) => ask(dataQueries.versions(workspace, name)).then(namesOf(name)),
    ),
    models: assets(
      () => ask(modelQueries.list(workspace)).then(assetNames),
      (name) => ask(modelQueries.versions(workspace, name)).then(namesOf(name)),
    ),
    vmSizes: async () => {
      const { location = '' } = await ask(workspaceQueries.detail(workspace))
      return ask(vmSizeQueries.list(workspace, location))
    },
  }
}

const namesOf = (name: string) => (versions: Parameters<typeof versionNames>[1]) => versionNames(name, versions)
