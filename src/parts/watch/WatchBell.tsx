import { Bell, BellDot, BellOff, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { statusLabel } from '../../domain/job-status.ts'
import { paths } from '../../paths.ts'
import { workspaceKey } from '../../queries/workspace-key.ts'
import { Menu } from '../../ui/Menu.tsx'
import { Lookout } from './Lookout.tsx'
import { notifyState } from './notify.ts'
import styles from './WatchBell.module.css'
import { useWatchedJobs, type WatchedJob } from './watched-jobs.ts'

/** The watched jobs, on every page while there are any: it follows them and tells when one has ended. */
export function WatchBell() {
  const { jobs, see, unwatch, unwatchEnded } = useWatchedJobs()
  const news = jobs.filter(({ ended, isSeen }) => ended !== undefined && !isSeen).length
  useTitleMark(news > 0 ? `(${news}) ` : '')
  if (jobs.length === 0) return null

  const hasEnded = jobs.some(({ ended }) => ended !== undefined)
  return (
    <>
      {byWorkspace(jobs).map((group) => (
        <Lookout key={workspaceKey(group[0].workspace)} jobs={group} />
      ))}
      <Menu
        trigger={(props) => (
          <button
            {...props}
            type="button"
            className={styles.bell}
            data-bell
            aria-label={news > 0 ? `Watched jobs, ${news} ended` : 'Watched jobs'}
            data-news={news > 0 || undefined}
            onClick={see}
          >
            {news > 0 ? <BellDot size={18} aria-hidden="true" /> : <Bell size={18} aria-hidden="true" />}
          </button>
        )}
        items={[
          { kind: 'label', text: hint() },
          ...jobs.map(
            (job) =>
              ({
                kind: 'link',
                text: `${job.title} · ${job.ended === undefined ? 'not ended yet' : statusLabel(job.ended)}`,
                to: paths.job(job),
              }) as const,
          ),
          'separator',
          {
            text: 'Forget those that ended',
            icon: <Trash2 size={15} aria-hidden="true" />,
            disabledReason: hasEnded ? undefined : 'None has ended yet',
            onSelect: unwatchEnded,
          },
          {
            text: 'Stop watching all',
            icon: <BellOff size={15} aria-hidden="true" />,
            onSelect: () => jobs.forEach(unwatch),
          },
        ]}
      />
    </>
  )
}

/** The jobs that have not ended, those of a workspace together. */
function byWorkspace(jobs: readonly WatchedJob[]): [WatchedJob, ...WatchedJob[]][] {
  const groups = new Map<string, [WatchedJob, ...WatchedJob[]]>()
  for (const job of jobs.filter(({ ended }) => ended === undefined)) {
    const key = workspaceKey(job.workspace)
    const group = groups.get(key)
    if (group) group.push(job)
    else groups.set(key, [job])
  }
  return [...groups.values()]
}

/** A page can look only while it is open, and shall not while nobody sees it. */
const hint = () =>
  notifyState() === 'granted'
    ? 'Watched while a page of Trainyard is open and in sight'
    : 'Watched while a page of Trainyard is open and in sight; told here, for the browser allows no notifications'

/** Puts a mark before the title of the document, whichever page is open; the shell reads it there. */
function useTitleMark(mark: string) {
  useEffect(() => {
    const { dataset } = document.documentElement
    if (mark) dataset['mark'] = mark
    else delete dataset['mark']
    return () => {
      delete dataset['mark']
    }
  }, [mark])
}
