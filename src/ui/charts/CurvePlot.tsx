import { useId, useState } from 'react'
import { pixelOf } from './axis-place.ts'
import { markText, valuesAt } from './chart-summary.ts'
import type { Placed } from './CurveAxes.tsx'
import styles from './CurveChart.module.css'
import { CurveTip } from './CurveTip.tsx'
import { placedMarks, type DrawnLine } from './draw-curves.ts'
import type { CurveChartProps } from './chart-types.ts'
import { useChartGestures } from './use-chart-gestures.ts'

/** How near the cursor must come to a mark to be told what it means, in pixels. */
const reach = 5
/** Notes beside the cursor; more would hide the curves. */
const mostNotes = 4

const keys =
  'Arrow keys move the cursor to the next values, with Shift by ten. Home and End move it to the ends. Plus and minus ' +
  'zoom around it, 0 shows all again, Page Up and Page Down move along.'

/**
 * The part between the axes, above the lines: the cursor, the band of a zoom and what is told beside them. For assistive
 * technology it is a slider along the x axis.
 */
export function CurvePlot({
  placed,
  drawn,
  ...chart
}: Omit<CurveChartProps, 'height' | 'onColumns'> & { placed: Placed; drawn: readonly DrawnLine[] }) {
  const { label, frame, lines, x, y, zoom, onZoom, cursor, onCursor, tip } = chart
  const { layout, plot, places } = placed
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const keysId = useId()
  const { band, props } = useChartGestures({
    x,
    onZoom,
    cursor,
    onCursor,
    shown: layout.xDomain,
    whole: frame.xWhole ?? zoom ?? layout.xDomain,
    plot,
    places,
    drawn,
  })
  const at = cursor === undefined ? undefined : pixelOf(places.x, cursor)
  const isSeen = at !== undefined && at >= plot.left - 0.5 && at <= plot.left + plot.width + 0.5
  const notes = isSeen && (isPointed || isFocused) ? notesAt(drawn, placed, at) : []
  return (
    <>
      <div
        {...props}
        role="slider"
        tabIndex={0}
        aria-label={`${label}: cursor`}
        aria-describedby={keysId}
        aria-valuemin={layout.xDomain[0]}
        aria-valuemax={layout.xDomain[1]}
        aria-valuenow={cursor ?? layout.xDomain[0]}
        aria-valuetext={isFocused && cursor !== undefined ? valuesAt(frame, lines, cursor, x, y) : undefined}
        className={styles.plot}
        style={{ left: plot.left, top: plot.top, width: plot.width, height: plot.height }}
        onPointerEnter={() => setPointed(true)}
        onPointerLeave={(event) => {
          setPointed(false)
          props.onPointerLeave(event)
        }}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false)
          props.onBlur()
        }}
      >
        {band && <div className={styles.band} style={{ left: band[0] - plot.left, width: band[1] - band[0] }} />}
        {isSeen && <div className={styles.line} style={{ transform: `translateX(${Math.round(at - plot.left)}px)` }} />}
        <span id={keysId} hidden>
          {keys}
        </span>
      </div>
      {isSeen && (isPointed || isFocused) && (tip != null || notes.length > 0) && (
        <CurveTip at={at - plot.left} anchor={props.ref}>
          {tip}
          {notes.map((note) => (
            <p key={note} className={styles.note}>
              {note}
            </p>
          ))}
        </CurveTip>
      )}
    </>
  )
}

/** What the marks near the cursor mean, in words. */
function notesAt(drawn: readonly DrawnLine[], { places, plot }: Placed, at: number): string[] {
  const notes = drawn.flatMap(({ line, series }) => {
    const marks = placedMarks(series.marks, places, plot).filter((mark) => Math.abs(mark.at - at) <= reach)
    return marks.length > 0 ? [markText(line.name, marks)] : []
  })
  const rest = notes.length - mostNotes
  return rest > 0 ? [...notes.slice(0, mostNotes), `And ${rest} more lines with marks here`] : notes
}
