import { useQuery } from '@tanstack/react-query'
import { Boxes, RefreshCw } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { useAccount, useTenantId } from '../../parts/account.ts'
import { explain } from '../../parts/explain.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { recentWorkspaces } from '../../parts/recent-workspaces.ts'
import { StaleNote } from '../../parts/StaleNote.tsx'
import { useSetViewParams } from '../../parts/use-view-params.ts'
import { plural } from '../../lib/numbers.ts'
import { paths } from '../../paths.ts'
import { workspaceQueries, type TenantWorkspaces } from '../../queries/workspaces.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { SearchField } from '../../ui/Field.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { EmptyState, Notice } from '../../ui/Notice.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import styles from './WorkspacesPage.module.css'
import { matchesSearch, workspaceEntries, type WorkspaceEntry } from './workspace-list.ts'

const columns: readonly Column<WorkspaceEntry>[] = [
  {
    id: 'name',
    header: 'Workspace',
    cell: ({ name, friendlyName, place, isRecent }) => (
      <>
        <Link to={paths.home(place)}>{name}</Link> {isRecent && <Badge>Recent</Badge>}
        {friendlyName && <div className={styles.friendlyName}>{friendlyName}</div>}
      </>
    ),
  },
  { id: 'group', header: 'Resource group', cell: ({ place }) => place.resourceGroup },
  { id: 'region', header: 'Region', cell: ({ region }) => region },
  { id: 'subscription', header: 'Subscription', cell: ({ subscriptionName }) => subscriptionName },
]

/** All workspaces of a tenant's subscriptions, the ones used last first. */
export function WorkspacesPage() {
  const tenantId = useTenantId()
  const query = useQuery(workspaceQueries.all(tenantId))
  const { data, error, isFetching, refetch } = query
  return (
    <Page
      title="Workspaces"
      lead="Where jobs, computes and models live. Open one to work in it."
      actions={
        <Button icon={<RefreshCw size={15} />} busy={isFetching && data !== undefined} onClick={() => void refetch()}>
          Refresh
        </Button>
      }
    >
      {error && !data && <FailureNote error={error} action="List the workspaces" onRetry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={4} label="Loading workspaces" />}
      <StaleNote query={query} />
      {data && <WorkspaceList found={data} tenantId={tenantId} />}
    </Page>
  )
}

export { WorkspacesPage as Component }

function WorkspaceList({ found, tenantId }: { found: TenantWorkspaces; tenantId: string }) {
  const { id: accountId } = useAccount()
  const [params] = useSearchParams()
  const search = params.get('q') ?? ''
  const setView = useSetViewParams()
  const entries = workspaceEntries(found, recentWorkspaces(accountId), tenantId)
  const shown = entries.filter((entry) => matchesSearch(entry, search))

  return (
    <>
      {found.failures.map(({ subscription, error }) => (
        <Notice
          key={subscription.subscriptionId}
          tone="warning"
          title={`The workspaces of ${subscription.displayName} could not be listed`}
        >
          {explain(error).detail}
        </Notice>
      ))}
      {entries.length === 0 ? (
        <NoWorkspaces subscriptions={found.subscriptions.length} />
      ) : (
        <>
          <Toolbar>
            <SearchField label="Search workspaces" value={search} onChange={(q) => setView({ q })} />
            <span role="status">
              {shown.length === entries.length
                ? plural(entries.length, 'workspace')
                : `${shown.length} of ${plural(entries.length, 'workspace')}`}
            </span>
          </Toolbar>
          {shown.length === 0 ? (
            <EmptyState
              title={`No workspace matches “${search}”`}
              actions={<Button onClick={() => setView({ q: '' })}>Show all</Button>}
            />
          ) : (
            <DataTable label="Workspaces" columns={columns} rows={shown} rowKey={({ id }) => id} />
          )}
        </>
      )}
    </>
  )
}

const NoWorkspaces = ({ subscriptions }: { subscriptions: number }) => (
  <EmptyState icon={<Boxes size={28} />} title="No workspaces here">
    {subscriptions === 0
      ? 'Your account sees no subscription in this tenant. Choose another tenant in the account menu, or ask an owner for access.'
      : `Your account sees ${plural(subscriptions, 'subscription')} and no workspace in ${subscriptions === 1 ? 'it' : 'them'}. Create one in the Azure portal, or ask an owner for access.`}
  </EmptyState>
)
