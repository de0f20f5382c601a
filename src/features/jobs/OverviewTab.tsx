import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { JobResource } from '../../api/jobs.ts'
import type { Metric } from '../../api/mlflow.ts'
import type { RunDetails } from '../../api/run-history.ts'
import { phaseOf } from '../../domain/job-status.ts'
import { workOf } from '../../domain/job-work.ts'
import { assetRefFromId, type JobRef } from '../../domain/refs.ts'
import { searchedValues, valuesTag } from '../../domain/searched-values.ts'
import { formatValue, plural } from '../../lib/numbers.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { paths } from '../../paths.ts'
import { runQueries } from '../../queries/run.ts'
import { Card, KeyValues } from '../../ui/Card.tsx'
import { CodeBlock, Disclosure } from '../../ui/Disclosure.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { ServicesCard } from './about/ServicesCard.tsx'
import { jobStatus } from './job-list.ts'
import { codePath } from './outputs/code-path.ts'
import styles from './OverviewTab.module.css'
import { shortUri, withoutSignature } from './short-uri.ts'
import { SweepCard } from './trials/SweepCard.tsx'
import { sweepOf } from './trials/trials.ts'
import { TimelineCard } from './waiting/JobTimeline.tsx'

const FailureCard = lazy(async () => ({ default: (await import('./failure/FailureCard.tsx')).FailureCard }))
const RelatedCard = lazy(async () => ({ default: (await import('./about/RelatedCard.tsx')).RelatedCard }))

/** Why it failed if it did, what it has logged, what came out and what went in. */
export function OverviewTab({
  job,
  details,
  live,
}: {
  job: JobResource
  details: UseQueryResult<RunDetails>
  live: boolean
}) {
  const workspace = useWorkspaceRef()
  const ref = { workspace, jobName: job.name }
  const trialValues = codePairs(searchedValues(job.properties.tags?.[valuesTag]))
  const hasNoSuccess = ['Failed', 'Canceled', 'NotResponding'].includes(jobStatus(job))
  const sweep = sweepOf(job)
  const work = workOf(job)
  return (
    <div className={styles.overview}>
      {hasNoSuccess && details.data && (
        <Suspense fallback={<SkeletonRows rows={3} label="Looking for the cause" />}>
          <FailureCard job={job} details={details.data} />
        </Suspense>
      )}
      {details.isLoadingError && (
        <FailureNote error={details.error} action="Read the job's history" onRetry={() => void details.refetch()} />
      )}
      {details.data?.warnings?.map(({ message }) => (
        <p key={message} className={styles.warning}>
          {message}
        </p>
      ))}
      {phaseOf(jobStatus(job)) !== 'waiting' && <TimelineCard job={job} details={details.data} />}
      <div className={styles.columns}>
        <div className={styles.column}>
          {sweep && <SweepCard job={job} sweep={sweep} />}
          {!sweep && <Metrics live={live} job={ref} />}
          <PairsCard title="Values of this trial" pairs={trialValues} />
          <PairsCard
            title="Outputs"
            actions={<Link to={paths.job(ref, { tab: 'outputs' })}>Files</Link>}
            pairs={outputsOf(job)}
          />
          {!live && (
            <Suspense>
              <RelatedCard job={ref} details={details.data} />
            </Suspense>
          )}
          {work && (
            <Card title={sweep ? 'Command of each trial' : 'Command'}>
              <CodeBlock label="Command" wrap>
                {work.command}
              </CodeBlock>
            </Card>
          )}
        </div>
        <div className={styles.column}>
          {live && <ServicesCard job={job} place={ref} />}
          <PairsCard title="Inputs" pairs={inputsOf(job)} />
          {!sweep && <Parameters live={live} job={ref} />}
          <Card title="Runs in">
            <Surroundings job={job} />
          </Card>
          <PairsCard title="Environment variables" pairs={codePairs(work?.environmentVariables)} />
        </div>
      </div>
    </div>
  )
}

/** What the script told MLflow, as of the last time somebody asked. */
const useLogged = (job: JobRef, live: boolean) =>
  useQuery({ ...runQueries.mlflowRun(job), refetchInterval: live ? 2_000 : false })

/** What the machine says of itself, by MLflow's own name for it; all else is the script's. */
const isOfSystem = ({ key }: Metric) => key.startsWith('system/')

