import { ArrowLeftRight, ChartSpline, Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { saveCsv } from '../../../lib/save-file.ts'
import { plural } from '../../../lib/numbers.ts'
import { Button } from '../../../ui/Button.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { SearchField, Select, TextInput } from '../../../ui/Field.tsx'
import { Progress } from '../../../ui/Loading.tsx'
import { EmptyState } from '../../../ui/Notice.tsx'
import { useFoundNames } from '../../../parts/metrics/use-found-names.ts'
import type { CompareTabProps } from '../compare-tab-props.ts'
import type { CompareView, Statistic } from '../compare-view.ts'
import { isLoaded } from '../runs/compared-run.ts'
import type { ChangeView } from '../use-compare-view.ts'
import { metricsCsv } from './metric-csv.ts'
import { metricNames, metricRow, orderedRuns, type MetricTableInput } from './metric-table.ts'
import { MetricTable } from './MetricTable.tsx'
import { useDirections } from './use-directions.ts'
import styles from './MetricsTab.module.css'
import { useFacts } from './use-facts.ts'

const statistics: readonly { value: Statistic; text: string }[] = [
  { value: 'last', text: 'Last' },
  { value: 'best', text: 'Best' },
  { value: 'step', text: 'At step' },
]

/** Every metric of the jobs in sight: its last value, its best one, or the one at a step. */
export function MetricsTab({ view, runs, onChange }: CompareTabProps) {
  const { statistic, search, baseline, order } = view
  const shown = useMemo(() => runs.filter(({ isHidden, name }) => !isHidden || name === baseline), [runs, baseline])
  const names = useMemo(() => metricNames(shown), [shown])
  const { found, problem } = useFoundNames(names, search)
  const directionOf = useDirections(runs, view)
  const [inSight, setInSight] = useState<readonly string[]>([])
  const { facts, read, failed, total } = useFacts(shown, inSight, view)
  const input = useMemo(
    (): MetricTableInput => ({ runs: shown, statistic, factsOf: facts, directionOf, baseline }),
    [shown, statistic, facts, directionOf, baseline],
  )
  const ordered = useMemo(() => orderedRuns(input, order), [input, order])
  const rows = useMemo(
    () => found.map((metric) => metricRow(metric, { ...input, runs: ordered })),
    [found, input, ordered],
  )

  if (names.length === 0)
    return (
      <EmptyState icon={<ChartSpline size={24} />} title="No metrics yet">
        None of the jobs in sight has logged a metric.
      </EmptyState>
    )
  const save = () => saveCsv('metrics.csv', metricsCsv(rows, ordered, view))
  return (
    <div className={styles.tab}>
      <MetricsToolbar view={view} runs={runs} onChange={onChange} onSave={save} />
      <p className={styles.note} role="status">
        {plural(found.length, 'metric')} of {plural(shown.length, 'job')}.{' '}
        {statistic === 'last' ? 'Each is the value that was logged last.' : historyWords(read - failed, failed, total)}
      </p>
      {statistic !== 'last' && read < total && <Progress label="Histories read" value={read / total} />}
      {problem !== undefined && <p role="alert">{problem}</p>}
      {found.length === 0 ? (
        <p>No metric has “{search}” in its name.</p>
      ) : (
        <MetricTable
          rows={rows}
          runs={ordered}
          baseline={baseline}
          order={order}
          isTransposed={view.isTransposed}
          showsSteps={statistic !== 'last'}
          onChange={onChange}
          onSight={setInSight}
        />
      )}
    </div>
  )
}

function historyWords(read: number, failed: number, total: number): string {
  if (total === 0) return ''
  const rest = total - read - failed
  return [
    rest > 0
      ? `${read} of ${plural(total, 'history', 'histories')} in sight read; the others show their last value, in italics.`
      : 'Found in the whole histories of the metrics in sight.',
    failed > 0 && `${plural(failed, 'history', 'histories')} could not be read: they show the last value, in italics.`,
  ]
    .filter(Boolean)
    .join(' ')
}

function MetricsToolbar({
  view,
  runs,
  onChange,
  onSave,
}: Pick<CompareTabProps, 'view' | 'runs'> & { onChange: ChangeView; onSave: () => void }) {
  return (
    <div className={styles.bar}>
      <Choice
        label="Value"
        options={statistics}
        value={view.statistic}
        onChange={(statistic) => onChange({ statistic })}
      />
      {view.statistic === 'step' && <StepField step={view.step} onChange={(step) => onChange({ step })} />}
      <SearchField
        label="Filter metrics"
        className={styles.search}
        value={view.search}
        onChange={(search) => onChange({ search })}
      />
      <Select
        aria-label="Baseline"
        className={styles.baseline}
        value={view.baseline ?? ''}
        onChange={(event) => onChange({ baseline: event.target.value || undefined })}
      >
        <option value="">No baseline</option>
        {runs.filter(isLoaded).map(({ name, title }) => (
          <option key={name} value={name}>
            Baseline: {title}
          </option>
        ))}
      </Select>
      <Button
        icon={<ArrowLeftRight size={15} />}
        aria-pressed={view.isTransposed}
        onClick={() => onChange(({ isTransposed }: CompareView) => ({ isTransposed: !isTransposed }))}
      >
        {view.isTransposed ? 'Metrics as rows' : 'Jobs as rows'}
      </Button>
      <Button icon={<Download size={15} />} onClick={onSave}>
        CSV
      </Button>
    </div>
  )
}

/** What is typed counts as soon as it is a number. */
function StepField({ step, onChange }: { step: number; onChange: (step: number) => void }) {
  const [text, setText] = useState(String(step))
  return (
    <TextInput
      type="number"
      className={styles.step}
      aria-label="Step"
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        const value = event.target.valueAsNumber
        if (Number.isFinite(value)) onChange(value)
      }}
    />
  )
}
