export type Newest<Input> = Readonly<{
  /** Does this next: at once if nothing is being done, else as soon as that is done, in place of what waited. */
  ask: (input: Input) => void
  /** Gives up what is being done and what waits. */
  drop: () => void
}>

/**
 * For what is asked for more quickly than it is answered, as by a drag: one thing is done at a time, and of what was asked
 * for meanwhile only the newest comes next. Thus there are answers on the way, and the last one is to the last question.
 *
 * @param work told by its signal when nobody waits for it any more; what it tells then is ignored
 */
export function createNewest<Input, Output>(
  work: (input: Input, signal: AbortSignal) => Promise<Output>,
  onDone: (output: Output) => void,
  onError: (error: unknown) => void,
): Newest<Input> {
  let stop: AbortController | undefined
  let waiting: { input: Input } | undefined

  async function begin(input: Input) {
    const mine = new AbortController()
    stop = mine
    try {
      const output = await work(input, mine.signal)
      if (!mine.signal.aborted) onDone(output)
    } catch (error) {
      if (!mine.signal.aborted) onError(error)
    }
    if (mine.signal.aborted) return
    stop = undefined
    const next = waiting
    waiting = undefined
    if (next) void begin(next.input)
  }

  return {
    ask(input) {
      if (stop) waiting = { input }
      else void begin(input)
    },
    drop() {
      waiting = undefined
      stop?.abort()
      stop = undefined
    },
  }
}
