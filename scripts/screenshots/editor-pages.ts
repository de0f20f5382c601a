import type { Page } from '@playwright/test'
import { openEditor, pasteYaml } from '../../e2e/support/editor.ts'
import { brokenJob, failingJob, longJob, pipeline, sweep, unusualJob, uploadJob } from './editor-texts.ts'
import type { LocalFolders } from './folders.ts'
import { editorStands, type Shot } from './shots.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** Form, YAML and code share one place on a narrow screen. */
async function view(page: Page, name: 'Form' | 'YAML' | 'Code') {
  const tab = page.getByRole('navigation', { name: 'Ways to edit' }).getByRole('link', { name })
  if (await tab.isVisible()) await tab.click()
}

/** Puts a text in the editor and goes back to the form. */
const write = (text: string) => async (page: Page) => {
  await view(page, 'YAML')
  await openEditor(page)
  await pasteYaml(page, text)
  await view(page, 'Form')
}

async function openSections(page: Page) {
  const folded = page.getByRole('heading', { level: 2 }).getByRole('button', { expanded: false })
  while ((await folded.count()) > 0) await folded.first().click()
}

async function pickCode(page: Page, folder: string) {
  const chooser = page.waitForEvent('filechooser')
  await page
    .getByRole('group', { name: 'Files of the code' })
    .getByRole('button', { name: /folder/ })
    .click()
  await (await chooser).setFiles(folder)
  await page
    .getByText(/\d+ files?/)
    .filter({ visible: true })
    .first()
    .waitFor()
}

const steps =
  (...all: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of all) await step(page)
  }

/** Where to look in the dialog that chooses data. */
const chooseData = (source: string, further?: (page: Page) => Promise<unknown>) =>
  steps(
    write(longJob),
    (page) => press(page, 'Browse …'),
    (page) => dialog(page).getByText(source, { exact: true }).click(),
    async (page) => further?.(page),
  )

/** A list of completions, or of ways out of a problem, opens at the cursor. */
const inEditor = (text: string, ...keys: string[]) =>
  steps(
    (page) => view(page, 'YAML'),
    openEditor,
    (page) => pasteYaml(page, text),
    (page) => page.waitForTimeout(1_500),
    async (page) => {
      for (const key of keys) await page.keyboard.press(key)
    },
    (page) => page.locator('.monaco-editor [role=option]').first().waitFor(),
  )

/**
 * The job editor in its states. Each is a draft of its own, so that none begins with what another one left.
 */
export function editorPages(query: string, folders: LocalFolders): Shot[] {
  const shot = (name: string, act: Shot['act'], more: Partial<Shot> = {}): Shot => ({
    name: `editor-${name}`,
    path: `/jobs/new?${query}&draft=${name}`,
    seen: 'Submit job',
    ...(act && { act }),
    ...more,
  })
  const window = { isWindow: true }
  const inLine = (name: string, act: Shot['act']) => shot(name, act, window)
  const withCode = (name: string, further: (page: Page) => Promise<unknown>, more: Partial<Shot> = {}) =>
    shot(
      name,
      steps(write(longJob), (page) => pickCode(page, folders.code), further),
      more,
    )
  return [
    inLine('empty', editorStands),
    shot('sample', editorStands, { ...window, path: `/jobs/new?${query}&sample=iris`, seen: '4 files' }),
    shot('command-all', steps(write(unusualJob), openSections), { isPage: true }),
    shot('sweep-all', steps(write(sweep), openSections), { isPage: true }),
    inLine('sweep', write(sweep)),
    inLine('problems', write(brokenJob)),
    shot('problems-whole', write(brokenJob), { isPage: true }),
    inLine(
      'problems-yaml',
      steps(write(brokenJob), (page) => view(page, 'YAML')),
    ),
    inLine('long-names', write(longJob)),
    ...['cli', 'python', 'rest'].map((code) =>
      shot(
        `code-${code}`,
        steps(editorStands, (page) => view(page, 'Code')),
        {
          ...window,
          path: `/jobs/new?${query}&draft=code&code=${code}`,
        },
      ),
    ),
    inLine(
      'preview',
      steps(
        editorStands,
        (page) => press(page, 'What will be sent'),
        (page) => dialog(page).getByText(/^PUT/).waitFor(),
      ),
    ),
    shot(
      'preview-copy',
      steps(
        editorStands,
        (page) => page.getByRole('group', { name: 'Input seed' }).getByRole('textbox', { name: 'Value' }).fill('43'),
        (page) => press(page, 'What will be sent'),
        (page) => dialog(page).locator('.monaco-diff-editor .view-line').first().waitFor(),
      ),
      { ...window, path: `/jobs/new?${query}&from=iris` },
    ),
    inLine(
      'validate',
      steps(
        editorStands,
        (page) => press(page, 'Validate'),
        (page) => dialog(page).getByText('checks done').waitFor(),
      ),
    ),
    inLine(
      'validate-bad',
      steps(
        write(failingJob),
        (page) => press(page, 'Validate'),
        (page) => dialog(page).getByText('checks done').waitFor(),
      ),
    ),
    inLine('import', (page) => press(page, 'Import')),
    inLine(
      'import-found',
      steps(
        (page) => press(page, 'Import'),
        async (page) => {
          const chooser = page.waitForEvent('filechooser')
          await dialog(page).getByRole('button', { name: 'Choose folder' }).click()
          await (await chooser).setFiles(folders.project)
        },
        (page) => dialog(page).getByText('Which of these').waitFor(),
      ),
    ),
    inLine('drafts', (page) => press(page, /other drafts?/)),
    withCode('code-tree', (page) => page.getByLabel(/^Show \d+ ignored/).check(), { isPage: true }),
    withCode(
      'file',
      steps(
        (page) => press(page, /^Open .*train\.py/),
        (page) => dialog(page).locator('.monaco-editor .view-line').first().waitFor(),
      ),
      window,
    ),
    shot(
      'upload',
      steps(
        write(uploadJob),
        async (page) => pickCode(page, await folders.newCode()),
        // The last files never arrive.
        (page) => page.route(/\/code-.*lib/, () => undefined),
        (page) => press(page, 'Submit job'),
        (page) =>
          dialog(page)
            .getByText(/[1-9]\d? of 40 files/)
            .waitFor(),
      ),
      { ...window, after: (page) => page.unrouteAll() },
    ),
    shot(
      'upload-failed',
      steps(
        write(uploadJob),
        async (page) => pickCode(page, await folders.newCode()),
        (page) => page.route(/\/code-.*lib/, (route) => route.abort()),
        (page) => press(page, 'Submit job'),
        // After its last attempt.
        (page) => dialog(page).getByRole('alert').waitFor({ timeout: 90_000 }),
      ),
      { ...window, after: (page) => page.unrouteAll() },
    ),
    inLine('pipeline', write(pipeline)),
    inLine(
      'choose-data',
      chooseData('Data assets', (page) => dialog(page).getByText('iris-data').click()),
    ),
    inLine('choose-datastore', chooseData('Datastores')),
    inLine(
      'choose-output',
      chooseData('Job outputs', (page) => dialog(page).getByText('iris-boosting').click()),
    ),
    inLine(
      'choose-model',
      chooseData('Models', (page) => dialog(page).getByText('iris-classifier').click()),
    ),
    inLine('completion', inEditor('command: echo\n', 'Control+End', 'e', 'x', 'Control+Space')),
    inLine('quick-fix', inEditor('command: echo\nexperimant_name: iris', 'Home', 'Control+.')),
    shot('reader', editorStands, { account: 'reader', ...window }),
  ]
}
