export type EnvironmentSource = 'workspace' | 'curated' | 'registry' | 'image' | 'conda' | 'build' | 'other'

/** Where an environment comes from, by what stands in the YAML, also while it is still being typed. */
export function environmentSource(text: string, keys: readonly string[], isMap: boolean): EnvironmentSource {
  if (isMap) return keys.includes('build') ? 'build' : keys.includes('conda_file') ? 'conda' : 'image'
  if (text.startsWith('azureml:AzureML-')) return 'curated'
  if (text.startsWith('azureml://registries/')) return 'registry'
  return text === '' || /^azureml:(?!\/)/.test(text) ? 'workspace' : 'other'
}

/**
 * Name and version of `azureml:NAME:VERSION` and `azureml:NAME@latest`, and of what they look like while being typed.
 * @returns the version with its separator: `:3`, `@latest` or nothing
 */
export function namedParts(text: string): { name: string; version: string } {
  const match = /^azureml:(?<name>[^:@/]*)(?<version>@latest|:.*)?$/.exec(text)
  return { name: match?.groups?.['name'] ?? '', version: match?.groups?.['version'] ?? '' }
}

export type RegistryParts = Readonly<{
  registry: string
  name: string
  /** Empty for the newest one. */
  version: string
}>

/** Parts of `azureml://registries/REGISTRY/environments/NAME/versions/VERSION` and `…/labels/latest`. */
export function registryParts(text: string): RegistryParts {
  const [, registry = '', name = '', tail = ''] =
    /^azureml:\/\/registries\/([^/]*)(?:\/environments\/([^/]*)(?:\/(.*))?)?$/.exec(text) ?? []
  const version = /^versions\/(.*)$/.exec(tail)?.[1] ?? ''
  return { registry, name, version }
}

export const registryReference = ({ registry, name, version }: RegistryParts): string =>
  `azureml://registries/${registry}/environments/${name}/${version === '' ? 'labels/latest' : `versions/${version}`}`
