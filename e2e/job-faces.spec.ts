import type { Page } from '@playwright/test'
import { jobStatus, submitJob } from './support/arm-client.ts'
import { editorPatience, pasteYaml } from './support/editor.ts'
import { newName } from './support/new-name.ts'
import { expect, test } from './support/test.ts'

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('what is filled in can be taken away as CLI, Python and curl', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await page.getByLabel('Display name').fill('many faces')
  await expect(page.getByRole('region', { name: 'CLI code' })).toContainText('display_name: many faces')

  await page.getByRole('link', { name: 'Python' }).click()
  const python = page.getByRole('region', { name: 'Python code' })
  await expect(python).toContainText('display_name="many faces"')
  await expect(python.locator('span', { hasText: /^import$/ }).first()).toBeVisible(editorPatience)
  await page.getByRole('button', { name: 'Copy Python code' }).click()
  expect(await clipboard(page)).toContain('ml_client.jobs.create_or_update')

  await page.getByRole('link', { name: 'REST' }).click()
  await expect(page.getByRole('region', { name: 'REST code' })).toContainText('"displayName": "many faces"')
})

test('YAML and code share their place by a bar that keys move', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  const code = page.getByRole('region', { name: 'CLI code' })
  const heightOf = async () => (await code.boundingBox())?.height ?? 0
  await expect(code).toBeVisible()
  const before = await heightOf()
  await page.getByRole('separator', { name: 'YAML and Code' }).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect.poll(heightOf).toBeGreaterThan(before + 20)
})

test('on a narrow screen form, YAML and code are tabs', async ({ page, openAs, workspaceQuery }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await page.getByRole('link', { name: 'Code', exact: true }).click()
  await expect(page.getByRole('region', { name: 'CLI code' })).toContainText('az ml job create')
  await expect(page.getByLabel('Display name')).toBeHidden()
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(sideways).toBe(0)
})

test('a dry run finds what is missing and leads to its place', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await pasteYaml(
    page,
    [
      'command: cat ${{inputs.table}}',
      'environment: azureml:nowhere@latest',
      'compute: azureml:no-such-cluster',
      'inputs:',
      '  table:',
      '    type: uri_file',
      '    path: azureml://datastores/workspaceblobstore/paths/a.csv',
      '',
    ].join('\n'),
  )
  await page.getByRole('button', { name: 'Validate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Validate' })
  await expect(dialog.getByRole('status')).toContainText('2 problems')
  await expect(dialog).toContainText('This workspace has no environment named nowhere.')
  await expect(dialog).toContainText('This workspace has no compute named no-such-cluster.')
  await expect(dialog).toContainText('The datastore workspaceblobstore is there')

  await dialog.getByRole('button', { name: 'Show compute' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('combobox', { name: 'Cluster' })).toBeFocused()
})

test('a reader learns by a dry run which rights are missing', async ({ page, openAs, workspaceQuery }) => {
  await openAs('reader', `/jobs/new?${workspaceQuery}`)
  await page.getByRole('button', { name: 'Validate' }).click()
  await expect(page.getByRole('dialog', { name: 'Validate' })).toContainText('does not allow jobs/write')
})

test('what a copy changes is shown before it is sent', async ({ page, arm, openAs, workspaceQuery }) => {
  const name = newName('faces')
  await submitJob(arm, name, 'echo ${{inputs.rate}}', {
    displayName: 'first try',
    inputs: { rate: { jobInputType: 'literal', value: '0.1' } },
  })
  await jobStatus(arm, name, 'Completed')
  await openAs('owner', `/jobs/new?from=${name}&${workspaceQuery}`)
  await page.getByRole('group', { name: 'Input rate' }).getByRole('textbox', { name: 'Value' }).fill('0.2')
  await page.getByRole('button', { name: 'What will be sent' }).click()

  const dialog = page.getByRole('dialog', { name: 'What will be sent' })
  await expect(dialog.getByRole('heading', { name: `1 field differs from ${name}` })).toBeVisible()
  await expect(dialog).toContainText('inputs.rate: 0.1 → 0.2')
  await expect(dialog.locator('.monaco-diff-editor')).toBeVisible(editorPatience)
  await expect(dialog.getByRole('region', { name: 'Request body' })).toContainText('"value": "0.2"')
})
