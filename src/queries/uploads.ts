import { ArmError } from '../api/arm-error.ts'
import type { PendingUploadResponseDto } from '../api/generated/arm.ts'
import { contentHashVersion } from '../domain/content-hash.ts'
import { sizeOf, type LocalAsset } from '../domain/local-files.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { hashLocal, type HashTask } from './hash-local.ts'
import type { SubmitServices } from './submit-services.ts'
import { uploadFiles } from './upload-files.ts'
import type { UploadProgress } from './upload-progress.ts'

export type UploadOptions = Readonly<{
  services: Pick<SubmitServices, 'codes' | 'datastores' | 'signDatastore' | 'uploadBlob' | 'listBlobs' | 'markBlob'>
  workspace: WorkspaceRef
  signal: AbortSignal
  onProgress: (progress: UploadProgress) => void
}>

/**
 * Makes sure that the workspace has a code version with this content.
 *
 * Name and place are made of the content's hash. So whoever uploads the same folder twice, or again after a lost answer,
 * a stop or a reload, meets what they have uploaded; and by the hash what other clients have.
 *
 * @returns the code version's ARM id, and whether it was there before
 * @throws UploadIncompleteError, ChangedOnDiskError, ArmError, NetworkError
 */
export async function uploadCode(
  asset: LocalAsset,
  options: UploadOptions,
): Promise<{ codeId: string; reused: boolean }> {
  const { services, workspace, signal } = options
  const hash = await hashOf(asset, { kind: 'content', files: asset.files }, options)
  signal.throwIfAborted()
  const name = guidFrom(hash)
  const version = '1'

  const [existing] = await services.codes.findByHash(workspace, name, hash, contentHashVersion).catch(noneWhenMissing)
  if (existing) return { codeId: existing.id, reused: true }

  const place = await codePlace(options, name, version)
  const folder = blobFolderName(asset.name)
  let { containerSasUri } = place
  let isFirst = true
  await uploadFiles({
    ...options,
    files: asset.files,
    folder,
    async sign() {
      if (isFirst) {
        isFirst = false
        return containerSasUri
      }
      const renewed = await codePlace(options, name, version)
      // Half of the folder here and half of it there would be no folder.
      if (renewed.containerUri !== place.containerUri)
        throw new Error('The right to upload has expired, and the workspace gave another place. Try again.')
      containerSasUri = renewed.containerSasUri
      return containerSasUri
    },
  })
  await markComplete(asset, { containerSasUri, folder, name, version }, options)

  const created = await services.codes.putVersion(workspace, name, version, {
    properties: {
      codeUri: `${place.containerUri}/${folder}`,
      isAnonymous: true,
      properties: { hash_sha256: hash, hash_version: contentHashVersion },
    },
  })
  return { codeId: created.id, reused: false }
}

type CodePlace = Readonly<{ containerUri: string; containerSasUri: string }>

/**
 * Asks for a container under an id made of the content, so that it is the same one each time.
 * @throws Error when the service gives no signature, as for a storage account that allows identities alone
 */
async function codePlace({ services, workspace }: UploadOptions, name: string, version: string): Promise<CodePlace> {
  const ask = (id?: string) => services.codes.startPendingUpload(workspace, name, version, id)
  // That an id may be used again is not written down; then each attempt begins anew in a container of its own.
  const { blobReferenceForConsumption }: PendingUploadResponseDto = await ask(name).catch((error: unknown) => {
    if (error instanceof ArmError && (error.status === 400 || error.status === 409)) return ask()
    throw error
  })
  const { blobUri, credential } = blobReferenceForConsumption ?? {}
  if (!blobUri || credential?.credentialType !== 'SAS' || !credential.sasUri) {
    throw new Error(
      'The workspace gave no place to upload the code to. Its storage may not allow uploads by signature.',
    )
  }
  return { containerUri: blobUri.replace(/\/$/, ''), containerSasUri: credential.sasUri }
}

