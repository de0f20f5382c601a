/** Where a blob is, in the path-style form `{origin}/{account}/{container}/{name}`; no name means the container. */
export type BlobAddress = Readonly<{ account: string; container: string; name: string | undefined }>

/**
 * Reads the path of a request or an address, as it was sent: a URL parser would swallow `..` and turn `\` into `/`,
 * and both may stand in a blob's name.
 * @param path `/account/container/any/name`, still escaped, without a query
 * @returns undefined when it names no container or holds a broken escape
 */
export function parseBlobPath(path: string): BlobAddress | undefined {
  const [, account = '', container = '', rest = ''] = /^\/([^/]+)(?:\/([^/]+)(?:\/(.*))?)?$/s.exec(path) ?? []
  try {
    const name = decodeURIComponent(rest)
    if (!account || !container) return undefined
    return {
      account: decodeURIComponent(account),
      container: decodeURIComponent(container),
      name: name === '' ? undefined : name,
    }
  } catch {
    return undefined
  }
}

/** Escapes a name by segment, so that folders stay visible in the address. */
export const escapeBlobName = (name: string) => name.split('/').map(encodeURIComponent).join('/')

/** Where the account would be in Azure. */
const azureOrigin = (account: string) => `https://${account}.blob.core.windows.net`

/** An address in `account` at one of `origins`, as it would be in Azure; any other address as it is. */
export function toAzureAddress(url: string, account: string, origins: readonly string[]): string {
  const origin = origins.find((candidate) => url.toLowerCase().startsWith(`${candidate}/${account}/`))
  return origin === undefined ? url : azureOrigin(account) + url.slice(origin.length + account.length + 1)
}

/** The way back: an address in `account` in Azure as it is at `origin`. */
export const toLocalAddress = (url: string, account: string, origin: string): string =>
  url.toLowerCase().startsWith(`${azureOrigin(account)}/`)
    ? `${origin}/${account}${url.slice(azureOrigin(account).length)}`
    : url

/**
 * Reads the address of a blob in `account`, in path style at one of `origins` or in the service's own style,
 * `https://{account}.blob.core.windows.net/{container}/{name}`. A query (a SAS) is ignored.
 * @param origins hosts of the account, e.g. `http://localhost:4282`
 */
export function locateBlob(
  url: string,
  account: string,
  origins: readonly string[],
): { container: string; name: string } | undefined {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/?#]+)([^?#]*)/i.exec(url) ?? []
  const isCloudStyle = origin.toLowerCase() === azureOrigin(account)
  if (!isCloudStyle && !origins.includes(origin.toLowerCase())) return undefined
  const address = parseBlobPath(isCloudStyle ? `/${account}${path}` : path)
  if (!address || address.account !== account) return undefined
  return { container: address.container, name: address.name ?? '' }
}
