import { noop } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type LoaderFunctionArgs } from 'react-router'
import { mostRuns } from '../../domain/compare/run-list.ts'
import { useWorkspaceRef, workspaceFrom } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { EmptyState, Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { AddJobsDialog } from './chosen/AddJobsDialog.tsx'
import { parseCompareView, type CompareView } from './compare-view.ts'
import { Comparison, preloadTab } from './Comparison.tsx'
import { withMoreRuns } from './runs/run-changes.ts'
import { useCompareView, type ChangeView } from './use-compare-view.ts'

/** Starts the code of the tab that is shown beside the page's requests. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  workspaceFrom(searchParams)
  preloadTab(parseCompareView(searchParams).tab).catch(noop)
  return null
}

/** Up to a hundred jobs side by side: what differs between them, and what came of it. */
export function ComparePage() {
  const [view, changeView] = useCompareView()
  const [isAdding, setAdding] = useState(false)
  const names = useMemo(() => view.runs.map(({ name }) => name), [view.runs])
  const onAdd = () => setAdding(true)
  return (
    <>
      {names.length < 2 ? (
        <TooFew view={view} onAdd={onAdd} />
      ) : (
        <Comparison view={view} onChange={changeView} addButton={<AddButton count={names.length} onAdd={onAdd} />} />
      )}
      {isAdding && <AddJobs chosen={names} onChange={changeView} onClose={() => setAdding(false)} />}
    </>
  )
}

const AddButton = ({ count, onAdd }: { count: number; onAdd: () => void }) => (
  <Button
    icon={<Plus size={16} />}
    disabledReason={count < mostRuns ? undefined : `No more than ${mostRuns} jobs can be compared`}
    onClick={onAdd}
  >
    Add jobs
  </Button>
)

function AddJobs({
  chosen,
  onChange,
  onClose,
}: {
  chosen: readonly string[]
  onChange: ChangeView
  onClose: () => void
}) {
  function add(names: readonly string[]) {
    onChange(({ runs }) => ({ runs: withMoreRuns(runs, names) }))
    onClose()
  }
  return <AddJobsDialog chosen={chosen} onAdd={add} onClose={onClose} />
}

/** A link that names no job, one alone, or none that can be read. */
function TooFew({ view: { runs, problem }, onAdd }: { view: CompareView; onAdd: () => void }) {
  const workspace = useWorkspaceRef()
  const [only] = runs
  return (
    <Page title="Compare">
      {problem !== undefined && (
        <Notice tone="bad" title="This link’s jobs cannot be read">
          {problem}
        </Notice>
      )}
      <EmptyState
        title={only ? 'One job is nothing to compare' : 'No jobs to compare yet'}
        actions={
          <>
            <Button variant="primary" icon={<Plus size={16} />} onClick={onAdd}>
              Add jobs
            </Button>
            <ButtonLink to={paths.jobs(workspace)}>Choose in the jobs table</ButtonLink>
          </>
        }
      >
        {only && (
          <>
            This page was opened with <code>{only.name}</code> alone.{' '}
          </>
        )}
        Paste the names or links of {only ? 'others' : 'jobs'}, up to {mostRuns} in all, or tick some in the jobs table
        and press Compare there.
      </EmptyState>
    </Page>
  )
}

export { ComparePage as Component }
