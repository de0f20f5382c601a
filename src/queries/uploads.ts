import { ArmError } from '../api/arm-error.ts'
import type { PendingUploadResponseDto } from '../api/generated/arm.ts'
import type { SubmitServices } from './submit-services.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { mapConcurrent } from '../lib/concurrency.ts'
import { contentHash, contentHashVersion } from '../domain/content-hash.ts'
import { sizeOf, type LocalAsset } from '../domain/local-files.ts'

export type UploadProgress = Readonly<{ sentBytes: number; totalBytes: number }>

/** What an earlier attempt got done with an asset, so that the next one sends only the rest. */
type UploadMemory = {
  /** Keeps uploads of things with the same name apart. */
  readonly id: string
  /** Where code goes: asked for once, since each time may be another place. */
  codePlace?: CodePlace | undefined
  /** The folder that `sent` is about. */
  folderUri: string
  sent: Set<string>
}
type CodePlace = Readonly<{ containerUri: string; containerSasUri: string }>

/** One for as long as the page is open; entries go with the files. */
export type UploadMemories = WeakMap<LocalAsset, UploadMemory>

function memoryOf(asset: LocalAsset, memories: UploadMemories): UploadMemory {
  const known = memories.get(asset)
  if (known) return known
  const memory = { id: crypto.randomUUID().replaceAll('-', ''), folderUri: '', sent: new Set<string>() }
  memories.set(asset, memory)
  return memory
}

export type UploadOptions = Readonly<{
  services: Pick<SubmitServices, 'codes' | 'datastores' | 'signDatastore' | 'uploadBlob'>
  workspace: WorkspaceRef
  memories: UploadMemories
  signal: AbortSignal
  onProgress: (progress: UploadProgress) => void
}>

/** Files at a time; browsers open six connections to a host. */
const parallelUploads = 5

/** Above this a folder is not hashed (Web Crypto wants it whole in memory), only uploaded. */
const largestHashedBytes = 256 * 1024 * 1024

/**
 * Makes sure that the workspace has a code version with this content.
 *
 * The name is made of the content's hash, so whoever uploads the same folder twice, or again after a lost answer, meets
 * their own version.
 *
 * @returns the code version's ARM id, and whether it was there before
 */
export async function uploadCode(
  asset: LocalAsset,
  options: UploadOptions,
): Promise<{ codeId: string; reused: boolean }> {
  const { services, workspace, signal, memories } = options
  const memory = memoryOf(asset, memories)
  const hash = sizeOf(asset) <= largestHashedBytes ? await contentHash(asset.files) : undefined
  signal.throwIfAborted()
  const name = guidFrom(hash ?? memory.id)
  const version = '1'

  if (hash) {
    const [existing] = await services.codes.findByHash(workspace, name, hash, contentHashVersion).catch(noneWhenMissing)
    if (existing) return { codeId: existing.id, reused: true }
  }
  const place = (memory.codePlace ??= codePlace(await services.codes.startPendingUpload(workspace, name, version)))
  const folder = blobFolderName(asset.name)
  try {
    await uploadFiles(asset, { ...place, folder }, options)
  } catch (error) {
    // The signature has expired: the next attempt asks for a new one.
    if (error instanceof ArmError && error.status === 403) memory.codePlace = undefined
    throw error
  }

  const created = await services.codes.putVersion(workspace, name, version, {
    properties: {
      codeUri: `${place.containerUri}/${folder}`,
      isAnonymous: true,
      ...(hash && { properties: { hash_sha256: hash, hash_version: contentHashVersion } }),
    },
  })
  return { codeId: created.id, reused: false }
}

/** @throws Error when the service gives no signature, as for a storage account that allows identities alone */
function codePlace({ blobReferenceForConsumption }: PendingUploadResponseDto): CodePlace {
  const { blobUri, credential } = blobReferenceForConsumption ?? {}
  if (!blobUri || credential?.credentialType !== 'SAS' || !credential.sasUri) {
    throw new Error(
      'The workspace gave no place to upload the code to. Its storage may not allow uploads by signature.',
    )
  }
  return { containerUri: blobUri.replace(/\/$/, ''), containerSasUri: credential.sasUri }
}

/**
 * Uploads a data input where the CLI puts it: `LocalUpload/{id}/{name}` of a datastore.
 *
 * @returns the `azureml://datastores/…` address; that of a folder ends in a slash
 * @throws Error when the datastore is no blob container or gives no signature
 */
export async function uploadData(asset: LocalAsset, datastoreName: string, options: UploadOptions): Promise<string> {
  const { services, workspace, memories } = options
  const { id } = memoryOf(asset, memories)
  const datastore = await services.datastores.get(workspace, datastoreName)
  const containerSasUri = await services.signDatastore(workspace, datastore)
  const isFile = asset.kind === 'file'
  const folder = isFile ? `LocalUpload/${id}` : `LocalUpload/${id}/${blobFolderName(asset.name)}`
  await uploadFiles(asset, { containerUri: containerSasUri.split('?')[0] ?? '', containerSasUri, folder }, options)
  const path = isFile ? `${folder}/${asset.name}` : `${folder}/`
  return `azureml://datastores/${datastore.name}/paths/${path}`
}

async function uploadFiles(
  asset: LocalAsset,
  { containerUri, containerSasUri, folder }: { containerUri: string; containerSasUri: string; folder: string },
  { services, memories, signal, onProgress }: UploadOptions,
) {
  const folderUri = `${containerUri}/${folder}`
  const memory = memoryOf(asset, memories)
  if (memory.folderUri !== folderUri) Object.assign(memory, { folderUri, sent: new Set<string>() })

  const totalBytes = sizeOf(asset)
  const sentByPath = new Map<string, number>()
  const report = (path: string, bytes: number) => {
    sentByPath.set(path, bytes)
    onProgress({ sentBytes: sentByPath.values().reduce((sum, sent) => sum + sent, 0), totalBytes })
  }
  // The first failure ends the others too: nothing goes on sending behind a step that is shown as failed.
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  try {
    await mapConcurrent(asset.files, parallelUploads, async ({ path, file }) => {
      either.throwIfAborted()
      if (!memory.sent.has(path)) {
        await services.uploadBlob({
          containerSasUri,
          blobName: `${folder}/${path}`,
          file,
          signal: either,
          onProgress: (bytes) => report(path, bytes),
        })
        memory.sent.add(path)
      }
      report(path, file.size)
    })
  } catch (error) {
    stop.abort(error)
    throw error
  }
}

/** The service keeps a folder's name in addresses; `#` or `?` there would end the path. */
const blobFolderName = (name: string) => name.replaceAll(/[^\w.()-]/g, '_')

/** 32 hex digits in the form of a GUID, which is what the CLI's own names of unnamed code look like. */
const guidFrom = (hash: string) =>
  [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')

/** A code without any version is not found, which is one way of saying that there is none with this hash. */
function noneWhenMissing(error: unknown): [] {
  if (error instanceof ArmError && error.status === 404) return []
  throw error
}
