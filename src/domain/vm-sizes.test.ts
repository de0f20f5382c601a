import { expect, test } from 'vitest'
import type { Usage, VirtualMachineSize } from '../api/generated/arm.ts'
import { clusterSizes, coreQuota, hourlyPrice, isSameVmSize } from './vm-sizes.ts'

const aSize = (changes: VirtualMachineSize): VirtualMachineSize => ({
  family: 'standardDSv2Family',
  gpus: 0,
  lowPriorityCapable: true,
  supportedComputeTypes: ['AmlCompute'],
  ...changes,
})
const usages: Usage[] = [
  {
    type: 'Microsoft.MachineLearningServices/lowPriorityCores/usages',
    name: { value: 'Total Cluster LowPriority Regional vCPUs' },
    currentValue: 4,
    limit: 100,
  },
  {
    type: 'Microsoft.MachineLearningServices/vmFamily/usages',
    name: { value: 'Standard Dv2 Family Cluster Dedicated vCPUs' },
    limit: 24,
  },
  {
    type: 'Microsoft.MachineLearningServices/vmFamily/usages',
    name: { value: 'Standard DSv2 Family Cluster Dedicated vCPUs' },
    currentValue: 8,
    limit: 24,
  },
]

test('sizes come smallest first, and only those that clusters can be made of', () => {
  const sizes = [
    aSize({ name: 'gpu', vCPUs: 1, gpus: 1 }),
    aSize({ name: 'big', vCPUs: 8 }),
    aSize({ name: 'small', vCPUs: 1 }),
    aSize({ name: 'server', vCPUs: 1, supportedComputeTypes: ['MIR'] }),
    aSize({ name: 'dedicated', vCPUs: 2, lowPriorityCapable: false }),
  ]
  expect(clusterSizes(sizes, 'dedicated').map(({ name }) => name)).toEqual(['small', 'dedicated', 'big', 'gpu'])
  expect(clusterSizes(sizes, 'low_priority').map(({ name }) => name)).toEqual(['small', 'big', 'gpu'])
})

test('a family is found by its name for people, low priority counts by region', () => {
  expect(coreQuota(usages, aSize({}), 'dedicated')).toEqual({ used: 8, limit: 24 })
  expect(coreQuota(usages, aSize({ family: 'standardDv2Family' }), 'dedicated')).toEqual({ used: 0, limit: 24 })
  expect(coreQuota(usages, aSize({}), 'low_priority')).toEqual({ used: 4, limit: 100 })
  expect(coreQuota(usages, aSize({ family: 'standardNCFamily' }), 'dedicated')).toBeUndefined()
  expect(coreQuota(usages, { name: 'x' }, 'dedicated')).toBeUndefined()
})

test('the price is that of Linux in the chosen priority', () => {
  const size = aSize({
    estimatedVMPrices: {
      billingCurrency: 'USD',
      unitOfMeasure: 'OneHour',
      values: [
        { retailPrice: 0.5, osType: 'Windows', vmTier: 'Standard' },
        { retailPrice: 0.3, osType: 'Linux', vmTier: 'Standard' },
        { retailPrice: 0.1, osType: 'Linux', vmTier: 'LowPriority' },
      ],
    },
  })
  expect(hourlyPrice(size, 'dedicated')).toBe(0.3)
  expect(hourlyPrice(size, 'low_priority')).toBe(0.1)
  expect(hourlyPrice(aSize({}), 'dedicated')).toBeUndefined()
})

test('names of sizes compare without regard to case', () => {
  expect(isSameVmSize('STANDARD_DS3_V2', 'Standard_DS3_v2')).toBe(true)
  expect(isSameVmSize(undefined, 'x')).toBe(false)
})
