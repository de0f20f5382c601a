import { createCluster, eventually, jobStatus, scriptLog, submitJob, type ArmClient } from './support/arm-client.ts'
import { expect, test } from './support/test.ts'

type Jobs = { value: { name: string; properties: { status: string } }[]; nextLink?: string | null }

async function allJobs(arm: ArmClient) {
  const jobs: Jobs['value'] = []
  let next: string | null | undefined = `${arm.workspaceId}/jobs?api-version=2025-09-01`
  while (next) {
    const page = (await (await arm.call('GET', next)).json()) as Jobs
    jobs.push(...page.value)
    next = page.nextLink
  }
  return jobs
}

test('20 jobs submitted at once to a cluster of 4 nodes all complete, never more than 4 at a time', async ({ arm }) => {
  const computeId = await createCluster(arm, 'four-nodes', 4)
  const names = Array.from({ length: 20 }, (_, i) => `short-${i}`)
  const command = 'echo begin $(date +%s%N); sleep 0.4; echo end $(date +%s%N)'
  await Promise.all(names.map((name) => submitJob(arm, name, command, { computeId })))

  let mostRunning = 0
  await eventually(
    'all 20 jobs are final',
    async () => {
      const ours = (await allJobs(arm)).filter(({ name }) => names.includes(name))
      mostRunning = Math.max(mostRunning, ours.filter(({ properties }) => properties.status === 'Running').length)
      return ours.length === 20 && ours.every(({ properties }) => /Completed|Failed|Canceled/.test(properties.status))
    },
    100_000,
  )

  for (const name of names) await jobStatus(arm, name, 'Completed')
  expect(mostRunning).toBeLessThanOrEqual(4)
  expect(await mostAtOnce(arm, names)).toBeLessThanOrEqual(4)
})

/** The largest number of jobs whose own clocks say that they ran at the same moment. */
async function mostAtOnce(arm: ArmClient, names: string[]): Promise<number> {
  const marks: { at: bigint; change: 1 | -1 }[] = []
  for (const name of names) {
    const log = await scriptLog(arm, name)
    const mark = (word: string) => BigInt(new RegExp(`^${word} (\\d+)$`, 'm').exec(log)?.[1] ?? '')
    marks.push({ at: mark('begin'), change: 1 }, { at: mark('end'), change: -1 })
  }
  let running = 0
  let most = 0
  for (const { change } of marks.sort((a, b) => (a.at < b.at ? -1 : 1))) {
    running += change
    most = Math.max(most, running)
  }
  return most
}
