import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSeriesBook } from '../../lib/series/series-book.ts'
import type { Extent, SeriesColumns } from '../../lib/series/series-types.ts'
import { openMetricFeed } from '../../queries/metric-feed.ts'
import { seriesIdOf } from '../../queries/metric-feed-series.ts'
import { testWorkspace } from '../../queries/testing/fake-azure.ts'
import { createModelTrackingServer, refusal, type ModelPoint } from '../../queries/testing/model-tracking-server.ts'
import { createCursorStore } from './cursor-store.ts'
import { MetricPanel } from './MetricPanel.tsx'
import { MetricPanelFull } from './MetricPanelFull.tsx'
import { plainSettings, type ChartSettings, type MetricRun } from './metric-run.ts'

// Nothing is laid out here: everything is told to be 450 pixels wide.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, 450, 224))
})
const closings: (() => void)[] = []
afterEach(() => {
  cleanup()
  for (const close of closings.splice(0)) close()
  vi.restoreAllMocks()
})

const points = (count: number, valueOf = (step: number) => step * 0.123): ModelPoint[] =>
  Array.from({ length: count }, (_, step) => ({ step, timestamp: 1_000_000 + step * 1000, value: valueOf(step) }))

const columnsOf = (history: readonly ModelPoint[]): SeriesColumns => ({
  step: Float64Array.from(history, ({ step }) => step),
  time: Float64Array.from(history, ({ timestamp }) => timestamp),
  value: Float64Array.from(history, ({ value }) => value),
})

/** A tracking server with a feed of it, and runs that tell what the server has. */
function aTracker(histories: Readonly<Record<string, readonly ModelPoint[]>>) {
  const server = createModelTrackingServer()
  for (const [metric, history] of Object.entries(histories)) server.log(metric, history)
  const feed = openMetricFeed({ book: openSeriesBook(), readPage: server.readPage })
  closings.push(feed.close)
  const aRun = (jobName: string, change: Partial<MetricRun> = {}): MetricRun => ({
    job: { workspace: testWorkspace, jobName },
    name: `run ${jobName}`,
    color: 'red',
    dash: [],
    isHidden: false,
    origin: undefined,
    isLive: false,
    metrics: server.lastValues(),
    ...change,
  })
  return { server, feed, aRun }
}

type Tracker = ReturnType<typeof aTracker>

/** A panel on a board that keeps what is chosen, as the address does. */
function show(
  { feed, aRun }: Tracker,
  {
    settings = {},
    jobs = ['a'],
    metric = 'loss',
    hasLegend = true,
  }: { settings?: Partial<ChartSettings>; jobs?: string[]; metric?: string; hasLegend?: boolean } = {},
) {
  const zooms: (Extent | undefined)[] = []
  const cursor = createCursorStore()
  function Board() {
    const [zoom, setZoom] = useState<Extent>()
    const [hidden, setHidden] = useState<readonly string[]>([])
    const [own, setOwn] = useState<Partial<ChartSettings>>({})
    return (
      <MetricPanel
        feed={feed}
        runs={jobs.map((job) => aRun(job, { isHidden: hidden.includes(job) }))}
        metric={metric}
        settings={{ ...plainSettings, ...settings, ...own }}
        zoom={zoom}
        onZoom={(next) => {
          zooms.push(next)
          setZoom(next)
        }}
        cursor={cursor}
        onOwnSettings={setOwn}
        onHide={setHidden}
        hasLegend={hasLegend}
        link="/runs/a?full=loss"
        size="medium"
        onSize={() => {}}
        isPinned={false}
        onPin={() => {}}
        onFull={() => {}}
      />
    )
  }
  render(<Board />)
  return { zooms, cursor, panel: within(screen.getByRole('region', { name: metric })) }
}

const picture = (metric = 'loss') =>
  screen.findByRole('img', { name: new RegExp(`^${metric}: 1 line`) }, { timeout: 10_000 })
const plot = () => screen.findByRole('slider', { name: /cursor$/ }, { timeout: 10_000 })

