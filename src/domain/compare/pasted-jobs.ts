import { jobNameRule } from '../names.ts'
import { armIdParts, isSameId, parseWorkspaceId, shortWorkspaceId, workspaceOfId, type WorkspaceRef } from '../refs.ts'
import { parseStudioLink } from '../studio-link.ts'
import { unpackRuns } from './run-list.ts'

/** What a text names of jobs. Nobody has asked the service whether there are such jobs. */
export type PastedJobs = Readonly<{
  /** Each once, in the order of the text. */
  names: string[]
  /** Jobs of other workspaces, which one page cannot compare with those of its own. */
  elsewhere: Readonly<{ name: string; workspaceName: string }>[]
  /** What is neither a name nor a link nor an id, as it stands in the text. */
  notUnderstood: string[]
}>

/**
 * Reads names of jobs, links of a studio (to a job or to a comparison) and ARM ids, apart by blanks, commas, semicolons
 * or lines. Quotes and brackets around them do not count, so that a list out of code can be pasted as it is.
 */
export function parseJobList(text: string, workspace: WorkspaceRef): PastedJobs {
  const names = new Set<string>()
  const elsewhere = new Map<string, PastedJobs['elsewhere'][number]>()
  const notUnderstood = new Set<string>()
  for (const entry of entriesOf(text)) {
    const jobs = jobsOf(entry, workspace)
    if (jobs.length === 0) notUnderstood.add(entry)
    for (const job of jobs) {
      if (isSameWorkspace(job.workspace, workspace)) names.add(job.name)
      else elsewhere.set(entry + job.name, { name: job.name, workspaceName: job.workspace.workspaceName })
    }
  }
  return { names: [...names], elsewhere: [...elsewhere.values()], notUnderstood: [...notUnderstood] }
}

type Named = Readonly<{ name: string; workspace: WorkspaceRef }>

/** A link to a comparison may have commas of its own. */
const entriesOf = (text: string): string[] =>
  text
    .split(/\s+/)
    .flatMap((entry) => (comparisonIn(bare(entry)) ? [entry] : entry.split(/[,;]/)))
    .map(bare)
    // A dash before each name is how lists are written.
    .filter((entry) => /[\p{L}\p{N}]/u.test(entry))

const bare = (entry: string) => entry.replaceAll(/^[["'`(<{]+|[\]"'`)>}.,;]+$/g, '')

function jobsOf(entry: string, workspace: WorkspaceRef): readonly Named[] {
  if (jobNameRule.pattern.test(entry)) return [{ name: entry, workspace }]
  const job = parseStudioLink(entry)
  if (job) return [{ name: job.jobName, workspace: job.workspace }]
  return comparisonIn(entry) ?? jobOfId(entry.replace(/^azureml:(?=\/s)/i, ''))
}

/** The jobs of a link to a comparison, of any studio's host; undefined for any other text. */
function comparisonIn(entry: string): Named[] | undefined {
  const url = URL.parse(entry)
  if (!url || !/^https?:$/.test(url.protocol) || !/\/compare\/?$/.test(url.pathname)) return undefined
  const workspace = parseWorkspaceId(url.searchParams.get('wsid') ?? '')
  const runs = unpackRuns(url.searchParams.get('runs') ?? '')
  return workspace && 'names' in runs ? runs.names.map((name) => ({ name, workspace })) : undefined
}

function jobOfId(id: string): Named[] {
  const { types, names } = armIdParts(id) ?? { types: [], names: [] }
  const workspace = workspaceOfId(id)
  const name = names[1]
  const isJob = types.length === 2 && types[1]?.toLowerCase() === 'jobs'
  return isJob && workspace && name !== undefined && jobNameRule.pattern.test(name) ? [{ name, workspace }] : []
}

const isSameWorkspace = (a: WorkspaceRef, b: WorkspaceRef) => isSameId(shortWorkspaceId(a), shortWorkspaceId(b))
