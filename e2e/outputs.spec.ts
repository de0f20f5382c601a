import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { jobStatus, scriptLog, submitJob, type ArmClient } from './support/arm-client.ts'
import { editorPatience } from './support/editor.ts'
import { smallParquet } from './support/small-parquet.ts'
import { newName } from './support/new-name.ts'
import { expect, statusOf, test } from './support/test.ts'

/** A job that writes these files below `./outputs`, by the shell alone. */
async function jobWith(arm: ArmClient, files: Readonly<Record<string, string | Uint8Array>>, more = '') {
  const name = newName('out')
  const writes = Object.entries(files).map(([path, content]) => {
    const base64 = Buffer.from(content).toString('base64')
    return `mkdir -p "$(dirname 'outputs/${path}')" && echo ${base64} | base64 -d > 'outputs/${path}'`
  })
  await submitJob(arm, name, [...writes, ...(more ? [more] : [])].join('\n'))
  await jobStatus(arm, name, 'Completed')
  return name
}

const outputs = (name: string, workspaceQuery: string, path = '') =>
  `/runs/${name}?${workspaceQuery}&tab=outputs${path && `&path=${encodeURIComponent(path)}`}`

const tree = (page: Page) => page.getByRole('tree', { name: 'Files of the job' })
const row = (page: Page, name: string) => tree(page).getByRole('treeitem', { name })

test('ten thousand files in a folder open and scroll', async ({ page, arm, openAs, workspaceQuery }) => {
  const name = newName('out')
  await submitJob(arm, name, 'mkdir -p outputs/many; cd outputs/many; seq 10000 | split -l 1 -d -a 5 - part-')
  await jobStatus(arm, name, 'Completed')
  await openAs('owner', outputs(name, workspaceQuery))
  await expect(page.getByRole('main')).toContainText(/10,00\d files(?! so far)/, { timeout: 60_000 })
  await row(page, 'outputs').click()
  await row(page, 'many').click()
  await tree(page).press('End')
  await expect(row(page, 'std_log.txt')).toBeInViewport()
  await tree(page).press('Home')
  await tree(page).pressSequentially('part-0500')
  await expect(row(page, 'part-05000')).toBeInViewport()
  // No more rows are made than are in sight, and a few.
  expect(await tree(page).getByRole('treeitem').count()).toBeLessThan(80)
  await page.getByRole('searchbox', { name: 'Filter by name' }).fill('part-0999')
  await expect(page.getByRole('main')).toContainText(/10 of 10,00\d files match/)
  await row(page, 'part-09990').click()
  await expect(page.getByRole('region', { name: 'Content of part-09990' })).toHaveText('9991\n')
})

test('a JSON file of 50 MB does not hang the page, since little of it is read', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  const write = `mkdir -p outputs; { printf '['; yes '{"a": [1, 2, 3], "b": "text"},' | head -c 50000000; printf '1]'; } > outputs/large.json`
  const name = await jobWith(arm, { 'small.json': '{"accuracy": 0.9, "classes": ["a", "b"]}' }, write)
  await openAs('owner', outputs(name, workspaceQuery))
  await row(page, 'small.json').click()
  await expect(page.getByRole('region', { name: 'Content of small.json' })).toContainText('accuracy:0.9')
  let bytesRead = 0
  page.on('response', (response) => {
    if (response.url().includes('/large.json?')) bytesRead += Number(response.headers()['content-length'])
  })
  await row(page, 'large.json').click()
  await expect(page.getByRole('main')).toContainText('This JSON file has 50 MB')
  await expect(page.getByRole('region', { name: 'Content of large.json' })).toContainText('"a": [1, 2, 3]')
  await page.getByRole('button', { name: 'Show next 262 kB' }).click()
  await expect(page.getByRole('main')).toContainText('The first 524 kB of 50 MB.')
  // What would hang it is reading and parsing all of it.
  expect(bytesRead).toBeGreaterThan(524_000)
  expect(bytesRead).toBeLessThan(1_000_000)
})

const hostileMarkdown = `# Report

<script>window.hacked = 'script'</script>
<img src=x onerror="window.hacked = 'onerror'">
<iframe src="javascript:parent.hacked='frame'"></iframe>

[click](javascript:window.hacked='link') [data](data:text/html,<script>1</script>) [site](https://example.org/)

![pixel](https://example.org/pixel.png)

| a | b |
| - | - |
| 1 | 2 |
`

