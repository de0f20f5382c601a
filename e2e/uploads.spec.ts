import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ContainerClient } from '@azure/storage-blob'
import type { Page } from '@playwright/test'
import type { ArmClient } from './support/arm-client.ts'
import { editorPatience, pasteYaml } from './support/editor.ts'
import { expect, test } from './support/test.ts'

/** A folder on disk with these files. */
async function folderWith(files: Record<string, string>) {
  const folder = join(await mkdtemp(join(tmpdir(), 'trainyard-code-')), 'project')
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return { folder, [Symbol.asyncDispose]: () => rm(join(folder, '..'), { recursive: true }) }
}

/** Waits until the YAML editor stands, gives it a text, and picks a folder as the job's code. */
async function openWithCode(page: Page, text: string, folder: string) {
  await pasteYaml(page, text)
  await pick(page, 'code', /folder/, folder)
}

/** What the workspace has of the code of a job: content by path. */
async function uploadedCode(arm: ArmClient, jobName: string): Promise<Record<string, string>> {
  const job = await arm.workspace<{ properties: { codeId: string } }>('GET', `/jobs/${jobName}`)
  const [, name = ''] = /\/codes\/([^/]+)\/versions\/1$/.exec(job.properties.codeId) ?? []
  const code = await arm.workspace<{ properties: { codeUri: string } }>('GET', `/codes/${name}/versions/1`)
  type Pending = { blobReferenceForConsumption: { blobUri: string; credential: { sasUri: string } } }
  // Asked for under the same id, it is the same container, with a signature to look into it.
  const { blobReferenceForConsumption: place } = await arm.workspace<Pending>(
    'POST',
    `/codes/${name}/versions/1/startPendingUpload`,
    { pendingUploadId: name },
  )
  const folder = code.properties.codeUri.slice(place.blobUri.length + 1)
  const container = new ContainerClient(place.credential.sasUri)
  const files: Record<string, string> = {}
  for await (const blob of container.listBlobsFlat({ prefix: `${folder}/` }))
    files[blob.name.slice(folder.length + 1)] = (await container.getBlobClient(blob.name).downloadToBuffer()).toString()
  return files
}

const codeJob = (name: string, command = 'ls') => `type: command
name: ${name}
command: ${command}
code: .
environment: azureml:python3-local@latest
`

/** Files in a few folders, each with a content of its own; another `kind` of them has not been uploaded yet. */
const manyFiles = (kind: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `d${index % 9}/f${index}.txt`,
      `${kind} content of file ${index}\n`.repeat(20),
    ]),
  )

/** Chooses a file or folder by one of the picker's buttons. */
async function pick(page: Page, what: string, button: RegExp, path: string) {
  const chooser = page.waitForEvent('filechooser')
  await page
    .getByRole('group', { name: `Files of the ${what}` })
    .getByRole('button', { name: button })
    .click()
  await (await chooser).setFiles(path)
}

const draft = (name: string) => `type: command
name: ${name}
command: cat main.txt deep/er/note.txt \${{inputs.table}}
code: .
environment: azureml:python3-local@latest
inputs:
  table:
    type: uri_file
    path: ./rows.csv
`

test('a folder and a data file from disk are uploaded, and the job reads them', async ({
  page,
  openAs,
  workspaceQuery,
}) => {
  await using code = await folderWith({
    'main.txt': 'top of the folder\n',
    'deep/er/note.txt': 'down in it\n',
    'secret.env': 'not to be sent',
    '.amlignore': '*.env\n',
  })
  await using data = await folderWith({ 'rows.csv': 'a,b\n1,2\n' })
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await pasteYaml(page, draft('with-uploads'))
  await expect(page.getByRole('button', { name: 'Submit job' })).toHaveAttribute('aria-disabled', 'true')

  await pick(page, 'code', /folder/, code.folder)
  await pick(page, 'input table', /file/, join(data.folder, 'rows.csv'))
  await expect(page.getByRole('group', { name: 'Files of the code' })).toContainText('3 files')
  await page.getByRole('button', { name: 'Submit job' }).click()

  await page.waitForURL(/\/runs\/with-uploads/)
  await page.getByRole('link', { name: 'Logs' }).click()
  const log = page.getByRole('log')
  await expect(log).toContainText('top of the folder')
  await expect(log).toContainText('down in it')
  await expect(log).toContainText('1,2')
})

