import { keptSeries, type KeptFiles } from '../lib/kept-files.ts'
import type { SeriesColumns } from '../lib/series/series-types.ts'

/** Series of jobs that have ended, kept in this browser. Nothing here throws: without a cache all is read again. */
export type MetricCache = Readonly<{
  /**
   * @param id of the series
   * @param last the last value that the service tells now: what was kept with another one is out of date
   */
  get: (id: string, last: string) => Promise<SeriesColumns | undefined>
  set: (id: string, last: string, columns: SeriesColumns) => Promise<void>
}>

/** Counted up when entries take another form: those of an older one are dropped. */
const schemaVersion = 1

/** A browser gives a site far more, but it is the user's disk. */
const mostBytes = 200_000_000
/** As many points as Azure keeps of a metric, and a little. */
const mostBytesOfEntry = 25_000_000
/** The index is read and written as a whole. */
const mostEntries = 4_000

/** What is used again within this time need not be noted again. */
const noteUseEveryMs = 3_600_000

const indexKey = 'index'
const keyOf = (id: string) => `series ${id}`

type Entry = SeriesColumns & Readonly<{ version: number; accountId: string; last: string }>
type Use = Readonly<{ bytes: number; usedAt: number }>
type Index = Readonly<{ version: number; accountId: string; uses: Readonly<Record<string, Use>> }>

/**
 * Opens what was kept for one account. What another account kept, or an older version of this page, is thrown away.
 * Several tabs may write at once: one may overwrite the index of another, and what then is in none goes when the cache is
 * opened the next time.
 *
 * @param accountId whoever is signed in
 */
export function openMetricCache(
  accountId: string,
  {
    store = keptSeries,
    now = Date.now,
    limits = { bytes: mostBytes, bytesOfEntry: mostBytesOfEntry, entries: mostEntries },
  }: Readonly<{
    store?: KeptFiles
    now?: () => number
    limits?: Readonly<{ bytes: number; bytesOfEntry: number; entries: number }>
  }> = {},
): MetricCache {
  let last: Promise<unknown> | undefined

  /** Changes of the index follow one another. Blocked or full storage is no reason to fail. */
  function change(action: () => Promise<unknown>): Promise<void> {
    last = (last ?? tidyUp().catch(() => undefined)).then(action).catch(() => undefined)
    return last.then(() => undefined)
  }

  async function readIndex(): Promise<Index> {
    const found = await store.get(indexKey)
    return isIndex(found) && found.accountId === accountId ? found : { version: schemaVersion, accountId, uses: {} }
  }

  /** Forgets what does not belong here. */
  async function tidyUp() {
    // First the keys, then the index: what another tab adds meanwhile is not among the keys.
    const keys = await store.keys()
    const { uses } = await readIndex()
    const foreign = keys.filter((key) => key !== indexKey && uses[key] === undefined)
    if (foreign.length > 0) await store.delete(foreign)
  }

  const write = (index: Index, entries: readonly (readonly [string, unknown])[] = []) =>
    store.set([...entries, [indexKey, index]])

  const drop = (key: string) =>
    change(async () => {
      const index = await readIndex()
      await write({ ...index, uses: without(index.uses, [key]) })
      await store.delete([key])
    })

  /** Used since the index was last written; a page takes out a hundred at a time. */
  const used = new Set<string>()

  function noteUse(key: string) {
    used.add(key)
    if (used.size > 1) return // what is under way takes it along
    void change(async () => {
      const keys = [...used]
      used.clear()
      const index = await readIndex()
      const usedAt = now()
      const again = keys.flatMap((one) => {
        const use = index.uses[one]
        return use && usedAt - use.usedAt >= noteUseEveryMs ? [[one, { ...use, usedAt }] as const] : []
      })
      if (again.length > 0) await write({ ...index, uses: { ...index.uses, ...Object.fromEntries(again) } })
    })
  }

  return {
    async get(id, lastValue) {
      const key = keyOf(id)
      const found = await store.get(key).catch(() => undefined)
      if (found === undefined) return undefined
      if (!isEntry(found) || found.accountId !== accountId || found.last !== lastValue) {
        void drop(key)
        return undefined
      }
      noteUse(key)
      return { step: found.step, time: found.time, value: found.value }
    },
    set: (id, lastValue, { step, time, value }) =>
      change(async () => {
        const key = keyOf(id)
        const bytes = step.byteLength + time.byteLength + value.byteLength
        if (bytes > limits.bytesOfEntry) return
        const index = await readIndex()
        const uses = { ...without(index.uses, [key]), [key]: { bytes, usedAt: now() } }
        const gone = tooMany(uses, limits)
        await store.delete(gone)
        const entry: Entry = { version: schemaVersion, accountId, last: lastValue, step, time, value }
        await write({ ...index, uses: without(uses, gone) }, [[key, entry]])
      }),
  }
}

/** Keys of what was used longest ago, as many as have to go. */
function tooMany(uses: Index['uses'], limits: Readonly<{ bytes: number; entries: number }>): string[] {
  const newestFirst = Object.entries(uses).sort(([, a], [, b]) => b.usedAt - a.usedAt)
  let bytes = 0
  return newestFirst
    .filter(([, use], place) => {
      bytes += use.bytes
      return bytes > limits.bytes || place >= limits.entries
    })
    .map(([key]) => key)
}

const without = (uses: Index['uses'], keys: readonly string[]): Index['uses'] =>
  Object.fromEntries(Object.entries(uses).filter(([key]) => !keys.includes(key)))

function isIndex(value: unknown): value is Index {
  if (!isRecord(value) || value['version'] !== schemaVersion || !isRecord(value['uses'])) return false
  return Object.values(value['uses']).every(
    (use) => isRecord(use) && typeof use['bytes'] === 'number' && typeof use['usedAt'] === 'number',
  )
}

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value) || value['version'] !== schemaVersion) return false
  const { step, time, value: values } = value
  return (
    step instanceof Float64Array &&
    time instanceof Float64Array &&
    values instanceof Float64Array &&
    step.length === time.length &&
    step.length === values.length
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