const hostileNotebook = JSON.stringify({
  cells: [
    { cell_type: 'markdown', source: ['## Cell text\n', '<img src=x onerror="window.hacked=1">'] },
    {
      cell_type: 'code',
      source: 'print("seen")',
      execution_count: 1,
      outputs: [
        { output_type: 'stream', name: 'stdout', text: ['seen\n'] },
        {
          output_type: 'display_data',
          data: { 'text/html': '<script>window.hacked=2</script><b id="bold">bold</b>', 'text/plain': 'plain twin' },
        },
        { output_type: 'display_data', data: { 'application/javascript': 'window.hacked=3' } },
      ],
    },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
})

test('nothing that a job wrote is run', async ({ page, arm, openAs, workspaceQuery }) => {
  const name = await jobWith(arm, {
    'report.md': hostileMarkdown,
    'explore.ipynb': hostileNotebook,
    'page.html': '<script>window.hacked = "page"</script>',
    'drawing.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="window.hacked=4"><script>window.hacked=5</script><rect width="40" height="40"/></svg>',
    'model.pkl': new Uint8Array([0x80, 4, 0x95, 0, 0, 0, 0]),
  })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await openAs('owner', outputs(name, workspaceQuery))

  await row(page, 'report.md').click()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Report', exact: true })).toBeVisible()
  await expect(main).toContainText('<script>window.hacked')
  await expect(main.getByRole('cell', { name: '2' })).toBeVisible()
  await expect(main.getByRole('link', { name: 'site' })).toHaveAttribute('rel', /noopener/)
  await expect(main.getByRole('link', { name: 'click' })).toHaveCount(0)
  await expect(main).toContainText('[picture: pixel, https://example.org/pixel.png]')

  await row(page, 'explore.ipynb').click()
  const notebook = page.getByRole('region', { name: 'Content of explore.ipynb' })
  await expect(notebook.getByRole('heading', { name: 'Cell text' })).toBeVisible()
  await expect(notebook).toContainText('plain twin')
  await expect(notebook).toContainText('An output that is not shown here (application/javascript)')
  await expect(page.locator('#bold')).toHaveCount(0)

  await row(page, 'page.html').click()
  await expect(page.getByRole('region', { name: 'Content of page.html' })).toContainText('<script>')
  await row(page, 'drawing.svg').click()
  await expect(main.getByRole('img', { name: 'drawing.svg' })).toHaveJSProperty('naturalWidth', 40)
  await row(page, 'model.pkl').click()
  await expect(main).toContainText('a Python pickle: whoever loads it runs the code in it')
  await main.getByRole('button', { name: 'Show the first bytes' }).click()
  await expect(page.getByRole('region', { name: 'First bytes of model.pkl' })).toContainText('80 04 95')

  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(asked.filter((url) => url.includes('example.org'))).toEqual([])
})

test('tables, Parquet and models are shown for what they are', async ({ page, arm, openAs, workspaceQuery }) => {
  const rows = Array.from({ length: 2_000 }, (_, index) => `${index},"name, ${index}"`).join('\n')
  const name = await jobWith(arm, {
    'table.csv': `id,name\n${rows}\nragged\n`,
    'iris.parquet': smallParquet(),
    'model/MLmodel': 'flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n    python_version: 3.11.4\n',
    'model/conda.yaml': 'dependencies:\n- python=3.11\n',
    'broken.parquet': 'PAR1 but not really',
  })
  await openAs('owner', outputs(name, workspaceQuery))
  await row(page, 'table.csv').click()
  const table = page.getByRole('table', { name: 'Table of table.csv' })
  await expect(table.getByRole('row').nth(1)).toContainText('name, 0')
  await expect(page.getByRole('main')).toContainText('1 row has another number of fields')

  await row(page, 'iris.parquet').click()
  const parquet = page.getByRole('table', { name: 'First rows of iris.parquet' })
  await expect(parquet.getByRole('row').nth(1)).toContainText('setosa')
  await expect(page.getByRole('main')).toContainText('Written byparquet-cpp-arrow')

  await row(page, 'broken.parquet').click()
  await expect(page.getByRole('alert')).toContainText('Read the Parquet file')

  await row(page, 'MLmodel').click()
  await expect(page.getByRole('main')).toContainText('Python3.11.4')
  await row(page, 'conda.yaml').click()
  const conda = page.getByRole('region', { name: 'Content of conda.yaml' })
  await expect(conda.locator('span', { hasText: 'dependencies' }).first()).toBeVisible(editorPatience)
})

test('a folder comes as a zip with every byte', async ({ page, arm, openAs, workspaceQuery }) => {
  const bytes = crypto.getRandomValues(new Uint8Array(40_000))
  const name = await jobWith(arm, { 'set/a.bin': bytes, 'set/deep/b.txt': 'text of b', 'other.txt': 'not in it' })
  // The test cannot answer the browser's own dialog: a file of the page's private storage stands for the chosen one.
  await page.addInitScript(() =>
    Object.assign(globalThis, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    }),
  )
  await openAs('owner', outputs(name, workspaceQuery, 'artifacts/outputs/set/'))
  await page.getByRole('button', { name: 'Download as zip' }).click()
  await expect(page.getByRole('main')).toContainText('set.zip is saved')
  await expect(page.getByRole('main')).toContainText('2 files, 40 kB')
  const saved = await page.evaluate(async () => {
    const file = await (await (await navigator.storage.getDirectory()).getFileHandle('set.zip')).getFile()
    return [...new Uint8Array(await file.arrayBuffer())]
  })
  const zip = Buffer.from(saved)
  expect(zip.includes('set/deep/b.txt')).toBe(true)
  expect(zip.includes('text of b')).toBe(true)
  expect(zip.includes(Buffer.from(bytes))).toBe(true)
  expect(zip.includes('not in it')).toBe(false)

  await row(page, 'other.txt').click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download', exact: true }).click()
  expect((await readFile(await (await downloading).path())).toString()).toBe('not in it')
})

