import { jobNameRule } from '../names.ts'
import { packNames, unpackNames } from './packed-names.ts'

/** More than these nobody tells apart on one page. */
export const mostRuns = 100

/** Beyond this a list is packed: two names or ten are read in the address, a hundred would not fit. */
const longestReadable = 300

/** A hundred of the longest names that there can be, packed or not, are shorter. */
const longestText = 30_000

/** Begins a packed list. No job's name begins with it, and an address leaves it as it is. */
const packedMark = '.'

/** The names that a link gives, or one sentence that says why it gives none. */
type UnpackedRuns = Readonly<{ names: string[] }> | Readonly<{ problem: string }>

/**
 * The names of jobs as one value of an address: `a,b,c` while that is short, else packed. A hundred names as the service
 * makes them up come to some 1,500 characters. Names beyond the hundredth are left out, and so is what comes again.
 */
export function packRuns(names: readonly string[]): string {
  const own = [...new Set(names)].slice(0, mostRuns)
  const readable = own.join(',')
  return readable.length <= longestReadable ? readable : packedMark + packNames(own)
}

/** What `packRuns` wrote. Of anything else it says what is wrong with it. */
export function unpackRuns(text: string): UnpackedRuns {
  if (text.length > longestText) return { problem: 'This link is too long to be a list of jobs.' }
  if (text.startsWith(packedMark)) return unpacked(text.slice(packedMark.length))
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '')
  const wrong = names.find((name) => !jobNameRule.pattern.test(name))
  if (wrong !== undefined) return { problem: `“${shortened(wrong)}” in this link is no name of a job.` }
  if (names.length > mostRuns)
    return { problem: `This link names ${names.length} jobs; ${mostRuns} at most can be compared.` }
  return { names }
}

function unpacked(packed: string): UnpackedRuns {
  const names = unpackNames(packed, mostRuns)
  const isWhole =
    names !== undefined && new Set(names).size === names.length && names.every((name) => jobNameRule.pattern.test(name))
  return isWhole ? { names } : { problem: 'The list of jobs in this link is cut off or was altered.' }
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
