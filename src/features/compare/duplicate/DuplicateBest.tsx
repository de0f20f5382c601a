import { Copy } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { usePermission } from '../../../parts/use-permission.ts'
import { Button } from '../../../ui/Button.tsx'
import type { CompareTabProps } from '../compare-tab-props.ts'

const DuplicateBestDialog = lazy(async () => ({
  default: (await import('./DuplicateBestDialog.tsx')).DuplicateBestDialog,
}))

/** Begins a new job from the best of those in sight, or says why this account may not. */
export function DuplicateBest({ view, runs, onChange }: CompareTabProps) {
  const { reason } = usePermission('jobs/write')
  const [isOpen, setOpen] = useState(false)
  const hasMetrics = runs.some(({ job }) => (job.logged?.metrics.size ?? 0) > 0)
  return (
    <>
      <Button
        variant="primary"
        icon={<Copy size={16} />}
        disabledReason={reason ?? (hasMetrics ? undefined : 'None of the jobs has logged a metric to be the best by')}
        onClick={() => setOpen(true)}
      >
        Duplicate the best with a change
      </Button>
      {isOpen && (
        <Suspense>
          <DuplicateBestDialog
            view={view}
            runs={runs.filter(({ isHidden }) => !isHidden)}
            onChange={onChange}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
