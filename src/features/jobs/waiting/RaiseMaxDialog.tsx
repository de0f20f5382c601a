import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ComputeResource } from '../../../api/computes.ts'
import { clusterOf } from '../../../domain/compute-state.ts'
import { computeUpdate } from '../../../domain/compute-update.ts'
import { amlComputeFromRest } from '../../../domain/job-spec/computes/aml-compute-rest.ts'
import { coreQuota, vmSizeFacts } from '../../../domain/vm-sizes.ts'
import { sizeOf } from '../../../domain/waiting/core-quota.ts'
import { plural } from '../../../lib/numbers.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths } from '../../../paths.ts'
import { computeMutations } from '../../../queries/computes.ts'
import { usageQueries, vmSizeQueries } from '../../../queries/vm-sizes.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field, TextInput } from '../../../ui/Field.tsx'
import { showToast } from '../../../ui/toasts.ts'

/** Lets a cluster have more nodes, and changes nothing else of it. */
export function RaiseMaxDialog({
  compute,
  atLeast,
  onClose,
}: {
  compute: ComputeResource
  atLeast: number
  onClose: () => void
}) {
  const workspace = useWorkspaceRef()
  const ref = { workspace, computeName: compute.name }
  const change = useMutation(computeMutations.change(useQueryClient(), ref))
  const [typed, setTyped] = useState(String(atLeast))
  const max = clusterOf(compute)?.scaleSettings?.maxNodeCount ?? 0
  const wanted = Number(typed)
  const problem = Number.isInteger(wanted) && wanted > max ? undefined : `A whole number above ${max}, please.`

  const spec = amlComputeFromRest(compute)
  const home = { ...workspace, location: compute.location ?? '' }
  const { request } = computeUpdate(compute, { ...spec, maxInstances: wanted }, home)
  const raise = () => {
    if (problem !== undefined || !request) return
    change.mutate(request, {
      onSuccess: () => {
        showToast({ tone: 'good', title: `${compute.name} may have ${plural(wanted, 'node')} now` })
        onClose()
      },
    })
  }
  return (
    <Dialog
      title={`Raise the maximum of ${compute.name}`}
      onClose={onClose}
      onSubmit={raise}
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button variant="primary" type="submit" busy={change.isPending}>
            Raise
          </Button>
        </>
      }
    >
      <Field label="Maximum nodes" hint={<NodeFacts compute={compute} />} error={problem}>
        {(control) => (
          <TextInput
            {...control}
            type="number"
            min={max + 1}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <p>
        It is {max} now. Everything else is left as it is; it can be changed by{' '}
        <Link to={paths.editCompute(ref)}>editing the cluster</Link>.
      </p>
      {change.error && <FailureNote error={change.error} action="Raise the maximum" />}
    </Dialog>
  )
}

/** What each further node is, costs and takes of the quota, as far as the service says. */
function NodeFacts({ compute }: { compute: ComputeResource }) {
  const workspace = useWorkspaceRef()
  const location = compute.location ?? ''
  const enabled = location !== ''
  const sizes = useQuery({ ...vmSizeQueries.list(workspace, location), enabled })
  const usages = useQuery({ ...usageQueries.list(workspace, location), enabled })
  const cluster = clusterOf(compute) ?? {}
  const size = sizeOf(cluster, sizes.data ?? [])
  if (!size) return `Each node is a ${cluster.vmSize}.`
  const priority = cluster.vmPriority === 'LowPriority' ? 'low_priority' : 'dedicated'
  const quota = coreQuota(usages.data ?? [], size, priority)
  const left = quota && `${quota.limit - quota.used} of ${quota.limit} cores of quota left`
  return `Each node: ${[size.name, ...vmSizeFacts(size, priority), ...(left ? [left] : [])].join(' · ')}`
}