test('a file becomes the input of a new job, and data of the workspace', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  const name = await jobWith(arm, { 'numbers.txt': 'one two three\n' })
  await openAs('owner', outputs(name, workspaceQuery, 'artifacts/outputs/numbers.txt'))
  await page.getByRole('button', { name: 'Use as input of a new job' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'New job' })).toBeVisible()
  const uri = `azureml://jobs/${name}/outputs/artifacts/paths/outputs/numbers.txt`
  await expect(page.getByRole('group', { name: 'Input data' }).getByLabel('Path')).toHaveValue(uri)
  await page.getByRole('button', { name: 'Submit job' }).click()
  await page.waitForURL(/\/runs\//)
  await expect(statusOf(page)).toContainText('Completed', { timeout: 60_000 })
  const reader = /\/runs\/([^?]+)/.exec(page.url())?.[1] ?? ''
  expect(await scriptLog(arm, reader)).toContain('one two three')

  await page.goto(new URL(outputs(name, workspaceQuery, 'artifacts/outputs/numbers.txt'), page.url()).href)
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Register as data' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('numbers')
  await page.getByRole('button', { name: 'Register …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Register' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'numbers' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('outputs/numbers.txt')
})

test('named outputs are listed where they lie, or say why not', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
  browser,
}) => {
  const name = newName('out')
  await submitJob(arm, name, 'mkdir -p ${{outputs.trained}}/deep && echo weights > ${{outputs.trained}}/deep/w.txt', {
    outputs: { trained: { jobOutputType: 'uri_folder' } },
  })
  await jobStatus(arm, name, 'Completed')
  await openAs('owner', outputs(name, workspaceQuery))
  await row(page, 'trained').click()
  await expect(page.getByRole('main')).toContainText(`workspaceblobstore, azureml/${name}/trained/`)
  await row(page, 'deep').click()
  await row(page, 'w.txt').click()
  await expect(page.getByRole('region', { name: 'Content of w.txt' })).toHaveText('weights\n')

  const context = await browser.newContext()
  const other = await context.newPage()
  await openAs('reader', outputs(name, workspaceQuery), other)
  await row(other, 'trained').click()
  await expect(tree(other)).toContainText('does not allow datastores/listSecrets/action')
  await context.close()
})

/** Registers a code version with these files, as the CLI does. @returns its ARM id */
async function codeOf(arm: ArmClient, files: Readonly<Record<string, string>>): Promise<string> {
  type Pending = { blobReferenceForConsumption: { blobUri: string; credential: { sasUri: string } } }
  const version = `/codes/${crypto.randomUUID()}/versions/1`
  const { blobReferenceForConsumption: place } = await arm.workspace<Pending>('POST', `${version}/startPendingUpload`, {
    pendingUploadType: 'TemporaryBlobReference',
  })
  for (const [path, body] of Object.entries(files)) {
    const url = place.credential.sasUri.replace('?', `/src/${path}?`)
    await fetch(url, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body })
  }
  const properties = { codeUri: `${place.blobUri}/src`, isAnonymous: true }
  return (await arm.workspace<{ id: string }>('PUT', version, { properties })).id
}

test('the code of a job can be read, and compared with that of another', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  const files = { 'train.py': 'import math\nprint(math.pi)\n', 'lib/util.py': 'x = 1\n', 'old.txt': 'gone soon' }
  const codes = [files, { 'train.py': 'import math\nprint(math.tau)\n', 'lib/util.py': 'x = 1\n', 'new.txt': 'new' }]
  const experimentName = newName('out')
  const names: string[] = []
  for (const code of codes) {
    const name = newName('out')
    await submitJob(arm, name, 'python3 train.py || true', { codeId: await codeOf(arm, code), experimentName })
    await jobStatus(arm, name, 'Completed')
    names.push(name)
  }
  const [before = '', after = ''] = names
  await openAs('owner', `/runs/${after}?${workspaceQuery}`)
  await page.getByRole('link', { name: 'Open', exact: true }).click()
  await row(page, 'train.py').click()
  const code = page.getByRole('region', { name: 'Content of train.py' })
  await expect(code).toContainText('print(math.tau)')
  await expect(code.locator('span', { hasText: /^import$/ })).toBeVisible(editorPatience)

  await row(page, 'Code').click()
  await page.getByRole('button', { name: 'Compare with another job' }).click()
  await page.getByLabel('Job of this experiment').selectOption(before)
  const changes = page.getByRole('list', { name: 'Files that differ' })
  await expect(changes.getByRole('listitem')).toHaveText([/added.*new\.txt/, /removed.*old\.txt/, /changed.*train\.py/])
  await expect(page.getByRole('main')).toContainText('1 file is the same')
  await changes.getByRole('button', { name: /train\.py/ }).click()
  const diff = page.getByRole('group', { name: 'train.py of the other job and of this one' })
  await expect(diff).toBeVisible(editorPatience)
  await expect(page.getByRole('main')).toContainText('1 line removed, 1 line added')
})
