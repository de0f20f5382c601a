import { expect, type Locator, type Page } from '@playwright/test'

/** Monaco is the largest thing that a page loads, for which a machine that runs jobs as well takes its time. */
export const editorPatience = { timeout: 60_000 }

/** The editor of a page, once Monaco has taken the plain text box's place. */
export async function openEditor(page: Page, label = 'Job as YAML'): Promise<Locator> {
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible(editorPatience)
  return page.getByRole('textbox', { name: label })
}

/** Puts a text in place of the present one. Pasted, because the editor indents what is typed by itself. */
export async function pasteYaml(page: Page, text: string) {
  const editor = await openEditor(page)
  await page.evaluate((yaml) => navigator.clipboard.writeText(yaml), text)
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+v')
}
