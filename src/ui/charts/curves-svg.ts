import { pixelOf } from './axis-place.ts'
import type { ChartPicture } from './chart-picture.ts'
import type { ChartLine } from './chart-types.ts'
import { behind, dotRadius, isDense, placedMarks, strengthOf, traceMark } from './draw-curves.ts'
import { dotsOf, traceLine, type Pen } from './trace-line.ts'

/** Attributes of an SVG element by their names, and the elements within it. */
export type SvgPart = Readonly<{
  tag: 'g' | 'path' | 'circle'
  attributes: Readonly<Record<string, string | number>>
  /** What a viewer tells of it. */
  title?: string
  parts?: readonly SvgPart[]
}>

/**
 * The lines of a chart as they lie on its canvas, each a group of its own that bears its name.
 * @param colorOf a line's colour without variables
 */
export function curvesSvg({ drawn, places, plot }: ChartPicture, colorOf: (line: ChartLine) => string): SvgPart[] {
  const hasMarked = drawn.some(({ line }) => line.isMarked)
  const isThin = isDense(drawn)
  return drawn.map(({ line, series }) => {
    const { alpha, width } = strengthOf(line, hasMarked)
    const color = colorOf(line)
    const stroke = {
      fill: 'none',
      stroke: color,
      'stroke-width': isThin && !line.isMarked ? 1 : width,
      'stroke-linejoin': 'bevel',
      ...dashed(line.dash),
    }
    const path = (d: string, attributes: SvgPart['attributes']): SvgPart[] =>
      d === '' ? [] : [{ tag: 'path', attributes: { d, ...attributes } }]
    const raw = pathOf((pen) => traceLine(pen, series.raw, places))
    const { smooth } = series
    return {
      tag: 'g',
      attributes: { opacity: alpha },
      title: line.name,
      parts: [
        ...path(raw, { ...stroke, ...(smooth && { opacity: behind, 'stroke-width': 1 }), 'clip-path': 'url(#plot)' }),
        ...(smooth
          ? path(
              pathOf((pen) => traceLine(pen, smooth, places)),
              { ...stroke, 'clip-path': 'url(#plot)' },
            )
          : []),
        ...dotsOf(series.raw).flatMap((index): SvgPart[] => {
          const cx = round(pixelOf(places.x, series.raw.x[index] ?? Number.NaN))
          const cy = round(pixelOf(places.y, series.raw.y[index] ?? Number.NaN))
          const isSeen = cx >= plot.left - 3 && cx <= plot.left + plot.width + 3
          return isSeen ? [{ tag: 'circle', attributes: { cx, cy, r: dotRadius, fill: color } }] : []
        }),
        ...placedMarks(series.marks, places, plot).flatMap(({ kind, at }) => {
          let isFilled = false
          const d = pathOf((pen) => (isFilled = traceMark(pen, kind, at, plot)))
          return path(
            d,
            isFilled ? { fill: color } : { fill: 'none', stroke: color, ...dashed(kind === 'restart' ? [3, 4] : []) },
          )
        }),
      ],
    }
  })
}

/** An attribute only where there is something to say. */
export const dashed = (dash: readonly number[]): SvgPart['attributes'] =>
  dash.length > 0 ? { 'stroke-dasharray': dash.join(' ') } : {}

const round = (pixel: number) => Math.round(pixel * 100) / 100

/** The text of a path; a move that nothing is drawn after is left out. */
function pathOf(trace: (pen: Pen) => void): string {
  const words: string[] = []
  let start = ''
  trace({
    moveTo: (x, y) => void (start = `M${round(x)} ${round(y)}`),
    lineTo: (x, y) => {
      words.push(`${start}L${round(x)} ${round(y)}`)
      start = ''
    },
  })
  return words.join('')
}
