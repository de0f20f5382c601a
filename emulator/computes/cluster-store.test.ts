import { expect, onTestFinished, test } from 'vitest'
import { startDataPlane, workspaceId } from '../runs/test-data-plane.ts'
import { createClusterStore } from './cluster-store.ts'

test('nodes that an earlier version stored stay as they are', () => {
  const plane = startDataPlane()
  const { ctx } = plane
  onTestFinished(() => plane.dispose())
  const id = `${workspaceId}/computes/cpu`
  const inner = { vmSize: 'Standard_DS2_v2', vmPriority: 'Dedicated', scaleSettings: { maxNodeCount: 2 } }
  const compute = {
    id,
    name: 'cpu',
    type: 'Microsoft.MachineLearningServices/workspaces/computes',
    location: 'eastus',
    properties: { computeType: 'AmlCompute', properties: inner },
  }
  ctx.resources.put(compute)
  const clusters = createClusterStore(ctx)
  clusters.create(id)
  const now = ctx.clock.now()
  const nodes = [
    { id: 'idle', readyAt: now - 5000, idleSince: now - 5000, leavingAt: null },
    { id: 'coming', readyAt: now + 600_000, idleSince: now + 600_000, leavingAt: null },
  ]
  ctx.db.prepare('update cluster set ready_at = 0, nodes = ?').run(JSON.stringify(nodes))
  expect(clusters.view(compute)).toMatchObject({
    targetNodeCount: 2,
    errors: [],
    nodes: [{ id: 'idle', state: 'idle', jobName: undefined }],
  })
  expect(clusters.preempted(compute)).toEqual([])
  expect(clusters.freeNodes(compute, 1)).toEqual(['idle'])
})
