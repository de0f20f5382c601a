import { localKey, sizeOf, type LocalAssets } from '../../../domain/local-files.ts'
import { isSameId, workspaceId, type WorkspaceRef } from '../../../domain/refs.ts'
import { formatBytes, plural } from '../../../lib/numbers.ts'
import { bad, good, unknown, type Finding } from './check.ts'

/** Names compare without regard to letter case, as parts of ARM ids do. */
export const isSameWorkspace = (a: WorkspaceRef, b: WorkspaceRef) => isSameId(workspaceId(a), workspaceId(b))

/** Of what is not of this workspace. */
export const elsewhere = unknown('It is in another workspace; whether it is there, only the service can tell.')

/** Whether a local path was picked from the disk, and what it comes to. */
export function pickedFinding(path: string, assets: LocalAssets): Finding {
  const asset = assets.get(localKey(path))
  if (!asset)
    return bad(`${path} is not chosen yet.`, 'Choose it from your disk: a browser cannot open a path by itself.')
  if (asset.files.length === 0) return bad(`All files of ${path} are left out.`, 'Take some of them in again.')
  return good(`${plural(asset.files.length, 'file')}, ${formatBytes(sizeOf(asset))}.`)
}
