import type { Polyline } from './series-types.ts'

/** Draws a polyline vertex by vertex. */
export function createPen() {
  let x = new Float64Array(64)
  let y = new Float64Array(64)
  let length = 0
  let liftX: number | undefined

  function push(atX: number, atY: number) {
    if (length === x.length) {
      x = doubled(x)
      y = doubled(y)
    }
    x[length] = atX
    y[length] = atY
    length += 1
  }

  return {
    draw(atX: number, atY: number) {
      // A lift before the first vertex or after the last would say nothing.
      if (liftX !== undefined && length > 0) push(liftX, Number.NaN)
      liftX = undefined
      push(atX, atY)
    },
    /** The next vertex is not joined to the one before. @param atX why: where there is a gap, or a new stroke begins */
    lift(atX: number) {
      liftX ??= atX
    },
    line: (): Polyline => ({ x: x.slice(0, length), y: y.slice(0, length) }),
  }
}

export type Pen = ReturnType<typeof createPen>

function doubled(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2)
  larger.set(array)
  return larger
}
