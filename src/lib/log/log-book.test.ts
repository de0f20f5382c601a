import { describe, expect, test } from 'vitest'
import { openLogBook } from './log-book.ts'
import type { LogFound, LogQuery, LogView, LogWindow } from './log-types.ts'
import { serveFile } from './testing/served-file.ts'

const text = (of: string): LogQuery => ({ text: of, kind: 'text', matchCase: false })
const textsOf = ({ lines }: Pick<LogWindow, 'lines'>) => lines.map((line) => line.text)
const numbered = (count: number, of = 'line') => Array.from({ length: count }, (_, i) => `${of} ${i} of the training\n`)

function open(contents: Readonly<Record<string, string | Uint8Array>>) {
  const files = Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, serveFile(content)]))
  const book = openLogBook(Object.entries(files).map(([name, { read }]) => ({ name, read })))
  const file = (name: string) => {
    const served = files[name]
    if (!served) throw new Error(`There is no ${name}.`)
    return served
  }
  return { book, file, view: book.view({ files: Object.keys(contents) }) }
}

const tailOf = (view: LogView, before = 5) => view.lines({ at: 'end', before, after: 0 })

describe('one log file', () => {
  test('opens at its tail by two small reads, however long it is', async () => {
    const { book, file, view } = open({ log: numbered(300_000).join('') })
    await book.poll()
    expect(textsOf(await tailOf(view, 2))).toEqual(['line 299998 of the training', 'line 299999 of the training'])
    expect(file('log').reads).toHaveLength(2)
    expect(file('log').bytesRead()).toBeLessThan(200_000)
  })

  test('shows any place without reading what lies before it', async () => {
    const { book, file, view } = open({ log: numbered(300_000).join('') })
    await book.poll()
    const window = await view.lines({ at: { fraction: 0.5 }, before: 50, after: 50 })
    expect(window.lines).toHaveLength(100)
    expect(window.from).toBeCloseTo(0.5, 2)
    const place = window.lines[50]?.place
    expect((await book.linesAround(place ?? { file: 'log', offset: 0 }, 1)).map((line) => line.text)).toEqual(
      textsOf(window).slice(49, 52),
    )
    expect(file('log').bytesRead()).toBeLessThan(600_000)
  })

  test('begins and ends where the file does', async () => {
    const { book, view } = open({ log: numbered(10).join('') })
    await book.poll()
    const window = await view.lines({ at: 'start', before: 5, after: 100 })
    expect(window).toMatchObject({ atStart: true, atEnd: true, anchor: 0, from: 0, to: 1, lineEstimate: 10 })
    expect(window.lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('numbers the lines of a long file once all of it was read', async () => {
    const { book, view } = open({ log: numbered(100_000).join('') })
    await book.poll()
    expect((await tailOf(view)).lines.at(-1)?.number).toBeUndefined()
    expect(book.snapshot().files[0]?.lineCount).toBeUndefined()
    await book.find(text('nothing like this'))
    expect((await tailOf(view)).lines.at(-1)?.number).toBe(100_000)
    expect(book.snapshot().files[0]?.lineCount).toBe(100_000)
  })

  test('grows by what is new alone', async () => {
    const { book, file, view } = open({ log: numbered(100_000).join('') })
    await book.poll()
    const before = file('log').bytesRead()
    file('log').write('a new line\nand one ')
    await book.poll()
    file('log').write('more\n')
    await book.poll()
    expect(textsOf(await tailOf(view, 2))).toEqual(['a new line', 'and one more'])
    expect(book.snapshot().files[0]).toMatchObject({ arrivedLines: 2 })
    expect(file('log').bytesRead() - before).toBeLessThan(500)
  })

  test('starts over when it was written anew, be it shorter or longer', async () => {
    const { book, file, view } = open({ log: numbered(500).join('') })
    await book.poll()
    file('log').replace('retry\n')
    await book.poll()
    expect(textsOf(await tailOf(view))).toEqual(['retry'])
    file('log').replace('a third attempt that is longer\n')
    await book.poll()
    expect(textsOf(await tailOf(view))).toEqual(['a third attempt that is longer'])
    expect(view.snapshot().rewrites).toBe(2)
  })

  test('starts over when it turns out to be shorter in mid-read', async () => {
    const { book, file, view } = open({ log: numbered(100_000).join('') })
    await book.poll()
    file('log').replace('retry\n')
    await expect(view.lines({ at: { fraction: 0.5 }, before: 1, after: 1 })).rejects.toThrow('written anew')
    await book.poll()
    expect(textsOf(await tailOf(view))).toEqual(['retry'])
  })

  test('is one line where a progress bar wrote a hundred times', async () => {
    const bar = Array.from({ length: 100 }, (_, i) => `\r${i}%|█████     | ${i}/100`).join('')
    const { book, view } = open({ log: `begin\n${bar}\ndone\n` })
    await book.poll()
    expect(textsOf(await tailOf(view))).toEqual(['begin', '99%|█████     | 99/100', 'done'])
  })

  test('gets over megabytes of overwritten text, a stretch at a time', async () => {
    const bar = '\r50%|█████     | 50/100 [00:01<00:01]'.repeat(300_000)
    const { book, view } = open({ log: `begin${bar}\ndone\n` })
    await book.poll()
    let window = await tailOf(view)
    for (let i = 0; i < 10 && !window.atStart; i++) window = await tailOf(view)
    expect(textsOf(window)).toEqual(['50%|█████     | 50/100 [00:01<00:01]', 'done'])
    expect(window.atStart).toBe(true)
  })

  test('cuts a line of a megabyte into rows, from whichever side it is reached', async () => {
    const { book, view } = open({ log: `begin\n${'雪'.repeat(400_000)}\nend\n` })
    await book.poll()
    const down = await view.lines({ at: 'start', before: 0, after: 200 })
    const up = await view.lines({ at: 'end', before: 200, after: 0 })
    expect(textsOf(down)).toEqual(textsOf(up))
    expect(textsOf(down).slice(1, -1).join('')).toBe('雪'.repeat(400_000))
    expect(Math.max(...textsOf(down).map(({ length }) => length))).toBeLessThan(17_000)
  })

  test('names no bytes of a file that is empty yet, and fills later', async () => {
    const { book, file, view } = open({ log: '' })
    await book.poll()
    expect(await tailOf(view)).toMatchObject({ lines: [], atStart: true, atEnd: true })
    file('log').write('first words')
    await book.poll()
    expect(textsOf(await tailOf(view))).toEqual(['first words'])
  })
})

describe('several files', () => {
  test('one that cannot be read does not stop the others', async () => {
    const { book, file } = open({ good: 'one\n', bad: 'two\n' })
    file('bad').breakWith(new Error('The signature has expired.'))
    await book.poll()
    const [good, bad] = book.snapshot().files
    expect(good).toMatchObject({ isLoaded: true, error: undefined })
    expect(String(bad?.error)).toContain('expired')
    const found = await book.find(text('o'))
    expect(found.count).toBe(1)
    expect(found.failures).toMatchObject([{ file: 'bad' }])
    file('bad').breakWith(undefined)
    await book.poll()
    expect(book.snapshot().files[1]).toMatchObject({ isLoaded: true, error: undefined })
  })

  test('are merged by their time stamps; a line without one stays with the line before', async () => {
    const { book, view } = open({
      node0: '2024-05-01 10:00:00 a\n2024-05-01 10:00:02 c\n  more of c\n2024-05-01 10:00:04 e\n',
      node1: 'before all\n2024-05-01 10:00:01 b\n2024-05-01 10:00:02 d\n2024-05-01 10:00:09 f\n',
    })
    await book.poll()
    const whole = await view.lines({ at: 'start', before: 0, after: 100 })
    expect(textsOf(whole).map((line) => line.replace(/^\S+ \S+ (?=\w$)/, ''))).toEqual([
      'before all',
      'a',
      'b',
      'c',
      '  more of c',
      'd',
      'e',
      'f',
    ])
    expect(view.snapshot()).toMatchObject({ order: 'time', untimed: [] })
  })

  test('merged are the same from any place in them', async () => {
    const stamped = (node: number, count: number) =>
      Array.from({ length: count }, (_, i) => {
        const time = new Date(Date.UTC(2024, 4, 1) + (i * 7 + node * 3) * 1000).toISOString()
        return `${time} node ${node} step ${i}\n${i % 5 === 0 ? '  continued\n' : ''}`
      }).join('')
    const { book, view } = open({ a: stamped(0, 3_000), b: stamped(1, 2_500), c: stamped(2, 100) })
    await book.poll()
    const whole = await view.lines({ at: 'start', before: 0, after: 20_000 })
    const placesOf = (window: LogWindow) => window.lines.map(({ place }) => `${place.file} ${place.offset}`)
    const all = placesOf(whole)
    for (const line of [whole.lines[700], whole.lines[1], whole.lines[3_333], whole.lines.at(-1)]) {
      const at = line?.place ?? 'start'
      // oxlint-disable-next-line no-await-in-loop
      const window = await view.lines({ at, before: 30, after: 30 })
      const index = all.indexOf(placesOf(window)[window.anchor] ?? '')
      expect(window.lines[window.anchor]?.place).toEqual(at)
      expect(placesOf(window)).toEqual(all.slice(Math.max(0, index - 30), index + 30))
    }
    const middle = await view.lines({ at: { fraction: 0.5 }, before: 10, after: 10 })
    expect(middle.from).toBeGreaterThan(0.4)
    expect(middle.to).toBeLessThan(0.6)
  })

  test('without time stamps follow each other, and the state says so', async () => {
    const { book, view } = open({ a: 'one\ntwo\n', b: 'three\n' })
    await book.poll()
    expect(textsOf(await view.lines({ at: 'start', before: 0, after: 10 }))).toEqual(['one', 'two', 'three'])
    expect(view.snapshot()).toMatchObject({ order: 'file', untimed: ['a', 'b'] })
  })

  test('are taken in as they appear', async () => {
    const { book } = open({ a: 'one\n' })
    const later = serveFile('two\n')
    book.addSources([{ name: 'b', read: later.read }])
    await book.poll()
    const view = book.view({ files: ['a', 'b'] })
    expect(textsOf(await view.lines({ at: 'end', before: 10, after: 0 }))).toEqual(['one', 'two'])
  })
})

describe('a search', () => {
  test('goes through whole files and names the lines that match', async () => {
    const { book } = open({ a: [...numbered(50_000), 'the NEEDLE\n', ...numbered(50_000)].join(''), b: 'needle\n' })
    const steps: LogFound[] = []
    const found = await book.find(text('needle'), { onProgress: (step) => steps.push(step) })
    expect(found).toMatchObject({ count: 2, isDone: true, failures: [] })
    expect(found.at(0)).toMatchObject({ place: { file: 'a' }, number: 50_001 })
    expect((await found.lines(0, 2)).map((line) => line.text)).toEqual(['the NEEDLE', 'needle'])
    expect(steps.length).toBeGreaterThan(1)
    expect(steps.at(-1)?.scanned).toBe(found.total)
  })

  test('minds letters where it is told to, and looks at what is seen', async () => {
    const { book } = open({ a: 'Loss\nloss\n\u001b[31mlo\u001b[0mss\n9%\rloss\rgone\n\tx loss\n' })
    const count = async (query: LogQuery) => (await book.find(query)).count
    expect(await count(text('loss'))).toBe(4)
    expect(await count({ text: 'loss', kind: 'text', matchCase: true })).toBe(3)
    expect(await count({ text: '^lo+ss?$', kind: 'regex', matchCase: false })).toBe(3)
    expect(await count(text('        x'))).toBe(1)
    expect(await count(text('31m'))).toBe(0)
  })

  test('refuses what is no regular expression', async () => {
    const { book } = open({ a: 'one\n' })
    await expect(book.find({ text: '(', kind: 'regex', matchCase: false })).rejects.toMatchObject({ reason: 'syntax' })
  })

  test('ends when it is told to', async () => {
    const { book } = open({ a: numbered(400_000).join('') })
    const stop = new AbortController()
    const search = book.find(text('line'), { signal: stop.signal, onProgress: () => stop.abort() })
    await expect(search).rejects.toThrow('abort')
  })

  test('marks its matches in lines that are shown', async () => {
    const { book } = open({ a: '' })
    expect(await book.marks(text('o'), ['foo', 'bar'])).toEqual([
      [
        { start: 1, end: 2 },
        { start: 2, end: 3 },
      ],
      [],
    ])
    expect(await book.marks({ text: 'x*', kind: 'regex', matchCase: false }, ['axx'])).toEqual([[{ start: 1, end: 3 }]])
  })
})

describe('levels', () => {
  const log =
    '2024-05-01 10:00:00 INFO begin\nplain\nWARNING: low memory\nTraceback (most recent call last):\n' +
    '  File "train.py", line 3, in <module>\n    main()\nValueError: bad\nDEBUG end'

  async function filtered(levels: readonly ('error' | 'warning' | 'debug')[]) {
    const { book, file } = open({ log })
    await book.poll()
    const view = book.view({ files: ['log'], levels: new Set(levels) })
    await new Promise<void>((resolve) => {
      view.subscribe(() => {
        if (!view.snapshot().filtering) resolve()
      })
    })
    return { book, file, view }
  }

  test('filter a view, stack traces included', async () => {
    const { view } = await filtered(['error'])
    const window = await view.lines({ at: 'start', before: 0, after: 10 })
    expect(textsOf(window)).toEqual([
      'Traceback (most recent call last):',
      '  File "train.py", line 3, in <module>',
      '    main()',
      'ValueError: bad',
    ])
    expect(window.lines.map(({ number }) => number)).toEqual([4, 5, 6, 7])
    expect(view.snapshot().matched).toBe(4)
  })

  test('filter what comes later, and lines that were not finished', async () => {
    const { book, file, view } = await filtered(['warning', 'debug'])
    expect(textsOf(await tailOf(view))).toEqual(['WARNING: low memory', 'DEBUG end'])
    file('log').write(' of it\nDEBUG more\n')
    const grown = new Promise<void>((resolve) => {
      view.subscribe(() => {
        if (view.snapshot().matched === 3 && !view.snapshot().filtering) resolve()
      })
    })
    await book.poll()
    await grown
    expect(textsOf(await tailOf(view))).toEqual(['WARNING: low memory', 'DEBUG end of it', 'DEBUG more'])
  })

  test('alone find each of their lines, and an empty text without them none', async () => {
    const { book } = open({ log })
    const found = await book.find(text(''), { levels: new Set(['error', 'debug']) })
    expect((await found.lines(0, found.kept)).map(({ number }) => number)).toEqual([4, 5, 6, 7, 8])
    expect((await book.find(text(''))).count).toBe(0)
  })

  test('lead to the first error', async () => {
    const { book } = open({
      b: '2024-05-01 10:00:09 ERROR late\n',
      a: 'x\n2024-05-01 10:00:01 ERROR early\n',
      c: 'fine\n',
    })
    expect(await book.firstError()).toEqual({ file: 'a', offset: 2 })
    expect(await book.firstError({ files: ['c'] })).toBeUndefined()
  })
})

describe('text to copy', () => {
  test('is that of the lines from one place to another, however far apart', async () => {
    const { book, view } = open({ log: numbered(30_000).join('') })
    await book.poll()
    const copied = await view.textBetween({ from: 'start', to: 'end', withStamps: true })
    expect(copied).toEqual({ text: numbered(30_000).join('').trimEnd(), lines: 30_000, isCut: false })
    const from = { file: 'log', offset: 0 }
    const some = await view.textBetween({ from, to: { file: 'log', offset: 25 }, withStamps: true })
    expect(some.text).toBe('line 0 of the training\nline 1 of the training')
  })

  test('leaves time stamps away where they are hidden', async () => {
    const { book, view } = open({ log: '2024-05-01 10:00:00 one\n' })
    await book.poll()
    expect((await view.textBetween({ from: 'start', to: 'end', withStamps: false })).text).toBe('one')
  })
})
