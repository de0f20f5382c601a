import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '../clock.ts'
import { endLeftovers } from '../jobs/job-process.ts'
import type { HostPython } from '../jobs/python.ts'
import { buildLine } from './build-log.ts'
import { buildVenv } from './build-venv.ts'
import type { EnvironmentPlan } from './environment-plan.ts'
import { withoutPasswords } from './installer-error.ts'
import { wheelFolders } from './package-sources.ts'
import { createTurns } from './turns.ts'

/** How many environments are built at once. */
const mostBuilds = 2
/** Written last: a folder without it was left half built. */
const stampFile = 'environment.json'

/** An environment that is there. */
export type ReadyEnvironment = Readonly<{ folder: string; builtAt: string }>

/** An environment that somebody needs; `key` is that of `keyOf`. */
type Wanted = Readonly<{ key: string; plan: EnvironmentPlan; python: HostPython }>

/** Gets pieces of a build's log. */
type Listener = (text: string) => void

/** A build, and those who wait for it. */
type Build = {
  done: Promise<void>
  abort: AbortController
  /** What it has told, for whoever comes later. */
  told: string[]
  listeners: Set<Listener>
}

/** Virtual environments in `{dataDir}/environments`, made once for all jobs that need the same. */
export type EnvironmentStore = ReturnType<typeof createEnvironmentStore>

export function createEnvironmentStore({ dataDir, clock }: { dataDir: string; clock: Clock }) {
  const root = resolve(dataDir, 'environments')
  const marker = `${root}#build`
  const builds = new Map<string, Build>()
  const turns = createTurns(mostBuilds)

  const folderOf = (key: string) => join(root, key)

  function find(key: string): ReadyEnvironment | undefined {
    const folder = folderOf(key)
    const stamp = join(folder, stampFile)
    if (!existsSync(stamp)) return undefined
    // Written by make() alone.
    const { builtAt, madeIn } = JSON.parse(readFileSync(stamp, 'utf8')) as { builtAt: string; madeIn: string }
    // Somebody has moved the data folder, and programs in it name their Python by its whole path.
    return madeIn === folder ? { folder, builtAt } : undefined
  }

  /** Makes an environment in its folder, and tells of it. */
  async function make({ key, plan, python }: Wanted, write: Listener, signal: AbortSignal) {
    const { title, requirements } = plan
    const folder = folderOf(key)
    const wheels = wheelFolders(dataDir)
    const begun = performance.now()
    const say = (text: string) => write(buildLine(clock, text))
    say(`Building the environment ${title} with Python ${python.version} in ${folder}`)
    for (const note of plan.notes) say(note)
    say(`Packages: ${requirements.map(withoutPasswords).join(', ')}`)
    say(wheels.length > 0 ? `Wheels are looked for in ${wheels.join(', ')}` : 'There is no folder of wheels')
    await buildVenv({ folder, requirements, python, wheels }, { write, signal, marker })
    const builtAt = new Date(clock.now()).toISOString()
    const stamp = { madeIn: folder, builtAt, python: python.version, requirements }
    await writeFile(`${folder}/${stampFile}.new`, JSON.stringify(stamp, undefined, 2))
    await rename(`${folder}/${stampFile}.new`, `${folder}/${stampFile}`)
    say(`Image build succeeded in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  }

  function begin(wanted: Wanted): Build {
    const { key } = wanted
    const abort = new AbortController()
    const build: Build = { done: Promise.resolve(), abort, told: [], listeners: new Set() }
    const write = (text: string) => {
      build.told.push(text)
      for (const listener of build.listeners) listener(text)
    }
    const say = (text: string) => write(buildLine(clock, text))
    if (turns.isFull()) say(`${mostBuilds} other environments are being built; this one waits for its turn`)
    build.done = turns
      .take(async () => {
        abort.signal.throwIfAborted()
        await make(wanted, write, abort.signal)
      })
      .catch(async (error: unknown) => {
        await rm(folderOf(key), { recursive: true, force: true })
        if (!abort.signal.aborted) say(`Image build failed: ${error instanceof Error ? error.message : String(error)}`)
        throw error
      })
      .finally(() => builds.delete(key))
    // Each who waits hears of it; there may be none any more.
    build.done.catch(() => undefined)
    builds.set(key, build)
    return build
  }

  return {
    find,
    /**
     * Makes an environment, or waits for the one who makes it already.
     * @param listen gets the log of the build, from its beginning
     * @throws BuildFailure; the signal's reason when it is aborted. A build that nobody waits for ends.
     */
    async build(wanted: Wanted, { listen, signal }: { listen: Listener; signal: AbortSignal }): Promise<void> {
      for (;;) {
        signal.throwIfAborted()
        const known = builds.get(wanted.key)
        if (!known?.abort.signal.aborted) return await follow(known ?? begin(wanted), listen, signal)
        // It was given up a moment ago and is being cleared away.
        // oxlint-disable-next-line no-await-in-loop
        await known.done.catch(() => undefined)
      }
    },
    /** Clears what an emulator that was killed has left behind. */
    clearLeftovers() {
      if (!existsSync(root)) return
      endLeftovers(null, marker)
      for (const key of readdirSync(root)) {
        // A process that was ended just now may hold on to its last file for a moment.
        const options = { recursive: true, force: true, maxRetries: 5 }
        if (!existsSync(join(root, key, stampFile))) rmSync(join(root, key), options)
      }
    },
    /** Resolves when nothing is written to the data folder any more. */
    async close() {
      for (const { abort } of builds.values()) abort.abort()
      await Promise.allSettled(Array.from(builds.values(), ({ done }) => done))
    },
  }
}

/** Waits for a build and passes on what it tells; the last who leaves ends it. */
async function follow(build: Build, listen: Listener, signal: AbortSignal): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const leave = () => reject(signal.reason)
  const hear = (text: string) => {
    try {
      listen(text)
    } catch (error) {
      // Of a log that cannot be written: it is the end of one who waits, not of the build.
      reject(error)
    }
  }
  for (const text of build.told) hear(text)
  build.listeners.add(hear)
  signal.addEventListener('abort', leave)
  try {
    await Promise.race([build.done, aborted])
  } finally {
    signal.removeEventListener('abort', leave)
    build.listeners.delete(hear)
    if (build.listeners.size === 0) build.abort.abort()
  }
}
