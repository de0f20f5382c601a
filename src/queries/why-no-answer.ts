import { ArmError } from '../api/arm-error.ts'

/** What an error means for a page that can do without the answer: refused, not there, or no answer at all. */
export function whyNoAnswer(error: unknown): 'refused' | 'missing' | 'silent' {
  if (!(error instanceof ArmError)) return 'silent'
  if (error.status === 401 || error.status === 403) return 'refused'
  return error.status === 404 ? 'missing' : 'silent'
}
