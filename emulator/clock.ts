/**
 * The emulator's idea of now. Tests and demos move it forward through the control API; nothing else does.
 * Everything that depends on time (a compute that becomes ready, an idle node, a token's life) asks this clock, so
 * that a state is computed when it is read and survives a restart without timers.
 */
export type Clock = {
  /** Milliseconds since the epoch, as the emulator sees it. */
  now(): number
  /** Moves the clock forward. @param ms milliseconds, never negative; rounded to whole ones, as all moments are */
  advance(ms: number): void
}

export function createClock(offsetMs = 0): Clock {
  let offset = offsetMs
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      if (!(ms >= 0)) throw new RangeError('The clock only moves forward.')
      offset += Math.round(ms)
    },
  }
}

/** The seven fraction digits that ARM writes, e.g. `2025-11-01T12:00:00.1230000Z`. */
export const armDate = (ms: number) => new Date(ms).toISOString().replace('Z', '0000Z')
