import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, ScrollText } from 'lucide-react'
import { Link, useLocation, useSearchParams } from 'react-router'
import type { JobRef } from '../../../domain/refs.ts'
import { saveFile } from '../../../lib/save-file.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { LogView } from '../../../parts/LogView.tsx'
import { StaleNote } from '../../../parts/StaleNote.tsx'
import { downloadLog } from '../../../queries/run-files.ts'
import { runQueries } from '../../../queries/run.ts'
import { Button } from '../../../ui/Button.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { EmptyState } from '../../../ui/Notice.tsx'
import { chosenLogFile, logFilesOf, type LogFile } from './log-files.ts'
import styles from './LogsTab.module.css'
import { useLog } from './use-log.ts'

/** What a job printed and what the platform noted, as it happens. */
export function LogsTab({ job, live }: { job: JobRef; live: boolean }) {
  const [params] = useSearchParams()
  const details = useQuery({ ...runQueries.details(job), refetchInterval: live ? 3_000 : false })
  const files = logFilesOf(Object.keys(details.data?.logFiles ?? {}))
  const file = chosenLogFile(files, params.get('file'))

  if (details.isPending) return <SkeletonRows rows={8} label="Loading the logs" />
  if (details.isLoadingError)
    return <FailureNote error={details.error} action="Find the logs" onRetry={() => void details.refetch()} />
  if (!file)
    return (
      <EmptyState icon={<ScrollText size={24} />} title={live ? 'No log yet' : 'This job left no log'}>
        {live
          ? 'What the job prints appears here as soon as it starts; this page looks by itself.'
          : 'It ended before it could write one.'}
      </EmptyState>
    )
  return (
    <div className={styles.logs}>
      {files.length > 1 && <LogFiles files={files} current={file} />}
      <OneLog key={file.name} job={job} file={file} live={live} />
    </div>
  )
}

function LogFiles({ files, current }: { files: LogFile[]; current: LogFile }) {
  const { search } = useLocation()
  const to = (name: string) => {
    const params = new URLSearchParams(search)
    params.set('file', name)
    return { search: params.toString() }
  }
  return (
    <nav aria-label="Log files" className={styles.files}>
      {(['Your script', 'System'] as const).map((group) => {
        const inGroup = files.filter((file) => file.group === group)
        if (inGroup.length === 0) return null
        return (
          <div key={group}>
            <h3>{group}</h3>
            <ul>
              {inGroup.map(({ name, label }) => (
                <li key={name}>
                  <Link
                    to={to(name)}
                    replace
                    preventScrollReset
                    title={name}
                    aria-current={name === current.name ? 'page' : undefined}
                  >
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

function OneLog({ job, file, live }: { job: JobRef; file: LogFile; live: boolean }) {
  const queryClient = useQueryClient()
  const { log, poll, loadEarlier } = useLog(job, file.name, live)
  const download = useMutation({
    mutationFn: () => downloadLog(queryClient, job, file.name),
    onSuccess: (content) => saveFile(`${job.jobName}-${file.name.split('/').at(-1) ?? 'log.txt'}`, content),
  })
  const earlier = useMutation({ mutationFn: loadEarlier })
  return (
    <div className={styles.one}>
      {log.loaded && <StaleNote query={poll} />}
      {poll.isLoadingError && (
        <FailureNote error={poll.error} action="Read the log" onRetry={() => void poll.refetch()} />
      )}
      {earlier.error && <FailureNote error={earlier.error} action="Load earlier lines" />}
      {download.error && <FailureNote error={download.error} action="Download the log" />}
      {log.loaded ? (
        <LogView
          label={file.group === 'Your script' ? `Log of your script, ${file.label}` : `System log ${file.label}`}
          log={log}
          live={live}
          onLoadEarlier={() => earlier.mutateAsync().catch(() => undefined)}
          actions={
            <Button
              variant="ghost"
              small
              icon={<Download size={15} />}
              busy={download.isPending}
              onClick={() => download.mutate()}
            >
              Download
            </Button>
          }
        />
      ) : (
        !poll.error && <SkeletonRows rows={8} label="Loading the log" />
      )}
      {log.loaded && log.size === 0 && (
        <p className={styles.empty}>
          {live ? 'Nothing has been printed yet.' : 'The job printed nothing to this file.'}
        </p>
      )}
    </div>
  )
}
