import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useDeferredValue, useMemo, type ComponentType, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { plural } from '../../lib/numbers.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { StaleNote } from '../../parts/StaleNote.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { forgetFailures, type Comparison as ReadJobs } from '../../queries/compare.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Progress, SkeletonRows } from '../../ui/Loading.tsx'
import { EmptyState } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { useComparison } from './chosen/use-comparison.ts'
import { compareViewParams, packed, type CompareTab, type CompareView } from './compare-view.ts'
import type { CompareTabProps } from './compare-tab-props.ts'
import styles from './Comparison.module.css'
import { DuplicateBest } from './duplicate/DuplicateBest.tsx'
import { comparedRuns, isLoaded, type ComparedRun } from './runs/compared-run.ts'
import { FailedRuns } from './runs/FailedRuns.tsx'
import { RunList } from './runs/RunList.tsx'
import type { ChangeView } from './use-compare-view.ts'

const tabCode = {
  differences: async () => ({ default: (await import('./DifferencesTab.tsx')).DifferencesTab }),
  metrics: async () => ({ default: (await import('./metrics/MetricsTab.tsx')).MetricsTab }),
  curves: async () => ({ default: (await import('./CurvesTab.tsx')).CurvesTab }),
  parameters: async () => ({ default: (await import('./parameters/ParametersTab.tsx')).ParametersTab }),
  code: async () => ({ default: (await import('./CodeTab.tsx')).CodeTab }),
}

export const preloadTab = async (tab: CompareTab): Promise<void> => void (await tabCode[tab]())

const contents: Readonly<Record<CompareTab, ComponentType<CompareTabProps>>> = {
  differences: lazy(tabCode.differences),
  metrics: lazy(tabCode.metrics),
  curves: lazy(tabCode.curves),
  parameters: lazy(tabCode.parameters),
  code: lazy(tabCode.code),
}

const tabs: readonly { id: CompareTab; text: string }[] = [
  { id: 'differences', text: 'What differs' },
  { id: 'metrics', text: 'Metrics' },
  { id: 'curves', text: 'Curves' },
  { id: 'parameters', text: 'Parameters' },
  { id: 'code', text: 'Code and YAML' },
]

/** How often jobs that have not ended are looked at: one search for all of them. */
const refreshMs = 5_000

/** Two jobs or more, and everything that is shown of them. */
export function Comparison({
  view,
  onChange,
  addButton,
}: {
  view: CompareView
  onChange: ChangeView
  addButton: ReactNode
}) {
  // Their order is this page's business: another one asks for nothing.
  const names = useMemo(() => view.runs.map(({ name }) => name).toSorted(), [view.runs])
  const query = useComparison(names, { refreshMs })
  // A hundred jobs are drawn in slices, so that the page answers meanwhile.
  const data = useDeferredValue(query.data)
  const runs = useMemo(() => comparedRuns(view.runs, data?.jobs ?? []), [view.runs, data])
  const loaded = useMemo(() => runs.filter(isLoaded), [runs])
  const link = useLink(view)
  const Content = contents[view.tab]
  const isReading = !data || data.read < data.total
  return (
    <Page
      title="Compare"
      lead={summaryOf(runs)}
      wide
      actions={
        <>
          {addButton}
          <CopyButton text={link} label="link to this view">
            Copy link
          </CopyButton>
          <DuplicateBest view={view} runs={loaded} onChange={onChange} />
        </>
      }
    >
      <StaleNote query={query} />
      {data && data.failures.length > 0 && <Failures names={names} data={data} onChange={onChange} />}
      {query.isLoadingError && (
        <FailureNote error={query.error} action="Read the jobs" onRetry={() => void query.refetch()} />
      )}
      {data?.loggedError !== undefined && (
        <FailureNote error={data.loggedError} action="Read what the runs logged" onRetry={() => void query.refetch()} />
      )}
      {isReading && !query.isLoadingError && <Reading data={data} total={names.length} />}
      {loaded.length > 0 && (
        <div className={styles.columns}>
          <RunList runs={runs} baseline={view.baseline} onChange={onChange} />
          <div className={styles.content}>
            <ViewTabs view={view} />
            <Suspense fallback={<SkeletonRows rows={6} />}>
              <Content view={view} runs={loaded} onChange={onChange} />
            </Suspense>
          </div>
        </div>
      )}
    </Page>
  )
}

function summaryOf(runs: readonly ComparedRun[]): string {
  const count = (isIt: (run: ComparedRun) => boolean, words: string) => {
    const found = runs.filter(isIt).length
    return found > 0 ? [`${found} ${words}`] : []
  }
  return [
    plural(runs.length, 'job'),
    ...count(({ isLive }) => isLive, 'not ended yet'),
    ...count(({ isHidden }) => isHidden, 'hidden'),
  ].join(', ')
}

/** The address of the page, with the jobs as short as they can be written; commas and tildes need no escape in a query. */
function useLink({ runs }: CompareView): string {
  const { pathname, search } = useLocation()
  return useMemo(() => {
    const params = new URLSearchParams(search)
    params.set('runs', packed(runs.map(({ name }) => name)))
    const query = params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%7E', '~')
    return new URL(`${pathname}?${query}`, globalThis.location.href).href
  }, [runs, pathname, search])
}

function ViewTabs({ view }: { view: CompareView }) {
  const { search } = useLocation()
  const addressOf = (tab: CompareTab) => {
    const params = new URLSearchParams(search)
    const { tab: value = '' } = compareViewParams({ ...view, tab })
    if (value === '') params.delete('tab')
    else params.set('tab', value)
    return { search: params.toString() }
  }
  return (
    <Tabs
      label="Views of the comparison"
      current={view.tab}
      tabs={tabs.map(({ id, text }) => ({ id, text, to: addressOf(id) }))}
    />
  )
}

function Reading({ data, total }: { data: ReadJobs | undefined; total: number }) {
  const read = data?.read ?? 0
  return (
    <div className={styles.reading} role="status">
      <span>
        Reading {plural(total, 'job')}: {read} read
      </span>
      <Progress label="Jobs read" value={read / total} />
      {!data?.jobs.length && <SkeletonRows rows={6} label="Loading the jobs" />}
    </div>
  )
}

/** What could not be read. Where that is all, it is the page. */
function Failures({ names, data, onChange }: { names: readonly string[]; data: ReadJobs; onChange: ChangeView }) {
  const client = useQueryClient()
  const workspace = useWorkspaceRef()
  const isAll = data.failures.length === data.total
  return (
    <>
      <FailedRuns
        failures={data.failures}
        total={data.total}
        onRetry={() => void forgetFailures(client, workspace, names)}
        onRemove={(gone) => onChange(({ runs }) => ({ runs: runs.filter(({ name }) => !gone.includes(name)) }))}
      />
      {isAll && <EmptyState title="None of these jobs can be shown">Add others, or try again.</EmptyState>}
    </>
  )
}
