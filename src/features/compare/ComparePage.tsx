import type { LoaderFunctionArgs } from 'react-router'
import { workspaceFrom } from '../../parts/use-workspace.ts'
import { EmptyState } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'

export function loader({ request }: LoaderFunctionArgs) {
  workspaceFrom(new URL(request.url).searchParams)
  return null
}

/** Up to a hundred jobs side by side: what differs between them, and what came of it. */
export function ComparePage() {
  return (
    <Page title="Compare">
      <EmptyState title="Nothing to compare yet">Choose jobs in the jobs table.</EmptyState>
    </Page>
  )
}

export { ComparePage as Component }
