import { expect, type Page } from '@playwright/test'

/** The editor of a new job, once it has taken the plain text box's place. */
export async function openEditor(page: Page) {
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible()
  return page.getByRole('textbox', { name: 'Job as YAML' })
}

/** Puts a text in place of the present one. Pasted, because the editor indents what is typed by itself. */
export async function pasteYaml(page: Page, text: string) {
  await page.evaluate((yaml) => navigator.clipboard.writeText(yaml), text)
  await page.getByRole('textbox', { name: 'Job as YAML' }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+v')
}
