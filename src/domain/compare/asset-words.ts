/** An asset version as people name it, and where it comes from if not from the workspace. */
type AssetWords = Readonly<{ name: string; version: string; registry: string | undefined }>

const versionId = /\/(?:data|models|environments|codes|components)\/([^/]+)\/(?:versions|labels)\/([^/]+)\/?$/i
const registryId = /(?:^azureml:\/\/|\/)registries\/([^/]+)\//i
const shortName = /^azureml:([^:@/]+)[:@]([^:@/]+)$/
const ownWorkspace = /^azureml:\/\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/workspaces\/[^/]+\//i

/**
 * The asset that an id or an address stands for, in any spelling the service and its clients use (ARM id, `azureml://`
 * with a location or a registry, `azureml:name:version`); undefined for a path.
 */
export function assetOf(id: string): AssetWords | undefined {
  const [, name, version] = versionId.exec(id) ?? shortName.exec(id) ?? []
  return name === undefined || version === undefined ? undefined : { name, version, registry: registryId.exec(id)?.[1] }
}

/** `iris:3`; with its registry where it comes from one. */
export const inWords = ({ name, version, registry }: AssetWords): string =>
  registry === undefined ? `${name}:${version}` : `${name}:${version} (registry ${registry})`

/** An address without the workspace that it spells out: every job of a comparison is of the same one. */
export const placeWords = (uri: string): string => uri.replace(ownWorkspace, 'azureml://')
