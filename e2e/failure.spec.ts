import { join } from 'node:path'
import { makeWheel } from '../emulator/testing/make-wheel.ts'
import { eventually, jobStatus, submitJob, type ArmClient } from './support/arm-client.ts'
import { editorPatience } from './support/editor.ts'
import { newName } from './support/new-name.ts'
import { expect, test } from './support/test.ts'

/** A shell command that writes a script and runs it with arguments. */
const running = (script: string, args = '') => `cat > train.py <<'EOF'\n${script}\nEOF\npython train.py ${args}`

/** Makes an environment with a conda file. */
async function makeEnvironment(arm: ArmClient, name: string, condaFile: string) {
  const path = `/environments/${name}/versions/1`
  await arm.workspace('PUT', path, { properties: { image: 'localhost/python3', condaFile, osType: 'Linux' } })
  return `${arm.workspaceId}${path}`
}

test('a missing package is named with the line that imports it, and a copy with it completes', async ({
  page,
  arm,
  emulator,
  openAs,
  workspaceQuery,
}) => {
  const packageName = newName('tiny')
  const module = packageName.replaceAll('-', '_')
  await makeWheel(join(emulator.ready.dataDir, 'wheels'), {
    name: packageName,
    version: '1.0',
    files: { [`${module}.py`]: 'answer = 42\n' },
  })
  const environmentId = await makeEnvironment(arm, newName('env'), '# ours\ndependencies:\n  - python\n  - pip\n')
  const name = newName('lacking')
  const script = `def load():\n    import ${module}\n    print("the answer is", ${module}.answer)\n\nload()`
  await submitJob(arm, name, running(script), { environmentId })
  await jobStatus(arm, name, 'Failed')

  await openAs('owner', `/runs/${name}?${workspaceQuery}`)
  const card = page.getByRole('region', { name: 'The job failed' })
  await expect(card.getByRole('heading', { name: `A package is missing: ${packageName}` })).toBeVisible()
  await expect(card).toContainText('Dependency')
  await expect(card.getByText('train.py:2')).toBeVisible()
  await expect(card.getByRole('figure')).toContainText(`import ${module}`)

  await card.getByRole('button', { name: `Duplicate with ${packageName} added` }).click()
  const dialog = page.getByRole('dialog', { name: `Duplicate with ${packageName} added` })
  await dialog.getByRole('radio', { name: /In its conda file/ }).check()
  await dialog.getByRole('button', { name: 'Open as a draft' }).click()
  await expect(page).toHaveURL(/\/jobs\/new\?.*draft=/)
  // What the copy changes is marked against the job it was made of.
  await expect(page.getByRole('button', { name: /^Take back the change/ })).toHaveCount(1)

  await page.getByRole('button', { name: 'Submit job' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  const copy = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(copy).not.toBe(name)
  await jobStatus(arm, copy, 'Completed')
})

test('a job that is killed is told from one that took too long', async ({ page, arm, openAs, workspaceQuery }) => {
  const killed = newName('killed')
  const slow = newName('slow')
  await submitJob(arm, killed, running('import os\nprint("loading", flush=True)\nos.kill(os.getpid(), 9)'))
  await submitJob(arm, slow, 'echo begun; sleep 300', { limits: { jobLimitsType: 'Command', timeout: 'PT2S' } })
  await jobStatus(arm, killed, 'Failed')
  await jobStatus(arm, slow, 'Failed')

  await openAs('owner', `/runs/${killed}?${workspaceQuery}`)
  const card = page.getByRole('region', { name: 'The job failed' })
  await expect(card.getByRole('heading', { name: /^Killed, most probably for want of memory/ })).toBeVisible()
  await expect(card.getByRole('button', { name: 'Duplicate with more memory' })).toBeVisible()

  await page.goto(page.url().replace(killed, slow))
  await expect(card.getByRole('heading', { name: 'The time limit was reached' })).toBeVisible()
  await expect(card).toContainText('longer than its limit of 2 s')
  await card.getByRole('button', { name: 'Duplicate with a longer time limit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Duplicate with a longer time limit' })
  await dialog.getByRole('radio', { name: /^8 s/ }).check()
  await dialog.getByRole('button', { name: 'Open as a draft' }).click()
  await expect(page.getByRole('region', { name: 'CLI code' })).toContainText('timeout: 8', editorPatience)
})

test('an exception of one’s own leads to its line in the log', async ({ page, arm, openAs, workspaceQuery }) => {
  const name = newName('raising')
  const script = 'import json\nfor i in range(2000): print("step", i)\ndef main():\n    json.loads("{")\nmain()'
  await submitJob(arm, name, running(script))
  await jobStatus(arm, name, 'Failed')
  await openAs('owner', `/runs/${name}?${workspaceQuery}`)
  const card = page.getByRole('region', { name: 'The job failed' })
  await expect(card.getByRole('heading', { name: 'The script raised JSONDecodeError' })).toBeVisible()
  await expect(card.getByRole('figure')).toContainText('train.py:4 in main')
  await card.getByRole('list', { name: 'The lines that decided' }).getByRole('link').click()
  await expect(page).toHaveURL(/tab=logs&file=user_logs\/std_log\.txt&at=\d+/)
  await expect(page.getByText(/JSONDecodeError: Expecting property name/).first()).toBeVisible()
})

test('arguments that a script refuses are shown as it says them', async ({ page, arm, openAs, workspaceQuery }) => {
  const name = newName('refusing')
  const script = 'import argparse\np = argparse.ArgumentParser()\np.add_argument("--rate", type=float)\np.parse_args()'
  await submitJob(arm, name, running(script, '--rate fast'))
  await jobStatus(arm, name, 'Failed')
  await openAs('owner', `/runs/${name}?${workspaceQuery}`)
  const card = page.getByRole('region', { name: 'The job failed' })
  await expect(card.getByRole('heading', { name: 'The arguments do not fit the script' })).toBeVisible()
  await expect(card).toContainText("train.py refused its arguments: argument --rate: invalid float value: 'fast'.")
})

test.describe('a failure of the service', () => {
  const kinds = [
    ['out-of-disk', 'Out of disk', 'Out of disk space'],
    ['preempted', 'Preempted', 'The node was taken away'],
    ['node-lost', 'Service', 'A node was lost'],
    ['image-build', 'Image build', 'conda does not find a package'],
    ['data-access', 'Data access', 'Storage refused access'],
    ['quota', 'Quota or capacity', 'The quota does not allow this'],
    ['service', 'Service', 'Azure ML itself failed'],
  ] as const
  for (const [kind, label, title] of kinds) {
    test(`of the kind ${kind} is of the class ${label}`, async ({ page, arm, openAs, workspaceQuery }) => {
      const name = newName(kind)
      await submitJob(arm, name, 'echo begun; sleep 300', { tags: { 'trainyard.fail': kind } })
      await jobStatus(arm, name, 'Failed')
      await openAs('owner', `/runs/${name}?${workspaceQuery}`)
      const card = page.getByRole('region', { name: 'The job failed' })
      await expect(card.getByRole('heading', { name: title })).toBeVisible()
      await expect(card.getByText(label, { exact: false }).first()).toBeVisible()
      await card.getByText('Raw answer').click()
      await expect(card.getByRole('region', { name: /as JSON/ })).toContainText('"error"')
    })
  }
})

test('a cancelled job says by whom, and what it reads is read once', async ({ page, arm, openAs, workspaceQuery }) => {
  const name = newName('stopped')
  await submitJob(arm, name, 'echo begun; sleep 300')
  await jobStatus(arm, name, 'Running')
  await openAs('owner', `/runs/${name}?${workspaceQuery}`)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click()
  const card = page.getByRole('region', { name: 'The job was cancelled' })
  await expect(card.getByRole('heading', { name: /^Cancelled, most probably by Olivia Owner/ })).toBeVisible({
    timeout: 20_000,
  })
})

test('a sweep tells what its trials failed of', async ({ page, arm, openAs, workspaceQuery }) => {
  const name = newName('sweep')
  await arm.workspace('PUT', `/jobs/${name}`, {
    properties: {
      jobType: 'Sweep',
      trial: {
        command: 'echo ${{search_space.rate}}; exit 3',
        environmentId: `${arm.workspaceId}/environments/python3-local/versions/1`,
      },
      objective: { goal: 'Minimize', primaryMetric: 'loss' },
      searchSpace: { rate: ['choice', [[1, 2]]] },
      samplingAlgorithm: { samplingAlgorithmType: 'Grid' },
      limits: { jobLimitsType: 'Sweep', maxTotalTrials: 2, maxConcurrentTrials: 2 },
    },
  })
  await eventually('the sweep has failed', async () => (await jobStatus(arm, name, 'Failed')) !== undefined)
  await openAs('owner', `/runs/${name}?${workspaceQuery}`)
  const card = page.getByRole('region', { name: 'The job failed' })
  await expect(card).toContainText('2 failed trials of 2')
  await expect(card).toContainText('The command ended with exit code 3')
})
