import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workspaceId } from '../../refs.ts'
import { jobFromRest, jobToRest, jobToYaml, parseJob } from './job.ts'
import { placeholders } from './job-parts-from-rest.ts'
import type { JobSpec } from './sweep-job-spec.ts'

const workspace = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'rg', workspaceName: 'ws1' }
const home = workspaceId(workspace)

const run = {
  command: 'python main.py --data ${{inputs.data}}',
  codeId: `${home}/codes/c/versions/1`,
  environmentId: `${home}/environments/env/versions/9`,
  environmentVariables: { SEED: '7' },
  resources: { instanceCount: 2, shmSize: '4g', properties: { AISuperComputer: { tier: 'x' } } },
  distribution: { distributionType: 'PyTorch', processCountPerInstance: 4 },
}
const base = {
  displayName: 'iris',
  experimentName: 'flowers',
  tags: { team: 'a', empty: null },
  properties: { ticket: 'ML-7' },
  computeId: `${home}/computes/cpu-cluster`,
  inputs: {
    data: { jobInputType: 'uri_file', uri: `${home}/data/d/versions/2`, mode: 'ReadOnlyMount' },
    rate: { jobInputType: 'literal', value: '1.0' },
  },
  outputs: { model: { jobOutputType: 'mlflow_model', mode: 'Upload' } },
  identity: { identityType: 'Managed', clientId: 'c' },
  queueSettings: { jobTier: 'Standard' },
}
const commandJob = {
  id: `${home}/jobs/brave_tree`,
  name: 'brave_tree',
  properties: {
    jobType: 'Command',
    ...base,
    ...run,
    limits: { jobLimitsType: 'Command', timeout: 'PT15M' },
    services: { shell: { jobServiceType: 'SSH', port: 22, properties: { sshPublicKeys: 'k' } } },
  },
}
const sweepJob = {
  id: `${home}/jobs/brave_sweep`,
  name: 'brave_sweep',
  properties: {
    jobType: 'Sweep',
    ...base,
    trial: run,
    searchSpace: { rate: ['uniform', [0.1, 1]], depth: ['choice', [[2, 4, { a: ['randint', [3]] }]]] },
    samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: 3 },
    objective: { goal: 'Maximize', primaryMetric: 'acc' },
    limits: { jobLimitsType: 'Sweep', maxTotalTrials: 8, timeout: 'PT2H' },
    earlyTermination: {
      policyType: 'Bandit',
      slackFactor: 0.1,
      slackAmount: 0,
      evaluationInterval: 1,
      delayEvaluation: 5,
    },
    resources: { instanceCount: 1 },
  },
}

type Fields = Record<string, unknown>
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The job read into a spec, and written again. */
function sentAgain(resource: object): unknown {
  const spec = specOf(resource)
  return jobToRest(spec, { ...placeholders(spec), workspace }).properties
}

function specOf(resource: object): JobSpec {
  const spec = jobFromRest(resource)
  if (!spec) throw new Error('The fixture is a job of a kind that has no spec')
  return spec
}

/** Places of all objects of a job, as lists of keys below `properties`. */
const objectsIn = (value: unknown, at: string[] = []): string[][] =>
  isObject(value) ? [at, ...Object.entries(value).flatMap(([key, item]) => objectsIn(item, [...at, key]))] : []

const leavesIn = (value: unknown, at: string[] = []): string[][] =>
  isObject(value) ? Object.entries(value).flatMap(([key, item]) => leavesIn(item, [...at, key])) : [at]

