import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logLevels, logViewParams, parseLogView, searchScopes, type ShownLogs } from './log-view.ts'

const parse = (search: string) => parseLogView(new URLSearchParams(search))
const plain: ShownLogs = {
  file: undefined,
  arrangement: 'one',
  lanes: [],
  query: { text: '', kind: 'text', matchCase: false },
  scope: 'kind',
  levels: [],
  at: undefined,
  wrap: undefined,
  times: undefined,
}

describe('the address of a view of logs', () => {
  test('without anything in it is the first file, unfiltered', () => expect(parse('')).toEqual(plain))

  test('names a line of a file', () => {
    expect(parse('file=user_logs/std_log.txt&at=10485760')).toEqual({
      ...plain,
      file: 'user_logs/std_log.txt',
      at: 10_485_760,
    })
  })

  test('names several files, a search and how lines are shown', () => {
    expect(
      parse('view=merged&lanes=a.txt,b.txt&q=loss%20%3D&regex=1&case=1&level=warning,error&wrap=1&time=0'),
    ).toEqual({
      ...plain,
      arrangement: 'merged',
      lanes: ['a.txt', 'b.txt'],
      query: { text: 'loss =', kind: 'regex', matchCase: true },
      levels: ['error', 'warning'],
      wrap: true,
      times: false,
    })
  })

  test.each([
    ['in=everywhere', 'no such scope'],
    ['view=__proto__', 'no such arrangement'],
    ['level=fatal,,DROP TABLE', 'no such levels'],
    ['at=-1', 'a place before the beginning'],
    ['at=1e300', 'a number in another spelling'],
    ['at=99999999999999999999', 'more than a number can hold'],
    ['at=NaN', 'no number'],
    ['lanes=,,,', 'no names'],
    ['wrap=yes&time=2&regex=true&case=', 'no choices'],
  ])('takes %s (%s) for nothing', (search) => expect(parse(search)).toEqual(plain))

  test('is not filled by more than a reader could mean', () => {
    expect(parse(`q=${'x'.repeat(100_000)}`).query.text).toHaveLength(1_000)
    expect(parse(`lanes=${Array.from({ length: 5_000 }, (_, i) => i).join(',')}`).lanes).toHaveLength(256)
    expect(parse('lanes=a,a,a').lanes).toEqual(['a'])
  })

  test('leads to the view it was made from, whatever files are called', () => {
    const name = fc.string({ unit: fc.constantFrom('a', ',', '%', '2', 'C', '&', '=', ' ', '雪'), minLength: 1 })
    const views = fc.record({
      file: fc.option(name, { nil: undefined }),
      arrangement: fc.constantFrom('one', 'lanes', 'merged'),
      lanes: fc.uniqueArray(name),
      query: fc.record({
        text: fc.string({ maxLength: 50 }),
        kind: fc.constantFrom('text', 'regex'),
        matchCase: fc.boolean(),
      }),
      scope: fc.constantFrom(...searchScopes),
      levels: fc.subarray([...logLevels]),
      at: fc.option(fc.nat(), { nil: undefined }),
      wrap: fc.option(fc.boolean(), { nil: undefined }),
      times: fc.option(fc.boolean(), { nil: undefined }),
    })
    fc.assert(
      fc.property(views, (view) => {
        const params = new URLSearchParams()
        for (const [key, value] of Object.entries(logViewParams(view))) if (value !== '') params.set(key, value)
        expect(parseLogView(new URLSearchParams(params.toString()))).toEqual(view)
      }),
    )
  })

  test('changes by what changes alone', () => {
    expect(logViewParams({ arrangement: 'lanes' })).toEqual({ view: 'lanes' })
    expect(logViewParams({ at: undefined })).toEqual({ at: '' })
    expect(logViewParams({ levels: [] })).toEqual({ level: '' })
    expect(logViewParams({})).toEqual({})
  })
})
