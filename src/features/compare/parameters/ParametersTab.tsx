import { ChartSpline, SlidersHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import { plural } from '../../../lib/numbers.ts'
import { GoodnessKey } from '../../../parts/parallel/GoodnessKey.tsx'
import { axesOf, goodness, isInRanges, rangesToText, type PlotRow } from '../../../parts/parallel/parallel-axes.ts'
import { lookOfGoodness, ParallelPlot } from '../../../parts/parallel/ParallelPlot.tsx'
import { ScatterPlot } from '../../../parts/parallel/ScatterPlot.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { Select } from '../../../ui/Field.tsx'
import { EmptyState } from '../../../ui/Notice.tsx'
import type { CompareTabProps } from '../compare-tab-props.ts'
import { DirectionSelect } from '../metrics/DirectionSelect.tsx'
import { metricNames } from '../metrics/metric-table.ts'
import { useDirections } from '../metrics/use-directions.ts'
import { AxesPicker } from './AxesPicker.tsx'
import { differingParameters, plotRows, targetOf } from './plot-rows.ts'
import { ParameterTable } from './ParameterTable.tsx'
import styles from './ParametersTab.module.css'

/** More axes than these are hard to follow; which ones, the reader chooses. */
const axesAtFirst = 6

const colorings = [
  { value: 'metric', text: 'By metric' },
  { value: 'job', text: 'By job' },
] as const

/** What the jobs in sight were given, against what came of it. */
export function ParametersTab({ view, runs, onChange }: CompareTabProps) {
  const shown = useMemo(() => runs.filter(({ isHidden }) => !isHidden), [runs])
  const parameters = useMemo(() => differingParameters(shown), [shown])
  const metrics = useMemo(() => metricNames(shown), [shown])
  const directionOf = useDirections(runs, view)
  const metric = targetOf(metrics, directionOf, view.target)
  const direction = metric === undefined ? undefined : directionOf(metric)?.direction
  const names = useMemo(() => {
    const all = parameters.map(({ name }) => name)
    return view.axes?.filter((name) => all.includes(name)) ?? all.slice(0, axesAtFirst)
  }, [parameters, view.axes])
  const against = parameters.some(({ name }) => name === view.against) ? view.against : names[0]
  const rows = useMemo(() => {
    const drawn = parameters.filter(({ name }) => names.includes(name) || name === against)
    return plotRows(shown, drawn, metric ?? '', direction)
  }, [shown, parameters, names, against, metric, direction])
  const [scatterAxis, metricAxis] = useMemo(() => axesOf(rows, [against ?? ''], metric ?? ''), [rows, against, metric])
  const axes = useMemo(() => axesOf(rows, names, metric ?? ''), [rows, names, metric])
  const lookOf = useMemo(() => {
    const looks = new Map(shown.map(({ name, look }) => [name, look]))
    const goodnessOf = goodness(rows, direction === 'lower' ? 'minimize' : 'maximize')
    return (row: PlotRow) => (view.isColoredByJob && looks.get(row.name)) || lookOfGoodness(goodnessOf(row))
  }, [rows, shown, direction, view.isColoredByJob])
  const [hovered, setHovered] = useState<string>()
  const inRange = useMemo(() => rows.filter((row) => isInRanges(row, axes, view.ranges)), [rows, axes, view.ranges])

  if (metric === undefined)
    return (
      <EmptyState icon={<ChartSpline size={24} />} title="No metric to hold parameters against">
        None of the jobs in sight has logged one.
      </EmptyState>
    )
  if (!scatterAxis || !metricAxis || parameters.length === 0)
    return (
      <EmptyState icon={<SlidersHorizontal size={24} />} title="No parameter differs">
        The jobs in sight have the same parameters and inputs, or logged none.
      </EmptyState>
    )
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <Select
          aria-label="Metric"
          className={styles.metric}
          value={metric}
          onChange={(event) => onChange({ target: event.target.value })}
        >
          {metrics.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        <DirectionSelect
          aria-label={`Direction of ${metric}`}
          className={styles.direction}
          metric={metric}
          direction={direction}
          onChange={onChange}
        />
        <AxesPicker
          all={parameters.map(({ name }) => name)}
          chosen={names}
          onChange={(chosen) => onChange({ axes: chosen })}
        />
        <Choice
          label="Colour of lines"
          options={colorings}
          value={view.isColoredByJob ? 'job' : 'metric'}
          onChange={(value) => onChange({ isColoredByJob: value === 'job' })}
        />
      </div>
      <Card title={`${metric} by parameters`}>
        <ParallelPlot
          label={`${metric} by parameters`}
          noun="job"
          axes={axes}
          rows={rows}
          ranges={view.ranges}
          onRanges={(ranges) => onChange({ ranges })}
          lookOf={lookOf}
          hovered={hovered}
          onHover={setHovered}
        />
        <p className={styles.note}>
          {!view.isColoredByJob &&
            (direction === undefined ? <GoodnessKey best="greatest" worst="least" /> : <GoodnessKey />)}{' '}
          {metric} is the value that was logged last. Draw along an axis to narrow it; press it to take that back.
        </p>
      </Card>
      <Card
        title={`${metric} against ${scatterAxis.name}`}
        actions={
          <Select
            aria-label="Parameter of the scatter plot"
            className={styles.metric}
            value={against}
            onChange={(event) => onChange({ against: event.target.value })}
          >
            {parameters.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        }
      >
        <ScatterPlot
          label={`${metric} against ${scatterAxis.name}`}
          noun="job"
          x={scatterAxis}
          y={metricAxis}
          rows={inRange}
          lookOf={lookOf}
          hovered={hovered}
          onHover={setHovered}
        />
      </Card>
      {rangesToText(view.ranges) !== '' && (
        <div>
          <Button small onClick={() => onChange({ ranges: {} })}>
            {`${inRange.length} of ${plural(rows.length, 'job')} in range ✕`}
          </Button>
        </div>
      )}
      <ParameterTable
        rows={inRange}
        names={names}
        metric={metric}
        direction={direction}
        hovered={hovered}
        onHover={setHovered}
      />
    </div>
  )
}
