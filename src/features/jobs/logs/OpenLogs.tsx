import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useLocation } from 'react-router'
import type { JobRef } from '../../../domain/refs.ts'
import type { LogBook } from '../../../lib/log/log-types.ts'
import { plural } from '../../../lib/numbers.ts'
import { DownloadNote } from '../../../parts/files/DownloadNote.tsx'
import { useDownload } from '../../../parts/files/use-download.ts'
import { useSetViewParams } from '../../../parts/use-view-params.ts'
import { logReader } from '../../../queries/run-files.ts'
import { classes } from '../../../ui/classes.ts'
import { downloadLog, downloadLogs } from './download-logs.ts'
import { fileNameFor, type LogFile } from './log-files.ts'
import { LogFilePicker } from './LogFilePicker.tsx'
import type { LineLook } from './LogPane.tsx'
import { LogPanes } from './LogPanes.tsx'
import { LogResults } from './LogResults.tsx'
import { LogSearchBar } from './LogSearchBar.tsx'
import { LogToolbar } from './LogToolbar.tsx'
import { keepLogPreferences, logPreferences } from './log-preferences.ts'
import { logViewParams, type ShownLogs } from './log-view.ts'
import styles from './OpenLogs.module.css'
import { matchesByFile } from './results.ts'
import { useSameList } from './same-list.ts'
import { distinctScopes, scopeWords, type ShownFiles } from './shown-files.ts'
import { useErrorCounts, useFirstError } from './use-errors.ts'
import { useEscape } from './use-escape.ts'
import { useFileStates } from './use-job-logs.ts'
import { useReadingPlace } from './use-reading-place.ts'
import { useResults } from './use-results.ts'

/** The tools, the lines and what was found in them. */
export function OpenLogs({
  job,
  book,
  files,
  view,
  shown,
  live,
  onRefresh,
}: {
  job: JobRef
  book: LogBook
  files: readonly LogFile[]
  view: ShownLogs
  shown: ShownFiles
  live: boolean
  onRefresh: () => void
}) {
  const queryClient = useQueryClient()
  const setParams = useSetViewParams()
  const setView = (change: Partial<ShownLogs>) => setParams(logViewParams(change))
  const { pathname, search: address } = useLocation()
  const hrefOf = (change: Partial<ShownLogs>) => `${pathname}${withParams(address, logViewParams(change))}`
  const states = useFileStates(book)
  const labels = useMemo(() => new Map(files.map(({ name, label }) => [name, label])), [files])
  const labelOf = (name: string) => labels.get(name) ?? name

  const reading = useReadingPlace(view, shown, setView)
  const results = useResults(book, files, view, shown, reading.goTo)
  const foundByFile = useMemo(() => matchesByFile(results.search.found), [results.search.found])
  const scopes = useMemo(() => distinctScopes(files, shown), [files, shown])

  const usual = logPreferences()
  const wraps = view.wrap ?? usual.wrap
  const showsStamps = view.times ?? usual.times
  const look: LineLook = {
    wraps,
    showsStamps,
    query: view.query,
    levels: useSameList(view.levels),
    hrefOf: (to) => hrefOf({ file: to.file, at: to.offset }),
  }

  const errors = useErrorCounts(book)
  const firstError = useFirstError(book, results.names, scopeWords(shown, view.scope), reading.goTo)
  const downloads = useDownload()
  const [isFull, setFull] = useState(false)
  useEscape(isFull, () => setFull(false))

  return (
    <div className={classes(styles.logs, isFull && styles.full)}>
      <LogToolbar
        picker={
          <LogFilePicker
            job={job}
            files={files}
            shown={shown.shown}
            arrangement={view.arrangement}
            live={live}
            found={foundByFile}
            errors={errors}
            hrefOf={(file) => hrefOf({ file, at: undefined })}
            onShow={(chosenFiles) =>
              setView({ lanes: chosenFiles.map(({ name }) => name), file: undefined, at: undefined })
            }
          />
        }
        search={
          <LogSearchBar
            query={view.query}
            onQuery={(query) => setView({ query })}
            search={results.search}
            chosen={results.chosen}
            onStep={results.step}
          />
        }
        arrangement={files.length > 1 ? view.arrangement : undefined}
        onArrange={(arrangement) => setView({ arrangement })}
        levels={view.levels}
        onLevels={(levels) => setView({ levels })}
        firstError={firstError}
        wrap={{
          on: wraps,
          set: (wrap) => {
            keepLogPreferences({ wrap, times: showsStamps })
            setView({ wrap })
          },
        }}
        times={{
          on: showsStamps,
          set: (times) => {
            keepLogPreferences({ wrap: wraps, times })
            setView({ times })
          },
        }}
        follow={{ on: reading.followsAll, set: reading.followAll }}
        full={{ on: isFull, set: setFull }}
        downloads={downloadsOf()}
      />
      {downloads.download && <DownloadNote downloads={downloads} download={downloads.download} />}
      {shown.left > 0 && (
        <p className={styles.note}>
          {plural(shown.left, 'more file')} would fit on no screen. Choose which stand side by side, or merge them.
        </p>
      )}
      <div className={classes(styles.body, results.isOpen && styles.withResults)}>
        <LogPanes
          book={book}
          view={view}
          shown={shown}
          states={states}
          live={live}
          look={look}
          place={reading.place}
          follows={reading.follows}
          onFollow={reading.onFollow}
          onRetry={onRefresh}
        />
        {results.isOpen && (
          <LogResults
            book={book}
            query={view.query}
            search={results.search}
            scope={view.scope}
            scopes={scopes}
            onScope={(scope) => setView({ scope })}
            chosen={results.chosen}
            labelOf={labelOf}
            onChoose={results.choose}
            onClose={results.close}
          />
        )}
      </div>
    </div>
  )

  function downloadsOf() {
    const toSave = ({ name }: LogFile) => ({ name, read: logReader(queryClient, job, name) })
    const one = shown.shown.map((file) => ({
      text: files.length > 1 ? `${file.label} (${file.name.split('/').at(-1)})` : 'This log',
      start: () => void downloads.start(file.label, downloadLog(fileNameFor(job.jobName, file.name), toSave(file))),
    }))
    if (files.length === 1) return one
    const all = {
      text: `All ${files.length} files as a zip`,
      start: () => void downloads.start('all logs', downloadLogs(job.jobName, files.map(toSave))),
    }
    return [...one, all]
  }
}

function withParams(address: string, values: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(address)
  for (const [name, value] of Object.entries(values)) {
    if (value === '') params.delete(name)
    else params.set(name, value)
  }
  return `?${params.toString().replaceAll('%2F', '/')}`
}
