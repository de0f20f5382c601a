import { formatTimeOfDay } from '../lib/dates.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { explain } from './explain.ts'

/** Says that what is on screen could not be refreshed, and how old it is. Shows nothing while refreshing works. */
export function StaleNote({
  query,
}: {
  query: { isRefetchError: boolean; error: unknown; dataUpdatedAt: number; refetch: () => unknown }
}) {
  if (!query.isRefetchError) return null
  const { title } = explain(query.error)
  return (
    <Notice
      tone="warning"
      title={`As of ${formatTimeOfDay(query.dataUpdatedAt)}`}
      actions={
        <Button small onClick={() => void query.refetch()}>
          Try again
        </Button>
      }
    >
      This could not be brought up to date: {title.charAt(0).toLowerCase() + title.slice(1)}.
    </Notice>
  )
}
