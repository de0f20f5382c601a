import { plainInMarkdown } from '../../lib/markdown.ts'
import { withoutSecrets } from '../without-secrets.ts'
import type { Failure } from './failure.ts'
import { kindLabel } from './kinds.ts'

/** What a colleague or support needs to know of the job beside its failure; undefined facts are left out. */
type ReportFacts = Readonly<{
  jobName: string
  /** An address as `URL` writes it. */
  link: string
  facts: readonly (readonly [name: string, value: string | undefined])[]
  /** The service's answer as it came. */
  answer: unknown
}>

/** The failure as Markdown to paste into a mail or an issue. Signatures and what else looks like a secret are removed. */
export function failureReport(failure: Failure, { jobName, link, facts, answer }: ReportFacts): string {
  const { frame } = failure
  const place = frame && `${frame.file}:${frame.line}${frame.function ? ` in ${frame.function}` : ''}`
  const listed = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [`- ${name}: ${plainInMarkdown(safe(value))}`],
  )
  const lines = [...(frame?.source === undefined ? [] : [frame.source]), ...failure.evidence.map(({ text }) => text)]
  return [
    `# Job ${plainInMarkdown(jobName)}: ${plainInMarkdown(safe(failure.title))}`,
    `${kindLabel(failure.kind)}. ${plainInMarkdown(safe(failure.what))}`,
    // An address in angle brackets is one, whatever is in it.
    [...listed, `- Link: <${link}>`].join('\n'),
    ...(place === undefined ? [] : [`Raised at ${plainInMarkdown(place)}`]),
    ...(lines.length > 0 ? ['## What decided', fenced(lines.map(safe).join('\n'))] : []),
    '## Answer of the service',
    fenced(JSON.stringify(withoutSecrets(answer), null, 2) ?? '', 'json'),
    '',
  ].join('\n\n')
}

const safe = (text: string): string => String(withoutSecrets(text))

/** A fence that the text cannot end: one backtick more than the most in a row in it. */
function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}
