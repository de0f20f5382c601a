import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Files } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { JobRef } from '../../../domain/refs.ts'
import { formatBytes, plural } from '../../../lib/numbers.ts'
import { logQueries, type LogSize } from '../../../queries/run-files.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { SearchField } from '../../../ui/Field.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import styles from './LogFilePicker.module.css'
import { logGroups, type LogFile } from './log-files.ts'
import type { LogArrangement } from './log-view.ts'
import { mostSideBySide } from './shown-files.ts'

/** How many lines of each file look like errors; undefined until somebody asked, which reads all of every file. */
export type ErrorCounts = Readonly<{
  byFile: ReadonlyMap<string, number> | undefined
  isLooking: boolean
  look: () => void
}>

/** With fewer one finds a name by looking. */
const manyFiles = 12

/**
 * Which of a job's log files are on screen: one, or several where they stand side by side or merged. It says how large
 * each is and which of them grow, which it asks for while it is open.
 *
 * @param found matching lines of a search by file, where one was made
 */
export function LogFilePicker({
  job,
  files,
  shown,
  arrangement,
  live,
  found,
  errors,
  hrefOf,
  onShow,
}: {
  job: JobRef
  files: readonly LogFile[]
  shown: readonly LogFile[]
  arrangement: LogArrangement
  live: boolean
  found: ReadonlyMap<string, number>
  errors: ErrorCounts
  /** Where a click on a file leads when there is one on screen. */
  hrefOf: (file: string) => string
  onShow: (files: readonly LogFile[]) => void
}) {
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const sizes = useQuery({
    ...logQueries.sizes(
      queryClient,
      job,
      files.map(({ name }) => name),
    ),
    enabled: isOpen,
    // Whoever opens it again wants to know how it is now.
    staleTime: 0,
    refetchInterval: live && isOpen ? 3_000 : false,
  })
  const only = shown.length === 1 ? shown[0] : undefined
  const factsOf = (file: LogFile) => (
    <FileFacts
      file={file}
      size={sizes.data?.[file.name]}
      found={found.get(file.name)}
      errors={errors.byFile?.get(file.name)}
    />
  )
  const wanted = text.trim().toLowerCase()
  const listed = files.filter(({ name, label }) => `${label} ${name}`.toLowerCase().includes(wanted))
  // A group of one file, such as the image build, has the name of that file.
  const prefix = only && only.group !== only.label ? `${only.group}: ` : ''
  const words = only ? only.label : plural(shown.length, 'file')
  return (
    <Popover
      label="Log files"
      onOpenChange={setOpen}
      trigger={(props) => (
        <Button
          {...props}
          small
          icon={<Files size={15} />}
          aria-label={`Log files: ${prefix}${words}`}
          title={only?.name}
        >
          <span className={styles.words}>
            <span className={styles.wide}>{prefix}</span>
            {words}
          </span>
          {files.length > 1 && <span className={styles.wide}>of {files.length}</span>}
          <ChevronDown size={14} />
        </Button>
      )}
    >
      {(close) => (
        <div className={styles.picker}>
          {files.length > manyFiles && <SearchField label="Find a file" value={text} onChange={setText} />}
          <div className={styles.several}>
            <Button small busy={errors.isLooking} onClick={errors.look}>
              Count errors
            </Button>
            {errors.byFile?.size === 0 && <span className={styles.none}>No line looks like an error.</span>}
          </div>
          {arrangement !== 'one' && <Several files={files} shown={shown} arrangement={arrangement} onShow={onShow} />}
          {logGroups.map((group) => {
            const inGroup = listed.filter((file) => file.group === group)
            if (inGroup.length === 0) return null
            return (
              <section key={group} aria-label={group}>
                <h3>{group}</h3>
                <ul>
                  {inGroup.map((file) => (
                    <li key={file.name}>
                      {arrangement === 'one' ? (
                        <Link
                          className={styles.file}
                          to={hrefOf(file.name)}
                          replace
                          preventScrollReset
                          title={file.name}
                          aria-current={file === only ? 'page' : undefined}
                          onClick={close}
                        >
                          {factsOf(file)}
                        </Link>
                      ) : (
                        <label className={styles.file} title={file.name}>
                          <input
                            type="checkbox"
                            checked={shown.includes(file)}
                            onChange={({ target }) =>
                              onShow(files.filter((each) => (each === file ? target.checked : shown.includes(each))))
                            }
                          />
                          {factsOf(file)}
                        </label>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
            )
          })}
          {listed.length === 0 && <p className={styles.none}>No file has this in its name.</p>}
        </div>
      )}
    </Popover>
  )
}

/** Choices of many files at once. */
function Several({
  files,
  shown,
  arrangement,
  onShow,
}: {
  files: readonly LogFile[]
  shown: readonly LogFile[]
  arrangement: LogArrangement
  onShow: (files: readonly LogFile[]) => void
}) {
  const own = files.filter(({ group }) => group === 'Your script')
  return (
    <div className={styles.several}>
      {own.length > 0 && (
        <Button small onClick={() => onShow([])}>
          Your script
        </Button>
      )}
      {shown.length < files.length && arrangement === 'merged' && (
        <Button small onClick={() => onShow(files)}>
          All files
        </Button>
      )}
      {arrangement === 'lanes' && files.length > mostSideBySide && (
        <span className={styles.none}>At most {mostSideBySide} side by side</span>
      )}
    </div>
  )
}

function FileFacts({
  file,
  size,
  found,
  errors,
}: {
  file: LogFile
  size: LogSize | undefined
  found: number | undefined
  errors: number | undefined
}) {
  return (
    <>
      <span className={styles.label}>{file.label}</span>
      {errors !== undefined && <Badge tone="bad">{plural(errors, 'error')}</Badge>}
      {found !== undefined && <Badge tone="waiting">{plural(found, 'match', 'matches')}</Badge>}
      {size?.grows && <Badge tone="active">growing</Badge>}
      {size && <span className={styles.size}>{size.bytes === undefined ? 'unreadable' : formatBytes(size.bytes)}</span>}
    </>
  )
}
