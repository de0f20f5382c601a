import { parseYaml } from '../domain/job-spec/yaml/yaml-tree.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { readDraft, saveDraft, type SavedDraft } from './drafts.ts'
import { workspaceKey } from '../queries/workspace-key.ts'

/**
 * Under which the browser keeps a draft.
 * @param origin tells the drafts of a workspace apart: `new`, or a query parameter of the page and its value, as in
 *   `from:{job}` and `draft:{id}`; an empty one gives what all their keys begin with
 */
export const jobDraftKey = (workspace: WorkspaceRef, origin: string) => `job.${workspaceKey(workspace)}.${origin}`

/**
 * The query that opens the draft of an origin again.
 * @param copyOf the job that the draft is a copy of, where its origin does not say
 */
export function placeOfOrigin(origin: string, copyOf?: string): string | undefined {
  const [, name, value] = /^(\w+):(.+)$/.exec(origin) ?? []
  if (!name || !value) return undefined
  const params = new URLSearchParams([[name, value]])
  if (copyOf !== undefined) params.set('from', copyOf)
  return params.toString()
}

/** For one more draft beside the others. */
export const newDraftId = () => crypto.randomUUID().slice(0, 8)

/**
 * Keeps a text as one more draft, which its page opens with.
 *
 * @param copyOf the job that the text was made of: the page then shows what differs
 * @returns what opens it
 * @throws Error when the browser keeps nothing
 */
export function addJobDraft(workspace: WorkspaceRef, text: string, copyOf?: string): DraftPlace & { draft: string } {
  const id = newDraftId()
  const origin = `draft:${id}`
  const key = jobDraftKey(workspace, origin)
  saveDraft({ key, text, changedAt: Date.now(), place: placeOfOrigin(origin, copyOf) })
  if (!readDraft(key)) throw new Error('This browser has no room for it, or forbids this site to keep anything.')
  return { draft: id, ...(copyOf !== undefined && { from: copyOf }) }
}

/** What the new-job page is opened with to show a draft: see `paths.newJob`. */
export type DraftPlace = { from?: string; sample?: 'iris'; draft?: string }

/** The place of a saved draft; what is not one of ours opens an empty job. */
export function placeOptions(place: string | undefined): DraftPlace {
  const params = new URLSearchParams(place)
  const from = params.get('from')
  const draft = params.get('draft')
  return {
    ...(from && { from }),
    ...(params.get('sample') === 'iris' && { sample: 'iris' }),
    ...(draft && { draft }),
  }
}

const titleKeys = ['display_name', 'name', 'experiment_name', 'description', 'command']

/** What its author would know a draft by. */
export function draftTitle({ text }: Pick<SavedDraft, 'text'>): string {
  const yaml = parseYaml(text)
  if (yaml.ok) {
    for (const key of titleKeys) {
      const value = yaml.root.entries.get(key)?.value
      if (value?.kind === 'scalar' && value.text !== '') return value.text.trim().split('\n')[0] ?? ''
    }
  }
  return text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('$schema')) ?? 'An empty draft'
}
