/** Properties of codes, data and models that say where their bytes are. */
const assetFields = ['codeUri', 'dataUri', 'modelUri']
/** Properties of jobs that hold such places by name. */
const bindingFields = ['inputs', 'outputs']

/**
 * The properties of an asset version or a job with every address of data changed by `change`. Resources are stored
 * with `durableUrl` and shown with `currentUrl` of the blob account: our ports may be others at the next start.
 */
export function withAddresses(properties: Record<string, unknown>, change: (url: string) => string) {
  const changed = { ...properties }
  for (const field of assetFields) {
    const url = properties[field]
    if (typeof url === 'string') changed[field] = change(url)
  }
  for (const field of bindingFields) {
    const bindings = properties[field]
    if (typeof bindings !== 'object' || bindings === null) continue
    changed[field] = Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, binding(value, change)]))
  }
  return changed
}

const binding = (value: unknown, change: (url: string) => string): unknown =>
  typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string'
    ? { ...value, uri: change(value.uri) }
    : value
