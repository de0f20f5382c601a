import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClock } from '../clock.ts'
import { type HostPython, preparePython } from '../jobs/python.ts'
import { makeWheel } from '../testing/make-wheel.ts'
import { buildVenv } from './build-venv.ts'
import { keyOf } from './environment-plan.ts'
import { createEnvironmentStore } from './environment-store.ts'

let dataDir: string
let python: HostPython
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'trainyard-venv-'))
  vi.stubEnv('TRAINYARD_PYPI', 'off')
  const found = await preparePython(dataDir)
  if (!found) throw new Error('These tests need python3.')
  python = found
  await makeWheel(`${dataDir}/wheels`, {
    name: 'tiny-model',
    version: '1.0',
    files: { 'tiny_model.py': 'answer = 42' },
  })
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dataDir, { recursive: true })
})

const { signal } = new AbortController()
const listen = () => undefined
const build = (more: Partial<HostPython>, requirements = ['tiny-model']) =>
  buildVenv(
    { folder: `${dataDir}/venv`, requirements, python: { ...python, ...more }, wheels: [`${dataDir}/wheels`] },
    { write: listen, signal, marker: '' },
  )
const run = (script: string) => execFileSync(`${dataDir}/venv/bin/python3`, ['-c', script], { encoding: 'utf8' }).trim()

describe('a virtual environment', () => {
  test('has the packages of one that this machine’s Python is in', async () => {
    mkdirSync(`${dataDir}/mine`)
    writeFileSync(`${dataDir}/mine/of_the_host.py`, 'answer = 43')
    await build({ ownPackages: [`${dataDir}/mine`] })
    expect(run('import tiny_model, of_the_host; print(tiny_model.answer, of_the_host.answer)')).toBe('42 43')
  })

  test('cannot be made without pip, nor what brings it, and says what to install', async () => {
    vi.stubEnv('PATH', `${dataDir}/nothing`)
    await expect(build({ modules: ['venv'] })).rejects.toThrow(
      /it has no venv or no pip.*apt install python3-venv python3-pip/,
    )
  })

  test('leads no path among its packages to files of the emulator', async () => {
    // There is such a folder in the repository, where the tests run.
    await expect(build({}, ['./emulator'])).rejects.toThrow(/^Invalid requirement: '\.\/emulator'/)
  })
})

describe('a line that is not just a package', () => {
  test.each([
    ['-r requirements.txt', /requirements\.txt/],
    ['--target /tmp/elsewhere', /^Invalid requirement: --target \/tmp\/elsewhere;/],
    ['tiny-model; rm -rf /', /^Invalid .*rm/],
  ])('%s fails as in a requirements file', async (line, reason) => {
    await expect(build({}, [line])).rejects.toThrow(reason)
  })

  test.each([
    '--extra-index-url https://user:secret@127.0.0.1:1/simple',
    '--find-links=https://user:secret@127.0.0.1:1/wheels',
    'tiny-model @ https://user:secret@127.0.0.1:1/tiny_model-1.0-py3-none-any.whl',
    'git+ssh://user:secret@127.0.0.1:1/tiny-model',
  ])('%s is not followed when the package index is off, and keeps its password', async (line) => {
    const failure = await build({}, [line]).catch(String)
    expect(failure).toBe(
      `Error: '${line.replace('user:secret', '****')}' was not asked for, since TRAINYARD_PYPI is off`,
    )
  })

  test('a wheel of this machine by its address is taken', async () => {
    const [wheel] = readdirSync(`${dataDir}/wheels`)
    await build({}, [`tiny-model @ file://${dataDir}/wheels/${wheel}`])
    expect(run('import tiny_model; print(tiny_model.answer)')).toBe('42')
  })
})

describe('the store of environments', () => {
  const plan = { title: 'tiny:1', requirements: ['tiny-model'], notes: [] }

  test('does not find one whose data folder was moved: its programs name a Python that is elsewhere', async () => {
    const clock = createClock()
    const key = keyOf(plan, python)
    const store = createEnvironmentStore({ dataDir: `${dataDir}/before`, clock })
    expect(store.find(key)).toBeUndefined()
    vi.stubEnv('TRAINYARD_WHEELS', `${dataDir}/wheels`)
    await store.build({ key, plan, python }, { listen, signal })
    expect(store.find(key)?.folder).toBe(`${dataDir}/before/environments/${key}`)
    renameSync(`${dataDir}/before`, `${dataDir}/after`)
    const moved = createEnvironmentStore({ dataDir: `${dataDir}/after`, clock })
    expect(moved.find(key)).toBeUndefined()
    await moved.build({ key, plan, python }, { listen, signal })
    expect(moved.find(key)?.folder).toBe(`${dataDir}/after/environments/${key}`)
  })

  test('goes on with a build for those whose logs can be written', async () => {
    const store = createEnvironmentStore({ dataDir, clock: createClock() })
    const what = { key: keyOf(plan, python), plan, python }
    const fullDisk = () => {
      throw new Error('no space left')
    }
    const heard: string[] = []
    const [first, second] = await Promise.allSettled([
      store.build(what, { listen: fullDisk, signal }),
      store.build(what, { listen: (text) => heard.push(text), signal }),
    ])
    expect(first).toMatchObject({ status: 'rejected', reason: { message: 'no space left' } })
    expect(second.status).toBe('fulfilled')
    expect(heard.join('')).toMatch(/Building the environment tiny:1[^]*Image build succeeded/)
  })

  test('clears half-made ones away, and only those', async () => {
    const store = createEnvironmentStore({ dataDir, clock: createClock() })
    const key = keyOf(plan, python)
    await store.build({ key, plan, python }, { listen, signal })
    mkdirSync(`${dataDir}/environments/half-made/bin`, { recursive: true })
    store.clearLeftovers()
    expect(readdirSync(`${dataDir}/environments`)).toEqual([key])
    expect(store.find(key)).toBeDefined()
  })
})
