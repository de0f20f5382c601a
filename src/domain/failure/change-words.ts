import type { JobChange } from './failure.ts'

/** What the change is called: `Duplicate with …`. */
export function changeInWords(change: JobChange): string {
  return change.kind === 'add-package' ? `${change.package} added` : words[change.kind]
}

const words: Record<Exclude<JobChange['kind'], 'add-package'>, string> = {
  'longer-timeout': 'a longer time limit',
  'more-memory': 'more memory',
  'more-gpu-memory': 'a larger GPU',
  'more-disk': 'a larger disk',
  'more-shared-memory': 'more shared memory',
  dedicated: 'dedicated nodes',
}
