import { existsSync } from 'node:fs'
import { cp, mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { createCluster, scriptLog } from './support/arm-client.ts'
import { openEditor } from './support/editor.ts'
import { expect, statusOf, test } from './support/test.ts'

/** A folder on disk that goes away with the test. */
async function tempFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'trainyard-import-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

async function importFolder(page: Page, folder: string) {
  await page.getByRole('button', { name: 'Import' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('dialog', { name: 'Import a job' }).getByRole('button', { name: 'Choose folder' }).click()
  await (await chooser).setFiles(folder)
  await page.waitForURL(/draft=/)
}

const ownJob = `# Reads a table.
code: ./src
command: >- # one line a row
  python3 main.py
  --rows \${{inputs.rows}}
environment: azureml:python3-local@latest
inputs:
  rows: 3 # not many
`

test('a folder with a job and its code becomes a draft, is edited, survives a reload, and is sent', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await using disk = await tempFolder()
  const folder = path.join(disk.folder, 'project')
  await mkdir(path.join(folder, 'src'), { recursive: true })
  await writeFile(path.join(folder, 'job.yml'), ownJob)
  await writeFile(path.join(folder, 'src/main.py'), 'import sys\nprint("rows", sys.argv[-1])\n')
  await writeFile(path.join(folder, 'notes.txt'), 'not code')

  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await page.getByLabel('Display name').fill('left alone')
  await importFolder(page, folder)
  await openEditor(page)
  const text = page.locator('.monaco-editor .view-lines').first()
  await expect(text).toContainText('# Reads a table.')
  await page.getByLabel('Display name').fill('from a folder')
  await page.getByRole('group', { name: 'Input rows' }).getByRole('textbox', { name: 'Value' }).fill('4')

  await page.reload()
  await openEditor(page)
  await expect(page.getByLabel('Display name')).toHaveValue('from a folder')
  await expect(text).toContainText('# one line a row')
  await expect(text).toContainText('rows: 4 # not many')
  await expect(page.getByRole('group', { name: 'Files of the code' })).toContainText('1 file')
  await page.getByRole('button', { name: 'Submit job' }).click()

  await page.waitForURL(/\/runs\//)
  await expect(statusOf(page)).toContainText('Completed')
  const jobName = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(await scriptLog(arm, jobName)).toContain('rows 4')

  // The draft that was there before is there still.
  await page.goto(new URL(`/jobs/new?${workspaceQuery}`, page.url()).href)
  await expect(page.getByLabel('Display name')).toHaveValue('left alone')
})

const corpus = path.resolve(import.meta.dirname, '../../shared/corpus/yaml')

test("the article's LightGBM job and its folder become the request that the CLI sends", async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  test.skip(!existsSync(corpus), '../shared/corpus is not beside this checkout')
  await using disk = await tempFolder()
  const folder = path.join(disk.folder, 'iris')
  await mkdir(folder)
  const file = 'azureml-examples/cli/jobs/single-step/lightgbm/iris/job.yml'
  await cp(path.join(corpus, file), path.join(folder, 'job.yml'))
  await cp(path.join(corpus, 'src/lightgbm-iris'), path.join(folder, 'src'), { recursive: true })
  await createCluster(arm, 'cpu-cluster', 2)

  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await importFolder(page, folder)
  const sent = page.waitForRequest((request) => request.method() === 'PUT' && /\/jobs\/[^/]+\?/.test(request.url()))
  await page.getByRole('button', { name: 'Submit job' }).click()
  const { properties } = (await sent).postDataJSON() as { properties: Record<string, unknown> }

  const index = JSON.parse(await readFile(path.join(corpus, 'index.json'), 'utf8')) as {
    entries: { file: string; expect?: { body?: { properties: Record<string, unknown> } } }[]
  }
  const expected = index.entries.find((entry) => entry.file === file)?.expect?.body?.properties
  const own = new RegExp(`^${arm.workspaceId}/codes/[^/]+/versions/[^/]+$`)
  expect(properties).toEqual({
    ...expected,
    computeId: `${arm.workspaceId}/computes/cpu-cluster`,
    codeId: expect.stringMatching(own),
    properties: { 'trainyard.submission': expect.any(String) },
  })

  await page.waitForURL(/\/runs\//)
  await expect(statusOf(page)).toContainText(/Completed|Failed/)
})

test('a job goes away as a zip, and the link of a job starts a copy', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}&sample=iris`)
  await expect(page.getByRole('group', { name: 'Files of the code' })).toContainText('4 files')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const zip = await (await download).path()
  const bytes = await readFile(zip)
  for (const name of ['job.yml', 'src/train.py']) expect(bytes.includes(name)).toBe(true)

  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a job' })
  await dialog.getByLabel(/link of a job/).fill('https://example.com/nothing')
  await dialog.getByRole('button', { name: 'Start from this job' }).click()
  await expect(dialog.getByRole('alert')).toContainText('no link to a job')
  await dialog.getByLabel(/link of a job/).fill(`https://ml.azure.com/runs/never-was?${workspaceQuery}`)
  await dialog.getByRole('button', { name: 'Start from this job' }).click()
  await expect(page.getByRole('main')).toContainText('never-was')
})

test('drafts are listed, opened and deleted', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await page.getByLabel('Display name').fill('the first')
  await page.getByRole('link', { name: 'Another draft' }).click()
  await expect(page.getByLabel('Display name')).toHaveValue('my-job')
  await page.getByLabel('Display name').fill('the second')
  await page.getByRole('button', { name: '1 other draft' }).click()
  const dialog = page.getByRole('dialog', { name: 'Drafts' })
  await dialog.getByRole('link', { name: 'the first' }).click()
  await expect(page.getByLabel('Display name')).toHaveValue('the first')

  await page.getByRole('button', { name: '1 other draft' }).click()
  await dialog.getByRole('button', { name: 'Delete the draft the second' }).click()
  await expect(dialog).toContainText('No drafts')
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByRole('link', { name: 'the second' })).toBeVisible()
})
