import { ArmError } from '../api/arm-error.ts'
import type { WorkspaceRef } from '../domain/refs.ts'

/** What there is under the name of an asset: its container and all versions of it. */
export type FoundAsset<A, V> = Readonly<{ asset: A; versions: V[] }>

type Assets<A, V> = Readonly<{
  get: (workspace: WorkspaceRef, name: string) => Promise<A>
  versions: (workspace: WorkspaceRef, name: string) => Promise<V[]>
}>

/** Null when the workspace has nothing of that name. @throws as ARM answers */
export async function findAsset<A, V>(
  assets: Assets<A, V>,
  workspace: WorkspaceRef,
  name: string,
): Promise<FoundAsset<A, V> | null> {
  try {
    const [asset, versions] = await Promise.all([assets.get(workspace, name), assets.versions(workspace, name)])
    return { asset, versions }
  } catch (error) {
    if (error instanceof ArmError && error.status === 404) return null
    throw error
  }
}
