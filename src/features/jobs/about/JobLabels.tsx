import { Pencil, Tag } from 'lucide-react'
import type { ReactNode } from 'react'
import type { JobResource } from '../../../api/jobs.ts'
import { valuesTag } from '../../../domain/searched-values.ts'
import { Tags } from '../../../parts/Tags.tsx'
import { usePermission } from '../../../parts/use-permission.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { Button } from '../../../ui/Button.tsx'
import styles from './JobLabels.module.css'
import type { EditedLabel } from './kept-edits.ts'
import { TagsEditor } from './TagsEditor.tsx'
import { TextEditor } from './TextEditor.tsx'

/** Description and tags are for people to set, as the name is; each is edited where it stands, one at a time. */
export function JobLabels({
  job,
  edited,
  onEdit,
}: {
  job: JobResource
  edited: EditedLabel | undefined
  onEdit: (label: EditedLabel | undefined) => void
}) {
  const workspace = useWorkspaceRef()
  const ref = { workspace, jobName: job.name }
  const { description } = job.properties
  const tags = shownTags(job)
  const hasTags = Object.keys(tags).length > 0
  const close = () => onEdit(undefined)
  return (
    <div className={styles.labels}>
      {edited === 'description' && (
        <TextEditor job={ref} field="description" value={description ?? ''} onClose={close} />
      )}
      {description && edited !== 'description' && (
        <div className={styles.line}>
          <p className={styles.description}>{description}</p>
          <EditButton label="Edit the description" onEdit={() => onEdit('description')} />
        </div>
      )}
      {edited === 'tags' ? (
        <TagsEditor job={ref} tags={tags} onClose={close} />
      ) : (
        <div className={styles.line}>
          {hasTags && <Tags tags={tags} />}
          {hasTags ? (
            <EditButton label="Edit the tags" onEdit={() => onEdit('tags')} />
          ) : (
            <EditButton label="Add tags" icon={<Tag size={14} />} onEdit={() => onEdit('tags')}>
              Add tags
            </EditButton>
          )}
          {!description && edited !== 'description' && (
            <EditButton label="Describe it" onEdit={() => onEdit('description')}>
              Describe it
            </EditButton>
          )}
        </div>
      )}
    </div>
  )
}

/** Edits the name that people read; the one in addresses stays. */
export function NameEditor({ job, onClose }: { job: JobResource; onClose: () => void }) {
  const workspace = useWorkspaceRef()
  const ref = { workspace, jobName: job.name }
  return <TextEditor job={ref} field="displayName" value={job.properties.displayName ?? ''} onClose={onClose} />
}

/** Opens the edit of a label, or says why this account may not. */
export function EditButton({
  label,
  icon = <Pencil size={14} />,
  onEdit,
  children,
}: {
  label: string
  icon?: ReactNode
  onEdit: () => void
  children?: string
}) {
  const { reason } = usePermission('jobs/write')
  return (
    <Button variant="ghost" small icon={icon} aria-label={label} disabledReason={reason} onClick={onEdit}>
      {children}
    </Button>
  )
}

/** Without the tag in which a sweep keeps the values of a trial: those have a card of their own, and are no label. */
function shownTags({ properties }: JobResource): Record<string, string> {
  const { [valuesTag]: _, ...tags } = properties.tags ?? {}
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, value ?? '']))
}
