/** Lets so many pieces of work go on at once, the others in the order in which they came. */
export function createTurns(most: number) {
  const waiting: (() => void)[] = []
  let taken = 0

  return {
    isFull: () => taken >= most,
    /** Does the work when it is its turn. @throws what the work throws */
    async take<T>(work: () => Promise<T>): Promise<T> {
      if (taken >= most) await new Promise<void>((resolve) => waiting.push(resolve))
      else taken += 1
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        // Its turn passes on, so nobody who comes in between can take it.
        if (next) next()
        else taken -= 1
      }
    },
  }
}
