import { useQuery } from '@tanstack/react-query'
import { clusterOf, nodesInWords, pollCompute } from '../domain/compute-state.ts'
import { paths } from '../paths.ts'
import { computeQueries } from '../queries/computes.ts'
import { Link } from 'react-router'
import { Field, Select, type FieldPlace } from '../ui/Field.tsx'
import { ComputeStateBadge } from './ComputeStateBadge.tsx'
import { explain } from './explain.ts'
import { useWorkspaceRef } from './use-workspace.ts'

/** One of the workspace's clusters by name, with how it is and what its nodes do. */
export function ComputePicker({
  label,
  value,
  onChange,
  error,
  ...place
}: FieldPlace & {
  label: string
  /** A cluster's name, empty for none. */
  value: string
  onChange: (computeName: string) => void
  error?: string | undefined
}) {
  const workspace = useWorkspaceRef()
  const computes = useQuery({
    ...computeQueries.list(workspace),
    refetchInterval: ({ state }) => pollCompute(state.data),
  })
  const clusters = computes.data?.filter((compute) => clusterOf(compute)) ?? []
  const chosen = clusters.find(({ name }) => name === value)
  const cluster = chosen && clusterOf(chosen)
  const missing = value !== '' && computes.data && !chosen ? `This workspace has no cluster named ${value}.` : undefined
  const listError = computes.error ? explain(computes.error).title : undefined
  return (
    <Field
      label={label}
      {...place}
      error={error ?? missing ?? listError}
      hint={
        chosen && cluster ? (
          <>
            <ComputeStateBadge compute={chosen} /> {cluster.vmSize} · {nodesInWords(cluster)}
          </>
        ) : computes.data && clusters.length === 0 ? (
          <>
            There is no cluster yet. <Link to={paths.newCompute(workspace)}>Create one</Link>; this draft will be kept.
          </>
        ) : undefined
      }
    >
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="" disabled>
            {computes.isPending ? 'Loading …' : 'Choose a cluster'}
          </option>
          {value !== '' && !chosen && <option value={value}>{value}</option>}
          {clusters.map((compute) => (
            <option key={compute.name} value={compute.name}>
              {compute.name} ({clusterOf(compute)?.vmSize})
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
