import { expect, test } from 'vitest'
import type { SweepJob } from '../../../api/generated/arm.ts'
import { distributionWords, earlyTerminationWords, limitsWords, samplingWords } from './sweep-words.ts'

const aSweep = (more: Partial<SweepJob>): SweepJob => ({
  jobType: 'Sweep',
  searchSpace: {},
  samplingAlgorithm: { samplingAlgorithmType: 'Grid' },
  objective: { goal: 'Minimize', primaryMetric: 'loss' },
  trial: { command: 'ls', environmentId: 'e' },
  ...more,
})

test.each([
  [['choice', [['gbdt', 3, { name: 'svm' }]]], 'gbdt, 3, {"name":"svm"}'],
  [['randint', [5]], 'whole numbers from 0 to 4'],
  [['loguniform', [-6, -1]], 'loguniform from -6 to -1'],
  [['quniform', [0, 1, 0.1]], 'quniform from 0 to 1 by 0.1'],
  [['normal', [0, 1]], 'normal, mean 0, deviation 1'],
  [['qlognormal', [0, 1, 2]], 'qlognormal, mean 0, deviation 1 by 2'],
  [['fractal', [1]], '["fractal",[1]]'],
])('the distribution %j reads “%s”', (body, words) => {
  expect(distributionWords(body)).toBe(words)
})

test('how values are sampled', () => {
  const words = (samplingAlgorithm: SweepJob['samplingAlgorithm']) => samplingWords(aSweep({ samplingAlgorithm }))
  expect(words({ samplingAlgorithmType: 'Bayesian' })).toBe('Bayesian')
  expect(words({ samplingAlgorithmType: 'Random', seed: 0 })).toBe('Random, seed 0')
  expect(words({ samplingAlgorithmType: 'Random', rule: 'Sobol' })).toBe('Random, by a Sobol sequence')
})

test('limits, and none', () => {
  const limits = { jobLimitsType: 'Sweep', maxTotalTrials: 6, maxConcurrentTrials: 3, trialTimeout: 'PT90S' } as const
  expect(limitsWords(aSweep({ limits }))).toMatch(/^At most 6 trials, 3 at a time, .* for each$/)
  expect(limitsWords(aSweep({}))).toBeUndefined()
  expect(limitsWords(aSweep({ limits: { jobLimitsType: 'Sweep' } }))).toBeUndefined()
})

test('what ends a trial early', () => {
  const words = (earlyTermination: SweepJob['earlyTermination']) => earlyTerminationWords(aSweep({ earlyTermination }))
  expect(words(null)).toContain('None')
  expect(words({ policyType: 'Bandit', slackFactor: 0.1, evaluationInterval: 2, delayEvaluation: 5 })).toBe(
    'Bandit: outside of the best by factor 0.1 (looks every 2 values, first after 5)',
  )
  expect(words({ policyType: 'TruncationSelection', truncationPercentage: 20 })).toContain('The worst 20 %')
  expect(words({ policyType: 'MedianStopping' })).toContain('looks every 1 value,')
})
