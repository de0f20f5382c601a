import type { ComparedJob } from '../../../domain/compare/compared-job.ts'
import type { Direction } from '../compare-view.ts'

/** How it is known whether less or more of a metric is better. */
export type KnownDirection = Readonly<{ direction: Direction; source: 'chosen' | 'objective' | 'name' }>

const lowerWords = new Set(
  `loss losses error errors err mse rmse mae mape smape msle rmsle nll perplexity ppl logloss brier regret wer cer ter eer
  fid kid fpr fnr latency crossentropy deviance hamming`.split(/\s+/),
)
const higherWords = new Set(
  `accuracy acc auc auroc auprc f1 fbeta fscore precision recall sensitivity specificity r2 score map ndcg mrr iou miou
  dice bleu rouge meteor ssim psnr reward tpr tnr kappa mcc likelihood silhouette throughput`.split(/\s+/),
)
/** What turns the meaning of a name around, as in `neg_mean_squared_error`. */
const negations = new Set(['neg', 'negative'])

/**
 * What a metric's name says of its direction: `val/log_loss` is better when it is lower. The last word that means
 * something counts, as it does in English: an `accuracy_loss` is a loss.
 *
 * @returns undefined where the name says nothing
 */
export function directionOfName(metric: string): Direction | undefined {
  const words = wordsOf(metric)
  const word = words.findLast((candidate) => lowerWords.has(candidate) || higherWords.has(candidate))
  if (word === undefined) return undefined
  const isNegated = words.some((candidate) => negations.has(candidate))
  return lowerWords.has(word) === isNegated ? 'higher' : 'lower'
}

const wordsOf = (metric: string) =>
  metric
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)

/** Directions of metrics: as the reader chose, as the objective of one of the jobs says, else as the name means. */
export function directionsOf(
  jobs: readonly ComparedJob[],
  chosen: ReadonlyMap<string, Direction>,
): (metric: string) => KnownDirection | undefined {
  const objectives = new Map(jobs.flatMap(objectiveOf))
  return (metric) => {
    const own = chosen.get(metric)
    if (own) return { direction: own, source: 'chosen' }
    const objective = objectives.get(metric)
    if (objective) return { direction: objective, source: 'objective' }
    const direction = directionOfName(metric)
    return direction && { direction, source: 'name' }
  }
}

function objectiveOf({ resource: { properties } }: ComparedJob): [metric: string, direction: Direction][] {
  if (properties.jobType !== 'Sweep') return []
  const { goal, primaryMetric } = properties.objective
  return [[primaryMetric, goal.toLowerCase() === 'maximize' ? 'higher' : 'lower']]
}

/** For people: `lower is better`. */
export const directionWords = (direction: Direction | undefined) =>
  direction === undefined ? 'direction unknown' : `${direction} is better`
