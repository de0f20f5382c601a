/** Where a workspace lives. Everything we fetch hangs off one of these. */
export type WorkspaceRef = Readonly<{ subscriptionId: string; resourceGroup: string; workspaceName: string }>
export type JobRef = Readonly<{ workspace: WorkspaceRef; jobName: string }>
export type ComputeRef = Readonly<{ workspace: WorkspaceRef; computeName: string }>

export type AssetType = 'codes' | 'components' | 'data' | 'environments' | 'models'

/** One version of an asset; it lives in a workspace or in a registry. */
export type AssetVersionRef = Readonly<{
  type: AssetType
  name: string
  version: string
  workspace?: WorkspaceRef
  registry?: string
}>

/** The parts of an ARM id: `types` and `names` alternate below the provider, e.g. workspaces/ws/jobs/j. */
export type ArmIdParts = Readonly<{
  subscriptionId: string
  resourceGroup: string
  provider: string
  types: readonly string[]
  names: readonly string[]
}>

const provider = 'Microsoft.MachineLearningServices'
const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
// ARM: letters and digits of any script, _ - ( ) and dots, but no dot at the end; that also keeps `..` out of a path.
const groupPattern = String.raw`(?=[^/]{1,90}(?:/|$))[\p{L}\p{N}_().-]*[\p{L}\p{N}_()-]`
const namePattern = '[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}'

const guidPattern = new RegExp(`^${guid}$`, 'i')
const workspacePattern = new RegExp(
  String.raw`^/subscriptions/(${guid})/resourceGroups/(${groupPattern})/(?:providers/Microsoft\.MachineLearningServices/)?workspaces/(${namePattern})$`,
  'iu',
)

/** The full ARM id, as request paths and bodies need it. */
export const workspaceId = ({ subscriptionId, resourceGroup, workspaceName }: WorkspaceRef) =>
  `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${provider}/workspaces/${workspaceName}`

/** The shorter spelling that ml.azure.com writes into `wsid`. */
export const shortWorkspaceId = ({ subscriptionId, resourceGroup, workspaceName }: WorkspaceRef) =>
  `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/workspaces/${workspaceName}`

export const computeId = ({ workspace, computeName }: ComputeRef) => `${workspaceId(workspace)}/computes/${computeName}`

export const assetVersionId = (workspace: WorkspaceRef, type: AssetType, name: string, version: string) =>
  `${workspaceId(workspace)}/${type}/${name}/versions/${version}`

/**
 * Reads a `wsid`, in the short or the full form, letter case of the fixed words aside.
 * It comes from the address bar and ends up in request paths, so whatever is not plainly a workspace is undefined.
 */
export function parseWorkspaceId(text: string): WorkspaceRef | undefined {
  const [, subscriptionId, group, name] = workspacePattern.exec(text) ?? []
  if (!subscriptionId || !group || !name) return undefined
  return { subscriptionId, resourceGroup: group, workspaceName: name }
}

/** A tenant id is a GUID; domain names are not accepted, for they end up in the address of the sign-in page. */
export const parseTenantId = (text: string): string | undefined => (guidPattern.test(text) ? text : undefined)

/** The parts of a resource id below a resource group, or undefined for anything else. */
export function armIdParts(id: string): ArmIdParts | undefined {
  const match = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)((?:\/[^/]+\/[^/]+)+)$/i.exec(id)
  const [, subscriptionId, group, providerName, tail] = match ?? []
  if (!subscriptionId || !group || !providerName || !tail) return undefined
  const segments = tail.slice(1).split('/')
  return {
    subscriptionId,
    resourceGroup: group,
    provider: providerName,
    types: segments.filter((_, index) => index % 2 === 0),
    names: segments.filter((_, index) => index % 2 === 1),
  }
}

/** The workspace that a job, compute, asset … lies in, or undefined when the id is of something else. */
export function workspaceOfId(id: string): WorkspaceRef | undefined {
  const parts = armIdParts(id)
  const workspace = parts?.names[0]
  if (!parts || workspace === undefined || parts.types[0]?.toLowerCase() !== 'workspaces') return undefined
  return { subscriptionId: parts.subscriptionId, resourceGroup: parts.resourceGroup, workspaceName: workspace }
}

/** Name and version out of an asset's id: an ARM id (of a workspace or a registry) or `azureml://registries/…`. */
export function assetRefFromId(id: string): AssetVersionRef | undefined {
  const short = /^azureml:\/\/registries\/([^/]+)\/([^/]+)\/([^/]+)\/versions\/([^/]+)$/i.exec(id)
  if (short) return assetRef(short[2], short[3], short[4], { registry: short[1] })

  const parts = armIdParts(id.replace(/^azureml:(?=\/[^/])/, ''))
  if (!parts || parts.types.length !== 3 || parts.types[2]?.toLowerCase() !== 'versions') return undefined
  const [home, name, version] = parts.names
  const isRegistry = parts.types[0]?.toLowerCase() === 'registries'
  return assetRef(parts.types[1], name, version, isRegistry ? { registry: home } : { workspace: workspaceOfId(id) })
}

const assetTypes: readonly string[] = ['codes', 'components', 'data', 'environments', 'models'] satisfies AssetType[]

function assetRef(
  type: string | undefined,
  name: string | undefined,
  version: string | undefined,
  home: { workspace?: WorkspaceRef | undefined; registry?: string | undefined },
): AssetVersionRef | undefined {
  const known = type?.toLowerCase()
  if (!known || !assetTypes.includes(known) || !name || !version) return undefined
  // Membership was tested in the line above; `includes` does not narrow.
  return { type: known as AssetType, name, version, ...home }
}

/** ARM ids are compared without regard to letter case. Names of jobs and assets are case-sensitive: not by this. */
export const isSameId = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
