import type { Metric } from '../../../api/mlflow.ts'
import { isSystemMetric } from '../../../parts/metrics/board-groups.ts'

/**
 * Names of metrics that a run may have: values under a further one are refused, or lost without a word by clients that
 * do not wait for the answer. https://learn.microsoft.com/azure/machine-learning/resource-limits-capacity
 */
export const mostMetricNames = 50

/** How many names a run has used of those that it may have. What MLflow measures of the machine is left out. */
export const usedMetricNames = (metrics: readonly Metric[]): number =>
  new Set(metrics.map(({ key }) => key).filter((key) => !isSystemMetric(key))).size
