import { describe, expect, test } from 'vitest'
import type { QuotaShortage } from './core-quota.ts'
import { quotaRequest } from './quota-request.ts'

const place = { subscriptionId: 's-1', location: 'eastus' }
const shortage = (rest: Partial<QuotaShortage> = {}): QuotaShortage => ({
  scope: 'family',
  name: 'Standard DSv2 Family Cluster Dedicated vCPUs',
  family: 'standardDSv2Family',
  vmSize: 'Standard_DS3_v2',
  used: 98,
  limit: 100,
  coresPerNode: 4,
  needed: 8,
  ...rest,
})

describe('a request for quota', () => {
  test('asks for what is in use and what the job needs', () => {
    const { command, enough } = quotaRequest(shortage(), place, 'public')
    expect(enough).toBe(106)
    expect(command).toContain('--resource-name standardDSv2Family --resource-type dedicated')
    expect(command).toContain('--scope /subscriptions/s-1/providers/Microsoft.MachineLearningServices/locations/eastus')
    expect(command).toContain('--limit-object value=106')
  })

  test('names the one limit of low priority', () => {
    const { command } = quotaRequest(shortage({ scope: 'lowPriority' }), place, 'public')
    expect(command).toContain('--resource-name TotalLowPriorityCores --resource-type lowPriority')
  })

  test.each([
    ['public', 'https://portal.azure.com/'],
    ['usgov', 'https://portal.azure.us/'],
    ['china', 'https://portal.azure.cn/'],
  ] as const)('leads to the portal of the %s cloud', (cloud, portal) => {
    expect(quotaRequest(shortage(), place, cloud).portal).toMatch(portal)
  })

  test('has no command for the total of a region, for which the CLI has no documented name', () => {
    expect(quotaRequest(shortage({ scope: 'region' }), place, 'public').command).toBeUndefined()
  })

  test('has neither for a local cloud', () => {
    expect(quotaRequest(shortage(), place, 'local')).toEqual({ enough: 106, command: undefined, portal: undefined })
  })
})