const valueAt = (value: unknown, at: string[]): unknown =>
  at.reduce<unknown>((inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value)

const putAt = (value: unknown, [key, ...rest]: string[], item: unknown): unknown =>
  key === undefined ? item : { ...(value as Fields), [key]: putAt(valueAt(value, [key]), rest, item) }

const saysNothing = (value: unknown): boolean =>
  value === null || (isObject(value) && Object.values(value).every(saysNothing))

/** Without these there would be no job, so the spec has something for them in any case; the CLI fills in the policy. */
function isAlwaysSent(at: string[]) {
  const needed = ['jobType', 'jobLimitsType', 'command', 'environmentId', 'goal', 'primaryMetric', 'maxTotalTrials']
  const parts = ['trial', 'objective', 'limits']
  const [last = '', first = ''] = [at.at(-1), at[0]]
  const isOfPolicy = first === 'earlyTermination' && at.length > 1 && last !== 'policyType'
  return needed.includes(last) || (at.length === 1 && parts.includes(first)) || isOfPolicy
}

describe.each([
  ['command', commandJob],
  ['sweep', sweepJob],
])('a %s job from the service', (_, job) => {
  test('is the same when it is sent again', () => {
    const { empty: _null, ...tags } = base.tags
    expect(sentAgain(job)).toEqual({ ...job.properties, tags: { ...tags, empty: null } })
    expect(specOf(job)).not.toHaveProperty('restOnly')
  })

  test('can be read back from its YAML', () => {
    expect(parseJob(jobToYaml(specOf(job)))).toMatchObject({ ok: true, value: { ...specOf(job), name: job.name } })
  })

  test('keeps what nobody knows, wherever it stands', () => {
    const places = objectsIn(job.properties)
    const unknown = fc.record({
      at: fc.constantFrom(...places),
      name: fc.string({ minLength: 1 }).map((name) => `x-${name}`),
      value: fc.jsonValue({ depthSize: 'small' }).filter((value) => !saysNothing(value)),
    })
    fc.assert(
      fc.property(fc.array(unknown, { maxLength: 8 }), (additions) => {
        const properties = additions.reduce<unknown>(
          (whole, { at, name, value }) => putAt(whole, [...at, name], value),
          job.properties,
        )
        const again = sentAgain({ ...job, properties })
        for (const { at, name } of additions) {
          expect(valueAt(again, [...at, name])).toEqual(valueAt(properties, [...at, name]))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('loses nothing when any one of its values is of a form that nobody knows', () => {
    const places = objectsIn(job.properties).flatMap((at) =>
      Object.keys(valueAt(job.properties, at) as Fields).map((key) => [...at, key]),
    )
    for (const at of places.filter((place) => !isAlwaysSent(place))) {
      const strange = [{ of: 'tomorrow' }]
      const again = sentAgain({ ...job, properties: putAt(job.properties, at, strange) })
      expect({ at, value: valueAt(again, at) }).toEqual({ at, value: strange })
    }
  })
})

describe('what is kept beside a spec', () => {
  const answer = {
    ...commandJob,
    properties: {
      ...commandJob.properties,
      notificationSetting: { emails: ['a@b.c'] },
      inputs: { ...base.inputs, data: { ...base.inputs.data, description: 'raw' }, odd: { jobInputType: 'quantum' } },
    },
  }

  test('is told by its place', () => {
    expect(specOf(answer).restOnly).toEqual({
      '/notificationSetting': { emails: ['a@b.c'] },
      '/inputs/data/description': 'raw',
      '/inputs/odd': { jobInputType: 'quantum' },
    })
  })

  test('is gone with what it belongs to, and gives way to what the spec says', () => {
    const { data: _, ...inputs } = specOf(answer).inputs ?? {}
    const spec = { ...specOf(answer), inputs: { ...inputs, odd: { literal: '1' } } }
    expect(jobToRest(spec, { ...placeholders(spec), workspace }).properties.inputs).toEqual({
      rate: base.inputs.rate,
      odd: { jobInputType: 'literal', value: '1' },
    })
  })

  test('stays when its map is otherwise empty', () => {
    const { inputs: _, ...spec } = specOf(answer)
    expect(jobToRest(spec, { ...placeholders(spec), workspace }).properties.inputs).toEqual({
      odd: { jobInputType: 'quantum' },
    })
  })

  test('is nothing that the service wrote by itself', () => {
    const written = {
      ...commandJob,
      properties: {
        ...commandJob.properties,
        status: 'Completed',
        isArchived: true,
        parameters: { a: 1 },
        notificationSetting: null,
        secretsConfiguration: {},
        properties: { ...base.properties, StartTimeUtc: '2026-11-23', 'azureml.git.dirty': 'True' },
        outputs: { ...base.outputs, default: { jobOutputType: 'uri_folder', uri: 'azureml://x' } },
        services: {
          shell: {
            ...commandJob.properties.services.shell,
            status: 'Running',
            endpoint: 'ssh://x',
            errorMessage: null,
          },
          Tracking: { jobServiceType: 'Tracking', endpoint: 'x' },
          Studio: { jobServiceType: 'Studio', endpoint: 'y' },
        },
      },
    }
    expect(specOf(written)).toEqual(specOf(commandJob))
  })
})

/** Examples of the specification beside the checkout; a clone alone does not have them. */
const examples = path.resolve(
  import.meta.dirname,
  '../../../../../shared/azure-rest/2025-09-01/specification/machinelearningservices/resource-manager',
  'Microsoft.MachineLearningServices/stable/2025-09-01/examples/Job',
)

describe.runIf(existsSync(examples))('the examples of ../shared/azure-rest, skipped where they are absent', () => {
  test.each(['CommandJob', 'SweepJob'])('a %s loses nothing but what the service wrote', (kind) => {
    const example = JSON.parse(readFileSync(path.join(examples, kind, 'get.json'), 'utf8')) as {
      responses: { 200: { body: { properties: Fields } } }
    }
    const { body } = example.responses[200]
    const again = sentAgain(body)
    const lost = leavesIn(body.properties).filter((at) => valueAt(again, at) === undefined)
    const ofService = /^(?:status|parameters\..*|services\..*\.(?:endpoint|status|errorMessage))$/
    expect(lost.map((at) => at.join('.')).filter((at) => !ofService.test(at))).toEqual([])
    expect(lost.length).toBeGreaterThan(3)
  })
})
