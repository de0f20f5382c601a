import type { ServiceFailure } from '../contracts.ts'

/** Why a job failed, in words for the person who submitted it. */
export class JobError extends Error {
  readonly failure: ServiceFailure

  constructor(message: string, code: ServiceFailure['code'] = 'UserError', more: Partial<ServiceFailure> = {}) {
    super(message)
    this.failure = { ...more, code, message }
  }
}
