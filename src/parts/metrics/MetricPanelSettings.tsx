import { useId, useMemo, useState } from 'react'
import { createLater } from '../../lib/later.ts'
import { Checkbox, Select } from '../../ui/Field.tsx'
import type { AxisChoice, ChartSettings } from './metric-run.ts'
import styles from './MetricPanelSettings.module.css'
import type { ChartSettingsBarProps } from './panel-props.ts'

/** Close to 1 an average follows nothing any more. */
const mostSmoothing = 0.99

/** A slider moves faster than an address can follow. */
const pauseMs = 150

/** What all charts of a board have in common: the axis, scales, smoothing. */
export function MetricPanelSettings({ settings, onSettings, axisMetrics }: ChartSettingsBarProps) {
  return (
    <>
      <AxisSelect axis={settings.axis} metrics={axisMetrics} onAxis={(axis) => onSettings({ axis })} />
      <SmoothingSlider value={settings.smoothing} onChange={(smoothing) => onSettings({ smoothing })} />
      <Checkbox
        label="Log x"
        checked={settings.xScale === 'log'}
        onChange={({ target }) => onSettings({ xScale: target.checked ? 'log' : 'linear' })}
      />
      <Checkbox
        label="Log y"
        checked={settings.yScale === 'log'}
        onChange={({ target }) => onSettings({ yScale: target.checked ? 'log' : 'linear' })}
      />
      <Checkbox
        label="Clip outliers"
        checked={settings.clipOutliers}
        onChange={({ target }) => onSettings({ clipOutliers: target.checked })}
      />
    </>
  )
}

const plainAxes: readonly (readonly [axis: AxisChoice, text: string])[] = [
  ['step', 'Step'],
  ['relative', 'Time since the start'],
  ['wall', 'Time of day'],
]

function AxisSelect({
  axis,
  metrics,
  onAxis,
}: {
  axis: AxisChoice
  metrics: readonly string[]
  onAxis: (axis: AxisChoice) => void
}) {
  const id = useId()
  const byMetric = metrics.map((metric): AxisChoice => `metric:${metric}`)
  // A link may name a metric that nobody has logged; what is chosen is shown all the same.
  const isKnown = [...plainAxes.map(([value]) => value), ...byMetric].includes(axis)
  const others = isKnown ? byMetric : [axis, ...byMetric]
  const all = [...plainAxes.map(([value]) => value), ...others]
  return (
    <span className={styles.labelled}>
      <label htmlFor={id}>X axis</label>
      <Select
        id={id}
        className={styles.axis}
        value={axis}
        onChange={({ target }) => {
          const chosen = all.find((one) => one === target.value)
          if (chosen) onAxis(chosen)
        }}
      >
        {plainAxes.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
        {others.length > 0 && (
          <optgroup label="Another metric">
            {others.map((value) => (
              <option key={value} value={value}>
                {value.slice('metric:'.length)}
              </option>
            ))}
          </optgroup>
        )}
      </Select>
    </span>
  )
}

/** Follows the hand at once, and tells of it as soon as it rests. */
function SmoothingSlider({
  value,
  onChange,
}: {
  value: ChartSettings['smoothing']
  onChange: (smoothing: number) => void
}) {
  const id = useId()
  const [draft, setDraft] = useState<number>()
  const later = useMemo(() => createLater(pauseMs), [])
  const settle = () => {
    later.flush()
    setDraft(undefined)
  }
  const shown = draft ?? value
  return (
    <span className={styles.labelled}>
      <label htmlFor={id}>Smoothing</label>
      <input
        id={id}
        type="range"
        className={styles.slider}
        min={0}
        max={mostSmoothing}
        step={0.01}
        value={shown}
        onChange={({ target }) => {
          const next = target.valueAsNumber
          setDraft(next)
          later.set(() => onChange(next))
        }}
        onPointerUp={settle}
        onBlur={settle}
      />
      <output htmlFor={id} className={styles.number}>
        {shown.toFixed(2)}
      </output>
    </span>
  )
}
