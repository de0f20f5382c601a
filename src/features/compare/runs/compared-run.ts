import type { Metric } from '../../../api/mlflow.ts'
import type { ComparedJob } from '../../../domain/compare/compared-job.ts'
import { isTerminal } from '../../../domain/job-status.ts'
import { lineLook, type LineLook } from '../../../ui/charts/line-look.ts'
import type { ViewedRun } from '../compare-view.ts'

/** One of the jobs as the page shows it: what the reader chose for it, and what is known of it so far. */
export type ComparedRun = Readonly<{
  name: string
  /** What the reader calls it here, else its display name, else its name. */
  title: string
  isRenamed: boolean
  /** Of `lineLook`. */
  lookIndex: number
  look: LineLook
  isHidden: boolean
  /** Undefined while it is read, and where it cannot be. */
  job: ComparedJob | undefined
  status: string | undefined
  /** It may still log. */
  isLive: boolean
}>

/** A job whose resource is there. */
export type LoadedRun = ComparedRun & Readonly<{ job: ComparedJob }>

/** The jobs in the order of the view. @param jobs those that were read, in any order */
export function comparedRuns(viewed: readonly ViewedRun[], jobs: readonly ComparedJob[]): ComparedRun[] {
  const byName = new Map(jobs.map((job) => [job.name, job]))
  return viewed.map(({ name, label, look, isHidden }) => {
    const job = byName.get(name)
    const properties = job?.resource.properties
    const status = job && (properties?.status ?? 'Unknown')
    return {
      name,
      title: label ?? (properties?.displayName || name),
      isRenamed: label !== undefined,
      lookIndex: look,
      look: lineLook(look),
      isHidden,
      job,
      status,
      isLive: status !== undefined && !isTerminal(status),
    }
  })
}

/** What tells a job from others outside of this page: its name too, where it is called something else. */
export const wholeTitle = (title: string, name: string): string => (title === name ? name : `${title} (${name})`)

/** The last value of each metric, as a feed is told of it. */
export const lastMetrics = ({ job }: LoadedRun): Metric[] =>
  Array.from(job.logged?.metrics ?? [], ([key, { value, step, time }]) => ({ key, value, step, timestamp: time }))

export const isLoaded = (run: ComparedRun): run is LoadedRun => run.job !== undefined
