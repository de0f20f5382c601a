import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** One import of one file by another; paths are relative to the repository's root. */
export type Import = Readonly<{ from: string; to: string; isTypeOnly: boolean }>

/**
 * What each floor of the house may import, itself aside. `type:` allows types alone: they are gone before the program
 * runs. The reasons are in the README's map of the house.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  main: ['app', 'queries', 'parts', 'ui', 'config', 'api/arm-error'],
  app: ['features', 'parts', 'queries', 'domain', 'api', 'auth', 'ui', 'lib', 'paths', 'config'],
  features: ['parts', 'queries', 'domain', 'ui', 'lib', 'paths', 'api/arm-error', 'type:api'],
  parts: ['queries', 'domain', 'ui', 'lib', 'paths', 'api/arm-error', 'type:api'],
  queries: ['api', 'domain', 'lib'],
  api: ['domain', 'lib'],
  paths: ['domain', 'lib'],
  domain: ['lib', 'type:api/generated'],
  config: ['domain', 'lib'],
  auth: ['lib', 'config', 'type:domain'],
  ui: ['lib', 'config'],
  lib: [],
  emulator: ['lib', 'type:api/generated'],
  e2e: ['paths', 'emulator', 'domain/refs', 'domain/job-spec', 'scripts/conformance'],
  scripts: ['emulator', 'e2e', 'domain', 'lib'],
}

/** The same for the folders of `domain/job-spec`; the files beside the folders may import all of them. */
const mayImportInJobSpec: Readonly<Record<string, readonly string[]>> = {
  yaml: [],
  format: ['yaml'],
  assets: ['format', 'yaml'],
  computes: ['format', 'yaml'],
  jobs: ['assets', 'format', 'yaml'],
  code: ['jobs', 'assets', 'computes', 'yaml'],
}

/** Both ways of the same sentence of the map: every import that it forbids, as a line to read. */
export const violations = (imports: readonly Import[]): string[] =>
  imports.filter((found) => !isAllowed(found)).map(({ from, to }) => `${from} imports ${to}`)

function isAllowed({ from, to, isTypeOnly }: Import): boolean {
  const [floor, feature] = placeOf(from)
  const [otherFloor, otherFeature] = placeOf(to)
  // Tests arrange what the code must not: whatever lies below the repository.
  if (isTest(from)) return floor !== 'emulator' || otherFloor !== 'domain'
  const [ownFolder, otherFolder] = [jobSpecFolder(from), jobSpecFolder(to)]
  if (ownFolder && otherFolder && ownFolder !== otherFolder) {
    return mayImportInJobSpec[ownFolder]?.includes(otherFolder) ?? false
  }
  if (floor === otherFloor) return floor !== 'features' || feature === otherFeature
  const target = withoutSource(to)
  return (mayImport[floor] ?? []).some((rule) => {
    const [, onlyTypes, place] = /^(type:)?(.+)$/.exec(rule) ?? []
    const isInPlace = target === place || target.startsWith(`${place}/`) || target.startsWith(`${place}.`)
    return isInPlace && (!onlyTypes || isTypeOnly)
  })
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes('/testing/')
const withoutSource = (path: string) => path.replace(/^src\//, '')

/** Floor and, for features, the room on it. */
function placeOf(path: string): [floor: string, room: string] {
  const [floor = '', room = ''] = withoutSource(path).split('/')
  return [floor.replace(/\.[^.]+$/, ''), room]
}

const jobSpecFolder = (path: string) => /^src\/domain\/job-spec\/([^/]+)\//.exec(path)?.[1]

/** Every import between our own files. */
export function readImports(): Import[] {
  return ['src', 'emulator', 'e2e', 'scripts'].flatMap(filesBelow).flatMap((file) => importsOf(file))
}

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(?<clause>[^'"()]*?)\s*(?:from\s*)?['"](?<static>\.[^'"]+)['"]|\bimport\(\s*['"](?<dynamic>\.[^'"]+)['"]/g

/** @param text the file's content; read from the disk when it is left out */
export function importsOf(from: string, text: string = readFileSync(join(root, from), 'utf8')): Import[] {
  return [...text.matchAll(importPattern)].map(({ groups = {} }) => ({
    from,
    to: posix.join(dirname(from), groups['static'] ?? groups['dynamic'] ?? ''),
    isTypeOnly: isTypeClause(groups['clause'] ?? ''),
  }))
}

/** `import type { A }`, or braces in which every name says `type`. */
function isTypeClause(clause: string): boolean {
  if (/^type\b/.test(clause)) return true
  const names = /^\{([\s\S]*)\}$/
    .exec(clause)?.[1]
    ?.split(',')
    .map((name) => name.trim())
  return names !== undefined && names.filter(Boolean).every((name) => name.startsWith('type '))
}
