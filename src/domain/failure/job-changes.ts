import { wholeDuration } from '../duration.ts'
import type { Path } from '../job-spec/problems.ts'
import { changed, readJobText, resourcesPath, waysOf, wayTo, type JobText, type Ways } from './changed-yaml.ts'
import type { JobChange } from './failure.ts'
import { waysToDedicated, waysToLargerMachine, type Machines } from './machine-change.ts'
import { waysToAddPackage, type EnvironmentContent } from './package-change.ts'

/** What there is around a job to change it with. */
export type Surroundings = Machines & Readonly<{ environment?: EnvironmentContent | undefined }>

/** @param text YAML of the job, as `jobToYaml` writes it */
export function waysToChange(text: string, change: JobChange, around: Surroundings): Ways {
  const job = readJobText(text)
  if (!job) return { ways: [], whyNone: 'The job has no YAML that could be changed.' }
  if (change.kind === 'add-package') return waysToAddPackage(job, change.package, around.environment)
  if (change.kind === 'longer-timeout') return longerTimeouts(job)
  if (change.kind === 'more-shared-memory') return moreSharedMemory(job)
  return change.kind === 'dedicated' ? waysToDedicated(job, around) : waysToLargerMachine(job, change.kind, around)
}

function longerTimeouts({ text, isSweep, at }: JobText): Ways {
  const ofTrial: Path = ['limits', 'trial_timeout']
  const path: Path = isSweep && at(ofTrial) !== undefined ? ofTrial : ['limits', 'timeout']
  const seconds = at(path)
  if (typeof seconds !== 'number') return { ways: [], whyNone: 'The job’s YAML has no time limit.' }
  return waysOf([
    ...[2, 4].map((factor) =>
      wayTo(wholeDuration(seconds * factor), `${factor} times as long`, changed(text, [[path, seconds * factor]])),
    ),
    wayTo('No limit', 'it then runs as long as it needs', changed(text, [[path, undefined]])),
  ])
}

/** What a container has unless the job says otherwise: `resources.shm_size` of the YAML reference. */
const defaultShmSize = '2g'

function moreSharedMemory(job: JobText): Ways {
  const path = resourcesPath(job, 'shm_size')
  const now = job.at(path)
  const [, number = '2', unit = 'g'] = /^(\d+)([bkmg])$/i.exec(typeof now === 'string' ? now : defaultShmSize) ?? []
  return waysOf(
    [4, 16].map((factor) => {
      const size = `${Number(number) * factor}${unit}`
      return wayTo(size, `/dev/shm is ${factor} times as large`, changed(job.text, [[path, size]]))
    }),
  )
}
