import { parseYaml } from '../../domain/job-spec/yaml-tree.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import type { SavedDraft } from '../../parts/drafts.ts'
import { workspaceKey } from '../../queries/workspace-key.ts'

/** @param id tells the drafts of a workspace apart; an empty one gives what all their keys begin with */
export const jobDraftKey = (workspace: WorkspaceRef, id: string) => `job.${workspaceKey(workspace)}.${id}`

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

const titleKeys = ['display_name', 'name', 'experiment_name', 'description']

/** What its author would know a draft by. */
export function draftTitle({ text }: Pick<SavedDraft, 'text'>): string {
  const yaml = parseYaml(text)
  if (yaml.ok) {
    for (const key of titleKeys) {
      const value = yaml.root.entries.get(key)?.value
      if (value?.kind === 'scalar' && value.text !== '') return value.text
    }
  }
  return text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('$schema')) ?? 'An empty draft'
}
