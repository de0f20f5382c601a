import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CST, Lexer, parseDocument } from 'yaml'
import { applyEdits } from '../../../lib/text-edit.ts'
import { removeKey, renameKey, setValue } from './edit-yaml.ts'
import type { YamlValue } from './yaml-values.ts'
import type { Span } from '../problems.ts'
import { corpusEntries, corpusIsThere, corpusText } from '../testing/corpus.ts'
import { parseYaml } from './yaml-tree.ts'
import { toValue } from './yaml-values.ts'
import type { YamlNode } from './yaml-tree.ts'

// The same edits in every run, so that a failure comes again; another number makes others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) })

const ownJob = `# Trains on iris.
command: >-
  python train.py
  --rate \${{inputs.rate}}
code: ./src # beside this file
environment: azureml:my-env:1

inputs:
  rate: 0.1 # a comment
  data: { type: uri_file, path: "azureml:iris:1" }
tags: {team: vision, "on": 'yes'}
resources:
    # four blanks
    instance_count: 2
    locations: [eastus, westus]
services:
  ssh:
  - nobody writes lists here
  - but: they parse
    and: |
      hold text
`

type Text = Readonly<{ text: string; places: readonly Place[] }>
/** A key of a text, and where it and its value stand. */
type Place = Readonly<{ path: readonly string[]; key: Span; value: YamlNode; siblings: readonly string[] }>

/** What is changed at an anchor, or of a key that is there twice, changes in several places: see edit-yaml.test.ts. */
const isPlain = (text: string) => !/(?<=\s)[&*]\w/.test(text) && parseDocument(text).errors.length === 0

function placesOf(node: YamlNode, path: readonly string[] = []): Place[] {
  if (node.kind === 'list') return node.items.flatMap((item, index) => placesOf(item, [...path, String(index)]))
  if (node.kind === 'scalar') return []
  const siblings = [...node.entries.keys()]
  return [...node.entries].flatMap(([name, { key, value }]) => {
    const at = [...path, name]
    return [{ path: at, key, value, siblings }, ...placesOf(value, at)]
  })
}

const texts: Text[] = [ownJob, ownJob.replaceAll('\n', '\r\n'), ...corpusEntries().map(corpusText)].flatMap((text) => {
  const yaml = parseYaml(text)
  return yaml.ok && isPlain(text) ? [{ text, places: placesOf(yaml.root) }] : []
})

/** A text, and one of its keys. */
const anyPlace = fc
  .tuple(fc.constantFrom(...texts), fc.nat())
  .map(([{ text, places }, pick]) => ({ text, place: places[pick % places.length] }))
  .filter((picked): picked is { text: string; place: Place } => picked.place !== undefined)

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.string({ unit: 'grapheme-ascii' }), { minLength: 2, maxLength: 4 }).map((lines) => lines.join('\n')),
  fc.constantFrom('yes', '1e5', '0x1', '1:30', '2024-01-01', 'a\nb\n', ' a\n b', 'a\n\n', '# a', 'a #b', '- a', 'a: b'),
  fc.constantFrom(
    '{a}',
    '"a',
    "it's",
    '',
    '\t',
    'a\r\nb',
    '\u2028',
    '\u00a0',
    '${{inputs.x}}',
    '&a',
    '*a',
    '!t',
    '%',
    '    \n   " \n  \n x',
  ),
)
const anyValue: fc.Arbitrary<YamlValue> = fc.oneof(
  { weight: 4, arbitrary: anyText },
  fc.integer(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.boolean(),
  fc.array(anyText, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b_c', 'on'), anyText, { minKeys: 1, maxKeys: 3 }),
)

function valueOf(text: string): unknown {
  const yaml = parseYaml(text)
  if (!yaml.ok) throw new Error(`this does not parse:\n${text}`)
  return toValue(yaml.root)
}

/** The document's data with a change made to the map that holds a path's last key. */
function changed(text: string, path: readonly string[], change: (map: Record<string, unknown>, key: string) => void) {
  const data = structuredClone(valueOf(text)) as Record<string, unknown>
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], data)
  change(parent as Record<string, unknown>, path.at(-1) ?? '')
  return data
}

const commentsOf = (text: string) => [...new Lexer().lex(text)].filter((lexeme) => CST.tokenType(lexeme) === 'comment')

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

function apply(text: string, edits: ReturnType<typeof setValue>): string {
  if (edits === null) throw new Error(`no edit for\n${text}`)
  return applyEdits(text, edits)
}

