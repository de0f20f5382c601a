import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { HostPython } from '../jobs/python.ts'
import { shellQuoted } from '../shell-quoted.ts'
import { BuildFailure } from './build-failure.ts'
import { type BuildIo, runBuildProgram } from './build-process.ts'
import { indexTrouble, isIndexOff } from './package-sources.ts'

export type VenvRequest = Readonly<{
  /** Absolute, and where it will be used: the programs in it name their Python by its whole path. */
  folder: string
  /** Lines of a requirements file. */
  requirements: readonly string[]
  python: HostPython
  /** Folders of wheels to take before any other, see `wheelFolders`. */
  wheels: readonly string[]
}>

/** In the environment's folder, where its installer runs. */
const listFile = 'requirements.txt'

/** Commands that make an empty virtual environment and that install into it, without the names of packages. */
type Tools = Readonly<{ create: readonly string[]; install: readonly string[]; patience: readonly string[] }>

/**
 * Makes a virtual environment that also has what this machine's Python has, so that nothing is fetched that is here.
 * Wheels on this machine come first: the package index is asked only when they do not do.
 * @throws BuildFailure when a package cannot be had; the signal's reason when aborted. What is left in the folder then
 * is of no use.
 */
export async function buildVenv(request: VenvRequest, options: Omit<BuildIo, 'cwd'>): Promise<void> {
  const { folder, requirements, python, wheels } = request
  const tools = toolsFor(python, folder)
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

async function install({ requirements, python }: VenvRequest, tools: Tools, what: string[], io: BuildIo) {
  const isOff = isIndexOff()
  if (isOff || !requirements.some(isElsewhere)) {
    const local = await printedBy([...tools.install, '--no-index', ...what], { ...io, write: () => undefined })
    const trouble = local.code === 0 || isOff ? undefined : await indexTrouble(python, io)
    if (local.code === 0 || isOff || trouble !== undefined) io.write(local.printed)
    if (local.code === 0) return
    if (isOff || trouble !== undefined) {
      const why = trouble ?? 'the package index was not asked, since TRAINYARD_PYPI is off'
      throw new BuildFailure(`${failedPackage(local.printed, requirements)}; ${why}`)
    }
  }
  io.write('Not all of it is on this machine: asking the package index\n')
  const { code, printed } = await printedBy([...tools.install, ...tools.patience, ...what], io)
  if (code !== 0) throw new BuildFailure(failedPackage(printed, requirements))
}

/** Lines that name a place of their own: an address of a package or of an index, which may be there when PyPI is not. */
const isElsewhere = (line: string) => /:\/\/|^(?:-f|-i|--find-links|--index-url|--extra-index-url)\b/.test(line)

/** Runs a program of a build, and keeps what it prints. */
async function printedBy(command: readonly string[], io: BuildIo) {
  let printed = ''
  const write = (text: string) => {
    printed += text
    io.write(text)
  }
  return { code: await runBuildProgram(command, { ...io, write }), printed }
}

/** What an installer could not do, in its own words as far as they say which package it was. */
function failedPackage(printed: string, requirements: readonly string[]): string {
  const [, missing] = /No matching distribution found for ([^\n]+?)(?: \(from [^\n]*)?(?:\n|$)/.exec(printed) ?? []
  if (missing) return `no version of the package ${missing} was found`
  const lines = printed.split('\n')
  // The last error of a conflict is an address to read at.
  const error =
    lines.find((line) => line.startsWith('ERROR: Cannot install ')) ??
    lines.findLast((line) => /^\s*(?:error|×)/i.test(line))
  if (error === undefined) return 'the packages could not be installed'
  const named = error.replaceAll(/-r \S+ \(line (\d+)\)/g, (_, line) => requirements[Number(line) - 1] ?? '')
  return named.trim().replace(/^(?:ERROR: |× )|\.$/gi, '')
}

function toolsFor(python: HostPython, folder: string): Tools {
  const { executable, modules } = python
  const own = join(folder, 'bin', 'python')
  const pip = { install: [own, '-m', 'pip', 'install'], patience: ['--retries', '2', '--timeout', '15'] }
  if (modules.includes('venv') && modules.includes('pip')) {
    // Without a pip of its own, which takes seconds to set up, it uses the one that is here.
    return { ...pip, create: [executable, '-m', 'venv', '--without-pip', '--system-site-packages', folder] }
  }
  if (modules.includes('venv') && modules.includes('ensurepip')) {
    return { ...pip, create: [executable, '-m', 'venv', '--system-site-packages', folder] }
  }
  const virtualenv = onPath('virtualenv')
  if (virtualenv) {
    return { ...pip, create: [virtualenv, '--quiet', '--system-site-packages', '--python', executable, folder] }
  }
  const uv = onPath('uv')
  if (uv) {
    const create = [uv, 'venv', '--system-site-packages', '--allow-existing', '--python', executable, folder]
    return { create, install: [uv, 'pip', 'install', '--python', own], patience: [] }
  }
  throw new BuildFailure(
    `Python ${python.version} at ${executable} cannot make virtual environments: it has no pip. Install it (on Debian and ` +
      'Ubuntu: apt install python3-venv python3-pip), or install uv or virtualenv',
  )
}

const onPath = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path))

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
