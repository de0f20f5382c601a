import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
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

/** Pasted, because the editor indents what is typed by itself. */
async function pasteYaml(page: Page, text: string) {
  await page.evaluate((yaml) => navigator.clipboard.writeText(yaml), text)
  await page.getByRole('textbox', { name: 'Job as YAML' }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+v')
}

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
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
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
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
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
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await page.waitForURL(/\/runs\/half-way/)
  expect(sent, 'what was there already is not sent again').toHaveLength(1)
})
