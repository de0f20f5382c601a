import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ChartAxis } from './chart-types.ts'
import { CurveChart } from './CurveChart.tsx'
import { frameOfPoints } from './frame-of-points.ts'
import { fileName, saveChartSvg } from './save-chart.ts'

const axis: ChartAxis = { name: 'Step', scale: 'linear', format: String }
const noop = () => {}
let saved: Blob[] = []

beforeEach(() => {
  saved = []
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, 450, 224))
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) saved.push(blob)
    return 'blob:saved'
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function show(label: string, name: string) {
  const points = [1, 2, 3].map((x) => ({ x, y: x * x }))
  render(
    <CurveChart
      label={label}
      frame={frameOfPoints('a', points)}
      lines={[{ id: 'a', name, color: 'rgb(1, 2, 3)', dash: [7, 3], isHidden: false }]}
      x={axis}
      y={axis}
      zoom={undefined}
      onZoom={noop}
      cursor={undefined}
      onCursor={noop}
      onColumns={noop}
      height={224}
    />,
  )
  return screen.getByRole('figure')
}

describe('a saved chart', () => {
  test('has heading, ticks, the lines as paths and their names', async () => {
    saveChartSvg(show('train/loss', 'run-a'), 'train/loss')
    const drawing = new DOMParser().parseFromString((await saved[0]?.text()) ?? '', 'image/svg+xml')
    const texts = [...drawing.querySelectorAll('text')].map((text) => text.textContent)
    expect(texts).toEqual(expect.arrayContaining(['train/loss', 'Step', '3', '8', 'run-a']))
    const paths = [...drawing.querySelectorAll('path[stroke="rgb(1, 2, 3)"]')]
    expect(paths.map((path) => path.getAttribute('d'))).toContainEqual(
      expect.stringMatching(/^M[\d. ]+L[\d. ]+L[\d. ]+$/),
    )
    expect(paths[0]?.getAttribute('stroke-dasharray')).toBe('7 3')
    expect(drawing.querySelectorAll('image, foreignObject, script, style').length).toBe(0)
  })

  test('takes names for text, whatever is in them', async () => {
    saveChartSvg(show('<script>alert(1)</script>', 'a & b "<img src=x>"'), 'x')
    const text = (await saved[0]?.text()) ?? ''
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).toContain('a &amp; b')
    expect(text).not.toMatch(/<script|<img/)
  })

  test('is refused where there is no chart', () => {
    expect(() => saveChartSvg(document.createElement('div'), 'x')).toThrow('There is no chart yet')
    expect(saved).toEqual([])
  })
})

test.each([
  ['train/loss', 'train-loss'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a:b*c?"<d>|e', 'a-b-c-d-e'],
  ['...', 'chart'],
  ['Übung 1', 'Übung 1'],
])('the name %s becomes the file name %s', (name, file) => expect(fileName(name)).toBe(file))
