import { existsSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import type { HostPython } from '../jobs/python.ts'
import { type BuildIo, runBuildProgram } from './build-process.ts'

/** How long the package index has to give its first sign of life. */
const probeSeconds = 5
const defaultIndex = 'https://pypi.org/simple/'

/**
 * Folders whose wheels are taken before the package index is asked: `{dataDir}/wheels`, and those that
 * `TRAINYARD_WHEELS` names, separated as PATH is.
 */
export const wheelFolders = (dataDir: string): string[] =>
  [`${dataDir}/wheels`, ...(process.env['TRAINYARD_WHEELS'] ?? '').split(delimiter)]
    .filter((folder) => folder !== '' && existsSync(folder))
    .map((folder) => resolve(folder))

/** `TRAINYARD_PYPI=off` keeps builds from the package index, for tests and for machines that should not ask it. */
export const isIndexOff = () => process.env['TRAINYARD_PYPI'] === 'off'

/** Anything that answers will do: what it answers, and whether its certificate is good, is between it and pip. */
const probe = `import ssl, sys, urllib.error, urllib.request
try:
    urllib.request.urlopen(sys.argv[1], timeout=float(sys.argv[2]))
except urllib.error.HTTPError:
    pass
except Exception as error:
    reason = getattr(error, "reason", error)
    if not isinstance(reason, ssl.SSLError):
        sys.exit(str(reason))`

/**
 * Asks once whether the package index can be reached, so that a machine without a network is told so in seconds. pip
 * itself would try again and again, for each package.
 * @returns why it cannot; undefined when it can
 */
export async function indexTrouble(python: HostPython, io: BuildIo): Promise<string | undefined> {
  const index = URL.parse(await indexOf(python, io))
  if (!index) return 'the address of the package index is none'
  // It may hold a password, which is none of the log's and of the probe's business.
  const { host, origin, pathname } = index
  let reason = ''
  const write = (text: string) => void (reason += text)
  const command = [python.executable, '-c', probe, origin + pathname, String(probeSeconds)]
  if ((await runBuildProgram(command, { ...io, write })) === 0) return undefined
  return `the package index at ${host} does not answer: ${reason.trim()}`
}

/** The package index that pip is set to use on this machine. */
async function indexOf({ executable, modules }: HostPython, io: BuildIo): Promise<string> {
  const named = process.env['PIP_INDEX_URL']
  if (named || !modules.includes('pip')) return named || defaultIndex
  let settings = ''
  const write = (text: string) => void (settings += text)
  await runBuildProgram([executable, '-m', 'pip', 'config', 'list'], { ...io, write })
  return /^(?:install|global)\.index-url='(.+)'$/m.exec(settings)?.[1] ?? defaultIndex
}
