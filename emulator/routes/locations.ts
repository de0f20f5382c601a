import type { FastifyInstance } from 'fastify'
import { createClusterStore } from '../computes/cluster-store.ts'
import { quotaNames, vmFamilies } from '../computes/quota.ts'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { authorize } from '../rbac.ts'
import { locations } from '../seed/locations.ts'
import { vmSizes } from '../seed/vm-sizes.ts'

const provider = 'Microsoft.MachineLearningServices'
const path = `/subscriptions/:subscriptionId/providers/${provider}/locations/:location`

type LocationRequest = { Params: { subscriptionId: string; location: string } }

/** VM sizes, quotas and their use in one region of a subscription. */
export function registerLocations(app: FastifyInstance, ctx: EmulatorContext): void {
  const clusters = createClusterStore(ctx)

  app.get<LocationRequest>(`${path}/vmSizes`, async ({ principal, params }) => {
    authorize(ctx, principal, `${provider}/locations/vmSizes/read`, `/subscriptions/${params.subscriptionId}`)
    checkLocation(params.location)
    return { value: vmSizes }
  })

  app.get<LocationRequest>(`${path}/usages`, async ({ principal, params }) => {
    const subscription = `/subscriptions/${params.subscriptionId}`
    authorize(ctx, principal, `${provider}/locations/usages/read`, subscription)
    checkLocation(params.location)
    const inUse = clusters.coresInUse(params.subscriptionId, params.location)
    const { familyCores, regionCores, lowPriorityCores } = ctx.switches
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
        usage(`${subscription}/usages`, 'dedicatedCores', quotaNames.dedicated, inUse.dedicated, regionCores),
        usage(
          `${subscription}/usages`,
          'lowPriorityCores',
          quotaNames.lowPriority,
          inUse.lowPriority,
          lowPriorityCores,
        ),
        ...vmFamilies.map((family) => {
          const name = quotaNames.family(family)
          return usage(
            `${subscription}/usages/${name.replaceAll(' ', '_')}`,
            'vmFamily',
            name,
            inUse.byFamily.get(family) ?? 0,
            familyCores,
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
      value: vmFamilies.map((family) => ({
        id: `${subscription}/quotas/${quotaNames.family(family).replaceAll(' ', '_')}`,
        type: `${provider}/vmFamily/quotas`,
        name: { value: quotaNames.family(family), localizedValue: quotaNames.family(family) },
        unit: 'Count',
        limit: ctx.switches.familyCores,
      })),
    }
  })
}

function checkLocation(location: string) {
  if (locations.some(({ name }) => name === location.toLowerCase())) return
  const known = locations.map(({ name }) => name).join(', ')
  const message = `The provided location '${location}' is not available for resource type '${provider}/workspaces'. Available: ${known}.`
  throw new ServiceError(400, 'LocationNotAvailableForResourceType', message)
}
