import { humanDuration, msOf } from '../../lib/dates.ts'
import { statusLabel } from '../job-status.ts'
import type { ComparedJob } from './compared-job.ts'
import { fact, said, type Fact } from './fact.ts'

/** Each fact of the code's repository, and the names it is noted under: by the CLI, and by MLflow. */
const gitNames = [
  ['Repository', 'azureml.git.repository_uri', 'mlflow.source.git.repoURL'],
  ['Branch', 'azureml.git.branch', 'mlflow.source.git.branch'],
  ['Commit', 'azureml.git.commit', 'mlflow.source.git.commit'],
  ['Uncommitted changes', 'azureml.git.dirty', 'mlflow.source.git.dirty'],
  ['Build', 'azureml.git.build_id', 'azureml.git.build_uri'],
] as const

/** Where the code came from. Clients note it in the job's properties, or in tags of its run. */
export function gitFacts({ resource: { properties }, logged }: ComparedJob): Fact[] {
  const noted = (name: string) => properties.properties?.[name] ?? properties.tags?.[name] ?? logged?.tags.get(name)
  return gitNames.flatMap(([label, ...names]) => {
    const value = names.map(noted).find((found) => found != null && found !== '')
    // Python writes `True` where MLflow's own client writes `true`.
    return said('git', label, label === 'Uncommitted changes' ? value?.toLowerCase() : value)
  })
}

/** Tags that clients and the service keep for themselves. */
const ownTag = /^(?:mlflow\.|azureml\.|_azureml|_aml_)|^hyperparameters$/

/** What people note: of the job, and what its script has added to its run. */
export function tagFacts({ resource: { properties }, logged }: ComparedJob): Fact[] {
  const tags = new Map(logged?.tags)
  for (const [name, value] of Object.entries(properties.tags ?? {})) tags.set(name, value ?? '')
  return Array.from(tags)
    .filter(([name]) => !ownTag.test(name))
    .map(([name, value]) => fact('tags', name, value))
}

/** What says who ran the job and when, and explains least. */
export function aboutFacts({ resource }: ComparedJob): Fact[] {
  const { properties, systemData } = resource
  const start = serviceTime(properties.properties?.['StartTimeUtc'])
  const end = serviceTime(properties.properties?.['EndTimeUtc'])
  return [
    ...said('about', 'Status', properties.status && statusLabel(properties.status)),
    ...said('about', 'Display name', properties.displayName),
    ...said('about', 'Experiment', properties.experimentName),
    ...said('about', 'Description', properties.description),
    ...said('about', 'Created by', systemData?.createdBy),
    ...said('about', 'Submitted', systemData?.createdAt, 'time'),
    ...timeFact('Started', start),
    ...timeFact('Ended', end),
    ...(start === undefined || end === undefined ? [] : said('about', 'Ran for', humanDuration((end - start) / 1_000))),
  ]
}

const timeFact = (label: string, ms: number | undefined): Fact[] =>
  ms === undefined ? [] : said('about', label, new Date(ms).toISOString(), 'time')

/** The service notes times in UTC without saying so: `2026-01-31 10:00:00`. */
const serviceTime = (text: string | null | undefined): number | undefined =>
  msOf(text && (/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`))
