import type { JobResource } from '../../../api/jobs.ts'
import type { ProcessLayout } from './log-files.ts'

/** On how many nodes a job runs and how many processes each has, as far as its definition says. */
export function processLayoutOf({ properties }: JobResource): ProcessLayout {
  if (properties.jobType !== 'Command') return { nodes: 1, processesPerNode: undefined }
  const { distribution, resources } = properties
  const perNode =
    distribution?.distributionType === 'PyTorch' || distribution?.distributionType === 'Mpi'
      ? distribution.processCountPerInstance
      : undefined
  return { nodes: resources?.instanceCount ?? 1, processesPerNode: perNode ?? undefined }
}