describe('a panel', () => {
  test('shows the curve of a metric, its last value and its points', async () => {
    const { panel } = show(aTracker({ loss: points(101) }))
    expect(panel.getByRole('status', { name: 'Loading loss' })).toBeTruthy()
    expect((await picture()).getAttribute('aria-label')).toContain('101 points')
    expect(panel.getByText('12.3')).toBeTruthy()
    expect(panel.getByText('101 points')).toBeTruthy()
  })

  test('tells of values that no line can show', async () => {
    const { panel } = show(aTracker({ loss: points(10, (step) => (step < 3 ? Number.NaN : 1)) }))
    await panel.findByText('3 values are NaN')
    cleanup()
    show(aTracker({ loss: points(4, () => Number.NaN) }))
    expect(await screen.findByText('No value that could be drawn')).toBeTruthy()
  })

  test('names the axis that it falls back to', async () => {
    show(aTracker({ loss: points(10).map((point) => ({ ...point, step: 0 })) }))
    expect(await screen.findByText('Logged without steps, so this is by time')).toBeTruthy()
    cleanup()
    show(aTracker({ loss: points(10) }), { settings: { axis: 'metric:epoch' } })
    expect(await screen.findByText('No “epoch” was logged, so this is by step')).toBeTruthy()
  })

  test('has another metric as its axis, which is read as well', async () => {
    const tracker = aTracker({ loss: points(10), epoch: points(10, (step) => Math.floor(step / 5)) })
    show(tracker, { settings: { axis: 'metric:epoch' } })
    expect((await picture()).getAttribute('aria-label')).toContain('epoch from 0 to 1')
    expect(new Set(tracker.server.requests.map(({ metric }) => metric))).toEqual(new Set(['loss', 'epoch']))
  })

  test('says what part is looked at, and keeps it while the job logs on', async () => {
    const tracker = aTracker({ loss: points(101) })
    const { zooms, panel } = show(tracker)
    fireEvent.keyDown(await plot(), { key: '+' })
    await waitFor(() => expect(zooms).toEqual([[15, 85]]))
    expect(await panel.findByText('Zoomed to steps 15–85')).toBeTruthy()
    expect(await panel.findByText('71 of 101 points in view')).toBeTruthy()
    const id = seriesIdOf({ job: tracker.aRun('a').job, metric: 'loss' })
    await act(() => tracker.feed.book.put(id, columnsOf(points(151))))
    expect(await panel.findByText('71 of 151 points in view')).toBeTruthy()
    fireEvent.click(panel.getByRole('button', { name: 'Reset zoom' }))
    expect(await panel.findByText('151 points')).toBeTruthy()
  })

  test('tells the values under the cursor', async () => {
    const { cursor, panel } = show(aTracker({ loss: points(101) }))
    await plot()
    act(() => cursor.set('step', { x: 42.3, chart: 'another' }))
    expect((await panel.findByTitle('At step 42')).textContent).toBe('5.166')
    act(() => cursor.set('step', undefined))
    expect(await panel.findByText('12.3')).toBeTruthy()
  })

  test('has no legend where the jobs are listed beside it', async () => {
    const tracker = aTracker({ loss: points(10) })
    show(tracker, { jobs: ['a', 'b'] })
    expect(await screen.findByRole('list', { name: 'Jobs in this chart' })).toBeTruthy()
    cleanup()
    show(tracker, { jobs: ['a', 'b'], hasLegend: false })
    await plot()
    expect(screen.queryByRole('list', { name: 'Jobs in this chart' })).toBeNull()
  })

  test('hides a job by its legend, and asks for nothing of it any more', async () => {
    const { panel } = show(aTracker({ loss: points(101) }), { jobs: ['a', 'b'] })
    await panel.findByText('202 points')
    fireEvent.click(panel.getByRole('button', { name: 'run b' }))
    expect(await panel.findByText('101 points')).toBeTruthy()
    expect(panel.getByRole('button', { name: 'run b' }).getAttribute('aria-pressed')).toBe('false')
    fireEvent.click(panel.getByRole('button', { name: 'run b' }), { altKey: true })
    await waitFor(() => expect(panel.getByRole('button', { name: 'run a' }).getAttribute('aria-pressed')).toBe('false'))
  })

  test('says which points are clipped, and shows them', async () => {
    const history = points(1000, (step) => (step === 500 ? 1e6 : Math.sin(step)))
    const { panel } = show(aTracker({ loss: history }), { settings: { clipOutliers: true } })
    fireEvent.click(await panel.findByRole('button', { name: 'Show' }))
    await waitFor(() => expect(panel.queryByText(/outside of/)).toBeNull())
  })

  test('that cannot be read says so, and tries again', async () => {
    const tracker = aTracker({ loss: points(10) })
    tracker.server.faults.push(() => Promise.reject(refusal(403, 'Not yours')))
    const { panel } = show(tracker)
    expect((await panel.findByRole('alert')).textContent).toContain('Read loss')
    expect(panel.queryByRole('status', { name: 'Loading loss' })).toBeNull()
  })

  test('that lost its connection keeps what is drawn', async () => {
    const tracker = aTracker({ loss: points(10) })
    const { panel } = show(tracker)
    await panel.findByText('10 points')
    tracker.server.faults.push(() => Promise.reject(refusal(403, 'Not any more')))
    tracker.server.log('loss', [{ step: 10, timestamp: 2_000_000, value: 5 }])
    act(() => tracker.feed.tell(tracker.aRun('a').job, { metrics: tracker.server.lastValues(), isLive: true }))
    const retry = await panel.findByRole('button', { name: 'Try again' }, { timeout: 10_000 })
    expect(panel.getByText(/^Not up to date/)).toBeTruthy()
    expect(panel.getByText(/points/)).toBeTruthy()
    tracker.server.faults.length = 0
    fireEvent.click(retry)
    await waitFor(() => expect(panel.queryByText(/^Not up to date/)).toBeNull(), { timeout: 10_000 })
  })
})

