import { describe, expect, test } from 'vitest'
import type { Usage } from '../../api/generated/arm.ts'
import { quotaHolders } from './core-quota.ts'

const sizes = [
  { name: 'Standard_DS3_v2', family: 'standardDSv2Family', vCPUs: 4 },
  { name: 'Standard_D4s_v3', family: 'standardDSv3Family', vCPUs: 4 },
]
const cluster = (vmSize: string, currentNodeCount: number, vmPriority = 'Dedicated') => ({
  vmSize,
  vmPriority,
  currentNodeCount,
})
const computes = [
  { name: 'small', cluster: cluster('Standard_DS3_v2', 1) },
  { name: 'large', cluster: cluster('STANDARD_DS3_V2', 5) },
  { name: 'empty', cluster: cluster('Standard_DS3_v2', 0) },
  { name: 'other-family', cluster: cluster('Standard_D4s_v3', 2) },
  { name: 'cheap', cluster: cluster('Standard_DS3_v2', 3, 'LowPriority') },
  { name: 'instance', cluster: undefined },
]
const names = (scope: 'family' | 'region' | 'lowPriority', usages: Usage[] = []) =>
  quotaHolders({ scope, family: 'standardDSv2Family' }, usages, computes, sizes).map(
    ({ computeName, cores }) => `${computeName} ${cores}`,
  )

describe('who has the cores', () => {
  test('of a family: its dedicated clusters, the largest first', () => {
    expect(names('family')).toEqual(['large 20', 'small 4'])
  })

  test('of a region: all dedicated clusters', () => {
    expect(names('region')).toEqual(['large 20', 'other-family 8', 'small 4'])
  })

  test('of low priority: those clusters alone', () => {
    expect(names('lowPriority')).toEqual(['cheap 12'])
  })

  test('is told by ARM where it lists the computes, those of other workspaces among them', () => {
    const ofCompute = (workspace: string, compute: string, currentValue: number): Usage => ({
      id: `/subscriptions/s/resourceGroups/rg/providers/p/workspaces/${workspace}/computes/${compute}/usages/Standard_DSv2_Family`,
      type: 'Microsoft.MachineLearningServices/workspaces/computes/usages',
      name: { value: 'Standard DSv2 Family Cluster Dedicated vCPUs' },
      currentValue,
    })
    const usages = [ofCompute('ws1', 'small', 4), ofCompute('ws2', 'theirs', 80), ofCompute('ws2', 'idle', 0)]
    expect(quotaHolders({ scope: 'family', family: 'standardDSv2Family' }, usages, computes, sizes)).toEqual([
      { workspaceName: 'ws2', computeName: 'theirs', cores: 80 },
      { workspaceName: 'ws1', computeName: 'small', cores: 4 },
    ])
  })
})
