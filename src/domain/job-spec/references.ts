/** What the short texts mean that YAML files refer to things by (CLI v2). Nothing here asks the service. */

export type EnvironmentReference =
  | { kind: 'version'; name: string; version: string }
  | { kind: 'latest'; name: string }
  /** `azureml:AzureML-…`: the service knows its own environments by this text; nobody else resolves it. */
  | { kind: 'curated'; id: string }
  | { kind: 'registry'; id: string }
  | { kind: 'armId'; id: string }
  /** `file:env.yml`: a YAML file that describes the environment. */
  | { kind: 'file'; path: string }
  | { kind: 'invalid'; reason: string }

export function environmentReference(text: string): EnvironmentReference {
  if (/^azureml:\/\/registries\/[^/]+\/environments\/[^/]+\/(?:versions|labels)\/[^/]+$/.test(text)) {
    return { kind: 'registry', id: text }
  }
  if (text.startsWith('file:')) return { kind: 'file', path: text.slice('file:'.length) }
  const armId = armIdIn(text)
  if (armId) return isVersionId(armId) ? { kind: 'armId', id: armId } : { kind: 'invalid', reason: idWithoutVersion }
  if (!text.startsWith(prefix)) {
    return {
      kind: 'invalid',
      reason: `Put “azureml:” before it: “azureml:${text}”. An image goes under “environment: image:”.`,
    }
  }
  const reference = assetReference(text.slice(prefix.length))
  if (reference.kind === 'invalid') return reference
  if (text.startsWith('azureml:AzureML-')) return { kind: 'curated', id: text }
  return reference
}

export type ComputeReference =
  | { kind: 'named'; name: string }
  | { kind: 'armId'; id: string }
  | { kind: 'virtualCluster'; name: string }
  | { kind: 'serverless' }
  /** The caller's own Docker: nothing that a browser could run. */
  | { kind: 'local' }
  | { kind: 'invalid'; reason: string }

export function computeReference(text: string | undefined): ComputeReference {
  if (text === undefined) return { kind: 'serverless' }
  const armId = armIdIn(text)
  if (armId) return { kind: 'armId', id: armId }
  const name = text.replace(/^azureml:/, '')
  const cluster = /^virtualClusters\/(.+)$/i.exec(name)
  if (cluster?.[1]) return { kind: 'virtualCluster', name: cluster[1] }
  if (/^local$/i.test(name)) return { kind: 'local' }
  if (name === '') return { kind: 'invalid', reason: 'Name a compute: “azureml:NAME”. Left out, serverless compute.' }
  return name === 'serverless' ? { kind: 'serverless' } : { kind: 'named', name }
}

export type CodeReference =
  | { kind: 'local'; path: string }
  | { kind: 'url'; url: string }
  | { kind: 'armId'; id: string }
  | { kind: 'version'; name: string; version: string }
  | { kind: 'invalid'; reason: string }

export function codeReference(text: string): CodeReference {
  if (text.startsWith('git+')) return { kind: 'invalid', reason: 'Code cannot come from a Git address. Give a folder.' }
  if (/^https?:/.test(text)) return { kind: 'url', url: text }
  const armId = armIdIn(text)
  if (armId) return isVersionId(armId) ? { kind: 'armId', id: armId } : { kind: 'invalid', reason: idWithoutVersion }
  if (text.startsWith('azureml://'))
    return { kind: 'invalid', reason: 'Code cannot come from a registry or a datastore. Give a folder.' }
  if (!text.startsWith(prefix)) return { kind: 'local', path: text }
  const reference = assetReference(text.slice(prefix.length))
  if (reference.kind === 'latest')
    return { kind: 'invalid', reason: 'Name a version of the code: “azureml:NAME:VERSION”.' }
  return reference
}

export type DataReference =
  /** `azureml://…`, a URL, `runs:/…`: an address that is passed on as it is. */
  | { kind: 'uri'; uri: string }
  | { kind: 'armId'; id: string }
  | { kind: 'version'; name: string; version: string }
  | { kind: 'latest'; name: string }
  | { kind: 'local'; path: string }
  | { kind: 'invalid'; reason: string }

/** `path` of an input or an output. */
export function dataPathReference(text: string): DataReference {
  if (/^(?:azureml:\/\/|https?:|wasbs?:|abfss?:|adl:|runs:\/)/.test(text)) return { kind: 'uri', uri: text }
  const armId = armIdIn(text)
  if (armId) return { kind: 'armId', id: armId }
  if (text.startsWith('file:')) return { kind: 'local', path: text.slice('file:'.length) }
  if (/[:@]/.test(text)) return assetReference(text.replace(/^azureml:/, ''))
  return { kind: 'local', path: text }
}

const prefix = 'azureml:'

/** Of the asset's type the CLI makes nothing, and neither do we. */
const isVersionId = (id: string) => /\/[^/]+\/[^/]+\/versions\/[^/]+$/i.test(id)
const idWithoutVersion = 'The id must be that of a version: “/subscriptions/…/NAME/versions/VERSION”.'

const armIdIn = (text: string) => /^(?:azureml:)?(\/subscriptions\/.+)$/i.exec(text)?.[1]

/** `NAME:VERSION` or `NAME@latest`. A version may hold colons, so the first one splits. */
function assetReference(
  text: string,
):
  | { kind: 'version'; name: string; version: string }
  | { kind: 'latest'; name: string }
  | { kind: 'invalid'; reason: string } {
  const [, name, version] = /^([^:@/]+):(.+)$/.exec(text) ?? []
  if (name && version) return { kind: 'version', name, version }
  const [, labelled, label] = /^([^:@/]+)@(.+)$/.exec(text) ?? []
  if (labelled && label === 'latest') return { kind: 'latest', name: labelled }
  if (labelled) return { kind: 'invalid', reason: `The only label is “latest”: “azureml:${labelled}@latest”.` }
  return { kind: 'invalid', reason: 'Name a version: “azureml:NAME:VERSION” or “azureml:NAME@latest”.' }
}