describe('a chart on the whole screen', () => {
  /** Among three charts, of which it is the second. */
  function showFull(tracker: Tracker) {
    const went: string[] = []
    render(
      <MetricPanelFull
        feed={tracker.feed}
        runs={[tracker.aRun('a')]}
        metric="loss"
        settings={plainSettings}
        onSettings={({ axis }) => went.push(`axis ${axis}`)}
        axisMetrics={['loss', 'epoch']}
        zoom={undefined}
        onZoom={() => {}}
        cursor={createCursorStore()}
        onOwnSettings={() => {}}
        link="/runs/a?full=loss"
        onClose={() => went.push('closed')}
        onPrevious={() => went.push('previous')}
        onNext={() => went.push('next')}
        place="2 of 3"
      />,
    )
    return went
  }

  test('leads on by the arrow keys, but not while they move the cursor', async () => {
    const went = showFull(aTracker({ loss: points(101) }))
    const cursor = await plot()
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowRight' })
    fireEvent.keyDown(document.body, { key: 'ArrowLeft' })
    fireEvent.keyDown(cursor, { key: 'ArrowRight' })
    fireEvent.keyDown(screen.getByRole('combobox', { name: 'X axis' }), { key: 'ArrowLeft' })
    expect(went).toEqual(['next', 'previous'])
    fireEvent.keyDown(cursor, { key: 'ArrowRight', altKey: true })
    expect(went).toEqual(['next', 'previous', 'next'])
    expect(screen.getByText('2 of 3')).toBeTruthy()
  })

  test('has the last values beside it, and those at the cursor', async () => {
    showFull(aTracker({ loss: points(101) }))
    const values = within(await screen.findByRole('region', { name: 'Values of loss' }))
    expect(await values.findByRole('row', { name: 'run a 12.3 100' })).toBeTruthy()
    fireEvent.keyDown(await plot(), { key: 'ArrowRight' })
    expect(await values.findByText('At step 0')).toBeTruthy()
  })

  test('takes another axis', async () => {
    const went = showFull(aTracker({ loss: points(5), epoch: points(5) }))
    fireEvent.change(screen.getByRole('combobox', { name: 'X axis' }), { target: { value: 'metric:epoch' } })
    expect(went).toEqual(['axis metric:epoch'])
    await picture()
  })
})
