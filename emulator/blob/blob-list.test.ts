import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterPrefix, type BlobRow } from './blob-index.ts'
import { listRows, type RowRange } from './blob-list.ts'

const byCodePoints = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** A container with these names, as the index would give it, and a count of what was read. */
function aContainer(names: string[]) {
  const sorted = [...new Set(names)].sort(byCodePoints)
  const cost = { rows: 0 }
  const range: RowRange = (from, before, limit) => {
    const isIn = (name: string) =>
      byCodePoints(name, from) >= 0 && (before === undefined || byCodePoints(name, before) < 0)
    const found = sorted.filter(isIn).slice(0, limit)
    cost.rows += found.length
    return found.map((name) => ({ name }) as BlobRow) // Lists look at names only.
  }
  return { range, cost }
}

function allPages(range: RowRange, options: { prefix?: string; delimiter?: string; limit: number }) {
  const items: string[] = []
  let after: string | undefined
  do {
    const page = listRows(range, { ...options, ...(after !== undefined && { after }) })
    items.push(...page.rows.map((row) => row.name), ...page.prefixes)
    after = page.next
  } while (after !== undefined)
  return items
}

describe('a list', () => {
  test('by folders costs by the folders, not by what is in them', () => {
    const { range, cost } = aContainer(Array.from({ length: 10_000 }, (_, i) => `big/${i}`).concat('last'))
    expect(allPages(range, { delimiter: '/', limit: 2 })).toEqual(['last', 'big/'])
    expect(cost.rows).toBeLessThan(10)
  })

  test('holds each name or folder once, however it is cut into pages', () => {
    const part = fc.array(fc.constantFrom('a', '/', 'b', '\u{10ffff}', '\ud7ff', '\ue000'), {
      minLength: 1,
      maxLength: 6,
    })
    const names = fc.array(
      part.map((chars) => chars.join('')),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(
        names,
        fc.constantFrom('', 'a', 'a/'),
        fc.constantFrom('', '/'),
        fc.integer({ min: 1, max: 4 }),
        (all, prefix, delimiter, limit) => {
          const { range } = aContainer(all)
          const expected = new Set(
            all
              .filter((name) => name.startsWith(prefix))
              .map((name) => {
                const end = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length)
                return end < 0 ? name : name.slice(0, end + 1)
              }),
          )
          const listed = allPages(range, { prefix, delimiter, limit })
          expect(listed).toHaveLength(expected.size)
          expect(new Set(listed)).toEqual(expected)
        },
      ),
    )
  })
})

test('what comes after a prefix is the next string that does not begin with it', () => {
  expect(afterPrefix('a/')).toBe('a0')
  expect(afterPrefix('a\u{10ffff}')).toBe('b')
  expect(afterPrefix('\ud7ff')).toBe('\ue000')
  expect(afterPrefix('')).toBeUndefined()
})
