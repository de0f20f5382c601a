import type { ServiceFailure } from '../contracts.ts'
import { type FailureFacts, failureText, killed } from './asked-failure.ts'
import type { StopReason } from './job-table.ts'
import type { Exit } from './job-process.ts'
import { JobError } from './job-error.ts'

export type Outcome =
  | Readonly<{ phase: 'Completed' | 'Canceled'; failure?: undefined }>
  | Readonly<{ phase: 'Failed'; failure: ServiceFailure }>

/** The end of a job whose command has ended. @param facts.failure which process of several failed, and how */
export function outcomeOf(
  exit: Exit,
  stopReason: StopReason | null,
  facts: { timeout: string; hasPython: boolean; failure?: string | undefined; asked: FailureFacts },
): Outcome {
  if (stopReason === 'cancel') return { phase: 'Canceled' }
  if (stopReason === 'timeout') {
    return failed('UserError', `The job ran longer than its limit (limits.timeout = ${facts.timeout}) and was ended.`)
  }
  if (stopReason === 'shutdown') {
    return failed('ServiceError', 'The local Azure ML was stopped while this job ran, which ended it. Submit it again.')
  }
  if (stopReason !== null) return { phase: 'Failed', failure: failureText(stopReason, facts.asked) }
  if (exit.kind === 'code' && exit.code === 0) return { phase: 'Completed' }
  if (facts.failure !== undefined) return failed('UserError', facts.failure)
  const isKilled = exit.kind === 'signal' ? exit.signal === 'SIGKILL' : exit.kind === 'code' && exit.code === 137
  if (isKilled) return { phase: 'Failed', failure: killed }
  if (exit.kind === 'code') return failed('UserError', `Command exited with code ${exit.code}${hint(exit.code, facts)}`)
  if (exit.kind === 'signal') return failed('UserError', `Command was ended by ${exit.signal}`)
  return failed(
    'ServiceError',
    'The local Azure ML was not running when this job ended, and the job left no exit code: it was killed or the ' +
      'machine was restarted. Its log is kept as far as it was written.',
  )
}

/** The end of a job that failed around its command: while it was prepared or while its files were kept. */
export function failureOf(error: unknown): Outcome {
  if (error instanceof JobError) return { phase: 'Failed', failure: error.failure }
  return failed(
    'ServiceError',
    `The local Azure ML failed at this job: ${error instanceof Error ? error.message : String(error)}`,
  )
}

const failed = (code: ServiceFailure['code'], message: string): Outcome => ({
  phase: 'Failed',
  failure: { code, message },
})

/** 127 is the shell's "command not found". */
const hint = (code: number, { hasPython }: { hasPython: boolean }) =>
  code === 127 && !hasPython ? ': this machine has no python3 on its PATH, which jobs that run Python need' : ''
