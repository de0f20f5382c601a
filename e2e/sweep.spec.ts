import { createCluster } from './support/arm-client.ts'
import { pasteYaml } from './support/editor.ts'
import { newName } from './support/new-name.ts'
import { expect, statusOf, test } from './support/test.ts'

const sweep = (name: string, cluster: string) => `# Looks for the best x.
type: sweep
name: ${name}
trial:
  command: >- # one value each
    python3 -c "import mlflow; mlflow.log_metric('loss', (\${{search_space.x}} - 0.5) ** 2)"
    && sleep 1
  environment: azureml:python3-local@latest
compute: azureml:${cluster}
search_space:
  x:
    type: uniform
    min_value: 0
    max_value: 1 # and no more
sampling_algorithm:
  type: random
  seed: 7
objective:
  goal: minimize
  primary_metric: loss
limits:
  max_total_trials: 6
  max_concurrent_trials: 2
`

type Child = { runId: string; startTimeUtc: string; endTimeUtc: string; properties: { score: string } }

test('a sweep runs 6 trials, 3 at a time, and marks the best one', async ({ page, openAs, arm, workspaceQuery }) => {
  const name = newName('tune')
  const cluster = newName('cpu')
  await createCluster(arm, cluster, 4)
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await pasteYaml(page, sweep(name, cluster))

  await expect(page.getByRole('radio', { name: 'Sweep' })).toBeChecked()
  await page.getByLabel('Trials at a time').fill('3')
  const text = page.locator('.monaco-editor .view-lines').first()
  // The editor draws the lines in sight: those of the end, where the text was pasted.
  await expect(text).toContainText('max_concurrent_trials: 3')
  await expect(text).toContainText('# and no more')
  await page.getByRole('button', { name: 'Submit job' }).click()

  await page.waitForURL(new RegExp(`/runs/${name}`))
  await page.getByRole('link', { name: 'Trials', exact: true }).click()
  await expect(statusOf(page)).toContainText('Completed')
  const rows = page.getByRole('table', { name: 'Trials' }).getByRole('row')
  await expect(rows).toHaveCount(7)
  await expect(rows.filter({ hasText: 'Best' })).toHaveCount(1)

  const { value: children } = (await (
    await arm.call('GET', `/history/v1.0${arm.workspaceId}/runs/${name}/children`)
  ).json()) as { value: Child[] }
  const best = children.toSorted((a, b) => Number(a.properties.score) - Number(b.properties.score))[0]
  await expect(rows.filter({ hasText: 'Best' })).toContainText(best?.runId ?? 'none')
  expect(mostAtOnce(children)).toBe(3)

  const { properties } = await arm.workspace<{ properties: Record<string, unknown> }>('GET', `/jobs/${name}`)
  expect(properties).toMatchObject({
    jobType: 'Sweep',
    searchSpace: { x: ['uniform', [0, 1]] },
    samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: 7 },
    limits: { maxTotalTrials: 6, maxConcurrentTrials: 3 },
  })

  await page.getByRole('link', { name: best?.runId ?? '' }).click()
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('table', { name: 'Trials' })).toBeVisible()
})

/** The most runs that were under way at the same time. */
function mostAtOnce(runs: readonly Child[]): number {
  const changes = runs.flatMap(({ startTimeUtc, endTimeUtc }) => [
    { at: Date.parse(startTimeUtc), by: 1 },
    { at: Date.parse(endTimeUtc), by: -1 },
  ])
  let now = 0
  let most = 0
  for (const { by } of changes.toSorted((a, b) => a.at - b.at || a.by - b.by)) {
    now += by
    most = Math.max(most, now)
  }
  return most
}

test('a distribution that there is not is refused at its place', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs/new?${workspaceQuery}`)
  await pasteYaml(page, sweep('unused', 'cpu').replace('type: uniform', 'type: unifrom'))
  await expect(page.getByRole('button', { name: 'Submit job' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('main')).toContainText('search_space.x.type')
})
