import type { WorkspaceRef } from '../domain/refs.ts'
import type { AzureMl } from './azureml.ts'
import type { DatastoreResource } from './datastores.ts'
import type { AzureBlobDatastore } from './generated/arm.ts'

/**
 * An address of a datastore's blob container that carries a signature for reading and writing.
 *
 * @throws ArmError 403 for accounts without `datastores/listSecrets/action`; Error for a datastore that is no blob
 *   container or is used by identity alone, for which a page has no token
 */
export async function signDatastore(
  datastores: Pick<AzureMl['datastores'], 'listSecrets'>,
  workspace: WorkspaceRef,
  { name, properties }: DatastoreResource,
): Promise<string> {
  if (properties.datastoreType !== 'AzureBlob') {
    throw new Error(`The datastore ${name} is no blob container: files cannot be uploaded to it from a browser.`)
  }
  const container = containerUri(properties)
  const secrets = await datastores.listSecrets(workspace, name)
  if (secrets.secretsType === 'Sas' && secrets.sasToken) return `${container}?${secrets.sasToken.replace(/^\?/, '')}`
  if (secrets.secretsType === 'AccountKey' && secrets.key) return `${container}?${await sign(properties, secrets.key)}`
  throw new Error(
    `The datastore ${name} has no key or signature (${secrets.secretsType}). Upload the data by other means and give its azureml:// address.`,
  )
}

/** Address of a datastore's container, without a signature. */
export function containerUri({ protocol, accountName, endpoint, containerName }: AzureBlobDatastore): string {
  const suffix = endpoint ?? 'core.windows.net'
  const scheme = protocol ?? 'https'
  // A local storage server has no host name per account: the account is the first part of the path.
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(suffix)
  const account = isLocal ? `${suffix}/${accountName}` : `${accountName}.blob.${suffix}`
  return `${scheme}://${account}/${containerName}`
}

const signatureVersion = '2022-11-02'
const permissions = 'racwl'
const validMs = 8 * 60 * 60 * 1000

/**
 * Signs a container SAS with an account key, as a service SAS of that version is made:
 * https://learn.microsoft.com/rest/api/storageservices/create-service-sas
 */
async function sign({ accountName, containerName }: AzureBlobDatastore, key: string): Promise<string> {
  const expiry = `${new Date(Date.now() + validMs).toISOString().slice(0, 19)}Z`
  const fields = [
    permissions,
    '', // start
    expiry,
    `/blob/${accountName}/${containerName}`,
    '', // identifier
    '', // address range
    'https',
    signatureVersion,
    'c', // resource: a container
    '', // snapshot time
    '', // encryption scope
    ...Array.from({ length: 5 }, () => ''), // response headers
  ]
  const hmacKey = await crypto.subtle.importKey('raw', bytesOf(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', hmacKey, new TextEncoder().encode(fields.join('\n')))
  return new URLSearchParams({
    sv: signatureVersion,
    spr: 'https',
    se: expiry,
    sr: 'c',
    sp: permissions,
    sig: btoa(String.fromCharCode(...new Uint8Array(signature))),
  }).toString()
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