test('an upload that fails half way goes on where it stopped, and the draft is kept over a reload', async ({
  page,
  openAs,
  workspaceQuery,
}) => {
  await using code = await folderWith({ 'main.txt': 'first\n', 'deep/er/note.txt': 'second\n' })
  await using data = await folderWith({ 'rows.csv': 'a\n' })
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await pasteYaml(page, draft('half-way'))
  await page.reload()
  await expect(page.getByLabel('Job name')).toHaveValue('half-way')

  await pick(page, 'code', /folder/, code.folder)
  await pick(page, 'input table', /file/, join(data.folder, 'rows.csv'))
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('main.txt')) sent.push(request.url())
  })
  await page.route(/note\.txt/, (route) => route.abort())
  await page.getByRole('button', { name: 'Submit job' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toBeVisible({ timeout: 60_000 })
  await page.unroute(/note\.txt/)
  await dialog.getByRole('button', { name: 'Send the rest' }).click()
  await page.waitForURL(/\/runs\/half-way/)
  expect(sent, 'what was there already is not sent again').toHaveLength(1)
})

test('500 files arrive whole although every 20th request is killed', async ({ page, openAs, workspaceQuery, arm }) => {
  const files = manyFiles('killed', 500)
  await using code = await folderWith(files)
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await openWithCode(page, codeJob('five-hundred'), code.folder)
  await expect(page.getByRole('group', { name: 'Files of the code' })).toContainText('500 files')
  const kill = { server: 'blob', path: '/code-', method: 'put', kind: 'drop', every: 20, count: 1_000 }
  expect((await arm.call('POST', '/_trainyard/faults', kill)).status).toBe(201)
  try {
    await page.getByRole('button', { name: 'Submit job' }).click()
    await page.waitForURL(/\/runs\/five-hundred/, { timeout: 90_000 })
  } finally {
    await arm.call('DELETE', '/_trainyard/faults')
  }
  expect(await uploadedCode(arm, 'five-hundred')).toEqual(files)
})

test('an upload that a busy storage throttles gets through', async ({ page, openAs, workspaceQuery, arm }) => {
  const files = { 'a.txt': 'a', 'b.txt': 'b', 'c/d.txt': 'd' }
  await using code = await folderWith(files)
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await openWithCode(page, codeJob('throttled'), code.folder)
  const busy = {
    server: 'blob',
    path: '/code-',
    method: 'put',
    kind: 'status',
    code: 'ServerBusy',
    retryAfter: 1,
    count: 4,
  }
  await arm.call('POST', '/_trainyard/faults', busy)
  await page.getByRole('button', { name: 'Submit job' }).click()
  await page.waitForURL(/\/runs\/throttled/)
  expect(await uploadedCode(arm, 'throttled')).toEqual(files)
})

test('after a stop and a reload only what is missing is sent', async ({ page, openAs, workspaceQuery, arm }) => {
  const files = manyFiles('stopped', 200)
  await using code = await folderWith(files)
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await openWithCode(page, codeJob('resumed'), code.folder)
  const sent = new Set<string>()
  const twice = new Set<string>()
  page.on('requestfinished', (request) => {
    const path = new URL(request.url()).pathname
    if (request.method() !== 'PUT' || !/\/f\d+\.txt$/.test(path) || request.url().includes('comp=metadata')) return
    if (sent.has(path)) twice.add(path)
    sent.add(path)
    // Half of it, then the line is slow enough to be stopped.
    if (sent.size === 100) void page.route(/f\d+\.txt/, (route) => void route)
  })
  await page.getByRole('button', { name: 'Submit job' }).click()
  await expect.poll(() => sent.size, { timeout: 60_000 }).toBeGreaterThanOrEqual(100)
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('dialog')).toContainText('What was uploaded so far is kept')
  await page.unroute(/f\d+\.txt/)

  await page.reload()
  await expect(page.getByRole('group', { name: 'Files of the code' })).toContainText('200 files')
  await page.getByRole('button', { name: 'Submit job' }).click()
  await page.waitForURL(/\/runs\/resumed/, { timeout: 60_000 })
  expect(twice.size, 'files that were sent although they were there').toBeLessThanOrEqual(6)
  expect(await uploadedCode(arm, 'resumed')).toEqual(files)
})

