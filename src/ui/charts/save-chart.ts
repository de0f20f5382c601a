import { saveFile } from '../../lib/save-file.ts'
import { isDark } from '../theme.ts'
import { screenColor } from './css-color.ts'

/** Room above the drawing for its heading, in pixels. */
const headingHeight = 28
/** Pixels of a picture for each of the screen, so that it can be printed. */
const scale = 2
const font = 'system-ui, sans-serif'

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
  lines: HTMLCanvasElement
  label: string
  width: number
  height: number
}>

/**
 * Saves a chart as it is seen, with its axes and in the colours of the theme. The lines are a picture within it.
 * @param element around the chart @param name of the file, without its ending @throws Error when there is no chart in it
 */
export async function saveChartSvg(element: HTMLElement, name: string): Promise<void> {
  const chart = chartIn(element)
  const drawing = drawingOf(chart)
  const image = document.createElementNS(svgNamespace, 'image')
  setAttributes(image, { href: chart.lines.toDataURL(), y: headingHeight, width: chart.width, height: chart.height })
  drawing.append(image)
  saveFile(`${name}.svg`, new Blob([textOf(drawing)], { type: 'image/svg+xml' }))
}

/** The same as a picture of pixels. @throws Error when there is no chart in it, or no memory for the picture */
export async function saveChartPng(element: HTMLElement, name: string): Promise<void> {
  const chart = chartIn(element)
  const canvas = document.createElement('canvas')
  canvas.width = chart.width * scale
  canvas.height = (chart.height + headingHeight) * scale
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('This browser has no memory for the picture.')
  const axes = new Image()
  axes.src = `data:image/svg+xml,${encodeURIComponent(textOf(drawingOf(chart)))}`
  await axes.decode()
  brush.drawImage(axes, 0, 0, canvas.width, canvas.height)
  brush.drawImage(chart.lines, 0, headingHeight * scale, canvas.width, chart.height * scale)
  const content = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
  if (!content) throw new Error('This browser has no memory for the picture.')
  saveFile(`${name}.png`, content)
}

function chartIn(element: HTMLElement): SeenChart {
  const figure = element.querySelector('[role="figure"]')
  const axes = figure?.querySelector<SVGSVGElement>('svg.recharts-surface')
  const lines = figure?.querySelector('canvas')
  if (!figure || !axes || !lines) throw new Error('There is no chart yet.')
  const { width, height } = figure.getBoundingClientRect()
  return { axes, lines, label: figure.getAttribute('aria-label') ?? '', width, height }
}

const svgNamespace = 'http://www.w3.org/2000/svg'

/** Ground, heading and axes. */
function drawingOf({ axes, label, width, height }: SeenChart): SVGSVGElement {
  const drawing = document.createElementNS(svgNamespace, 'svg')
  const whole = height + headingHeight
  setAttributes(drawing, { xmlns: svgNamespace, width, height: whole, viewBox: `0 0 ${width} ${whole}` })
  drawing.setAttribute('font-family', font)
  const ground = document.createElementNS(svgNamespace, 'rect')
  setAttributes(ground, { width, height: whole, fill: screenColor('var(--surface)', isDark()) })
  const heading = document.createElementNS(svgNamespace, 'text')
  setAttributes(heading, { x: 12, y: 19, 'font-size': 14, 'font-weight': 600 })
  heading.setAttribute('fill', screenColor('var(--text)', isDark()))
  heading.textContent = label
  const copy = withLooks(axes)
  setAttributes(copy, { y: headingHeight, width, height })
  drawing.append(ground, heading, copy)
  return drawing
}

/** A copy that looks the same without the page's style sheets. */
function withLooks(axes: SVGSVGElement): Element {
  // A clone of an element is an element of the same kind.
  const copy = axes.cloneNode(true) as Element
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

const textOf = (drawing: SVGSVGElement) => new XMLSerializer().serializeToString(drawing)

function setAttributes(element: Element, values: Readonly<Record<string, string | number>>) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value))
}
