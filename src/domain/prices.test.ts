import { describe, expect, test } from 'vitest'
import type { VirtualMachineSize } from '../api/generated/arm.ts'
import { listPrice, priceListDate } from './price-list.ts'
import { costOf, formatDollars, nodePrice, nodesOf, type JobNodes } from './prices.ts'

const nodes: JobNodes = { vmSize: 'STANDARD_DS3_V2', count: 2, priority: 'dedicated', region: 'eastus' }

const aSize = (retailPrice: number, vmTier: 'Standard' | 'LowPriority'): VirtualMachineSize => ({
  name: 'Standard_DS3_v2',
  estimatedVMPrices: {
    billingCurrency: 'USD',
    unitOfMeasure: 'OneHour',
    values: [{ retailPrice, osType: 'Linux', vmTier }],
  },
})

describe('the price of a node', () => {
  test('is what the service says for its region', () => {
    expect(nodePrice(nodes, [aSize(0.31, 'Standard')], listPrice)).toEqual({ perHour: 0.31, source: 'service' })
  })

  test('is the list’s where the service names none, or names nothing as a price', () => {
    expect(nodePrice(nodes, [], listPrice)).toEqual({ perHour: 0.293, source: 'list' })
    expect(nodePrice(nodes, [aSize(0, 'Standard')], listPrice)).toEqual({ perHour: 0.293, source: 'list' })
  })

  test('is unknown for a size, a region or a kind of node that nobody names', () => {
    expect(nodePrice({ ...nodes, vmSize: 'Standard_X1' }, [], listPrice)).toBeUndefined()
    expect(nodePrice({ ...nodes, region: 'brazilsouth' }, [], listPrice)).toBeUndefined()
    expect(nodePrice({ ...nodes, priority: 'low_priority' }, [aSize(0.3, 'Standard')], listPrice)).toBeUndefined()
  })

  test('of a low-priority node is the service’s own for those', () => {
    const price = nodePrice({ ...nodes, priority: 'low_priority' }, [aSize(0.06, 'LowPriority')], listPrice)
    expect(price).toEqual({ perHour: 0.06, source: 'service' })
  })
})

describe('the nodes of a job', () => {
  test('are what the data plane says of them', () => {
    const compute = { vmSize: 'Standard_DS3_v2', instanceCount: 4, priority: 'LowPriority', region: 'westus2' }
    expect(nodesOf(compute, 'eastus')).toEqual({
      vmSize: 'Standard_DS3_v2',
      count: 4,
      priority: 'low_priority',
      region: 'westus2',
    })
  })

  test('are in the workspace’s region where nothing else is said, and unknown without a size', () => {
    expect(nodesOf({ vmSize: 'Standard_DS3_v2', instanceCount: null }, 'eastus')).toMatchObject({
      count: 1,
      region: 'eastus',
    })
    expect(nodesOf({ vmSize: null, instanceCount: 1 }, 'eastus')).toBeUndefined()
    expect(nodesOf(null, 'eastus')).toBeUndefined()
  })
})

test('a cost is price × nodes × time', () => {
  expect(costOf({ perHour: 0.3, source: 'list' }, nodes, 90 * 60_000)).toBeCloseTo(0.9)
  expect(costOf({ perHour: 0.3, source: 'list' }, nodes, -5)).toBe(0)
})

test('an amount has as many digits as it takes to be more than nothing', () => {
  expect([0, 0.0001, 0.0042, 0.0149, 0.126, 12.3456].map(formatDollars)).toEqual([
    '$0',
    '< $0.001',
    '$0.004',
    '$0.015',
    '$0.13',
    '$12.35',
  ])
})

test('every price of the list is one, and the list says of when it is', () => {
  expect(Number.isNaN(Date.parse(priceListDate))).toBe(false)
  expect(listPrice('standard_nc24ads_a100_v4', 'East US')).toBe(3.673)
  expect(listPrice('Standard_DS3_v2', 'southcentralus')).toBe(0.254)
})
