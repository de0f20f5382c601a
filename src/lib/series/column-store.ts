import type { SeriesColumns, SeriesPoint } from './series-types.ts'

const leastCapacity = 64

/** The points of one series in the order they were logged, in columns that grow by doubling. */
export function createColumnStore() {
  let columns = emptyColumns(0)
  let length = 0
  let epoch = 0

  function grow(atLeast: number) {
    if (atLeast <= columns.value.length) return
    const larger = emptyColumns(Math.max(leastCapacity, atLeast, columns.value.length * 2))
    larger.step.set(columns.step.subarray(0, length))
    larger.time.set(columns.time.subarray(0, length))
    larger.value.set(columns.value.subarray(0, length))
    columns = larger
  }

  function append(more: SeriesColumns) {
    grow(length + more.value.length)
    columns.step.set(more.step, length)
    columns.time.set(more.time, length)
    columns.value.set(more.value, length)
    length += more.value.length
  }

  return {
    length: () => length,
    /** Changes when points that were there before are there no longer; it stays when points are only added. */
    epoch: () => epoch,
    /** What is there, without a copy: good until the next change. */
    view: (): SeriesColumns => sliceColumns(columns, 0, length),
    copy: (): SeriesColumns => ({
      step: columns.step.slice(0, length),
      time: columns.time.slice(0, length),
      value: columns.value.slice(0, length),
    }),
    at: (index: number): SeriesPoint | undefined => pointAt(columns, index, length),
    /**
     * Replaces all points from `from` on. Those that are the same as before are left as they are, since a page is often
     * asked for again only to see what has joined it.
     * @returns how many points were not there before, and whether anything has changed
     * @throws RangeError when it would leave a hole
     */
    replaceFrom(from: number, page: SeriesColumns): { added: number; hasChanged: boolean } {
      if (!Number.isInteger(from) || from < 0 || from > length) {
        throw new RangeError(`A page begins at point ${from}, but there are ${length}.`)
      }
      const same = countSame(columns, from, length, page)
      const added = page.value.length - same
      const isCut = from + same < length
      if (isCut) {
        length = from + same
        epoch += 1
      }
      append(sliceColumns(page, same, page.value.length))
      return { added, hasChanged: isCut || added > 0 }
    },
    /** Takes the columns as its own. @throws RangeError when they are no series */
    replaceAll(all: SeriesColumns) {
      if (all.step.length !== all.value.length || all.time.length !== all.value.length) {
        throw new RangeError('The columns of a series are of one length.')
      }
      if (!all.step.every(Number.isFinite) || !all.time.every(Number.isFinite)) {
        throw new RangeError('Steps and times are finite numbers.')
      }
      columns = all
      length = all.value.length
      epoch += 1
    },
  }
}

export type ColumnStore = ReturnType<typeof createColumnStore>

export const emptyColumns = (length: number): SeriesColumns => ({
  step: new Float64Array(length),
  time: new Float64Array(length),
  value: new Float64Array(length),
})

const sliceColumns = ({ step, time, value }: SeriesColumns, from: number, to: number): SeriesColumns => ({
  step: step.subarray(from, to),
  time: time.subarray(from, to),
  value: value.subarray(from, to),
})

function pointAt({ step, time, value }: SeriesColumns, index: number, length: number): SeriesPoint | undefined {
  if (index < 0 || index >= length) return undefined
  return { step: step[index] ?? 0, time: time[index] ?? 0, value: value[index] ?? 0 }
}

/** How many points at the beginning of a page are those that are there from `from` on. */
function countSame(columns: SeriesColumns, from: number, length: number, page: SeriesColumns): number {
  const most = Math.min(length - from, page.value.length)
  let same = 0
  while (
    same < most &&
    columns.step[from + same] === page.step[same] &&
    columns.time[from + same] === page.time[same] &&
    // NaN is the same as NaN here.
    Object.is(columns.value[from + same], page.value[same])
  ) {
    same += 1
  }
  return same
}
