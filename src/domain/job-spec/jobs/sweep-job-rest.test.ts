import { describe, expect, test } from 'vitest'
import { workspaceId } from '../../refs.ts'
import { jobFromRest, jobToRest, unresolvedReferences } from './job.ts'
import { sweepJobFromRest } from './sweep-job-from-rest.ts'
import { sweepJobToRest } from './sweep-job-to-rest.ts'
import type { EarlyTermination, SearchDistribution, SweepJobSpec } from './sweep-job-spec.ts'

const workspace = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'rg', workspaceName: 'ws1' }
const home = workspaceId(workspace)

const spec: SweepJobSpec = {
  trial: { command: 'python main.py {search_space.rate}', code: './src', environment: 'azureml:env:1' },
  compute: 'azureml:cpu-cluster',
  searchSpace: { rate: { type: 'uniform', minValue: 0.1, maxValue: 1 } },
  samplingAlgorithm: { type: 'random', seed: 3, rule: 'sobol', logbase: 'e' },
  objective: { goal: 'maximize', primaryMetric: 'acc' },
  limits: { maxTotalTrials: 8, maxConcurrentTrials: 2, timeoutSeconds: 7200, trialTimeoutSeconds: 30 },
}
const codeId = `${home}/codes/c/versions/1`

/** The body of the sweep above with some of its parts replaced. */
const bodyOf = (parts: Partial<SweepJobSpec>) => sweepJobToRest({ ...spec, ...parts }, { workspace, codeId }).properties

describe('to REST', () => {
  test('what has to be uploaded and looked up is that of the trial', () => {
    const trial = { ...spec.trial, environment: 'azureml:env@latest' }
    expect(unresolvedReferences({ ...spec, trial, inputs: { d: { type: 'uri_file', path: './d.csv' } } })).toEqual([
      { at: 'code', kind: 'local', path: './src' },
      { at: 'environment', kind: 'latest', name: 'env' },
      { at: 'input', key: 'd', kind: 'local', path: './d.csv', type: 'uri_file', datastore: 'workspaceblobstore' },
    ])
    expect(() => jobToRest({ ...spec, trial }, { workspace, codeId })).toThrow('environmentId')
  })

  test('the body has the trial apart, and nothing that is not set', () => {
    expect(bodyOf({})).toStrictEqual({
      jobType: 'Sweep',
      trial: {
        command: 'python main.py ${{search_space.rate}}',
        codeId,
        environmentId: `${home}/environments/env/versions/1`,
      },
      computeId: `${home}/computes/cpu-cluster`,
      searchSpace: { rate: ['uniform', [0.1, 1]] },
      samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: 3, rule: 'Sobol', logbase: 'e' },
      objective: { goal: 'Maximize', primaryMetric: 'acc' },
      limits: {
        jobLimitsType: 'Sweep',
        maxTotalTrials: 8,
        maxConcurrentTrials: 2,
        timeout: 'PT2H',
        trialTimeout: 'PT1M', // the service would take less for 60 days
      },
    })
  })

  test('what the CLI takes and does not send is not sent', () => {
    const trial = { ...spec.trial, queueSettings: { jobTier: 'spot' as const } }
    const body = bodyOf({ trial, services: { s: { type: 'ssh' } }, limits: { maxTotalTrials: 1, timeoutSeconds: 0 } })
    expect(body).not.toHaveProperty('services')
    expect(body.trial).not.toHaveProperty('queueSettings')
    expect(body.limits).toEqual({ jobLimitsType: 'Sweep', maxTotalTrials: 1 })
  })
})

