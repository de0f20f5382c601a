import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { HostPython } from '../jobs/python.ts'
import { BuildFailure } from './build-failure.ts'

/** Commands that make an empty virtual environment and that install into it, without the names of packages. */
export type VenvTools = Readonly<{ create: readonly string[]; install: readonly string[]; patience: readonly string[] }>

/**
 * What this machine has to make virtual environments with, the quickest first.
 * @throws BuildFailure when it has nothing
 */
export function venvTools(python: HostPython, folder: string): VenvTools {
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
    `Python ${python.version} at ${executable} cannot make virtual environments: it has no venv or no pip. Install them (on Debian and ` +
      'Ubuntu: apt install python3-venv python3-pip), or install uv or virtualenv',
  )
}

const onPath = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path))
