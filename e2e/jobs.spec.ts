import { access, readFile } from 'node:fs/promises'
import { armClient, eventually, jobStatus, submitJob } from './support/arm-client.ts'
import { expect, signIn, statusOf, test, workspaceQueryOf } from './support/test.ts'

const isAlive = (pid: number) =>
  access(`/proc/${pid}`).then(
    () => true,
    () => false,
  )

test('a data scientist cancels a job, and its whole process tree ends', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  const pidFile = `/tmp/trainyard-e2e-${process.pid}-${Date.now()}`
  await submitJob(arm, 'to-cancel', `sh -c 'sleep 600 & echo $! > ${pidFile}; wait'; echo done`)
  await jobStatus(arm, 'to-cancel', 'Running')
  const grandchild = await eventually(
    'the grandchild runs',
    async () => Number(await readFile(pidFile, 'utf8').catch(() => '')) || undefined,
  )
  expect(await isAlive(grandchild)).toBe(true)

  await openAs('owner', `/runs/to-cancel?${workspaceQuery}`)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click()
  await expect(statusOf(page)).toContainText('Canceled', { timeout: 20_000 })
  await eventually('the grandchild is gone', async () => !(await isAlive(grandchild)))
})

test('a job that fails shows its exit code and the end of its log', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(arm, 'failing', 'echo about to fail; echo "no such table" >&2; exit 1')
  await openAs('owner', `/runs/failing?${workspaceQuery}`)
  await expect(statusOf(page)).toContainText('Failed', { timeout: 20_000 })
  const card = page.getByRole('region', { name: 'The job failed' })
  await expect(card).toContainText('code 1')
  await expect(card).toContainText('no such table')
  await page.getByRole('link', { name: 'Logs' }).click()
  await expect(page.getByRole('log')).toContainText('about to fail')
})

test('log text is shown as text, whatever it says', async ({ page, arm, openAs, workspaceQuery }) => {
  const hostile = '<img src=x onerror="document.title=String.fromCharCode(88)">'
  await submitJob(arm, 'hostile-log', `echo '${hostile}'`)
  await jobStatus(arm, 'hostile-log', 'Completed')
  await openAs('owner', `/runs/hostile-log?${workspaceQuery}&tab=logs`)
  await expect(page.getByRole('log')).toContainText(hostile)
  await expect(page).not.toHaveTitle('X')
})

test('a name that is taken is refused where it was typed, and the draft stays', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await submitJob(arm, 'taken-name', 'echo first')
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await page.getByLabel('Job name').fill('taken-name')
  await page.getByRole('textbox', { name: 'Command' }).fill('echo second')
  await page.getByRole('radio', { name: 'Serverless' }).check()
  await page.getByRole('combobox', { name: 'Environment' }).fill('python3-local')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Submit job' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(/taken-name/)
  await dialog.getByRole('button', { name: 'Back to the draft' }).click()
  await expect(page.getByLabel('Job name')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('textbox', { name: 'Command' })).toHaveValue('echo second')

  await page.getByLabel('Job name').fill('free-name')
  await page.getByRole('button', { name: 'Submit job' }).click()
  await expect(page).toHaveURL(/\/runs\/free-name/)
})

test('a job is followed further after the emulator was killed and started again', async ({ page, ownEmulator }) => {
  const arm = await armClient(ownEmulator.ready)
  await submitJob(arm, 'long', 'for i in $(seq 1 40); do echo line $i; sleep 0.25; done')
  await jobStatus(arm, 'long', 'Running')
  await page.goto(`${ownEmulator.ready.studio}/runs/long?${workspaceQueryOf(ownEmulator)}&tab=logs`)
  await signIn(page, 'owner')
  await expect(page.getByRole('log')).toContainText('line 3')

  await ownEmulator.kill()
  await ownEmulator.restart()

  await expect(page.getByRole('log')).toContainText('line 40', { timeout: 30_000 })
  await expect(statusOf(page)).toContainText('Completed', { timeout: 20_000 })
  await expect(page.getByRole('banner'), 'still signed in').toContainText('Olivia Owner')
})