/**
 * Uploads data where the CLI puts it: `LocalUpload/{hash}/{name}` of a datastore. The same data is there already,
 * whichever client has uploaded it.
 *
 * @returns the `azureml://datastores/…` address; that of a folder ends in a slash
 * @throws Error when the datastore is no blob container or gives no signature; UploadIncompleteError,
 *   ChangedOnDiskError, ArmError, NetworkError
 */
export async function uploadData(asset: LocalAsset, datastoreName: string, options: UploadOptions): Promise<string> {
  const { datastore, path } = await uploadToDatastore(asset, datastoreName, options)
  return `azureml://datastores/${datastore.name}/paths/${path}`
}

/**
 * Uploads the folder that an image is built from to the same place as data. Builds want an address of storage itself.
 *
 * @returns the `https://…` address of the folder, without a signature, ending in a slash
 * @throws as uploadData
 */
export async function uploadBuildContext(
  asset: LocalAsset,
  datastoreName: string,
  options: UploadOptions,
): Promise<string> {
  const { containerUri, path } = await uploadToDatastore(asset, datastoreName, options)
  return `${containerUri}/${path}`
}

async function uploadToDatastore(asset: LocalAsset, datastoreName: string, options: UploadOptions) {
  const { services, workspace, signal } = options
  const datastore = await services.datastores.get(workspace, datastoreName.replace(/^azureml:/, ''))
  const hashed = asset.entries.filter(({ leftOut }) => leftOut !== 'user').map(({ path, file }) => ({ path, file }))
  const data = { kind: asset.kind, files: hashed, ignoreText: asset.ignoreFile?.text }
  const hash = await hashOf(asset, { kind: 'object', data }, options)
  signal.throwIfAborted()

  const isFile = asset.kind === 'file'
  const folder = isFile ? `LocalUpload/${hash}` : `LocalUpload/${hash}/${blobFolderName(asset.name)}`
  let containerSasUri = ''
  const sign = async () => (containerSasUri = await services.signDatastore(workspace, datastore))
  await uploadFiles({ ...options, files: asset.files, folder, sign })
  await markComplete(asset, { containerSasUri, folder, name: guidFrom(hash), version: '1' }, options)
  const containerUri = containerSasUri.split('?')[0] ?? ''
  return { datastore, containerUri, path: isFile ? `${folder}/${asset.name}` : `${folder}/` }
}

function hashOf(asset: LocalAsset, task: HashTask, { signal, onProgress }: UploadOptions): Promise<string> {
  const totalBytes = sizeOf(asset)
  const report = (sentBytes: number) =>
    onProgress({
      phase: 'comparing',
      sentBytes,
      totalBytes,
      sentFiles: 0,
      totalFiles: asset.files.length,
      large: [],
      retrying: 0,
      failed: [],
    })
  return hashLocal(task, { signal, onProgress: report })
}

/** The CLI takes an upload for complete when its first file says so (`_set_confirmation_metadata` of azure-ai-ml). */
async function markComplete(
  { files }: LocalAsset,
  {
    containerSasUri,
    folder,
    name,
    version,
  }: { containerSasUri: string; folder: string; name: string; version: string },
  { services, signal }: UploadOptions,
) {
  const [first] = files.map(({ path }) => path).toSorted()
  try {
    await services.markBlob(containerSasUri, `${folder}/${first}`, { upload_status: 'completed', name, version })
  } catch {
    // Everything has arrived. Without the mark another client uploads the same once more.
    signal.throwIfAborted()
  }
}

/** The service keeps a folder's name in addresses; `#` or `?` there would end the path. */
const blobFolderName = (name: string) => name.replaceAll(/[^\w.()-]/g, '_')

/**
 * Half of a hash as a GUID, which is what the CLI's own names of unnamed code look like. Two of its digits say that it
 * was made of a name (version 5): there are checks that want to know.
 */
const guidFrom = (hash: string) =>
  [hash.slice(0, 8), hash.slice(8, 12), `5${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    '-',
  )

/** A code without any version is not found, which is one way of saying that there is none with this hash. */
function noneWhenMissing(error: unknown): [] {
  if (error instanceof ArmError && error.status === 404) return []
  throw error
}
