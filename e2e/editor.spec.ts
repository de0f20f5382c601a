import { openEditor } from './support/editor.ts'
import { expect, test } from './support/test.ts'

test('the editor completes keys and explains them', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  const editor = await openEditor(page)
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('experim')
  await page.keyboard.press('Control+Space')
  const suggestion = page.getByRole('option', { name: /^experiment_name/ })
  await expect(suggestion).toBeVisible()
  await suggestion.click()
  await expect(page.locator('.view-line', { hasText: 'experiment_name:' })).toBeVisible()

  await page
    .locator('.view-line', { hasText: 'command: echo' })
    .locator('span', { hasText: /^command$/ })
    .last()
    .hover()
  await expect(page.locator('.monaco-hover').filter({ visible: true }).first()).toContainText(/command/i)
})

test('form and YAML are two views of one text: comments stay, both show every change', async ({
  page,
  openAs,
  workspaceQuery,
}) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  const editor = await openEditor(page)
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('# why this job exists')
  await page.getByLabel('Display name').fill('two views')
  await page.getByRole('textbox', { name: 'Command' }).fill('echo one\necho two')

  const text = page.locator('.monaco-editor .view-lines')
  await expect(text).toContainText('display_name: two views')
  await expect(text).toContainText('echo two')
  await expect(text).toContainText('# why this job exists')
  await page.getByRole('button', { name: 'What will be sent' }).click()
  await expect(page.getByRole('dialog')).toContainText('"displayName": "two views"')
})

test('the keyboard alone leaves the editor', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  const editor = await openEditor(page)
  await editor.focus()
  await page.keyboard.press('Control+m')
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
})
