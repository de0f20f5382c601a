import { expect, test } from 'vitest'
import { parseJobBody } from '../jobs/job-body.ts'

const sweep = {
  jobType: 'Sweep',
  objective: { primaryMetric: 'accuracy', goal: 'Maximize' },
  samplingAlgorithm: { samplingAlgorithmType: 'Random' },
  searchSpace: { lr: ['uniform', [0.1, 1]] },
  trial: { command: 'train --lr ${{search_space.lr}}', environmentId: 'azureml:env:1' },
}
const parse = (more: object) => parseJobBody({ properties: { ...sweep, ...more } })

test('goal and rule may come in any case, as Microsoft sends them, and are kept as the specification has them', () => {
  const job = parse({
    objective: { primaryMetric: 'loss', goal: 'minimize' },
    samplingAlgorithm: { samplingAlgorithmType: 'Random', rule: 'sobol', seed: 1 },
  })
  expect(job).toMatchObject({ objective: { goal: 'Minimize' }, samplingAlgorithm: { rule: 'Sobol' } })
})

const limits = (more: object) => ({ limits: { jobLimitsType: 'Sweep', ...more } })
const termination = (more: object) => ({ earlyTermination: { policyType: 'Bandit', ...more } })

test.each([
  ['no objective', { objective: undefined }, 'properties.objective'],
  ['a goal of its own', { objective: { primaryMetric: 'x', goal: 'up' } }, 'properties.objective.goal'],
  ['no metric', { objective: { primaryMetric: '', goal: 'Minimize' } }, 'properties.objective.primaryMetric'],
  ['no sampling', { samplingAlgorithm: undefined }, 'properties.samplingAlgorithm'],
  [
    'an unknown algorithm',
    { samplingAlgorithm: { samplingAlgorithmType: 'Tpe' } },
    'properties.samplingAlgorithm.samplingAlgorithmType',
  ],
  ['no search space', { searchSpace: undefined }, 'properties.searchSpace'],
  ['an empty search space', { searchSpace: {} }, 'properties.searchSpace'],
  ['a broken distribution', { searchSpace: { lr: ['uniform', [1, 0]] } }, 'properties.searchSpace.lr'],
  ['no trial', { trial: undefined }, 'properties.trial'],
  ['no environment', { trial: { command: 'x' } }, 'properties.trial.environmentId'],
  [
    'a parameter that is not in the space',
    { trial: { ...sweep.trial, command: 'train ${{search_space.rate}}' } },
    'properties.trial.command',
  ],
  [
    'an input that the sweep lacks',
    { trial: { ...sweep.trial, command: 'cat ${{inputs.data}}' } },
    'properties.trial.command',
  ],
  ['limits of another type', { limits: { jobLimitsType: 'Command' } }, 'properties.limits.jobLimitsType'],
  ['no trial at all', limits({ maxTotalTrials: 0 }), 'properties.limits.maxTotalTrials'],
  ['more than a thousand trials', limits({ maxTotalTrials: 1001 }), 'properties.limits.maxTotalTrials'],
  ['half a trial at a time', limits({ maxConcurrentTrials: 0.5 }), 'properties.limits.maxConcurrentTrials'],
  ['a time limit in seconds', limits({ trialTimeout: '60' }), 'properties.limits.trialTimeout'],
  ['an unknown policy', termination({ policyType: 'Hope' }), 'properties.earlyTermination.policyType'],
  ['a negative slack', termination({ slackFactor: -1 }), 'properties.earlyTermination.slackFactor'],
  [
    'truncation of everything',
    { earlyTermination: { policyType: 'TruncationSelection', truncationPercentage: 100 } },
    'properties.earlyTermination.truncationPercentage',
  ],
  ['a grid over a continuum', { samplingAlgorithm: { samplingAlgorithmType: 'Grid' } }, 'properties.searchSpace.lr'],
  [
    'a grid over a continuum in a choice',
    {
      samplingAlgorithm: { samplingAlgorithmType: 'Grid' },
      searchSpace: { lr: ['choice', [[{ rate: ['uniform', [0, 1]] }]]] },
    },
    'properties.searchSpace.lr',
  ],
  [
    'Bayesian sampling of a logarithm',
    { samplingAlgorithm: { samplingAlgorithmType: 'Bayesian' }, searchSpace: { lr: ['loguniform', [-3, 0]] } },
    'properties.searchSpace.lr',
  ],
])('%s is refused where it is', (_, more, target) => {
  expect(() => parse(more)).toThrow(expect.objectContaining({ status: 400, target }))
})
