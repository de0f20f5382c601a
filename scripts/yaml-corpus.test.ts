import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpusEntries, corpusFolder, corpusIsThere } from '../src/domain/job-spec/testing/corpus.ts'
import type { CorpusEntry } from '../src/domain/job-spec/testing/corpus.ts'
import { reportOn } from './yaml-report.ts'
import type { YamlReport } from './yaml-report.ts'

/** A body that the corpus does not vouch for: it leaves out the address of a triton model, and ARM asks for one. */
const doubtfulBody = 'derived/command/ok-input-types-all.yml'

/** The corpus has no files beside its YAML, so a file that is missing on purpose cannot be told from the others. */
const isMissingOnPurpose = ({ localRefs = [] }: CorpusEntry) =>
  localRefs.some(({ exists, what }) => exists === false && what !== 'input')

const judgedKinds = new Set(['command', 'sweep', 'compute', 'data', 'environment', 'model'])
const entries = corpusEntries()
const judged = entries.filter(({ kind, valid }) => judgedKinds.has(kind) && typeof valid === 'boolean')

const say = (what: string, right: number, of: number) =>
  process.stdout.write(`YAML corpus: ${what} ${right} of ${of}\n`)

/** Where we differ from the index, by file: all differences at once. Says how many there are, too. */
function differences<T>(
  what: string,
  of: readonly CorpusEntry[],
  found: (entry: CorpusEntry) => T,
  wanted: (entry: CorpusEntry) => T,
) {
  const wrong = of.filter((entry) => JSON.stringify(found(entry)) !== JSON.stringify(wanted(entry)))
  say(what, of.length - wrong.length, of.length)
  return Object.fromEntries(wrong.map((entry) => [entry.file, { found: found(entry), wanted: wanted(entry) }]))
}

/** JSON with its keys in order, as their order means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(pairs.map(([key, item]) => [key, sorted(item)]))
}

/** A problem counts as found at a place when it is at it or below it: the index names the top key of a union. */
const isAt = (path: string, place: string) => place === '' || path === place || path.startsWith(`${place}.`)

function judgeAll(folder: () => string, left: (entry: CorpusEntry) => boolean) {
  const reports = new Map<string, YamlReport>()
  const of = (entry: CorpusEntry) => {
    const known = reports.get(entry.file)
    const report = known ?? reportOn(join(folder(), entry.file))
    reports.set(entry.file, report)
    return report
  }
  const mine = judged.filter((entry) => !left(entry))

  test('the kind of every file is found', () => {
    const found = (entry: CorpusEntry): string => of(entry).kind
    expect(differences('kinds', entries, found, ({ kind }) => kind)).toEqual({})
  })

  test('every verdict is that of the CLI', () => {
    const found = (entry: CorpusEntry) => of(entry).ok
    expect(differences('verdicts', mine, found, ({ valid }) => valid === true)).toEqual({})
    expect(mine.length).toBeGreaterThan(140)
  })

  test('a file of another kind is right as soon as it is YAML', () => {
    const others = entries.filter(({ kind }) => !judgedKinds.has(kind))
    const found = (entry: CorpusEntry) => of(entry).ok
    expect(differences('other files', others, found, ({ valid }) => valid !== false)).toEqual({})
  })

  test('every body is the one that the CLI sends', () => {
    const bodies = mine.filter(({ file, unsure, expect: facts }) => facts?.body && !unsure && file !== doubtfulBody)
    const found = (entry: CorpusEntry) => sorted(of(entry).rest)
    expect(differences('bodies', bodies, found, (entry) => sorted(entry.expect?.body))).toEqual({})
  })

  test('the first problem of a refused file is where the CLI finds one', () => {
    const refused = mine.filter(({ valid, errors = [] }) => valid === false && errors.length > 0)
    const first = (entry: CorpusEntry) => of(entry).problems[0]?.path ?? 'none'
    const placesOf = ({ errors = [] }: CorpusEntry) => errors.map(({ at }) => at)
    const exact = refused.filter((entry) => placesOf(entry).includes(first(entry)))
    say('first problems at the very place', exact.length, refused.length)
    const wrong = refused.filter((entry) => !placesOf(entry).some((place) => isAt(first(entry), place)))
    say('first problems at the place or below it', refused.length - wrong.length, refused.length)
    expect(wrong.map((entry) => `${entry.file}: ${first(entry)}`)).toEqual([])
  })
}

describe.runIf(corpusIsThere)('the corpus of ../shared/corpus/yaml, skipped where that folder is absent', () => {
  describe('as it lies there', () => {
    judgeAll(() => corpusFolder, isMissingOnPurpose)
  })

  describe('with the files that it refers to', () => {
    let copy = ''
    beforeAll(() => {
      copy = mkdtempSync(join(tmpdir(), 'yaml-corpus-'))
      cpSync(corpusFolder, copy, { recursive: true })
      for (const entry of entries) layStandIns(copy, entry)
    })
    afterAll(() => rmSync(copy, { recursive: true, force: true }))
    judgeAll(
      () => copy,
      () => false,
    )
  })
})

/** Small files in place of what a file refers to and its repository has. */
function layStandIns(folder: string, { file, localRefs = [], companions = {} }: CorpusEntry) {
  const home = dirname(join(folder, file))
  for (const [path, text] of Object.entries(companions)) write(join(home, path), text)
  for (const { path, what, exists } of localRefs) {
    if (exists === false || existsSync(join(home, path))) continue
    const isFile = what === 'conda-file' || /\.\w+$/.test(path)
    write(isFile ? join(home, path) : join(home, path, 'main.py'), '')
  }
}

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
