import { inputKeyRule } from '../../names.ts'
import { enumeration, integer, map, nullable, number, string } from '../format/fields.ts'
import type { FieldType } from '../format/fields.ts'
import { accessFields, labelFields, readOnlyJobKeys, runFields, targetFields } from './job-fields.ts'
import { queueSettingsField, resourcesField } from './job-parts.ts'
import { schemaKey } from '../format/json-schema.ts'
import { object, tagged } from '../format/objects.ts'
import { searchDistribution } from './sweep-search-space.ts'
import type { EarlyTermination, SamplingAlgorithm, SweepJobSpec, SweepLimits, SweepTrial } from './sweep-job-spec.ts'

const samplingDocs = {
  random: 'Draws each trial at random.',
  grid: 'Tries every combination. For `choice` alone.',
  bayesian: 'Draws each trial from what the ones before it gave. For `choice`, `uniform` and `quniform`.',
}

const samplingName = enumeration({ values: samplingDocs })

const samplingMap = tagged<SamplingAlgorithm>({
  variants: {
    random: {
      doc: samplingDocs.random,
      fields: {
        seed: { type: integer(), doc: 'The same seed gives the same trials.' },
        rule: {
          type: enumeration({
            values: { random: 'Plain random numbers.', sobol: 'Random numbers that cover the space evenly.' },
          }),
          doc: 'How the random numbers are made.',
          default: 'random',
        },
        logbase: { type: logBase(), doc: 'Base of the logarithm of `loguniform` and the like: a number, or `e`.' },
      },
    },
    grid: { doc: samplingDocs.grid, fields: {} },
    bayesian: { doc: samplingDocs.bayesian, fields: {} },
  },
})

/** One word, or a map with further settings. */
const samplingAlgorithm: FieldType<SamplingAlgorithm> = {
  read(node, path, log) {
    if (node.kind === 'map') return samplingMap.read(node, path, log)
    const type = samplingName.read(node, path, log)
    return type && { type }
  },
  write: (value) => (Object.keys(value).length === 1 ? value.type : samplingMap.write(value)),
  jsonSchema: { anyOf: [samplingName.jsonSchema, samplingMap.jsonSchema] },
}

function logBase(): FieldType<number | 'e'> {
  const base = number()
  return {
    read(node, path, log) {
      return node.kind === 'scalar' && node.type === 'string' && node.value === 'e' ? 'e' : base.read(node, path, log)
    },
    write: (value) => value,
    jsonSchema: { anyOf: [{ enum: ['e'] }, { type: 'number' }] },
  }
}

const policyFields = {
  evaluationInterval: {
    type: nullable(integer()),
    doc: 'How often the policy is applied: at every so many values that a trial logs of the metric.',
    default: 1,
  },
  delayEvaluation: {
    type: nullable(integer()),
    doc: 'For how many of these values a trial is left alone at first.',
    default: 0,
  },
}

const earlyTermination = tagged<EarlyTermination>({
  aliases: { MedianStopping: 'median_stopping', TruncationSelection: 'truncation_selection' },
  variants: {
    bandit: {
      doc: 'Ends trials that are behind the best one by more than a slack.',
      fields: {
        slackFactor: {
          type: nullable(number()),
          doc: 'The slack as a part of the best value. This or `slack_amount`.',
        },
        slackAmount: { type: nullable(number()), doc: 'The slack in the metric’s own unit. This or `slack_factor`.' },
        ...policyFields,
      },
    },
    median_stopping: { doc: 'Ends trials whose best value is worse than the median of all.', fields: policyFields },
    truncation_selection: {
      doc: 'Ends the worst part of all trials each time it is applied.',
      fields: {
        truncationPercentage: { type: integer(), required: true, doc: 'How many of 100 trials are ended, 1 to 99.' },
        ...policyFields,
      },
    },
  },
})

const objective = object<SweepJobSpec['objective']>({
  fields: {
    goal: {
      type: enumeration({ values: { minimize: 'Less is better.', maximize: 'More is better.' } }),
      required: true,
      doc: 'Which values of the metric are better.',
    },
    primaryMetric: {
      type: string({ examples: ['accuracy', 'loss'] }),
      required: true,
      doc: 'The metric that trials are compared by, with the very name under which the script logs it.',
    },
  },
})

const limits = object<SweepLimits>({
  fields: {
    maxTotalTrials: {
      type: integer({ examples: [20] }),
      required: true,
      doc: 'How many trials there are at most, 1 to 1000.',
    },
    maxConcurrentTrials: {
      type: integer({ examples: [4] }),
      doc: 'How many trials run at a time, 1 to 1000. Left out, all.',
    },
    timeoutSeconds: {
      key: 'timeout',
      type: integer({ examples: [7200] }),
      doc: 'Seconds after which the whole sweep is ended.',
    },
    trialTimeoutSeconds: { key: 'trial_timeout', type: integer(), doc: 'Seconds after which a trial is ended.' },
  },
})

const trial = object<SweepTrial>({
  fields: {
    ...runFields,
    command: {
      ...runFields.command,
      type: string({ examples: ['python main.py --lr ${{search_space.lr}} --data ${{inputs.data}}'] }),
      doc: 'The shell command of every trial. `${{search_space.NAME}}` is replaced by the trial’s value.',
    },
    queueSettings: { type: queueSettingsField, doc: 'Taken here, but not sent: put it beside `trial`.' },
  },
  otherKeys: { $schema: schemaKey },
})

/** The whole of a `sweep` YAML file. */
export const sweepJobFields = object<Omit<SweepJobSpec, 'restOnly'>>({
  title: 'Sweep job',
  doc: 'A job that runs one command many times with other parameters, as `az ml job create` takes it.',
  fields: {
    ...labelFields,
    trial: { type: trial, required: true, doc: 'What each trial runs.' },
    ...targetFields,
    searchSpace: {
      type: map(searchDistribution, {
        keys: inputKeyRule,
        snippets: [{ label: 'parameter', body: { '${1:name}': { type: 'uniform', min_value: 0, max_value: 1 } } }],
      }),
      required: true,
      doc: 'The parameters to search, each with the values it can have; used as `${{search_space.NAME}}`.',
    },
    samplingAlgorithm: { type: samplingAlgorithm, doc: 'How the values of the next trial are chosen.' },
    objective: { type: objective, required: true, doc: 'What the sweep is looking for.' },
    limits: { type: limits, required: true, doc: 'How many trials there are, and for how long.' },
    earlyTermination: { type: earlyTermination, doc: 'Ends trials that do badly before they are through.' },
    resources: { type: resourcesField, doc: 'Nodes, VM size and container settings of the trials.' },
    ...accessFields,
  },
  readOnlyKeys: readOnlyJobKeys,
  otherKeys: { $schema: schemaKey, type: { const: 'sweep', description: 'Kind of the job.' } },
  snippets: [
    {
      label: 'sweep job',
      description: 'A small sweep job',
      body: {
        type: 'sweep',
        trial: {
          command: '${1:python main.py} --lr ${2:\\${{search_space.lr}\\}}',
          code: '${3:./src}',
          environment: '${4:azureml:my-env@latest}',
        },
        compute: '${5:azureml:cpu-cluster}',
        sampling_algorithm: 'random',
        search_space: { lr: { type: 'uniform', min_value: 0.001, max_value: 0.1 } },
        objective: { goal: 'minimize', primary_metric: '${6:loss}' },
        limits: { max_total_trials: 20, max_concurrent_trials: 4 },
      },
    },
  ],
})
