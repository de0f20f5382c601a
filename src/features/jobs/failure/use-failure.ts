import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { JobResource } from '../../../api/jobs.ts'
import type { Run, RunDetails } from '../../../api/run-history.ts'
import { isoToSeconds } from '../../../domain/duration.ts'
import { explainFailure } from '../../../domain/failure/explain-failure.ts'
import type { Failure } from '../../../domain/failure/failure.ts'
import type { LogTail } from '../../../domain/failure/log-lines.ts'
import { trialCauses } from '../../../domain/failure/trial-causes.ts'
import { codeOf } from '../../../domain/job-work.ts'
import type { JobRef } from '../../../domain/refs.ts'
import { withoutSecrets } from '../../../domain/without-secrets.ts'
import { msOf } from '../../../lib/dates.ts'
import { codeModuleQueries } from '../../../queries/code-modules.ts'
import { logTailQueries, type WantedLog } from '../../../queries/log-tails.ts'
import { runQueries } from '../../../queries/run.ts'
import { jobStatus } from '../job-list.ts'
import { logFilesOf, type LogGroup } from '../logs/log-files.ts'
import { sweepOf } from '../trials/trials.ts'

/** A job of hundreds of processes says what happened in its first few logs. */
const mostScripts = 16

const roles: Partial<Record<LogGroup, WantedLog['role']>> = { 'Your script': 'script', 'Image build': 'image' }

/** The logs that a cause can stand in: what the processes and the image build printed. Of retries the last one counts. */
export function wantedLogs(names: readonly string[]): WantedLog[] {
  const files = logFilesOf(names)
  const wanted = files.flatMap(({ name, group }): WantedLog[] => {
    const role = roles[group]
    return role ? [{ file: name, role }] : []
  })
  const scripts = wanted.filter(({ role }) => role === 'script').slice(0, mostScripts)
  const lastRetry = files
    .filter(({ name, group }) => group === 'Other attempts' && name.includes('user_logs/'))
    .slice(-1)
  const ownScripts =
    scripts.length > 0 ? scripts : lastRetry.map(({ name }) => ({ file: name, role: 'script' as const }))
  return [...ownScripts, ...wanted.filter(({ role }) => role === 'image')]
}

/** The trials of a sweep that has ended, read once: they change no more. */
export const useTrials = (sweep: JobRef, enabled = true) =>
  useQuery({ ...runQueries.children(sweep), enabled, staleTime: Infinity })

/** Why a job ended without success, read once: it changes no more. */
export function useFailure(job: JobResource, details: RunDetails, ref: JobRef) {
  const client = useQueryClient()
  const status = jobStatus(job)
  const wanted = useMemo(() => wantedLogs(Object.keys(details.logFiles ?? {})), [details.logFiles])
  const tails = useQuery(logTailQueries.ofEnded(client, ref, wanted))
  const run = useQuery({ ...runQueries.run(ref), enabled: status === 'Canceled', staleTime: Infinity })
  const { data: trials = noTrials, isLoading: areTrialsLoading } = useTrials(ref, sweepOf(job) !== undefined)
  const { data: logs = noLogs, error } = tails
  const reason = run.data?.cancelationReason ?? undefined
  const known = useMemo((): Known => ({ details, logs, reason, trials }), [details, logs, reason, trials])
  const atFirst = useMemo(() => failureOf(job, known), [job, known])
  const code = codeOf(job)
  const modules = useQuery({
    ...codeModuleQueries.of(client, ref.workspace, code),
    // Whoever may not read the code just does not get to know: a package is then looked for on PyPI.
    enabled: code !== undefined && atFirst.changes.some(({ kind }) => kind === 'add-package'),
  })
  const ownModules = modules.data
  const failure = useMemo(
    () => (ownModules ? failureOf(job, { ...known, ownModules }) : atFirst),
    [job, known, ownModules, atFirst],
  )
  const isPending = tails.isPending || areTrialsLoading || modules.isLoading
  return { failure, error, isPending, retry: () => void tails.refetch() }
}

const noLogs: readonly LogTail[] = []
const noTrials: readonly Run[] = []

/** What the service and the logs tell beside the job itself. */
type Known = Readonly<{
  details: RunDetails
  logs: readonly LogTail[]
  reason: string | undefined
  trials: readonly Run[]
  ownModules?: readonly string[]
}>

function failureOf(job: JobResource, { details, logs, reason, trials, ownModules }: Known): Failure {
  const { properties } = job
  const limits = 'limits' in properties ? properties.limits : undefined
  const start = msOf(details.startTimeUtc)
  const end = msOf(details.endTimeUtc)
  const failure = explainFailure({
    status: jobStatus(job),
    error: details.error?.error,
    cancelation: { reason, by: details.lastModifiedBy?.userName ?? undefined },
    timeoutSeconds: isoToSeconds(limits?.timeout ?? ''),
    ranSeconds: start === undefined || end === undefined ? undefined : (end - start) / 1000,
    isTrial: details.parentRunId != null,
    trialFailure: trialCauses(trials, ownModules)[0]?.failure,
    ownModules,
    logs,
  })
  // A copy of the same shape, its texts without signatures and tokens.
  return withoutSecrets(failure) as Failure
}
