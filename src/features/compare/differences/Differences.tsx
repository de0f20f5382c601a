import { ArrowLeftRight, Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { differencesOf, differsFrom, type FactRow } from '../../../domain/compare/differences.ts'
import { plural } from '../../../lib/numbers.ts'
import { saveCsv } from '../../../lib/save-file.ts'
import { useSetViewParams } from '../../../parts/use-view-params.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { CodeBlock } from '../../../ui/Disclosure.tsx'
import { SearchField } from '../../../ui/Field.tsx'
import { EmptyState } from '../../../ui/Notice.tsx'
import type { ComparedColumn } from './compared-column.ts'
import styles from './Differences.module.css'
import { FactGrid, type ChosenFact } from './FactGrid.tsx'
import { factLines } from './fact-lines.ts'
import { differencesCsv } from './fact-words.ts'

/**
 * What differs between jobs, fact by fact. What it shows of that is in the address: `facts` is searched for, `sections`
 * show what is equal, too, and `turned` makes rows of the jobs, as it does for metrics.
 *
 * @param baseline name of the job that others are held against; without one it is the most common value
 */
export function Differences({
  columns,
  baseline,
}: {
  columns: readonly ComparedColumn[]
  baseline: string | undefined
}) {
  const [params] = useSearchParams()
  const setParams = useSetViewParams()
  const search = params.get('facts') ?? ''
  const openText = params.get('sections') ?? ''
  const isTransposed = params.get('turned') === '1'
  const sections = useMemo(() => differencesOf(columns.map(({ job }) => job)), [columns])
  const lines = useMemo(() => factLines(sections, new Set(openText.split('.')), search), [sections, openText, search])
  const marksOf = useMemo(() => {
    const index = columns.findIndex(({ job }) => job.name === baseline)
    return remembering((row: FactRow) => differsFrom(row, index < 0 ? undefined : index))
  }, [columns, baseline])
  const [chosen, setChosen] = useState<ChosenFact>()
  const differing = sections.reduce((sum, { rows }) => sum + rows.filter(({ isEqual }) => !isEqual).length, 0)

  function toggle(section: string) {
    const open = new Set(openText.split('.').filter(Boolean))
    if (!open.delete(section)) open.add(section)
    setParams({ sections: [...open].join('.') })
  }
  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        <SearchField
          label="Search facts and values"
          className={styles.search}
          value={search}
          onChange={(text) => setParams({ facts: text })}
        />
        <Button
          icon={<ArrowLeftRight size={15} />}
          aria-pressed={isTransposed}
          onClick={() => setParams({ turned: isTransposed ? '' : '1' })}
        >
          {isTransposed ? 'Facts as rows' : 'Jobs as rows'}
        </Button>
        <Button
          icon={<Download size={15} />}
          disabledReason={differing > 0 ? undefined : 'Nothing differs'}
          onClick={() => saveCsv('differences.csv', differencesCsv(sections, columns))}
        >
          CSV
        </Button>
        <p className={styles.soft} role="status">
          {plural(differing, 'fact differs', 'facts differ')}. {marksWords(columns, baseline)}
        </p>
      </div>
      {lines.length === 0 ? (
        <EmptyState title="No fact has this">Nothing that is known of the jobs has “{search}” in it.</EmptyState>
      ) : (
        <FactGrid
          lines={lines}
          columns={columns}
          marksOf={marksOf}
          baseline={baseline}
          isTransposed={isTransposed}
          onToggle={toggle}
          onChoose={setChosen}
        />
      )}
      <WholeValue columns={columns} rows={sections.flatMap(({ rows }) => rows)} chosen={chosen} />
    </div>
  )
}

/** Of the hundreds of facts only those in sight are asked for, each for every cell. */
function remembering<Value>(answer: (row: FactRow) => Value) {
  const answers = new WeakMap<FactRow, Value>()
  return (row: FactRow): Value => {
    const known = answers.get(row) ?? answer(row)
    answers.set(row, known)
    return known
  }
}

/** What the marks stand for. */
function marksWords(columns: readonly ComparedColumn[], baseline: string | undefined): string {
  const title = columns.find(({ job }) => job.name === baseline)?.title
  return title === undefined
    ? 'Values that most of the jobs do not have are marked.'
    : `Values other than those of ${title} are marked.`
}

/** The value of the cell that was gone to, with nothing cut off it. */
function WholeValue({
  columns,
  rows,
  chosen,
}: {
  columns: readonly ComparedColumn[]
  rows: readonly FactRow[]
  chosen: ChosenFact | undefined
}) {
  const row = rows.find(({ id }) => id === chosen?.lineId)
  const index = columns.findIndex(({ job }) => job.name === chosen?.jobName)
  const column = columns[index]
  const value = row?.values[index]
  if (!row || !column || value === undefined || value === '') return null
  const name = `${row.label} of ${column.title}`
  return (
    <div className={styles.whole}>
      <div className={styles.bar}>
        <h3>{name}</h3>
        <CopyButton text={value} label="value" />
      </div>
      <CodeBlock label={name} wrap>
        {value}
      </CodeBlock>
    </div>
  )
}
