/** Values by key, files among them, that outlive the page. */
export type KeptFiles = Readonly<{
  get: (key: string) => Promise<unknown>
  /** All of them or none. @throws DOMException `QuotaExceededError` when the browser has no room */
  set: (entries: readonly (readonly [key: string, value: unknown])[]) => Promise<void>
  delete: (keys: readonly string[]) => Promise<void>
  keys: () => Promise<string[]>
  clear: () => Promise<void>
}>

async function open(databaseName: string, storeName: string) {
  const { clear, createStore, delMany, get, keys, setMany } = await import('idb-keyval')
  const store = createStore(databaseName, storeName)
  return {
    get: (key: string) => get<unknown>(key, store),
    set: (entries: readonly (readonly [string, unknown])[]) =>
      setMany(
        entries.map(([key, value]) => [key, value]),
        store,
      ),
    delete: (all: readonly string[]) => delMany([...all], store),
    keys: async () => (await keys(store)).map(String),
    clear: () => clear(store),
  } satisfies KeptFiles
}

/** A store is made with its database, so each has a database of its own. Nothing is opened before it is needed. */
function keptIn(databaseName: string, storeName: string): KeptFiles {
  let opened: ReturnType<typeof open> | undefined
  const database = () => (opened ??= open(databaseName, storeName))
  return {
    get: async (key) => (await database()).get(key),
    set: async (entries) => (await database()).set(entries),
    delete: async (keys) => (await database()).delete(keys),
    keys: async () => (await database()).keys(),
    clear: async () => (await database()).clear(),
  }
}

/** In this browser's own database. A file kept there is a copy: it stays what it was when its original changes. */
export const keptFiles: KeptFiles = keptIn('trainyard', 'files')

/** Series of metrics, in the form that src/queries/metric-cache.ts gives them. */
export const keptSeries: KeptFiles = keptIn('trainyard-metrics', 'series')
