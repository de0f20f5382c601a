import { useEffect } from 'react'
import { phaseOf } from '../../../domain/job-status.ts'

/** How a job's state shows in the browser's tab, where there is room for one sign. */
type JobMark = 'waiting' | 'running' | 'completed' | 'failed' | 'canceled'

function jobMark(status: string): JobMark | undefined {
  if (status === 'Completed') return 'completed'
  if (status === 'Failed') return 'failed'
  if (status === 'Canceled') return 'canceled'
  const phase = phaseOf(status)
  return phase === 'waiting' ? 'waiting' : phase === 'active' ? 'running' : undefined
}

const signs: Record<JobMark, string> = { waiting: '… ', running: '▶ ', completed: '✓ ', failed: '✗ ', canceled: '⊘ ' }

/** The sign before the title of the document. */
export const titleMark = (status: string): string | undefined => {
  const mark = jobMark(status)
  return mark && signs[mark]
}

/** Shows the state of the page's job on the icon of its tab, as long as the page is open. */
export function useFavicon(status: string): void {
  const mark = jobMark(status)
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (!link || mark === undefined) return undefined
    const before = link.href
    link.href = `/favicon-${mark}.svg`
    return () => {
      link.href = before
    }
  }, [mark])
}
