import { useQuery } from '@tanstack/react-query'
import type { JobRef } from '../../../domain/refs.ts'
import { runTimesOf, usualOf, waitsOf, type UsualDuration } from '../../../domain/waiting/usual-durations.ts'
import { runListQueries } from '../../../queries/run-lists.ts'
import { runQueries } from '../../../queries/run.ts'

/** How long jobs usually wait on a compute, and run there or in an experiment; undefined where too few are known. */
export type UsualDurations = Readonly<{
  waiting: UsualDuration | undefined
  running: UsualDuration | undefined
  /** Which jobs the running time is of. */
  runningOf: 'experiment' | 'compute'
}>

/** Two requests at most, which serve all jobs of the experiment and on the compute for ten minutes. */
export function useUsualDurations(ref: JobRef, computeName: string | undefined): UsualDurations {
  const { workspace, jobName } = ref
  const experimentId = useQuery(runQueries.run(ref)).data?.experimentId ?? ''
  const onCompute = useQuery({
    ...runListQueries.endedOn({ workspace, computeName: computeName ?? '' }),
    enabled: computeName !== undefined,
  })
  const inExperiment = useQuery({
    ...runListQueries.completedIn(workspace, experimentId),
    enabled: experimentId !== '',
  })
  const here = onCompute.data?.runs ?? []
  const alike = usualOf(runTimesOf(inExperiment.data?.runs ?? [], jobName))
  return {
    waiting: usualOf(waitsOf(here, jobName)),
    running: alike ?? usualOf(runTimesOf(here, jobName)),
    runningOf: alike ? 'experiment' : 'compute',
  }
}
