import type { AssetType, WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from '../queries/workspace-key.ts'
import { readDraft, saveDraft } from './drafts.ts'

/**
 * Under which the browser keeps the draft of an asset version.
 * @param origin tells the drafts of a workspace apart: `new`, `{name}:{version}` of a version, or that of one more draft
 */
export const assetDraftKey = (collection: AssetType, workspace: WorkspaceRef, origin: string) =>
  `${collection}.${workspaceKey(workspace)}.${origin}`

/** Of a draft that another page has made, by the `draft` of the address. */
export const draftOrigin = (id: string) => `draft:${id}`

/**
 * Keeps a text as one more draft of an asset, which its page opens with.
 *
 * @returns what opens it: the `draft` of the page's address
 * @throws Error when the browser keeps nothing
 */
export function addAssetDraft(collection: AssetType, workspace: WorkspaceRef, text: string): string {
  const id = crypto.randomUUID().slice(0, 8)
  const key = assetDraftKey(collection, workspace, draftOrigin(id))
  saveDraft({ key, text, changedAt: Date.now() })
  if (!readDraft(key)) throw new Error('This browser has no room for it, or forbids this site to keep anything.')
  return id
}
