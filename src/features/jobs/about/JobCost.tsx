import { useQuery } from '@tanstack/react-query'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import { wasRetried } from '../../../domain/job-attempts.ts'
import { isTerminal } from '../../../domain/job-status.ts'
import { workOf } from '../../../domain/job-work.ts'
import { costOf, formatDollars, nodePrice, nodesOf, type JobNodes, type NodePrice } from '../../../domain/prices.ts'
import { humanDuration, msOf } from '../../../lib/dates.ts'
import { plural } from '../../../lib/numbers.ts'
import { useNow } from '../../../parts/Elapsed.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { priceQueries } from '../../../queries/prices.ts'
import { runQueries } from '../../../queries/run.ts'
import { vmSizeQueries } from '../../../queries/vm-sizes.ts'
import { workspaceQueries } from '../../../queries/workspaces.ts'
import { Popover } from '../../../ui/Popover.tsx'
import { Fact } from '../Fact.tsx'
import { jobStatus } from '../job-list.ts'
import { sweepOf } from '../trials/trials.ts'
import styles from './JobCost.module.css'

/** When something ran (in ms); without an end it still does. */
type Span = Readonly<{ start: number; end: number | undefined }>

/** What a job has cost so far, as an estimate that shows how it was made. Nothing for a job that has not run. */
export function JobCost({ job, details }: { job: JobResource; details: RunDetails }) {
  const live = !isTerminal(jobStatus(job))
  const spans = useRunningTimes(job, details, live)
  const now = useNow(spans.some(({ end }) => end === undefined))
  const nodes = useNodes(job, details)
  const price = usePrice(nodes, spans.length > 0)
  if (spans.length === 0 || price.isPending) return null

  const ms = spans.reduce((sum, { start, end }) => sum + Math.max(0, (end ?? now) - start), 0)
  const known = nodes && price.of ? { nodes, price: price.of, formula: formula(price.of, nodes, ms) } : undefined
  return (
    <Fact name={costName(live, wasRetried(details))}>
      <Popover
        label="How the cost is estimated"
        trigger={(props) => (
          <button {...props} type="button" className={styles.cost} title={known?.formula ?? whyUnknown(nodes)}>
            {known ? amount(costOf(known.price, known.nodes, ms)) : 'unknown'}
          </button>
        )}
      >
        {() => (
          <div className={styles.explanation}>
            {known ? (
              <>
                <p className={styles.formula}>{known.formula}</p>
                <p>{sourceWords(known.price, known.nodes, price.listDate)}</p>
                <p>
                  An estimate: list price × nodes × running time{sweepOf(job) ? ' of all trials' : ''}. The bill also
                  counts the time in which nodes start and idle, storage, and your discounts.
                </p>
              </>
            ) : (
              <p>{whyUnknown(nodes)}</p>
            )}
          </div>
        )}
      </Popover>
    </Fact>
  )
}

/** Of a job that was started again what its earlier attempts cost is not known: run history gives one start. */
function costName(live: boolean, isRetried: boolean): string {
  if (isRetried) return 'Cost since its start'
  return live ? 'Cost so far' : 'Cost'
}

/** When the job ran; of a sweep, when its trials did, for the sweep itself takes no node. */
function useRunningTimes(job: JobResource, details: RunDetails, live: boolean): Span[] {
  const workspace = useWorkspaceRef()
  const isSweep = sweepOf(job) !== undefined
  const trials = useQuery({
    ...runQueries.children({ workspace, jobName: job.name }),
    enabled: isSweep,
    refetchInterval: live ? 10_000 : false,
  })
  const runs = isSweep ? (trials.data ?? []) : [details]
  return runs.flatMap(({ startTimeUtc, endTimeUtc, status }) => {
    const start = msOf(startTimeUtc)
    const end = msOf(endTimeUtc)
    // A run that is over and does not say when has a duration that nobody knows.
    if (start === undefined || (end === undefined && isTerminal(status ?? ''))) return []
    return [{ start, end }]
  })
}

function useNodes(job: JobResource, { compute }: RunDetails): JobNodes | undefined {
  const { data: workspace } = useQuery(workspaceQueries.detail(useWorkspaceRef()))
  const { instanceCount, instanceType } = workOf(job)?.resources ?? {}
  return nodesOf(
    {
      ...compute,
      instanceCount: instanceCount ?? compute?.instanceCount ?? null,
      vmSize: compute?.vmSize ?? instanceType ?? null,
    },
    workspace?.location,
  )
}

function usePrice(nodes: JobNodes | undefined, isWanted: boolean) {
  const workspace = useWorkspaceRef()
  const enabled = nodes !== undefined && isWanted
  const sizes = useQuery({ ...vmSizeQueries.list(workspace, nodes?.region ?? ''), enabled })
  const list = useQuery({ ...priceQueries.list(), enabled })
  return {
    isPending: enabled && (sizes.isPending || list.isPending),
    of: nodes && nodePrice(nodes, sizes.data, list.data?.priceOf),
    listDate: list.data?.date,
  }
}

/** An estimate says that it is one. */
const amount = (dollars: number) => {
  const text = formatDollars(dollars)
  return text.startsWith('<') ? text : `≈ ${text}`
}

const formula = (price: NodePrice, nodes: JobNodes, ms: number) =>
  `$${price.perHour}/h × ${plural(nodes.count, 'node')} × ${humanDuration(ms / 1000)} = ${formatDollars(costOf(price, nodes, ms))}`

function sourceWords(
  { source }: NodePrice,
  { vmSize, priority, region }: JobNodes,
  listDate: string | undefined,
): string {
  const what = `${vmSize}${priority === 'low_priority' ? ', low priority,' : ''} in ${region}, in US dollars`
  return source === 'service'
    ? `Price of ${what}, as Azure gives it today.`
    : `Price of ${what}, from the list of ${listDate ?? ''} that ships with the studio: Azure gave none.`
}

const whyUnknown = (nodes: JobNodes | undefined) =>
  nodes
    ? `Neither Azure nor the list that ships with the studio names a price of ${nodes.vmSize}${nodes.priority === 'low_priority' ? ' at low priority' : ''} in ${nodes.region}.`
    : 'The service does not say what size of nodes this job runs on.'
