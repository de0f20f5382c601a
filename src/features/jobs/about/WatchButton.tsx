import { Bell, BellRing } from 'lucide-react'
import type { JobPlace } from '../../../paths.ts'
import { askToNotify, type NotifyState } from '../../../parts/watch/notify.ts'
import { isSameJob, useWatchedJobs } from '../../../parts/watch/watched-jobs.ts'
import { Button } from '../../../ui/Button.tsx'
import { showToast } from '../../../ui/toasts.ts'

/** Asks to be told when the job ends; the browser's question comes with the first press, and not before. */
export function WatchButton({ job, title }: { job: JobPlace; title: string }) {
  const { jobs, watch, unwatch } = useWatchedJobs()
  const isWatched = jobs.some((other) => isSameJob(other, job))

  async function start() {
    watch(job, title)
    showToast({ tone: 'good', title: 'You will be told when it ends', detail: wayOf(await askToNotify()) })
  }
  return (
    <Button
      icon={isWatched ? <BellRing size={15} /> : <Bell size={15} />}
      aria-pressed={isWatched}
      onClick={() => (isWatched ? unwatch(job) : void start())}
    >
      {isWatched ? 'Watching' : 'Tell me when it ends'}
    </Button>
  )
}

/** How the end will be told: a page can look only while it is open, and it does so only while it is in sight. */
function wayOf(state: NotifyState): string {
  const condition = 'Keep a page of Trainyard open and in sight.'
  if (state === 'granted') return `By a notification of the browser. ${condition}`
  const why = state === 'unsupported' ? 'This browser has no notifications' : 'The browser does not allow notifications'
  return `${why}, so it is told in the page and in its title. ${condition}`
}
