import type { FastifyInstance } from 'fastify'
import { coresInUse, familyCoreLimit, lowPriorityCoreLimit } from '../computes/quota.ts'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { authorize } from '../rbac.ts'
import { locations } from '../seed/locations.ts'
import { vmSizes } from '../seed/vm-sizes.ts'

const provider = 'Microsoft.MachineLearningServices'
const path = `/subscriptions/:subscriptionId/providers/${provider}/locations/:location`
const families = [...new Set(vmSizes.map(({ family }) => family))]

type LocationRequest = { Params: { subscriptionId: string; location: string } }

/** VM sizes, quotas and their use in one region of a subscription. */
export function registerLocations(app: FastifyInstance, ctx: EmulatorContext): void {
  app.get<LocationRequest>(`${path}/vmSizes`, async ({ principal, params }) => {
    authorize(ctx, principal, `${provider}/locations/vmSizes/read`, `/subscriptions/${params.subscriptionId}`)
    checkLocation(params.location)
    return { value: vmSizes }
  })

  app.get<LocationRequest>(`${path}/usages`, async ({ principal, params }) => {
    const subscription = `/subscriptions/${params.subscriptionId}`
    authorize(ctx, principal, `${provider}/locations/usages/read`, subscription)
    checkLocation(params.location)
    const inUse = coresInUse(ctx, params.subscriptionId, params.location)
    const dedicated = [...inUse.dedicated.values()].reduce((sum, cores) => sum + cores, 0)
    const usage = (id: string, kind: string, name: string, currentValue: number, limit: number) => ({
      id,
      type: `${provider}/${kind}/usages`,
      name: { value: name, localizedValue: name },
      unit: 'Count',
      currentValue,
      limit,
    })
    return {
      value: [
        usage(
          `${subscription}/usages`,
          'dedicatedCores',
          'Total Cluster Dedicated Regional vCPUs',
          dedicated,
          families.length * familyCoreLimit,
        ),
        usage(
          `${subscription}/usages`,
          'lowPriorityCores',
          'Total Cluster LowPriority Regional vCPUs',
          inUse.lowPriority,
          lowPriorityCoreLimit,
        ),
        ...families.map((family) => {
          const name = quotaName(family)
          return usage(
            `${subscription}/usages/${name.replaceAll(' ', '_')}`,
            'vmFamily',
            name,
            inUse.dedicated.get(family) ?? 0,
            familyCoreLimit,
          )
        }),
      ],
    }
  })

  app.get<LocationRequest>(`${path}/quotas`, async ({ principal, params }) => {
    const subscription = `/subscriptions/${params.subscriptionId}`
    authorize(ctx, principal, `${provider}/locations/quotas/read`, subscription)
    checkLocation(params.location)
    return {
      value: families.map((family) => ({
        id: `${subscription}/quotas/${quotaName(family).replaceAll(' ', '_')}`,
        type: `${provider}/vmFamily/quotas`,
        name: { value: quotaName(family), localizedValue: quotaName(family) },
        unit: 'Count',
        limit: familyCoreLimit,
      })),
    }
  })
}

/** `standardDSv2Family` → `Standard DSv2 Family Cluster Dedicated vCPUs`, the name that people read. */
const quotaName = (family: string) =>
  `Standard ${family.replace(/^standard/i, '').replace(/Family$/, '')} Family Cluster Dedicated vCPUs`

function checkLocation(location: string) {
  if (locations.some(({ name }) => name === location.toLowerCase())) return
  const known = locations.map(({ name }) => name).join(', ')
  const message = `The provided location '${location}' is not available for resource type '${provider}/workspaces'. Available: ${known}.`
  throw new ServiceError(400, 'LocationNotAvailableForResourceType', message)
}
