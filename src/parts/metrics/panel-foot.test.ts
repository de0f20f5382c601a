import { describe, expect, test } from 'vitest'
import type { Frame, FrameRequest, FrameSeries } from '../../lib/series/series-types.ts'
import { panelAxis } from './panel-axis.ts'
import { footNotes, type FootFacts } from './panel-foot.ts'

const none = { x: new Float64Array(), y: new Float64Array() }
const aSeries = (change: Partial<FrameSeries> = {}): FrameSeries => ({
  id: 'a',
  raw: none,
  smooth: undefined,
  marks: [],
  total: 120,
  inView: 120,
  drawn: 120,
  placeless: 0,
  clipped: 0,
  least: undefined,
  greatest: undefined,
  first: undefined,
  last: undefined,
  ...change,
})
const aFrame = (...series: FrameSeries[]): Frame => ({
  series,
  xExtent: [0, 119],
  xWhole: [0, 119],
  yExtent: [-3, 400],
})
const aRequest = (change: Partial<FrameRequest> = {}): FrameRequest => ({
  lines: [{ id: 'a' }],
  axis: 'step',
  xScale: 'linear',
  yScale: 'linear',
  columns: 100,
  smoothing: 0,
  clipOutliers: false,
  ...change,
})
const whole: FootFacts['reading'] = {
  series: 1,
  whole: 1,
  points: 120,
  isReading: false,
  failed: [],
  stale: [],
  cut: 0,
}

/** The notes below a chart of that series, given what else there is to say. */
function notes(series: Partial<FrameSeries> = {}, facts: Partial<FootFacts> = {}, shown = aRequest()) {
  return footNotes({
    made: { frame: aFrame(aSeries(series)), request: shown },
    wanted: { request: aRequest(), absentAxis: undefined, xMetric: undefined, leftOut: 0 },
    axis: panelAxis({ axis: shown.axis, scale: 'linear', shown: [0, 119], metric: 'epoch' }),
    formatY: String,
    zoom: undefined,
    reading: whole,
    ...facts,
  }).map(({ text }) => text)
}

describe('below a chart it says', () => {
  test('how many of the points are drawn', () => {
    expect(notes()).toEqual(['120 points'])
    expect(notes({ total: 118_240, inView: 118_240, drawn: 2_000 })).toEqual(['2,000 of 118,240 points shown'])
  })

  test('what part is looked at, and how many points are in it', () => {
    const zoomed = { zoom: [100, 220] as const }
    expect(notes({ total: 118_240, inView: 3_000, drawn: 500 }, zoomed)).toEqual([
      '500 of 3,000 points in view shown, 118,240 in all',
      'Zoomed to steps 100–220',
    ])
    expect(notes({ total: 118_240, inView: 60, drawn: 60 }, zoomed)[0]).toBe('60 of 118,240 points in view')
  })

  test('which values no line can show', () => {
    const marks = [
      { kind: 'nan', x: 3, count: 2 },
      { kind: 'nan', x: 9, count: 1 },
      { kind: 'minus-infinity', x: 5, count: 1 },
    ] as const
    expect(notes({ marks, drawn: 116 })).toEqual([
      '116 of 120 points shown',
      '3 values are NaN',
      '1 value is minus infinity',
    ])
  })

  test('where the job began again', () => {
    expect(notes({ marks: [{ kind: 'restart', x: 50, count: 1 }] })).toContain('Began again at step 50')
    expect(notes({ marks: [{ kind: 'restart', x: 50, count: 3 }] })).toContain('Began again 3 times')
  })

  test('which points were left out, and lets one see them', () => {
    const made = { frame: aFrame(aSeries({ clipped: 12 })), request: aRequest() }
    const facts = { made, wanted: { request: made.request, absentAxis: undefined, xMetric: undefined, leftOut: 0 } }
    const axis = panelAxis({ axis: 'step', scale: 'linear', shown: undefined, metric: undefined })
    expect(footNotes({ ...facts, axis, formatY: String, zoom: undefined, reading: whole }).at(-1)).toEqual({
      text: '12 points outside of -3 … 400 not shown',
      action: 'show outliers',
    })
  })

  test('which points have no place on the axes', () => {
    expect(notes({ placeless: 4 }, {}, aRequest({ yScale: 'log' }))).toContain(
      '4 points without a place on a logarithmic axis',
    )
    const byEpoch = { wanted: { request: aRequest(), absentAxis: undefined, xMetric: 'epoch', leftOut: 2 } }
    expect(notes({ placeless: 4 }, byEpoch, aRequest({ axis: 'series' }))).toEqual([
      '120 points',
      '2 jobs without “epoch” left out',
      '4 points logged before any “epoch” not shown',
    ])
  })

  test('why the axis is another one than was asked for', () => {
    expect(notes({}, {}, aRequest({ axis: 'relative' }))).toContain('Logged without steps, so this is by time')
    const absent = { wanted: { request: aRequest(), absentAxis: 'epoch', xMetric: undefined, leftOut: 0 } }
    expect(notes({}, absent)).toContain('No “epoch” was logged, so this is by step')
  })

  test('how far the reading has come', () => {
    const reading = { ...whole, isReading: true, whole: 0 }
    expect(notes({}, { made: undefined, reading: { ...reading, points: 0 } })).toEqual([
      'Waiting for the first points…',
    ])
    expect(notes({}, { reading: { ...reading, points: 25_000 } })[0]).toBe('25,000 points read so far…')
    expect(notes({}, { reading: { ...reading, series: 10, whole: 3, points: 25_000 } })[0]).toBe(
      '3 of 10 series are whole, 25,000 points read so far…',
    )
  })

  test('that the service keeps no more', () => {
    expect(notes({}, { reading: { ...whole, cut: 1 } })).toContain('The service keeps no more points')
  })
})