/** The last value of each metric. Of a job that ended without any there is nothing to say. */
function Metrics({ live, job }: { live: boolean; job: JobRef }) {
  const run = useLogged(job, live)
  const metrics = run.data?.metrics ?? []
  const ofSystem = metrics.filter(isOfSystem)
  const ofScript = metrics.filter((metric) => !isOfSystem(metric))
  if (!live && run.data && metrics.length === 0) return null
  return (
    <Card title="Latest metrics" actions={<Link to={paths.job(job, { tab: 'metrics' })}>All metrics</Link>}>
      {run.isLoadingError ? (
        <FailureNote error={run.error} action="Read the metrics" onRetry={() => void run.refetch()} />
      ) : (
        <div className={styles.metrics}>
          {run.data && ofScript.length === 0 && (
            <p className={styles.none}>{live ? 'Nothing logged yet.' : 'The script logged none.'}</p>
          )}
          {ofScript.length > 0 && <KeyValues pairs={ofScript.map(metricPair)} />}
          {ofSystem.length > 0 && (
            <Disclosure summary={`${plural(ofSystem.length, 'metric')} of the machine`}>
              <KeyValues pairs={ofSystem.map(metricPair)} />
            </Disclosure>
          )}
        </div>
      )}
    </Card>
  )
}

const metricPair = ({ key, value }: Metric): Pair => [key, <code key={key}>{formatValue(value)}</code>]

function Parameters({ live, job }: { live: boolean; job: JobRef }) {
  const { data } = useLogged(job, live)
  return (
    <PairsCard
      title="Parameters"
      pairs={(data?.params ?? []).map(({ key, value }) => [key, <code key={key}>{value}</code>])}
    />
  )
}

function Surroundings({ job }: { job: JobResource }) {
  const { properties } = job
  const work = workOf(job)
  const { resources, distribution } = work ?? {}
  const limits = properties.jobType === 'Command' ? properties.limits : undefined
  return (
    <KeyValues
      pairs={[
        ['Kind', properties.jobType],
        ['Environment', work && <AssetLink key="environment" id={work.environmentId} />],
        ['Code', work?.codeId ? <CodeLink key="code" job={job} id={work.codeId} /> : undefined],
        ['Instance type', resources?.instanceType ?? undefined],
        ['Instances', resources?.instanceCount],
        ['Time limit', limits?.timeout ?? undefined],
        ['Distribution', distribution?.distributionType],
      ]}
    />
  )
}

/** The code of a job, which can be read where the job's files are. */
function CodeLink({ job, id }: { job: JobResource; id: string }) {
  const workspace = useWorkspaceRef()
  if (assetRefFromId(id)?.workspace === undefined) return <AssetLink id={id} />
  return (
    <>
      <AssetLink id={id} />{' '}
      <Link to={paths.job({ workspace, jobName: job.name }, { tab: 'outputs', path: codePath })}>Open</Link>
    </>
  )
}

/** Name and version of an asset, as a link where it has a page. */
function AssetLink({ id }: { id: string }) {
  const workspace = useWorkspaceRef()
  const asset = assetRefFromId(id)
  if (!asset) return <code>{id}</code>
  const text = `${asset.name}:${asset.version}`
  if (asset.registry) return `${text} in registry ${asset.registry}`
  if (asset.type === 'environments')
    return <Link to={paths.environmentVersion(workspace, asset.name, asset.version)}>{text}</Link>
  return <code>{text}</code>
}

type Pair = [name: string, value: ReactNode]

function inputsOf({ properties }: JobResource): Pair[] {
  const inputs = 'inputs' in properties ? (properties.inputs ?? {}) : {}
  return Object.entries(inputs).map(([name, input]) => {
    if (!input) return [name, '–']
    const value =
      input.jobInputType === 'literal' ? <code>{input.value}</code> : <Uri uri={input.uri} mode={input.mode} />
    return [name, value]
  })
}

function outputsOf({ properties }: JobResource): Pair[] {
  // Every job has the output `default`, its own folder, which is the tab of the files.
  const { default: _, ...outputs } = ('outputs' in properties ? properties.outputs : undefined) ?? {}
  return Object.entries(outputs).map(([name, output]) => {
    const value = output?.uri ? <Uri uri={output.uri} mode={output.mode} /> : 'The workspace’s default place'
    return [name, value]
  })
}

/** A place in short, whole on hover. */
const Uri = ({ uri, mode }: { uri: string; mode: string | undefined }) => (
  <>
    <code title={withoutSignature(uri)}>{shortUri(uri)}</code> {mode && <span className={styles.mode}>{mode}</span>}
  </>
)

const codePairs = (values: Readonly<Record<string, string | null>> | null | undefined): Pair[] =>
  Object.entries(values ?? {}).map(([name, value]) => [name, <code key={name}>{value}</code>])

/** Facts under a title; nothing where there are none, for an empty card says no more than a missing one. */
function PairsCard({ title, actions, pairs }: { title: string; actions?: ReactNode; pairs: Pair[] }) {
  if (pairs.length === 0) return null
  return (
    <Card title={title} actions={actions}>
      <KeyValues pairs={pairs} />
    </Card>
  )
}
