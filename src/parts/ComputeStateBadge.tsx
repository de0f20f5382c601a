import type { ComputeResource } from '../api/generated/arm.ts'
import { computeStateLabel, isProvisioning, isResizing, provisioningStateOf } from '../domain/compute-state.ts'
import { Badge } from '../ui/Badge.tsx'

/** How a compute is: being made, ready, ready and just changing its number of nodes, failed. */
export function ComputeStateBadge({ compute }: { compute: Pick<ComputeResource, 'properties'> }) {
  const state = provisioningStateOf(compute)
  if (isProvisioning(compute)) {
    return (
      <Badge tone="waiting" dot moving>
        {computeStateLabel(state)}
      </Badge>
    )
  }
  if (state === 'Succeeded' && isResizing(compute)) {
    return (
      <Badge tone="active" dot moving>
        Resizing
      </Badge>
    )
  }
  const tone = state === 'Succeeded' ? 'good' : state === 'Failed' ? 'bad' : 'neutral'
  return (
    <Badge tone={tone} dot>
      {computeStateLabel(state)}
    </Badge>
  )
}
