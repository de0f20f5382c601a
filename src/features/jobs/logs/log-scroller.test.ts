import { describe, expect, test } from 'vitest'
import { openLogBook } from '../../../lib/log/log-book.ts'
import { serveFile } from '../../../lib/log/testing/served-file.ts'
import { rowHeight, tallest } from './log-scroll.ts'
import { createLogScroller } from './log-scroller.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A log of numbered lines in an element of 30 rows, as the browser and the component together treat it. */
async function aLog(lines: number, { follows = false, each = (i: number) => `line ${i}` } = {}) {
  const file = serveFile(Array.from({ length: lines }, (_, i) => `${each(i)}\n`).join(''))
  const book = openLogBook([{ name: 'log', read: file.read }])
  await book.poll()
  const view = book.view({ files: ['log'] })
  const told: boolean[] = []
  const scroller = createLogScroller(view, (on) => told.push(on))
  const frame = {
    scrollTop: 0,
    clientHeight: 30 * rowHeight,
    get scrollHeight() {
      return scroller.snapshot().height
    },
  }
  let shown = scroller.snapshot().rows
  scroller.subscribe(() => {
    if (scroller.snapshot().rows === shown) return
    shown = scroller.snapshot().rows
    scroller.settle()
  })
  scroller.follow(follows)
  scroller.open(frame)

  async function rest() {
    // A scroll may need several windows, one after the other.
    for (let i = 0; i < 20; i++) {
      // oxlint-disable-next-line no-await-in-loop
      await settled()
    }
  }
  await rest()

  /** The texts in sight. */
  function seen(): string[] {
    const { rows, top, from, to } = scroller.snapshot()
    return rows.flatMap(({ line }, i) => {
      const y = top + i * rowHeight
      const isDrawn = i >= from && i < to
      return isDrawn && y >= frame.scrollTop && y + rowHeight <= frame.scrollTop + frame.clientHeight ? [line.text] : []
    })
  }
  async function scrollTo(top: number) {
    frame.scrollTop = Math.max(0, Math.min(top, frame.scrollHeight - frame.clientHeight))
    scroller.onScroll()
    await rest()
  }
  return { file, book, view, scroller, frame, seen, scrollTo, rest, told }
}

describe('a scrolled log', () => {
  test('begins at its end', async () => {
    const { seen } = await aLog(100_000)
    expect(seen().at(-1)).toBe('line 99999')
    expect(seen().length).toBeGreaterThanOrEqual(29)
  })

  test('shows every line once on the way up, from the last to the first', async () => {
    const { seen, scrollTo, frame } = await aLog(3_000)
    const met = new Set(seen())
    for (let i = 0; i < 400 && !met.has('line 0'); i++) {
      // oxlint-disable-next-line no-await-in-loop
      await scrollTo(frame.scrollTop - 20 * rowHeight)
      expect(seen().length).toBeGreaterThanOrEqual(29)
      for (const line of seen()) met.add(line)
    }
    expect(met.size).toBe(3_000)
    expect(frame.scrollTop).toBe(0)
    expect(seen()[0]).toBe('line 0')
  })

  test('stands still under the reader while windows around it are read', async () => {
    const { seen, scrollTo, frame } = await aLog(100_000)
    await scrollTo(frame.scrollHeight / 2)
    const [first] = seen()
    await scrollTo(frame.scrollTop + rowHeight)
    expect(Number(seen()[0]?.slice(5))).toBe(Number(first?.slice(5)) + 1)
    expect(Number(first?.slice(5))).toBeGreaterThan(40_000)
    expect(Number(first?.slice(5))).toBeLessThan(60_000)
  })

  test('is reached everywhere by the bar, however many rows there are', async () => {
    const { seen, scrollTo, frame } = await aLog(1_000_000, { each: (i) => `l${i}` })
    expect(frame.scrollHeight).toBeLessThan(tallest * 1.1)
    await scrollTo(0)
    expect(seen()[0]).toBe('l0')
    await scrollTo(frame.scrollHeight * 0.25)
    expect(Number(seen()[0]?.slice(1)) / 1_000_000).toBeCloseTo(0.25, 1)
    await scrollTo(frame.scrollHeight)
    expect(seen().at(-1)).toBe('l999999')
  })

  test('goes to a place and names the line there', async () => {
    const { scroller, seen, rest } = await aLog(50_000)
    scroller.goTo({ file: 'log', offset: 300_003 })
    await rest()
    const { target, rows } = scroller.snapshot()
    const line = rows.find((row) => row.line.place.offset === target?.offset)?.line
    expect(line && line.place.offset <= 300_003 && line.place.offset + line.text.length >= 300_003).toBe(true)
    expect(seen()).toContain(line?.text)
  })

  test('follows its end until the reader scrolls up, and again when they are back', async () => {
    const { file, book, seen, scrollTo, rest, frame, told } = await aLog(1_000, { follows: true })
    file.write('news\n')
    await book.poll()
    await rest()
    expect(seen().at(-1)).toBe('news')
    await scrollTo(frame.scrollTop - 5 * rowHeight)
    expect(told).toEqual([false])
    const before = seen()
    file.write('more news\n'.repeat(500))
    await book.poll()
    await rest()
    expect(seen()).toEqual(before)
    await scrollTo(frame.scrollHeight)
    await scrollTo(frame.scrollHeight)
    expect(told).toEqual([false, true])
    expect(seen().at(-1)).toBe('more news')
  })

  test('keeps the line at the top when lines are wrapped', async () => {
    const { scroller, seen, scrollTo, frame } = await aLog(5_000, { each: (i) => `${i} ${'x'.repeat(95)}` })
    await scrollTo(frame.scrollHeight / 2)
    const [first] = seen()
    scroller.restyle({ columns: 50, showsStamps: true })
    expect(seen().slice(0, 2)).toEqual([first, first])
  })

  test('starts over when the file was written anew', async () => {
    const { file, book, seen, rest, scrollTo } = await aLog(5_000)
    await scrollTo(0)
    file.replace('a retry\n')
    await book.poll()
    await rest()
    expect(seen()).toEqual(['a retry'])
  })

  test('says what could not be read, and tries again', async () => {
    const { file, scroller, scrollTo, frame, rest, seen } = await aLog(300_000)
    file.breakWith(new Error('offline'))
    await scrollTo(frame.scrollHeight / 2)
    expect(String(scroller.snapshot().problem)).toContain('offline')
    file.breakWith(undefined)
    scroller.retry()
    await rest()
    expect(scroller.snapshot().problem).toBeUndefined()
    expect(seen().length).toBeGreaterThanOrEqual(29)
  })
})
