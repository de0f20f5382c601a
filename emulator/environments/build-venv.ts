import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostPython } from '../jobs/python.ts'
import { shellQuoted } from '../shell-quoted.ts'
import { BuildFailure } from './build-failure.ts'
import { type BuildIo, runBuildProgram } from './build-process.ts'
import { installerError, withoutPasswords } from './installer-error.ts'
import { indexTrouble, isIndexOff } from './package-sources.ts'
import { type VenvTools, venvTools } from './venv-tools.ts'

export type VenvRequest = Readonly<{
  /** Absolute, and where it will be used: the programs in it name their Python by its whole path. */
  folder: string
  /** Lines of a requirements file. */
  requirements: readonly string[]
  python: HostPython
  /** Folders of wheels to take before any other, see `wheelFolders`. */
  wheels: readonly string[]
}>

/**
 * In the environment's folder, where its installer runs. Conda names its own list like this; a plain `requirements.txt`
 * would be found by a conda file that asks for `-r requirements.txt`, and include itself.
 */
const listFile = 'condaenv.requirements.txt'

/**
 * Makes a virtual environment that also has what this machine's Python has, so that nothing is fetched that is here.
 * Wheels on this machine come first: the package index is asked only when they do not do.
 * @throws BuildFailure when a package cannot be had; the signal's reason when aborted. What is left in the folder then
 * is of no use.
 */
export async function buildVenv(request: VenvRequest, options: Omit<BuildIo, 'cwd'>): Promise<void> {
  const { folder, requirements, python, wheels } = request
  const tools = venvTools(python, folder)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const io = { ...options, cwd: folder }
  if ((await runBuildProgram(tools.create, io)) !== 0) {
    throw new BuildFailure(`the virtual environment could not be made by ${tools.create.join(' ')}`)
  }
  if (python.ownPackages.length > 0) await addPackages(folder, python.ownPackages)
  await writeFile(join(folder, listFile), `${requirements.join('\n')}\n`)
  const links = wheels.flatMap((wheelFolder) => ['--find-links', wheelFolder])
  await install(request, tools, [...links, '-r', listFile], io)
  await addPip(folder)
}

async function install({ requirements, python }: VenvRequest, tools: VenvTools, what: string[], io: BuildIo) {
  const local = [...tools.install, '--no-index', ...what]
  const failure = (printed: string, why = '') => new BuildFailure(installerError(printed, requirements) + why)
  const elsewhere = requirements.find(isElsewhere)
  if (isIndexOff()) {
    // `--no-index` does not keep pip from addresses.
    if (elsewhere !== undefined) {
      throw new BuildFailure(`'${withoutPasswords(elsewhere)}' was not asked for, since TRAINYARD_PYPI is off`)
    }
    const { code, printed } = await printedBy(local, io)
    if (code !== 0) throw failure(printed, '; the package index was not asked, since TRAINYARD_PYPI is off')
    return
  }
  if (elsewhere === undefined) {
    // What it says is of no interest, and no error, as long as the package index may do better.
    const { code, printed } = await printedBy(local, { ...io, write: () => undefined })
    const trouble = code === 0 ? undefined : await indexTrouble(python, io)
    if (code === 0 || trouble !== undefined) io.write(printed)
    if (trouble !== undefined) throw failure(printed, `; ${trouble}`)
    if (code === 0) return
    io.write('Not all of it is on this machine: asking the package index\n')
  }
  const { code, printed } = await printedBy([...tools.install, ...tools.patience, ...what], io)
  if (code !== 0) throw failure(printed)
}

/** Lines that name a place of their own: an address of a package or of an index, which may be there when PyPI is not. */
const isElsewhere = (line: string) => /(?<!file):\/\/|^(?:-i|--index-url|--extra-index-url)\b/.test(line)

/** Runs a program of a build, and keeps what it prints. */
async function printedBy(command: readonly string[], io: BuildIo) {
  let printed = ''
  const write = (text: string) => {
    printed += text
    io.write(text)
  }
  return { code: await runBuildProgram(command, { ...io, write }), printed }
}

/** Lets a virtual environment see the packages of the one that it was made in. */
async function addPackages(folder: string, paths: readonly string[]) {
  const [version = ''] = await readdir(join(folder, 'lib'))
  await writeFile(join(folder, 'lib', version, 'site-packages', 'host.pth'), `${paths.join('\n')}\n`)
}

/** Scripts call `pip` and mean this environment, which may use the pip of another. */
async function addPip(folder: string) {
  for (const name of ['pip', 'pip3']) {
    const file = join(folder, 'bin', name)
    if (existsSync(file)) continue
    const text = `#!/bin/sh\nexec ${shellQuoted(join(folder, 'bin', 'python'))} -m pip "$@"\n`
    // One after the other: there are two.
    // oxlint-disable-next-line no-await-in-loop
    await writeFile(file, text, { mode: 0o755 })
  }
}
