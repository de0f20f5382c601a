import { useEffect } from 'react'
import type { JobRef } from '../../../domain/refs.ts'
import { workspaceKey } from '../../../queries/workspace-key.ts'

/** Which label of a job is being edited. */
export type EditedLabel = 'name' | 'description' | 'tags'

const labels: readonly EditedLabel[] = ['name', 'description', 'tags']

/**
 * What is typed and not saved, while the studio stays open: a link that leads elsewhere in the middle of an edit loses
 * none of it.
 */
const kept = new Map<string, unknown>()

export const editKey = (job: JobRef, label: EditedLabel) => `${workspaceKey(job.workspace)} ${job.jobName} ${label}`

/** What `useKeptEdit` kept under this key: of the shape that the one editor of this label gave it. */
export const keptEdit = (key: string): unknown => kept.get(key)

/** The label of a job whose edit was left unsaved. */
export const labelLeft = (job: JobRef) => labels.find((label) => kept.has(editKey(job, label)))

/**
 * Keeps what is typed for as long as it differs from what is stored.
 * @returns forgets it, for it is saved or given up
 */
export function useKeptEdit(key: string, typed: unknown, isChanged: boolean): () => void {
  useEffect(() => {
    if (isChanged) kept.set(key, typed)
    else kept.delete(key)
  }, [key, typed, isChanged])
  return () => void kept.delete(key)
}
