import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { artifactFolder } from '../artifact-folder.ts'
import { createHarness, type Harness, workspaceId } from './job-harness.ts'
import { keepArtifacts, showArtifacts } from './outputs.ts'

let harness: Harness
beforeEach(async () => {
  harness = await createHarness()
})
afterEach(() => harness.dispose())

test('thousands of files are kept, each once and with its bytes', async () => {
  const { blobs, resources, settings } = harness.ctx
  const folder = artifactFolder(resources, workspaceId, 'many')
  blobs.ensureContainer(folder.container)
  const works = ['0', '1'].map((node) => join(settings.dataDir, 'work', node))
  for (const work of works) mkdirSync(`${work}/outputs/deep`, { recursive: true })
  for (let i = 0; i < 1200; i += 1) writeFileSync(`${works[0]}/outputs/deep/${i}.txt`, `first ${i}`)
  for (const name of ['7.txt', 'own.csv']) writeFileSync(`${works[1]}/outputs/deep/${name}`, 'second')

  const shown = new Set<string>()
  await showArtifacts(blobs, folder, works, shown)
  expect(shown.size).toBe(1201)
  expect(await keepArtifacts(blobs, folder, works, shown)).toBe(1201)
  const kept = blobs.list(folder.container, { prefix: folder.prefix }).blobs
  expect(kept).toHaveLength(1201)
  expect(kept.every(({ kind }) => kind === 'BlockBlob')).toBe(true)
  expect(await harness.artifact('many', 'outputs/deep/7.txt')).toBe('first 7')
  expect(await harness.artifact('many', 'outputs/deep/own.csv')).toBe('second')
})

test('of files that are taken over together none is when one is missing', async () => {
  const { blobs, settings } = harness.ctx
  blobs.ensureContainer('some')
  const files = ['a', 'b'].map((name) => ({ name, file: join(settings.dataDir, name) }))
  writeFileSync(files[0]!.file, 'here')
  const before = readdirSync(`${settings.dataDir}/blobs`)
  await expect(blobs.adoptAll('some', files)).rejects.toThrow('ENOENT')
  expect(blobs.get('some', 'a')).toBeUndefined()
  expect(readdirSync(`${settings.dataDir}/blobs`)).toEqual(before)
})
