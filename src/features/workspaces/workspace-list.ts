import type { Subscription } from '../../api/subscriptions.ts'
import type { WorkspaceResource } from '../../api/workspaces.ts'
import { workspaceOfId } from '../../domain/refs.ts'
import { isSameWorkspace } from '../../parts/recent-workspaces.ts'
import type { WorkspacePlace } from '../../paths.ts'

/** A line of the list. */
export type WorkspaceEntry = Readonly<{
  place: WorkspacePlace
  id: string
  name: string
  /** A second name, where somebody gave one. */
  friendlyName: string | undefined
  region: string
  subscriptionName: string
  isRecent: boolean
}>

/** Hubs, projects and feature stores are the same resource type with another `kind`; jobs live in none of them. */
const isPlainWorkspace = ({ kind }: WorkspaceResource) => !kind || kind.toLowerCase() === 'default'

/** Many friendly names only spell the name differently. */
function otherName({ name, properties: { friendlyName } }: WorkspaceResource): string | undefined {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return friendlyName && letters(friendlyName) !== letters(name) ? friendlyName : undefined
}

/** What a tenant holds as lines: the ones used last in that order, then the others by name. */
export function workspaceEntries(
  { workspaces, subscriptions }: { workspaces: readonly WorkspaceResource[]; subscriptions: readonly Subscription[] },
  recent: readonly WorkspacePlace[],
  tenantId: string,
): WorkspaceEntry[] {
  const subscriptionNames = new Map(subscriptions.map((s) => [s.subscriptionId.toLowerCase(), s.displayName]))
  const rank = ({ place }: WorkspaceEntry) => {
    const index = recent.findIndex((other) => isSameWorkspace(other, place))
    return index === -1 ? recent.length : index
  }
  return workspaces
    .filter(isPlainWorkspace)
    .flatMap((workspace): WorkspaceEntry[] => {
      const ref = workspaceOfId(workspace.id)
      if (!ref) return []
      return [
        {
          place: { ...ref, tenantId },
          id: workspace.id,
          name: workspace.name,
          friendlyName: otherName(workspace),
          region: workspace.location ?? '',
          subscriptionName: subscriptionNames.get(ref.subscriptionId.toLowerCase()) ?? ref.subscriptionId,
          isRecent: recent.some((other) => isSameWorkspace(other, ref)),
        },
      ]
    })
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}

/** Every word must be found somewhere in what the line shows. */
export function matchesSearch(entry: WorkspaceEntry, search: string): boolean {
  const text = [entry.name, entry.friendlyName, entry.place.resourceGroup, entry.region, entry.subscriptionName]
    .join(' ')
    .toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
