import { packageOf } from './packages.ts'
import { evidenceAt, readLines, type LogTail } from './log-lines.ts'
import type { Cause } from './exception-rules.ts'
import type { ShownCause } from './ending-rules.ts'

type BuildRule = Readonly<{ words: RegExp; cause: (match: RegExpExecArray) => Omit<Cause, 'kind'> }>

/** What pip, conda and Docker say when an environment cannot be built, from the surest to the vaguest. */
const rules: readonly BuildRule[] = [
  {
    words: /No matching distribution found for ([^\s(]+)/,
    cause: ([, requirement = '']) => ({
      title: `pip finds no ${requirement}`,
      what: `There is no ${requirement} that pip could install, for this Python or at all.`,
      advice: adviceOnName(requirement),
    }),
  },
  {
    words: /Cannot install .+? because these package versions have conflicting dependencies|ResolutionImpossible/,
    cause: () => ({
      title: 'Packages contradict each other',
      what: 'pip found no set of versions that satisfies all packages of the conda file.',
      advice: 'Loosen the pinned versions that the log names.',
    }),
  },
  {
    words: /Invalid requirement: '?([^'\n]+?)'?(?:\s|$)/,
    cause: ([, requirement = '']) => ({
      title: 'The conda file names no package',
      what: `pip cannot read “${requirement}” as the name and version of a package.`,
      advice: 'Write it as NAME or NAME==VERSION.',
    }),
  },
  {
    words: /ResolvePackageNotFound|PackagesNotFoundError|nothing provides (?:requested )?(\S+)/,
    cause: ([, requirement]) => ({
      title: requirement ? `conda finds no ${requirement}` : 'conda does not find a package',
      what: 'The channels of the conda file do not have a package in the version that it asks for.',
      advice: 'Add the channel that has it (often conda-forge), loosen its version, or install it by pip.',
    }),
  },
  {
    words: /LibMambaUnsatisfiableError|UnsatisfiableError/,
    cause: () => ({
      title: 'Packages contradict each other',
      what: 'conda found no set of versions that satisfies all packages of the conda file.',
      advice: 'Loosen the pinned versions that the log names.',
    }),
  },
  {
    words:
      /ERROR: Failed (?:to build|building wheel)(?: for| installable wheels for)? (.+)$|error: command '.*(?:gcc|g\+\+)'.* failed/,
    cause: () => ({
      title: 'A package could not be compiled',
      what: 'pip found only the sources of a package, and they do not compile in this image.',
      advice: 'Pin a version that comes as a wheel for this Python, or add the compiler and headers to the image.',
    }),
  },
  {
    words: /No space left on device/,
    cause: () => ({
      title: 'The image became too large',
      what: 'The disk on which the image is built was full.',
      advice: 'Leave out packages that the job does not need.',
    }),
  },
  {
    words: /The command '.*' returned a non-zero code: (\d+)|CondaValueError|CondaEnvException|pip failed/i,
    cause: () => ({
      title: 'A step of the image build failed',
      what: 'A command of the build ended with an error.',
      advice: 'The lines above it in the log of the build say why.',
    }),
  },
]

function adviceOnName(requirement: string): string {
  const name = /^[\w.-]+/.exec(requirement)?.[0] ?? requirement
  const meant = packageOf(name)
  return meant !== undefined && meant !== name && meant !== name.replaceAll('_', '-')
    ? `The module ${name} comes with the package ${meant}.`
    : 'Check its spelling and its version, and that this Python is not too new or too old for it.'
}

/** What the log of an image build says of its end. */
export function causeOfBuild(tails: readonly LogTail[]): ShownCause | undefined {
  for (const tail of tails.filter(({ role }) => role === 'image')) {
    const lines = readLines(tail.lines)
    for (const { words, cause } of rules) {
      const line = lines.findLast(({ text }) => words.test(text))
      const match = line && words.exec(line.text)
      if (!match) continue
      // conda lists what it did not find below its error.
      const listed = lines.filter(
        ({ index, text }) => index > line.index && index <= line.index + 6 && /^\s+- /.test(text),
      )
      return {
        cause: { kind: 'image-build', ...cause(match) },
        evidence: [line, ...listed].map((one) => evidenceAt(tail, one)),
      }
    }
  }
  return undefined
}
