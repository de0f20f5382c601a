import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts'
import type { DrawnChart } from './drawn-chart.ts'

declare global {
  interface Window {
    /** @returns milliseconds from when the data is there to when it is on the screen */
    drawCharts: (data: string) => Promise<number>
  }
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

window.drawCharts = async (data) => {
  const charts = (await (await fetch(data)).json()) as DrawnChart[]
  const begun = performance.now()
  const root = createRoot(document.getElementById('root') ?? document.body)
  flushSync(() => root.render(charts.map((chart) => <NaiveChart key={chart.name} chart={chart} />)))
  const lines = charts.reduce((sum, { series }) => sum + series.length, 0)
  // Recharts draws in effects of its own.
  // oxlint-disable-next-line no-await-in-loop
  while (document.querySelectorAll('path.recharts-line-curve').length < lines) await frame()
  await frame()
  await frame()
  return performance.now() - begun
}

/** As its documentation shows it, but for animations and dots, which would take longer still. */
const NaiveChart = ({ chart: { name, series } }: { chart: DrawnChart }) => (
  <figure>
    <figcaption>{name}</figcaption>
    <LineChart width={400} height={220}>
      <CartesianGrid />
      <XAxis dataKey="step" type="number" allowDuplicatedCategory={false} />
      <YAxis dataKey="value" type="number" domain={['auto', 'auto']} />
      {series.map((one) => (
        <Line key={one.name} data={one.points} dataKey="value" name={one.name} dot={false} isAnimationActive={false} />
      ))}
    </LineChart>
  </figure>
)
