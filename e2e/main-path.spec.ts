import { openEditor } from './support/editor.ts'
import { expect, signIn, statusOf, test, workspaceQueryOf } from './support/test.ts'

test('a data scientist goes from an empty workspace to a registered model', async ({ page, browser, ownEmulator }) => {
  const { studio } = ownEmulator.ready

  await test.step('sign in and open the workspace', async () => {
    await page.goto(studio)
    await signIn(page, 'owner')
    await page.getByRole('searchbox', { name: 'Search workspaces' }).fill('contoso-research')
    const row = page.getByRole('row', { name: /contoso-research/ })
    await expect(row).toContainText('rg-ml-research')
    await expect(row).toContainText('eastus')
    await expect(row).toContainText('Contoso ML Research')
    await row.getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1, name: 'contoso-research' })).toBeVisible()
  })

  await test.step('create a cluster by form, with the YAML beside it', async () => {
    await page.getByRole('link', { name: 'Create a cluster' }).click()
    await page.getByLabel('Maximum nodes').fill('0')
    await page.getByLabel('Minimum nodes').fill('1')
    await expect(page.getByRole('main')).toContainText(/max/i)
    await page.getByLabel('Maximum nodes').fill('2')
    await page.getByLabel('Minimum nodes').fill('0')
    await openEditor(page)
    await expect(page.getByRole('main').locator('.monaco-editor').first()).toContainText('max_instances: 2')
    await page.getByRole('button', { name: 'Create cluster' }).click()
    await expect(statusOf(page)).toContainText('Creating')
    await expect(statusOf(page)).toContainText('Ready')
    await page.getByRole('link', { name: 'Compute', exact: true }).click()
    await expect(page.getByRole('row', { name: /cpu-cluster/ })).toContainText('Ready')
  })

  await test.step('submit the iris sample', async () => {
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await page.getByRole('link', { name: 'Run the iris sample' }).click()
    await page.getByRole('group', { name: 'Input pause' }).getByRole('textbox', { name: 'Value' }).fill('0.1')
    await expect(page.getByRole('main')).toContainText('4 files')
    await page.getByRole('button', { name: 'Submit job' }).click()
    await page.waitForURL(/\/runs\//)
    await expect(page.getByRole('heading', { level: 1, name: 'iris-boosting' })).toBeVisible()
  })

  const jobUrl = page.url()
  await test.step('watch it: status, log and metrics without reload', async () => {
    await expect(statusOf(page)).toContainText('Running', { timeout: 30_000 })
    await page.getByRole('link', { name: 'Logs' }).click()
    const log = page.getByRole('log')
    await expect(log).toContainText('[ 12/60] loss')
    await page.getByRole('link', { name: 'Metrics', exact: true }).click()
    const loss = page.getByRole('region', { name: 'train_loss' })
    await expect(loss.getByRole('img', { name: /^train_loss: 1 line/ })).toBeVisible()
    await expect(statusOf(page)).toContainText('Completed', { timeout: 60_000 })
    const accuracy = page.getByRole('region', { name: 'test_accuracy' })
    await accuracy.scrollIntoViewIfNeeded()
    await expect(accuracy.getByRole('img', { name: /last (0\.9\d+|1),/ })).toBeVisible()
    await page.getByRole('link', { name: 'Overview' }).click()
    await expect(page.getByRole('region', { name: 'Parameters' })).toContainText('n_estimators')
    await expect(page.getByRole('region', { name: 'Inputs' })).toContainText('iris.csv')
  })

  await test.step('register the model and download one of its files', async () => {
    await page.getByRole('button', { name: 'Register model' }).click()
    const dialog = page.getByRole('dialog', { name: 'Register a model' })
    await dialog.getByLabel('Name').fill('iris')
    await expect(dialog.getByRole('radio', { name: 'MLflow model' })).toBeChecked()
    await dialog.getByLabel('Description').fill('Boosted trees on the iris measurements')
    await dialog.getByLabel('Tags').fill('team=vision')
    await dialog.getByRole('button', { name: 'Register', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'iris' })).toBeVisible()
    await expect(page.getByRole('main')).toContainText('Boosted trees')

    await page.getByRole('treeitem', { name: 'MLmodel' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download', exact: true }).click()
    expect((await download).suggestedFilename()).toBe('MLmodel')

    await page.getByRole('link', { name: 'Models', exact: true }).click()
    const row = page.getByRole('row', { name: /iris/ })
    await expect(row).toContainText('MLflow')
    await row.getByRole('link').last().click()
    await expect(page).toHaveURL(new RegExp(new URL(jobUrl).pathname))
  })

  await test.step('open the link of the job in a new browser', async () => {
    const context = await browser.newContext()
    const other = await context.newPage()
    await other.goto(`${studio}${new URL(jobUrl).pathname}?${workspaceQueryOf(ownEmulator)}`)
    await signIn(other, 'reader')
    await expect(other.getByRole('heading', { level: 1, name: 'iris-boosting' })).toBeVisible()
    await context.close()
  })
})

test('a cluster is created by YAML, with its mistakes at their line', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/compute/new?${workspaceQuery}`)
  const editor = await openEditor(page, 'Cluster as YAML')
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('name: by-yaml\ntype: amlcompute\nsize: Standard_DS3_v2\nmax_instance: 3\n')
  await expect(page.getByRole('main')).toContainText(/max_instances/)
  await expect(page.locator('.squiggly-error')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create cluster' })).toHaveAttribute('aria-disabled', 'true')

  await editor.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('name: by-yaml\ntype: amlcompute\nsize: Standard_DS3_v2\nmax_instances: 3\n')
  await expect(page.getByLabel('Maximum nodes')).toHaveValue('3')
  await page.getByRole('button', { name: 'Create cluster' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'by-yaml' })).toBeVisible()
})
