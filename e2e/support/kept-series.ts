/** How many series of metrics the studio keeps in this browser. Runs in the page, so it needs nothing from outside. */
export async function countKeptSeries(): Promise<number> {
  const open = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(new Error('The database cannot be read.')))
    })
  const known = await indexedDB.databases()
  if (!known.some(({ name }) => name === 'trainyard-metrics')) return 0
  const database = await open(indexedDB.open('trainyard-metrics'))
  const keys = await open(database.transaction('series').objectStore('series').getAllKeys())
  database.close()
  return keys.filter((key) => typeof key === 'string' && key.startsWith('series ')).length
}
