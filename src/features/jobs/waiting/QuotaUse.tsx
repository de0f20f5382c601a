import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Usage, VirtualMachineSize } from '../../../api/generated/arm.ts'
import { clusterOf } from '../../../domain/compute-state.ts'
import { isSameId } from '../../../domain/refs.ts'
import { quotaHolders, type QuotaHolder, type QuotaShortage } from '../../../domain/waiting/core-quota.ts'
import { plural } from '../../../lib/numbers.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths } from '../../../paths.ts'
import { computeQueries } from '../../../queries/computes.ts'
import styles from './QuotaUse.module.css'

const computesMs = 15_000

/** How much of a quota is in use, and which clusters have it. */
export function QuotaUse({
  shortage,
  usages,
  sizes,
}: {
  shortage: QuotaShortage
  usages: readonly Usage[]
  sizes: readonly VirtualMachineSize[]
}) {
  const workspace = useWorkspaceRef()
  const computes = useQuery({ ...computeQueries.list(workspace), refetchInterval: computesMs })
  const clusters = (computes.data ?? []).map((compute) => ({ name: compute.name, cluster: clusterOf(compute) }))
  const holders = quotaHolders(shortage, usages, clusters, sizes)
  const { used, limit, name } = shortage
  const told = holders.reduce((sum, { cores }) => sum + cores, 0)
  return (
    <div className={styles.quota}>
      <div
        className={styles.meter}
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={used}
        aria-valuetext={`${used} of ${limit} cores`}
      >
        <span style={{ width: `${Math.min(100, (100 * used) / Math.max(1, limit))}%` }} />
      </div>
      {holders.length > 0 && (
        <ul className={styles.holders} aria-label="Who has the cores">
          {holders.map((holder) => (
            <li key={`${holder.workspaceName} ${holder.computeName}`}>
              <Holder holder={holder} />
            </li>
          ))}
          {told < used && <li>{plural(used - told, 'core')} elsewhere in the subscription</li>}
        </ul>
      )}
    </div>
  )
}

function Holder({ holder: { workspaceName, computeName, cores } }: { holder: QuotaHolder }) {
  const workspace = useWorkspaceRef()
  const isHere = workspaceName === undefined || isSameId(workspaceName, workspace.workspaceName)
  return (
    <>
      {isHere ? (
        <Link to={paths.compute({ workspace, computeName })}>{computeName}</Link>
      ) : (
        `${computeName} in ${workspaceName}`
      )}{' '}
      has {plural(cores, 'core')}
    </>
  )
}