/** Every character before and behind the given stretch is where it was. */
function expectRestUntouched(before: string, after: string, { from, to }: Span) {
  expect(after.startsWith(before.slice(0, from))).toBe(true)
  expect(after.endsWith(before.slice(to))).toBe(true)
  expect(after.length).toBeGreaterThanOrEqual(before.length - (to - from))
}

const note = corpusIsThere ? '' : ' (without the corpus, which is absent)'

// Some ten seconds on a machine with nothing else to do.
describe(`an edit of one field${note}`, { timeout: 240_000 }, () => {
  test('puts the value in and leaves every other character alone', () => {
    const property = fc.property(anyPlace, anyValue, ({ text, place }, value) => {
      const after = apply(text, setValue(text, place.path, value))
      expect(valueOf(after)).toEqual(changed(text, place.path, (map, key) => void (map[key] = value)))
      // Text of several lines comes below the comment behind it.
      const stretch = { from: place.key.to, to: lineEnd(text, Math.max(place.key.to, place.value.to)) }
      expectRestUntouched(text, after, stretch)
      // A comment inside of a block of keys goes with the block.
      const isText = place.value.kind === 'scalar'
      expect(commentsOf(after)).toEqual(
        commentsOf(isText ? text : text.slice(0, stretch.from) + after.slice(stretch.from)),
      )
    })
    fc.assert(property, { numRuns: 7000 })
  })

  test('adds a key as one insertion', () => {
    const property = fc.property(
      anyPlace,
      fc.stringMatching(/^[a-z_]{1,8}$/),
      anyValue,
      ({ text, place }, name, value) => {
        const path = [...place.path.slice(0, -1), name]
        fc.pre(!place.siblings.includes(name))
        const after = apply(text, setValue(text, path, value))
        expect(valueOf(after)).toEqual(changed(text, path, (map, key) => void (map[key] = value)))
        expect(commentsOf(after)).toEqual(commentsOf(text))
        expect(setValue(text, path, value)).toEqual([
          { from: expect.any(Number), to: expect.any(Number), insert: expect.any(String) },
        ])
      },
    )
    fc.assert(property, { numRuns: 1500 })
  })

  test('takes a key away with its line and nothing else', () => {
    const property = fc.property(anyPlace, ({ text, place }) => {
      fc.pre(place.siblings.length > 1)
      const after = apply(text, removeKey(text, place.path))
      expect(valueOf(after)).toEqual(changed(text, place.path, (map, key) => void delete map[key]))
    })
    fc.assert(property, { numRuns: 1000 })
  })

  test('renames a key and leaves its value and its place', () => {
    const property = fc.property(anyPlace, fc.stringMatching(/^[a-z_]{1,8}$/), ({ text, place }, name) => {
      fc.pre(!place.siblings.includes(name))
      const after = apply(text, renameKey(text, place.path, name))
      const renamed = changed(text, place.path, (map, key) => {
        map[name] = map[key]
        delete map[key]
      })
      expect(valueOf(after)).toEqual(renamed)
      expectRestUntouched(text, after, place.key)
    })
    fc.assert(property, { numRuns: 1000 })
  })

  test('can be taken back by setting the old text, which gives the file as it was', () => {
    const property = fc.property(anyText, (value) => {
      const there = apply(ownJob, setValue(ownJob, ['environment'], value))
      expect(apply(there, setValue(there, ['environment'], 'azureml:my-env:1'))).toBe(ownJob)
    })
    fc.assert(property, { numRuns: 500 })
  })

  test('adds an item to a list and takes it out again', () => {
    const lists = texts.flatMap(({ text, places }) =>
      places.flatMap(({ path, value }) => {
        const length = value.kind === 'list' ? value.items.length : 0
        // With its only item a list goes, too.
        return length > 0 ? [{ text, path, length }] : []
      }),
    )
    const property = fc.property(fc.constantFrom(...lists), anyValue, ({ text, path, length }, value) => {
      const longer = apply(text, setValue(text, [...path, String(length)], value))
      const expected = changed(text, path, (map, key) => {
        map[key] = [...(map[key] as unknown[]), value]
      })
      expect(valueOf(longer)).toEqual(expected)
      expect(commentsOf(longer)).toEqual(commentsOf(text))
      // A file without a line break at its end gets one.
      expect(apply(longer, removeKey(longer, [...path, String(length)])).trimEnd()).toBe(text.trimEnd())
    })
    fc.assert(property, { numRuns: 500 })
  })
})
