import type { Page } from '@playwright/test'
import { createCluster } from './support/arm-client.ts'
import { editorPatience, openEditor } from './support/editor.ts'
import { expect, test } from './support/test.ts'

/** Opens the editor of a new job with the cursor on a new line at its end. */
async function atEndOfText(page: Page) {
  const editor = await openEditor(page)
  // A line of several colours: the editor knows the language, and with it how to indent.
  const colours = page.locator('.monaco-editor .view-line').first().locator('span span')
  await expect(colours.nth(1)).toBeVisible(editorPatience)
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
}

const suggestion = (page: Page, name: string | RegExp) => page.getByRole('option', { name })
const line = (page: Page, text: string) => page.locator('.view-line', { hasText: text })

test('a misspelt key is mended by the keyboard', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await atEndOfText(page)
  await page.keyboard.insertText('experimant_name: iris')
  await expect(page.getByText('Did you mean “experiment_name”?')).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+.')
  await suggestion(page, /^Change to “experiment_name”/).click()
  await expect(line(page, 'experiment_name: iris')).toBeVisible()
  await expect(page.getByText('Did you mean')).toHaveCount(0)
})

test('what the workspace has is offered where it can stand, and explained', async ({
  page,
  openAs,
  workspaceQuery,
  arm,
}) => {
  await createCluster(arm, 'suggested', 2)
  await arm.workspace('PUT', '/data/flowers/versions/7', {
    properties: {
      dataType: 'uri_file',
      dataUri: 'https://example.org/flowers.csv',
      description: 'Measured by hand',
    },
  })
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await atEndOfText(page)
  await page.keyboard.insertText('inputs: {table: {type: uri_file, path: }}')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Control+Space')
  await suggestion(page, /^azureml:flowers:7/).click()
  await expect(line(page, 'azureml:flowers:7')).toBeVisible()

  await line(page, 'azureml:flowers:7').getByText('flowers').last().hover()
  await expect(page.locator('.monaco-hover').filter({ visible: true }).first()).toContainText('Measured by hand')

  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('resources: {instance_type: Standard_DS}')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Control+Space')
  await expect(suggestion(page, /^Standard_DS3_v2/)).toBeVisible()
})

test('inputs are offered inside of ${{…}} in the command', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await atEndOfText(page)
  await page.keyboard.insertText('inputs: {rate: 0.1, depth: 5}')
  await line(page, 'command: echo').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' ${{')
  await suggestion(page, /inputs\.depth/).click()
  await expect(page.getByRole('textbox', { name: 'Command' })).toHaveValue('echo "hello world" ${{inputs.depth}}')
})
