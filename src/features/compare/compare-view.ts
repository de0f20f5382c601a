import { packRuns, unpackRuns } from '../../domain/compare/run-list.ts'
import { rangesFromText, rangesToText, type Ranges } from '../../parts/parallel/parallel-axes.ts'
import { listFromText, listToText, pairsFromText, pairsToText } from './address-lists.ts'
import { numbersIn, rangesOf } from './number-ranges.ts'

export type CompareTab = 'differences' | 'metrics' | 'curves' | 'parameters' | 'code'

/** Whether less or more of a metric is better. */
export type Direction = 'lower' | 'higher'

/** Of each metric the newest value, the best one, or the one at a step. */
export type Statistic = 'last' | 'best' | 'step'

/** One of the jobs as this view shows it; nothing of it is written to the job. */
export type ViewedRun = Readonly<{
  name: string
  /** What it is called here instead of its own name. */
  label: string | undefined
  /** Which of the looks of lines it has, see `lineLook`. */
  look: number
  isHidden: boolean
}>

/** Everything that the page shows beyond what the service says. It lives in the address. */
export type CompareView = Readonly<{
  runs: readonly ViewedRun[]
  /** Why the address tells of no jobs, where it means to. */
  problem: string | undefined
  tab: CompareTab
  /** The name of the job that the others are held against. */
  baseline: string | undefined
  statistic: Statistic
  /** For the statistic `step`. */
  step: number
  /** Jobs as rows, metrics as columns. */
  isTransposed: boolean
  /** Directions that were chosen, by metric. */
  directions: ReadonlyMap<string, Direction>
  /** What metrics of the table have in their names. */
  search: string
  /** The metric by whose values the jobs of the table are ordered. */
  order: Readonly<{ metric: string; isDescending: boolean }> | undefined
  /** The metric that parameters are held against, and by which one job is the best. */
  target: string | undefined
  /** Parameters that are drawn as axes; all that differ unless some are named. */
  axes: readonly string[] | undefined
  /** The parameter of the scatter plot. */
  against: string | undefined
  ranges: Ranges
  /** Lines of parameters have the looks of their jobs, rather than a colour by the metric. */
  isColoredByJob: boolean
}>

/** Looks beyond these are not told apart, see `lineLook`. */
export const mostLooks = 40
/** Longer ones would make addresses that no mail program keeps whole. */
export const longestLabel = 80
const longestName = 250
const mostNames = 200

const tabs: readonly CompareTab[] = ['differences', 'metrics', 'curves', 'parameters', 'code']
const statistics: readonly Statistic[] = ['last', 'best', 'step']

/**
 * A view changes by the letter, its jobs seldom: packing and unpacking a hundred of them each time would be felt, and
 * everything that is drawn of them is kept as long as they are the same objects.
 */
function remembersLast<Input, Answer>(answer: (input: Input) => Answer, keyOf: (input: Input) => string) {
  let last: { key: string; answer: Answer } | undefined
  return (input: Input): Answer => {
    const key = keyOf(input)
    if (last?.key !== key) last = { key, answer: answer(input) }
    return last.answer
  }
}
/** The jobs as an address has them. */
export const packed = remembersLast(packRuns, (names) => names.join(','))

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | undefined =>
  values.find((value) => value === text)

const runsIn = remembersLast(readRuns, (texts) => JSON.stringify(texts))

function readRuns(texts: Readonly<{ runs: string; looks: string; hidden: string; labels: string }>) {
  const listed = unpackRuns(texts.runs)
  const names = 'names' in listed ? listed.names : []
  const looks = numbersIn(texts.looks, mostLooks)
  const hidden = new Set(numbersIn(texts.hidden, names.length))
  const labels = new Map(pairsFromText(texts.labels).map(([index, label]) => [Number(index), label.trim()]))
  const runs = names.map((name, index): ViewedRun => {
    const label = labels.get(index)?.slice(0, longestLabel)
    return { name, label: label || undefined, look: looks[index] ?? index % mostLooks, isHidden: hidden.has(index) }
  })
  return { runs, problem: 'problem' in listed ? listed.problem : undefined }
}

/** The view that an address tells of. What no view can be in it counts as not said. */
export function parseCompareView(params: URLSearchParams): CompareView {
  const text = (name: string) => params.get(name) ?? ''
  const { runs, problem } = runsIn({
    runs: text('runs'),
    looks: text('looks'),
    hidden: text('hidden'),
    labels: text('labels'),
  })
  const axes = listFromText(text('axes')).filter(isName)
  const step = Number(params.get('step') ?? Number.NaN)
  return {
    runs,
    problem,
    tab: oneOf(tabs, params.get('tab')) ?? 'differences',
    baseline: runs[numbersIn(text('base'), runs.length)[0] ?? -1]?.name,
    statistic: oneOf(statistics, params.get('value')) ?? 'last',
    step: Number.isFinite(step) ? step : 0,
    isTransposed: params.get('turned') === '1',
    directions: directionsIn(text('better')),
    search: text('find').slice(0, longestName),
    order: orderIn(text('order')),
    target: nameIn(text('target')),
    axes: axes.length > 0 ? axes.slice(0, mostNames) : undefined,
    against: nameIn(text('against')),
    ranges: rangesFromText(text('ranges')),
    isColoredByJob: params.get('colors') === 'job',
  }
}

/** What an address says of a view: empty where it is what everybody begins with. */
export function compareViewParams(view: CompareView): Record<string, string> {
  const { runs } = view
  const indexesOf = (isIt: (run: ViewedRun) => boolean) => runs.flatMap((run, index) => (isIt(run) ? [index] : []))
  const hasOwnLooks = runs.some(({ look }, index) => look !== index % mostLooks)
  return {
    runs: packed(runs.map(({ name }) => name)),
    tab: view.tab === 'differences' ? '' : view.tab,
    looks: hasOwnLooks ? rangesOf(runs.map(({ look }) => look)) : '',
    hidden: rangesOf(indexesOf(({ isHidden }) => isHidden)),
    labels: pairsToText(runs.flatMap(({ label }, index) => (label === undefined ? [] : [[String(index), label]]))),
    base: rangesOf(indexesOf(({ name }) => name === view.baseline)),
    value: view.statistic === 'last' ? '' : view.statistic,
    step: view.step === 0 ? '' : String(view.step),
    turned: view.isTransposed ? '1' : '',
    better: pairsToText([...view.directions]),
    find: view.search,
    order: view.order ? pairsToText([[view.order.isDescending ? 'down' : 'up', view.order.metric]]) : '',
    target: view.target ?? '',
    axes: listToText(view.axes ?? []),
    against: view.against ?? '',
    ranges: rangesToText(view.ranges),
    colors: view.isColoredByJob ? 'job' : '',
  }
}

const isName = (text: string) => text !== '' && text.length <= longestName
const nameIn = (text: string) => (isName(text) ? text : undefined)

const directionsIn = (text: string): Map<string, Direction> =>
  new Map(
    pairsFromText(text)
      .slice(0, mostNames)
      .flatMap(([metric, word]): [string, Direction][] =>
        isName(metric) && (word === 'lower' || word === 'higher') ? [[metric, word]] : [],
      ),
  )

function orderIn(text: string): CompareView['order'] {
  const [word, metric] = pairsFromText(text)[0] ?? []
  if (metric === undefined || !isName(metric) || (word !== 'up' && word !== 'down')) return undefined
  return { metric, isDescending: word === 'down' }
}
