import { afterEach, beforeEach, expect, test } from 'vitest'
import { artifactFolder } from '../artifact-folder.ts'
import { createClusterStore } from '../computes/cluster-store.ts'
import { until } from '../testing/until.ts'
import { createHarness, type Harness, workspaceId } from './job-harness.ts'

let harness: Harness
beforeEach(async () => {
  harness = await createHarness()
})
afterEach(() => harness.dispose())

/** A cluster as it is at this moment. */
const look = (id: string) => {
  const compute = harness.ctx.resources.get(id)
  const view = compute && createClusterStore(harness.ctx).view(compute)
  if (!view) throw new Error(`There is no ${id}.`)
  return { ...view, states: view.nodes.map(({ state }) => state) }
}

const asLowPriority = (id: string) => {
  const compute = harness.ctx.resources.get(id)!
  const inner = compute.properties['properties'] as object
  const properties = { ...compute.properties, properties: { ...inner, vmPriority: 'LowPriority' } }
  harness.ctx.resources.put({ ...compute, properties })
  return id
}

const set = (switches: Partial<typeof harness.ctx.switches>) => {
  Object.assign(harness.ctx.switches, switches)
  harness.ctx.jobs.computeChanged()
}

const long = 'echo begun; sleep 300'

test('a node that takes long is first in the target, then preparing, then at work; its job waits meanwhile', async () => {
  const computeId = harness.cluster('slow', 2)
  expect(look(computeId)).toMatchObject({ allocationState: 'Steady', targetNodeCount: 0 })
  const compute = harness.ctx.resources.get(computeId)!
  harness.ctx.resources.put({ ...compute, tags: { 'trainyard.allocationSeconds': '600' } })
  harness.submit('patient', long, { computeId })
  await until(() => (look(computeId).targetNodeCount === 1 ? true : undefined))
  expect(look(computeId)).toMatchObject({ allocationState: 'Resizing', states: [] })
  harness.ctx.clock.advance(300_000)
  expect(look(computeId)).toMatchObject({ allocationState: 'Resizing', states: ['preparing'] })
  expect(harness.statusOf('patient')).toBe('Queued')
  harness.ctx.clock.advance(300_000)
  await harness.until('patient', 'Running')
  expect(look(computeId)).toMatchObject({ allocationState: 'Steady', states: ['running'] })
  harness.ctx.jobs.cancel(workspaceId, 'patient')
  await harness.ended('patient')
})

test('a cluster whose family is used up says so and stays as it is; freed quota lets it go on by itself', async () => {
  const [first, second] = [harness.cluster('first', 2), harness.cluster('second', 2)]
  set({ familyCores: 4 })
  harness.submit('holder', long, { computeId: first, resources: { instanceCount: 2 } })
  await harness.until('holder', 'Running')
  harness.submit('waiter', 'echo at last', { computeId: second })
  await until(() => (look(second).errors.length > 0 ? true : undefined))
  expect(look(second)).toMatchObject({
    allocationState: 'Steady',
    targetNodeCount: 0,
    errors: [
      {
        code: 'ClusterCoreQuotaReached',
        message: expect.stringContaining(
          'exceeding quota limits of Standard DSv2 Family Cluster Dedicated vCPUs. Maximum allowed: 4, Current in ' +
            'use: 4, Additional requested: 2.',
        ),
      },
    ],
  })
  expect(harness.statusOf('waiter')).toBe('Queued')

  harness.ctx.jobs.cancel(workspaceId, 'holder')
  await harness.ended('holder')
  // Its nodes are idle for two minutes and then given back.
  harness.ctx.clock.advance(130_000)
  expect(await harness.ended('waiter')).toBe('Completed')
  expect(look(second).errors).toEqual([])
})

test('the quota of the region holds for all families together', async () => {
  const computeId = harness.cluster('regional', 2)
  set({ regionCores: 1 })
  harness.submit('refused', 'echo ok', { computeId })
  const [error] = await until(() => (look(computeId).errors.length > 0 ? look(computeId).errors : undefined))
  expect(error?.message).toContain('Total Cluster Dedicated Regional vCPUs. Maximum allowed: 1, Current in use: 0')
  set({ regionCores: 2 })
  expect(await harness.ended('refused')).toBe('Completed')
})

test('without low-priority capacity a cluster says so, and its job runs once there is some', async () => {
  const computeId = asLowPriority(harness.cluster('spot', 1))
  set({ lowPriorityNodes: 0 })
  harness.submit('cheap', 'echo ok', { computeId })
  const [error] = await until(() => (look(computeId).errors.length > 0 ? look(computeId).errors : undefined))
  expect(error?.code).toBe('AllocationFailed')
  set({ lowPriorityNodes: null })
  expect(await harness.ended('cheap')).toBe('Completed')
})

test('a job whose node is taken away waits again, and keeps the logs of its attempts apart', async () => {
  const computeId = asLowPriority(harness.cluster('spot', 1))
  harness.submit('retried', 'echo $$ > outputs/$$.txt; echo begun; sleep 300', { computeId })
  const begun = () => until(async () => ((await harness.log('retried')) === 'begun\n' ? true : undefined))
  await begun()

  set({ lowPriorityNodes: 0 })
  await harness.until('retried', 'Queued')
  const times = harness.ctx.jobs.times(workspaceId, 'retried')
  expect(times).toMatchObject({ startedAt: undefined, queuePosition: 0, error: undefined })
  expect(times?.warnings).toMatchObject([{ message: expect.stringContaining('PreemptionError') }])
  expect(await harness.artifact('retried', 'user_logs/std_log.txt')).toBeUndefined()
  expect(await harness.artifact('retried', 'user_logs/retry_001/std_log.txt')).toMatch(/^begun\n/)
  expect(await harness.artifact('retried', 'system_logs/lifecycler/retry_001/lifecycler.log')).toContain('[preempted]')

  set({ lowPriorityNodes: null })
  await begun()
  set({ lowPriorityNodes: 0 })
  await harness.until('retried', 'Queued')
  expect(await harness.artifact('retried', 'user_logs/retry_002/std_log.txt')).toMatch(/^begun\n/)
  const { container, prefix } = artifactFolder(harness.ctx.resources, workspaceId, 'retried')
  const outputs = harness.ctx.blobs.list(container, { prefix: `${prefix}outputs/` }).blobs
  expect(outputs.map(({ kind }) => kind)).toEqual(['BlockBlob', 'BlockBlob'])
  harness.ctx.jobs.cancel(workspaceId, 'retried')
  expect(await harness.ended('retried')).toBe('Canceled')
})

test('a job that asks to fail of it is not put back', async () => {
  const computeId = asLowPriority(harness.cluster('spot', 1))
  // A second is long enough for the node to go first.
  harness.submit('fragile', long, { computeId, tags: { 'trainyard.fail': 'preempted' } })
  await until(async () => ((await harness.log('fragile')) === 'begun\n' ? true : undefined))
  set({ lowPriorityNodes: 0 })
  expect(await harness.ended('fragile')).toBe('Failed')
  expect(harness.errorOf('fragile')?.message).toContain('PreemptionError')
})