test('files are left out and edited before they go, and a reload in between loses nothing', async ({
  page,
  openAs,
  workspaceQuery,
  arm,
}) => {
  await using code = await folderWith({
    'main.py': 'print("as on the disk")\n',
    'notes.md': 'not needed',
    'lib/helper.py': 'x = 1\n',
    'data/big.csv': '1\n',
    '.amlignore': 'data/\n',
  })
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await openWithCode(page, codeJob('edited', 'python main.py'), code.folder)
  const files = page.getByRole('group', { name: 'Files of the code' })
  await expect(files).toContainText('4 files')
  await expect(files).toContainText('1 left out by .amlignore')
  await files.getByRole('checkbox', { name: 'Show 1 ignored file' }).check()
  await files.getByRole('button', { name: 'data/' }).click()
  await expect(files.getByRole('checkbox', { name: 'Upload data/big.csv' })).toBeDisabled()
  await files.getByRole('checkbox', { name: 'Upload notes.md' }).uncheck()

  await files.getByRole('button', { name: 'Open main.py' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('.monaco-editor')).toBeVisible(editorPatience)
  await dialog.getByRole('textbox', { name: 'Content of main.py' }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('print("as edited here")')
  await expect(dialog).toContainText('Changed here')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(files).toContainText('Edited')

  // The database of the browser is written a moment after the change.
  await expect.poll(() => keptText(page), 'the edit lies in the database').toContain('as edited here')
  await page.reload()
  await expect(files).toContainText('Edited', editorPatience)
  await expect(files).toContainText('3 files')
  await expect(files.getByRole('checkbox', { name: 'Upload notes.md' })).not.toBeChecked()

  await page.getByRole('button', { name: 'Submit job' }).click()
  await page.waitForURL(/\/runs\/edited/)
  expect(await uploadedCode(arm, 'edited')).toEqual({
    '.amlignore': 'data/\n',
    'main.py': 'print("as edited here")',
    'lib/helper.py': 'x = 1\n',
  })
  await page.getByRole('link', { name: 'Logs' }).click()
  await expect(page.getByRole('log')).toContainText('as edited here')
  expect(await keptText(page), 'a submitted draft leaves no copies of files').toBe('')
})

/** All edited texts that the page keeps in the browser's database. */
const keptText = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const open = indexedDB.open('trainyard')
        open.addEventListener('error', () => reject(open.error ?? new Error('No database')))
        open.addEventListener('success', () => {
          const all = open.result.transaction('files').objectStore('files').getAll()
          all.addEventListener('success', () => {
            open.result.close()
            const indexes = all.result.filter((value: unknown) => value instanceof Map)
            const texts = indexes.flatMap((index) =>
              [...index.values()].flatMap(({ changes }: { changes: { texts: Map<string, string> } }) => [
                ...changes.texts.values(),
              ]),
            )
            resolve(texts.join('\n'))
          })
        })
      }),
  )

test('a folder of which nothing is left is a problem at its place, and so is one without files', async ({
  page,
  openAs,
  workspaceQuery,
}) => {
  await using code = await folderWith({ 'only.log': 'x', '.gitignore': '*\n' })
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await openWithCode(page, codeJob('nothing-left'), code.folder)
  await expect(page.getByRole('group', { name: 'Files of the code' })).toContainText('Nothing is left to upload')
  await expect(page.getByRole('list', { name: 'Problems' })).toContainText('all of its files are left out')
  await expect(page.getByRole('button', { name: 'Submit job' })).toHaveAttribute('aria-disabled', 'true')
})
