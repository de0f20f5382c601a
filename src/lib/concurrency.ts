/** Maps items with at most `limit` calls at a time. The answers keep the order of the items; the first failure rejects. */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  // Every worker draws from the one iterator, so no item is taken twice.
  const work = async () => {
    for (const [index, item] of waiting) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time is the point of a worker
      results[index] = await map(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  return results
}
