import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Usage, VirtualMachineSize } from '../api/generated/arm.ts'
import {
  clusterSizes,
  coreQuota,
  isSameVmSize,
  priceInWords,
  vmSizeFacts,
  type VmPriority,
} from '../domain/vm-sizes.ts'
import { usageQueries, vmSizeQueries } from '../queries/vm-sizes.ts'
import { workspaceQueries } from '../queries/workspaces.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field, SearchField, TextInput, type FieldPlace } from '../ui/Field.tsx'
import { SkeletonRows } from '../ui/Loading.tsx'
import { FailureNote } from './FailureNote.tsx'
import { useWorkspaceRef } from './use-workspace.ts'
import styles from './VmSizePicker.module.css'

/** A VM size by name, with a table of all sizes of the workspace's region to choose it from. */
export function VmSizePicker({
  label,
  value,
  onChange,
  priority = 'dedicated',
  hint,
  error,
  ...place
}: FieldPlace & {
  label: string
  value: string
  onChange: (name: string) => void
  priority?: VmPriority
  hint?: string
  error?: string | undefined
}) {
  const [isOpen, setOpen] = useState(false)
  const { sizes, usages } = useVmSizes()
  const chosen = sizes.data?.find(({ name }) => isSameVmSize(name, value))
  const unknown = value !== '' && sizes.data && !chosen ? `This region offers no size named ${value}.` : undefined
  return (
    <>
      <Field
        label={label}
        hint={chosen ? inWords(chosen, usages.data ?? [], priority) : hint}
        error={error ?? unknown}
        {...place}
      >
        {(control) => (
          <div className={styles.picker}>
            <TextInput {...control} mono value={value} onChange={(event) => onChange(event.target.value.trim())} />
            <Button onClick={() => setOpen(true)}>Choose …</Button>
          </div>
        )}
      </Field>
      {isOpen && (
        <Dialog title="VM sizes" width={860} onClose={() => setOpen(false)}>
          <SizeTable
            value={value}
            priority={priority}
            onChoose={(name) => {
              onChange(name)
              setOpen(false)
            }}
          />
        </Dialog>
      )}
    </>
  )
}

/** The sizes and core quotas of the page's workspace's region. */
function useVmSizes() {
  const workspace = useWorkspaceRef()
  const { data: resource, error } = useQuery(workspaceQueries.detail(workspace))
  const location = resource?.location ?? ''
  const enabled = location !== ''
  return {
    workspaceError: error,
    sizes: useQuery({ ...vmSizeQueries.list(workspace, location), enabled }),
    usages: useQuery({ ...usageQueries.list(workspace, location), enabled }),
  }
}

function SizeTable({
  value,
  priority,
  onChoose,
}: {
  value: string
  priority: VmPriority
  onChoose: (name: string) => void
}) {
  const [search, setSearch] = useState('')
  const { sizes, usages, workspaceError } = useVmSizes()
  const error = workspaceError ?? sizes.error
  if (error) return <FailureNote error={error} action="List the VM sizes" onRetry={() => void sizes.refetch()} />
  if (!sizes.data) return <SkeletonRows rows={8} label="Loading the VM sizes" />
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = clusterSizes(sizes.data, priority).filter((size) =>
    words.every((word) => searchText(size).includes(word)),
  )
  return (
    <div className={styles.table}>
      <SearchField label="Search by name, family or “gpu”" value={search} onChange={setSearch} />
      {shown.length === 0 ? (
        <p>No size matches.</p>
      ) : (
        <DataTable
          label="VM sizes"
          columns={columnsFor(value, priority, usages.data ?? [], onChoose)}
          rows={shown}
          rowKey={({ name }) => name ?? ''}
        />
      )}
    </div>
  )
}

const columnsFor = (
  value: string,
  priority: VmPriority,
  usages: readonly Usage[],
  onChoose: (name: string) => void,
): Column<VirtualMachineSize>[] => [
  { id: 'name', header: 'Size', cell: ({ name }) => <code>{name}</code> },
  { id: 'cores', header: 'Cores', align: 'right', fit: true, cell: ({ vCPUs }) => vCPUs },
  { id: 'memory', header: 'Memory', align: 'right', fit: true, cell: ({ memoryGB }) => `${memoryGB} GB` },
  { id: 'gpus', header: 'GPUs', align: 'right', fit: true, cell: ({ gpus }) => gpus || '–' },
  { id: 'price', header: 'Price', align: 'right', fit: true, cell: (size) => priceInWords(size, priority) ?? '–' },
  {
    id: 'quota',
    header: 'Cores left',
    align: 'right',
    fit: true,
    cell: (size) => quotaInWords(usages, size, priority),
  },
  {
    id: 'choose',
    header: 'Choose',
    actions: true,
    fit: true,
    cell: ({ name = '' }) =>
      isSameVmSize(name, value) ? (
        <Button small variant="ghost" disabledReason="This size is chosen already">
          Chosen
        </Button>
      ) : (
        <Button small aria-label={`Choose ${name}`} onClick={() => onChoose(name)}>
          Choose
        </Button>
      ),
  },
]

const searchText = ({ name, family, gpus }: VirtualMachineSize) =>
  `${name} ${family} ${gpus ? 'gpu' : 'cpu'}`.toLowerCase()

function inWords(size: VirtualMachineSize, usages: readonly Usage[], priority: VmPriority): string {
  const quota = coreQuota(usages, size, priority)
  return [
    ...vmSizeFacts(size, priority),
    ...(quota ? [`${quota.limit - quota.used} of ${quota.limit} cores of quota left`] : []),
  ].join(' · ')
}

function quotaInWords(usages: readonly Usage[], size: VirtualMachineSize, priority: VmPriority): string {
  const quota = coreQuota(usages, size, priority)
  return quota ? `${quota.limit - quota.used} of ${quota.limit}` : 'unknown'
}
