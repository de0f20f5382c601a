import { evidenceAt, type Evidence, type LogTail } from './log-lines.ts'
import { endingIn, type Ending } from './service-words.ts'

/** Which of several processes failed first, and how, as their launcher tells. */
export type FirstFailure = Readonly<{ process: string; ending: Ending | undefined; evidence: readonly Evidence[] }>

/** The summary of torchrun (torch.distributed.elastic), which it prints at its end. */
const rootCause = /^\s*Root Cause \(first observed failure\):/
/** How long that summary is. */
const summaryLines = 9

/** @param messages of the service: the local Azure ML's launcher names its process there */
export function firstFailure(tails: readonly LogTail[], messages: readonly string[]): FirstFailure | undefined {
  for (const tail of tails) {
    const start = tail.lines.findLastIndex(({ text }) => rootCause.test(text))
    if (start === -1) continue
    const summary = tail.lines.slice(start, start + summaryLines)
    const rank = summary.find(({ text }) => /^\s*rank\s*:/.test(text))
    const process = /rank\s*:\s*(\d+)/.exec(rank?.text ?? '')?.[1]
    const how = summary.filter(({ text }) => /^\s*(?:exitcode|traceback)\s*:/.test(text))
    if (process === undefined || !rank) continue
    const ending = how.map(({ text }) => endingIn(text)).findLast((found) => found !== undefined)
    return { process, ending, evidence: [rank, ...how].map((line) => evidenceAt(tail, line)) }
  }
  for (const text of messages) {
    const [, process] =
      /\b(?:rank|process|worker|chief) (\d+) (?:on node \d+ )?of \d+ exited with code/.exec(text) ?? []
    if (process !== undefined) return { process, ending: endingIn(text), evidence: [{ text }] }
  }
  return undefined
}
