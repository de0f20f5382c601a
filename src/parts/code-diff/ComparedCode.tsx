import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AssetVersionRef } from '../../domain/refs.ts'
import { plural } from '../../lib/numbers.ts'
import { codeStore } from '../../queries/job-files.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { FailureNote } from '../FailureNote.tsx'
import { useWorkspaceRef } from '../use-workspace.ts'
import { CodeFileDiff } from './CodeFileDiff.tsx'
import styles from './ComparedCode.module.css'
import { compareCode, type CodeChange } from './compare-code.ts'

/** The code of one of two jobs. */
type CodeSide = Readonly<{ title: string; code: AssetVersionRef }>

/**
 * The files that differ between the code of two jobs, and what differs in the one that is chosen.
 *
 * @param sides which side is whose, for those who do not see it: `of the other job and of this one`
 */
export function ComparedCode({ before, after, sides }: { before: CodeSide; after: CodeSide; sides: string }) {
  const workspace = useWorkspaceRef()
  const client = useQueryClient()
  const isSame = before.code.name === after.code.name && before.code.version === after.code.version
  const stores = useMemo(
    () => ({
      before: codeStore(client, workspace, before.code.name, before.code.version),
      after: codeStore(client, workspace, after.code.name, after.code.version),
    }),
    [client, workspace, before.code.name, before.code.version, after.code.name, after.code.version],
  )
  const comparison = useQuery({
    queryKey: ['code-comparison', stores.before.key, stores.after.key],
    queryFn: ({ signal }) => compareCode(client, stores.before, stores.after, signal),
    enabled: !isSame,
  })
  const [chosen, setChosen] = useState<CodeChange>()
  if (isSame) return <Notice tone="good" title="Both jobs ran the same code" />
  if (comparison.isError)
    return <FailureNote error={comparison.error} action="Compare the code" onRetry={() => void comparison.refetch()} />
  if (!comparison.data) return <SkeletonRows rows={4} label="Comparing the code" />
  const { changes, same, unknown } = comparison.data
  return (
    <div className={styles.stack}>
      <p className={styles.soft} role="status">
        {changes.length === 0 ? 'No file differs' : plural(changes.length, 'file differs', 'files differ')} from{' '}
        {before.title} to {after.title}; {plural(same, 'file is', 'files are')} the same.
        {unknown.length > 0 && ` Too large to compare: ${unknown.join(', ')}.`}
      </p>
      {changes.length > 0 && (
        <ul className={styles.changes} aria-label="Files that differ">
          {changes.map((change) => (
            <li key={change.path}>
              <button
                type="button"
                className={styles.change}
                aria-current={change.path === chosen?.path ? 'true' : undefined}
                onClick={() => setChosen(change)}
              >
                <Badge tone={tones[change.kind]}>{change.kind}</Badge>
                <span className={styles.path}>{change.path}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen && (
        <CodeFileDiff key={chosen.path} change={chosen} before={stores.before} after={stores.after} sides={sides} />
      )}
    </div>
  )
}

const tones: Record<CodeChange['kind'], Tone> = { added: 'good', removed: 'bad', changed: 'active' }