const distributions: [SearchDistribution, unknown][] = [
  [{ type: 'choice', values: [1, 2.5, 'x'] }, ['choice', [[1, 2.5, 'x']]]],
  [{ type: 'randint', upper: 10 }, ['randint', [10]]],
  [{ type: 'loguniform', minValue: -6, maxValue: -1 }, ['loguniform', [-6, -1]]],
  [{ type: 'quniform', minValue: 1, maxValue: 10, q: 2 }, ['quniform', [1, 10, 2]]],
  [{ type: 'qloguniform', minValue: 0, maxValue: 3, q: 1 }, ['qloguniform', [0, 3, 1]]],
  [{ type: 'normal', mu: 0, sigma: 1 }, ['normal', [0, 1]]],
  [{ type: 'lognormal', mu: 0, sigma: 1 }, ['lognormal', [0, 1]]],
  [{ type: 'qnormal', mu: 10, sigma: 3, q: 1 }, ['qnormal', [10, 3, 1]]],
  [{ type: 'qlognormal', mu: 1, sigma: 1, q: 1 }, ['qlognormal', [1, 1, 1]]],
  [
    { type: 'choice', values: [{ depth: 3, rate: { type: 'uniform', minValue: 0, maxValue: 1 } }] },
    ['choice', [[{ depth: 3, rate: ['uniform', [0, 1]] }]]],
  ],
]

const policies: [EarlyTermination, unknown][] = [
  [
    { type: 'bandit', slackFactor: 0.1, slackAmount: 0, evaluationInterval: 1, delayEvaluation: 5 },
    { policyType: 'Bandit', slackFactor: 0.1, slackAmount: 0, evaluationInterval: 1, delayEvaluation: 5 },
  ],
  [
    { type: 'median_stopping', evaluationInterval: 1, delayEvaluation: 0 },
    { policyType: 'MedianStopping', evaluationInterval: 1, delayEvaluation: 0 },
  ],
  [
    { type: 'truncation_selection', truncationPercentage: 20, evaluationInterval: 2, delayEvaluation: 0 },
    { policyType: 'TruncationSelection', truncationPercentage: 20, evaluationInterval: 2, delayEvaluation: 0 },
  ],
]

describe('there and back', () => {
  const again = (parts: Partial<SweepJobSpec>) =>
    jobFromRest({ id: `${home}/jobs/j`, name: 'j', properties: bodyOf(parts) })

  test.each(distributions)('%j', (distribution, body) => {
    expect(bodyOf({ searchSpace: { x: distribution } }).searchSpace).toEqual({ x: body })
    expect(again({ searchSpace: { x: distribution } })).toMatchObject({ searchSpace: { x: distribution } })
  })

  test.each(policies)('%j', (earlyTermination, body) => {
    expect(bodyOf({ earlyTermination }).earlyTermination).toEqual(body)
    expect(again({ earlyTermination })).toMatchObject({ earlyTermination })
  })

  test('a policy is filled in as the CLI does, unless its numbers are null', () => {
    expect(bodyOf({ earlyTermination: { type: 'bandit', slackAmount: 2 } }).earlyTermination).toEqual({
      policyType: 'Bandit',
      slackFactor: 0,
      slackAmount: 2,
      evaluationInterval: 0,
      delayEvaluation: 0,
    })
    const empty = { type: 'median_stopping', evaluationInterval: null } as const
    expect(bodyOf({ earlyTermination: empty }).earlyTermination).toEqual({
      policyType: 'MedianStopping',
      delayEvaluation: 0,
    })
  })
})

describe('from REST', () => {
  test('forms of a search space that nobody knows are kept', () => {
    const searchSpace = {
      rate: ['uniform', [0.1, 1]],
      odd: ['beta', [1, 2]],
      short: ['uniform', [1]],
      flat: ['choice', [1, 2]],
      nested: ['choice', [[[1], null]]],
    }
    const properties = { ...bodyOf({}), searchSpace }
    const read = sweepJobFromRest({ id: `${home}/jobs/j`, properties })
    expect(Object.keys(read.searchSpace ?? {})).toEqual(['rate'])
    expect(sweepJobToRest(read, { workspace }).properties.searchSpace).toEqual(searchSpace)
  })

  test('an answer that is nothing like a sweep does not throw', () => {
    for (const properties of [undefined, null, { trial: 7, limits: [], searchSpace: 'x', objective: null }]) {
      expect(sweepJobFromRest({ properties })).toMatchObject({
        trial: { command: '' },
        limits: { maxTotalTrials: 1000 },
      })
    }
  })

  test('jobs of other kinds have no spec', () => {
    expect(jobFromRest({ properties: { jobType: 'Pipeline' } })).toBeUndefined()
    expect(jobFromRest({})).toBeUndefined()
  })
})
