import type { LogLevel, LogQuery } from '../../../lib/log/log-types.ts'

/** In the order in which they are offered. */
export const logLevels = ['error', 'warning', 'info', 'debug'] as const satisfies LogLevel[]

/** One file, several side by side, or several line by line in one. */
export const logArrangements = ['one', 'lanes', 'merged'] as const
export type LogArrangement = (typeof logArrangements)[number]

/** Where a search looks: in all files of the kind of the current one, in those on screen, in all. */
export const searchScopes = ['kind', 'shown', 'all'] as const
export type SearchScope = (typeof searchScopes)[number]

/** What of a job's logs is looked at, as the address says it. */
export type ShownLogs = Readonly<{
  /** Name of the chosen file; it need not be there. */
  file: string | undefined
  arrangement: LogArrangement
  /** Names of the files side by side or merged; empty stands for all that the script printed. */
  lanes: readonly string[]
  query: LogQuery
  scope: SearchScope
  /** Only lines of these; empty stands for all lines. */
  levels: readonly LogLevel[]
  /** Byte of `file` at which a linked line begins. */
  at: number | undefined
  /** Whether long lines are wrapped, and times shown; undefined leaves it to what the reader is used to. */
  wrap: boolean | undefined
  times: boolean | undefined
}>

/** What nobody types, but a link may carry. */
const longestQuery = 1_000
const mostLanes = 256

/** Reads an address that anybody may have written: whatever makes no sense is as if it were not there. */
export function parseLogView(params: URLSearchParams): ShownLogs {
  const view = params.get('view')
  const scope = params.get('in')
  const levels = listOf(params.get('level'))
  return {
    file: params.get('file') ?? undefined,
    arrangement: logArrangements.find((arrangement) => arrangement === view) ?? 'one',
    lanes: [...new Set(listOf(params.get('lanes')).slice(0, mostLanes).map(decoded))],
    query: {
      text: (params.get('q') ?? '').slice(0, longestQuery),
      kind: params.get('regex') === '1' ? 'regex' : 'text',
      matchCase: params.get('case') === '1',
    },
    scope: searchScopes.find((each) => each === scope) ?? 'kind',
    levels: logLevels.filter((level) => levels.includes(level)),
    at: byteOf(params.get('at')),
    wrap: choiceOf(params.get('wrap')),
    times: choiceOf(params.get('time')),
  }
}

/** The parameters that lead to a changed view; those that say what is so anyway are empty, which takes them away. */
export function logViewParams(change: Partial<ShownLogs>): Record<string, string> {
  const { file, arrangement, lanes, query, scope, levels, at, wrap, times } = change
  return {
    ...('file' in change && { file: file ?? '' }),
    ...(arrangement && { view: arrangement === 'one' ? '' : arrangement }),
    ...(lanes && { lanes: lanes.map(encoded).join(',') }),
    ...(query && { q: query.text, regex: query.kind === 'regex' ? '1' : '', case: query.matchCase ? '1' : '' }),
    ...(scope && { in: scope === 'kind' ? '' : scope }),
    ...(levels && { level: levels.join(',') }),
    ...('at' in change && { at: at === undefined ? '' : String(at) }),
    ...(wrap !== undefined && { wrap: wrap ? '1' : '0' }),
    ...(times !== undefined && { time: times ? '1' : '0' }),
  }
}

const listOf = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean)

const choiceOf = (text: string | null): boolean | undefined => (text === '1' ? true : text === '0' ? false : undefined)

function byteOf(text: string | null): number | undefined {
  const byte = /^\d{1,16}$/.test(text ?? '') ? Number(text) : undefined
  return byte !== undefined && Number.isSafeInteger(byte) ? byte : undefined
}

/** A comma stands between two names, so one within a name is written otherwise. */
const encoded = (name: string) => name.replaceAll('%', '%25').replaceAll(',', '%2C')
const decoded = (name: string) => name.replaceAll('%2C', ',').replaceAll('%25', '%')
