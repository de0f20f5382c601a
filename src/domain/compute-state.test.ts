import { expect, test } from 'vitest'
import type { AmlComputeProperties, ComputeResource } from '../api/generated/arm.ts'
import { computeStateLabel, isProvisioning, nodesInWords, pollCompute } from './compute-state.ts'

const aCluster = (inner: AmlComputeProperties, provisioningState = 'Succeeded'): ComputeResource => ({
  properties: { computeType: 'AmlCompute', provisioningState, properties: inner },
})

test('a cluster in the making is watched closely, one at rest seldom', () => {
  expect(pollCompute([aCluster({}, 'Creating')])).toBe(2_000)
  expect(pollCompute([aCluster({ allocationState: 'Resizing' })])).toBe(2_000)
  expect(pollCompute([aCluster({ allocationState: 'Steady', currentNodeCount: 1 })])).toBe(10_000)
  expect(pollCompute([aCluster({ allocationState: 'Steady' })])).toBe(30_000)
  expect(pollCompute([])).toBe(30_000)
})

test('a compute without a state is there', () => {
  expect(isProvisioning({ properties: { computeType: 'AmlCompute' } })).toBe(false)
})

test('states are in words, and new ones as the service spells them', () => {
  expect(computeStateLabel('Succeeded')).toBe('Ready')
  expect(computeStateLabel('Hibernating')).toBe('Hibernating')
  expect(computeStateLabel('constructor')).toBe('constructor')
})

test('node counts tell what nodes do and how many there can be', () => {
  expect(nodesInWords({ scaleSettings: { maxNodeCount: 4 } })).toBe('0 of 4 nodes')
  const nodeStateCounts = { runningNodeCount: 2, idleNodeCount: 1, preparingNodeCount: 0 }
  expect(nodesInWords({ scaleSettings: { maxNodeCount: 4 }, nodeStateCounts })).toBe('2 running, 1 idle of 4 nodes')
})
