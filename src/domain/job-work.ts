import type { CommandJob, JobBaseUnion, TrialComponent } from '../api/generated/arm.ts'
import { assetRefFromId, type AssetVersionRef } from './refs.ts'

/** What the functions below look at of a job. */
type Job = Readonly<{ properties: JobBaseUnion }>

/** What runs: the command job itself, or each trial of a sweep. Undefined for other types of jobs. */
export const workOf = ({ properties }: Job): CommandJob | TrialComponent | undefined =>
  properties.jobType === 'Command' ? properties : properties.jobType === 'Sweep' ? properties.trial : undefined

/** The code version of what runs; undefined without code, and for code of a registry. */
export function codeOf(job: Job): AssetVersionRef | undefined {
  const id = workOf(job)?.codeId
  const code = id ? assetRefFromId(id) : undefined
  return code?.type === 'codes' && code.workspace ? code : undefined
}
