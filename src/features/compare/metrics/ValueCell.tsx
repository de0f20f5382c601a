import { ArrowDown, ArrowUp, Equal, Star, ThumbsDown, ThumbsUp } from 'lucide-react'
import { formatCount, formatValue } from '../../../lib/numbers.ts'
import { classes } from '../../../ui/classes.ts'
import type { Delta, MetricCell, Standing } from './metric-cells.ts'
import styles from './MetricTable.module.css'

/** One metric of one job, how it stands among the others, and how it differs from the baseline. */
export function ValueCell({
  cell,
  standing,
  delta,
  showsStep,
}: {
  cell: MetricCell
  standing: Standing | undefined
  delta: Delta | undefined
  showsStep: boolean
}) {
  if (cell.kind === 'none') return <span className={styles.none}>–</span>
  return (
    <>
      <span className={styles.valueLine}>
        {standing && <StandingMark standing={standing} />}
        <Value cell={cell} />
      </span>
      {showsStep && cell.kind === 'value' && <span className={styles.at}>at {formatCount(cell.step)}</span>}
      {delta && <DeltaWords delta={delta} />}
    </>
  )
}

type FilledCell = Exclude<MetricCell, { kind: 'none' }>

function Value({ cell }: { cell: FilledCell }) {
  if (cell.kind === 'ends')
    return (
      <span
        title={`${cell.least.value} at step ${cell.least.step}, ${cell.greatest.value} at step ${cell.greatest.step}`}
      >
        {formatValue(cell.least.value)} … {formatValue(cell.greatest.value)}
      </span>
    )
  const { value, step } = cell
  if (cell.kind === 'value') return <span title={`${value} at step ${step}`}>{formatValue(value)}</span>
  return (
    <i title={`${value}, the last value: the history was not read yet`}>
      {formatValue(value)} <span className="visually-hidden">last value only</span>
    </i>
  )
}

const standings: Readonly<Record<Standing, { text: string; Icon: typeof Star }>> = {
  best: { text: 'Best', Icon: Star },
  least: { text: 'Least', Icon: ArrowDown },
  greatest: { text: 'Greatest', Icon: ArrowUp },
}

function StandingMark({ standing }: { standing: Standing }) {
  const { text, Icon } = standings[standing]
  return (
    <span className={classes(styles.standing, standing === 'best' && styles.best)}>
      <Icon size={11} aria-hidden="true" />
      {text}
    </span>
  )
}

const verdicts = {
  better: { Icon: ThumbsUp, word: 'better' },
  worse: { Icon: ThumbsDown, word: 'worse' },
  same: { Icon: Equal, word: 'the same' },
}

/** As much more or less than the baseline, and whether that is good: by a sign and a word, not by a colour alone. */
function DeltaWords({ delta: { absolute, percent, verdict } }: { delta: Delta }) {
  const { Icon, word } = verdict ? verdicts[verdict] : {}
  return (
    <span className={classes(styles.delta, verdict === 'better' && styles.better, verdict === 'worse' && styles.worse)}>
      {verdict === 'same' ? '' : signed(absolute)}
      {percent !== undefined && verdict !== 'same' && ` (${signed(percent, 3)} %)`}
      {Icon && <Icon size={11} aria-hidden="true" />}
      {word && <span className={verdict === 'same' ? undefined : 'visually-hidden'}>{word}</span>}
    </span>
  )
}

const signed = (value: number, digits = 4) => {
  const text = formatValue(Number(value.toPrecision(digits)))
  return value > 0 ? `+${text}` : text.replace('-', '−')
}
