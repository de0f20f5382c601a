import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { codeOf } from '../../../domain/job-work.ts'
import { unpackRuns } from '../../../domain/compare/run-list.ts'
import { ComparedCode } from '../../../parts/code-diff/ComparedCode.tsx'
import { useSetViewParams } from '../../../parts/use-view-params.ts'
import { Card } from '../../../ui/Card.tsx'
import { Field, Select } from '../../../ui/Field.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { EmptyState, Notice } from '../../../ui/Notice.tsx'
import { wholeTitle } from '../runs/compared-run.ts'
import type { ComparedColumn } from './compared-column.ts'
import styles from './PairDiff.module.css'

// It reads and writes YAML, which no other view of the comparison needs.
const PairYaml = lazy(async () => ({ default: (await import('./PairYaml.tsx')).PairYaml }))

/**
 * Two of the jobs side by side: their YAML and their files of code. With more than two one chooses which; the choice is
 * in the address as `pair`.
 */
export function PairDiff({ columns }: { columns: readonly ComparedColumn[] }) {
  const [params] = useSearchParams()
  const setParams = useSetViewParams()
  const asked = unpackRuns(params.get('pair') ?? '')
  const [left, right] = pairOf(columns, 'names' in asked ? asked.names : [])
  if (!left || !right)
    return <EmptyState title="Two jobs have code to compare">Show another job in the list.</EmptyState>
  const choose = (before: string, after: string) => setParams({ pair: `${before},${after}` })
  const [before, after] = [left.job.name, right.job.name]
  const key = `${before},${after}`
  return (
    <div className={styles.stack}>
      <div className={styles.pick}>
        <JobSelect
          label="Before"
          columns={columns}
          value={before}
          // Who chooses the job of the other side wants the two the other way round.
          onChange={(name) => choose(name, name === after ? before : after)}
        />
        <JobSelect
          label="After"
          columns={columns}
          value={after}
          onChange={(name) => choose(name === before ? after : before, name)}
        />
      </div>
      <Card title="YAML">
        <Suspense fallback={<SkeletonRows rows={6} label="Loading the YAML" />}>
          <PairYaml key={key} before={left} after={right} />
        </Suspense>
      </Card>
      <Card title="Code">
        <PairCode key={key} before={left} after={right} />
      </Card>
    </div>
  )
}

/** The jobs that are asked for, where they are in sight; else the first ones. */
function pairOf(columns: readonly ComparedColumn[], [before, after]: readonly string[]) {
  const find = (name: string | undefined) => columns.find(({ job }) => job.name === name)
  const left = find(before) ?? columns.find(({ job }) => job.name !== after)
  const right = find(after === before ? undefined : after) ?? columns.find((column) => column !== left)
  return [left, right] as const
}

function JobSelect({
  label,
  columns,
  value,
  onChange,
}: {
  label: string
  columns: readonly ComparedColumn[]
  value: string
  onChange: (name: string) => void
}) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {columns.map(({ job, title }) => (
            <option key={job.name} value={job.name}>
              {wholeTitle(title, job.name)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function PairCode({ before, after }: { before: ComparedColumn; after: ComparedColumn }) {
  const [codeBefore, codeAfter] = [codeOf(before.job.resource), codeOf(after.job.resource)]
  if (!codeBefore || !codeAfter) {
    const without = [codeBefore ? undefined : before.title, codeAfter ? undefined : after.title].filter(Boolean)
    return <Notice>{`No code of this workspace: ${without.join(', ')}.`}</Notice>
  }
  return (
    <ComparedCode
      before={{ title: before.title, code: codeBefore }}
      after={{ title: after.title, code: codeAfter }}
      sides={`of ${before.title} and of ${after.title}`}
    />
  )
}
