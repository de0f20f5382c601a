/** Why a job failed, in words for the person who submitted it. */
export class JobError extends Error {
  readonly code: 'UserError' | 'ServiceError'

  constructor(message: string, code: JobError['code'] = 'UserError') {
    super(message)
    this.code = code
  }
}
