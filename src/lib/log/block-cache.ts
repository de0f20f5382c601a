/** What all files of a book may hold together; far more than a screen shows, far less than a log may have. */
const mostBytes = 16 * 1024 * 1024

/** Blocks of several files. Those that were not used for the longest time are forgotten first. */
export function createBlockCache(limit: number = mostBytes) {
  const blocks = new Map<string, Uint8Array>()
  let bytes = 0

  function remove(key: string) {
    bytes -= blocks.get(key)?.length ?? 0
    blocks.delete(key)
  }

  return {
    get(key: string): Uint8Array | undefined {
      const block = blocks.get(key)
      if (block) {
        blocks.delete(key)
        blocks.set(key, block)
      }
      return block
    },
    set(key: string, block: Uint8Array) {
      remove(key)
      blocks.set(key, block)
      bytes += block.length
      for (const oldest of blocks.keys()) {
        if (bytes <= limit || oldest === key) break
        remove(oldest)
      }
    },
    /** Forgets the blocks whose keys begin so. */
    drop(prefix: string) {
      for (const key of blocks.keys()) if (key.startsWith(prefix)) remove(key)
    },
    size: () => bytes,
  }
}

export type BlockCache = ReturnType<typeof createBlockCache>
