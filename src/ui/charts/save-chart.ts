import { saveFile } from '../../lib/save-file.ts'
import { isDark } from '../theme.ts'
import { pictureOf, type ChartPicture } from './chart-picture.ts'
import type { ChartLine } from './chart-types.ts'
import { screenColor } from './css-color.ts'
import { curvesSvg, dashed, type SvgPart } from './curves-svg.ts'
import { legendRows, swatchWidth, type LegendItem } from './legend-rows.ts'

/** Room above the drawing for its heading, in pixels. */
const headingHeight = 28
/** Pixels of a picture for each of the screen, so that it can be printed. */
const scale = 2
/** That of the page first: where it is not installed, one of the same build. */
const font = "Inter, system-ui, -apple-system, 'Segoe UI', sans-serif"

/** What gives the parts of a drawing their look; elsewhere there are no style sheets to do so. */
const looks = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
]

type SeenChart = Readonly<{
  axes: SVGSVGElement
  picture: ChartPicture
  label: string
  width: number
  height: number
}>

/**
 * Saves a chart as it is seen: heading, axes, lines as paths and a legend, in the colours of the theme.
 * @param element around the chart @param name of the file, without its ending @throws Error when there is no chart in it
 */
export function saveChartSvg(element: HTMLElement, name: string): void {
  const text = new XMLSerializer().serializeToString(drawingOf(chartIn(element)).drawing)
  saveFile(`${fileName(name)}.svg`, new Blob([text], { type: 'image/svg+xml' }))
}

/** The same in pixels, twice as fine. @throws Error when there is no chart in it, or no memory for the picture */
export async function saveChartPng(element: HTMLElement, name: string): Promise<void> {
  const { drawing, width, height } = drawingOf(chartIn(element))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`
  await image.decode()
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const content = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
  if (!content) throw new Error('This browser has no memory for the picture.')
  saveFile(`${fileName(name)}.png`, content)
}

/** A name that no system takes for a path, a device or a command. */
export function fileName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what must go
  const plain = name.replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, '-').replaceAll(/^[.\s-]+|[.\s-]+$/g, '')
  return plain.slice(0, 120) || 'chart'
}

function chartIn(element: HTMLElement): SeenChart {
  const figure = element.closest('[role="figure"]') ?? element.querySelector('[role="figure"]')
  const axes = figure?.querySelector<SVGSVGElement>('svg.recharts-surface')
  const canvas = figure?.querySelector('canvas')
  const picture = canvas && pictureOf(canvas)
  if (!figure || !axes || !picture) throw new Error('There is no chart yet.')
  const { width, height } = figure.getBoundingClientRect()
  return { axes, picture, label: figure.getAttribute('aria-label') ?? '', width, height }
}

const svgNamespace = 'http://www.w3.org/2000/svg'

/** Ground, heading, axes, lines and legend, with the size of it all in pixels. */
function drawingOf({ axes, picture, label, width, height }: SeenChart) {
  const hasDark = isDark()
  const colorOf = (line: ChartLine) => screenColor(line.color, hasDark)
  const legend = legendRows(picture.drawn, width)
  const whole = headingHeight + height + legend.height
  const ink = screenColor('var(--text)', hasDark)
  const drawing = svgElement('svg', { width, height: whole, viewBox: `0 0 ${width} ${whole}`, 'font-family': font })
  const heading = svgElement('text', { x: 12, y: 19, 'font-size': 14, 'font-weight': 600, fill: ink })
  heading.textContent = label
  const axesCopy = withLooks(axes)
  const { left, top, width: across, height: down } = picture.plot
  const clip = svgElement('clipPath', { id: 'plot' })
  clip.append(svgElement('rect', { x: left - 3, y: top - 3, width: across + 6, height: down + 6 }))
  const body = svgElement('g', { transform: `translate(0 ${headingHeight})` })
  body.append(clip, axesCopy, ...curvesSvg(picture, colorOf).map(elementOf))
  const foot = svgElement('g', { transform: `translate(0 ${headingHeight + height})`, 'font-size': 12, fill: ink })
  foot.append(...legend.items.map((item) => legendItem(item, colorOf)))
  const ground = svgElement('rect', { width, height: whole, fill: screenColor('var(--surface)', hasDark) })
  drawing.append(ground, heading, body, foot)
  return { drawing, width, height: whole }
}

function elementOf({ tag, attributes, title, parts = [] }: SvgPart): SVGElement {
  const element = svgElement(tag, attributes)
  if (title !== undefined) {
    const name = svgElement('title', {})
    name.textContent = title
    element.append(name)
  }
  element.append(...parts.map(elementOf))
  return element
}

function legendItem({ x, y, text, line }: LegendItem, colorOf: (line: ChartLine) => string): SVGElement {
  const item = svgElement('g', { transform: `translate(${x} ${y})` })
  if (line) {
    item.append(svgElement('path', { d: 'M0 -4H24', stroke: colorOf(line), 'stroke-width': 2.5, ...dashed(line.dash) }))
  }
  const name = svgElement('text', { x: line ? swatchWidth : 0 })
  name.textContent = text
  item.append(name)
  return item
}

/** A copy that looks the same without the page's style sheets. */
function withLooks(axes: SVGSVGElement): SVGElement {
  // A clone of an element is an element of the same kind.
  const copy = axes.cloneNode(true) as SVGElement
  const copies = copy.querySelectorAll('*')
  axes.querySelectorAll('*').forEach((original, index) => {
    const style = getComputedStyle(original)
    for (const look of looks) copies[index]?.setAttribute(look, style.getPropertyValue(look))
    copies[index]?.removeAttribute('class')
    copies[index]?.removeAttribute('style')
  })
  copy.removeAttribute('style')
  return copy
}

function svgElement(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svgNamespace, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  return element
}
