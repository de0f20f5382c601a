import type { JobInputUnion, JobOutputUnion, JobResourceConfiguration } from '../../api/generated/arm.ts'
import { workOf } from '../job-work.ts'
import { searchedValues, valuesTag } from '../searched-values.ts'
import { assetOf, inWords, placeWords } from './asset-words.ts'
import type { ComparedJob } from './compared-job.ts'
import { durationFact, fact, said, type Fact } from './fact.ts'
import { aboutFacts, gitFacts, tagFacts } from './record-facts.ts'
import { settingFacts, sweepFacts } from './settings-facts.ts'

/** All that a job's resource and its run say of it, but for metrics. */
export function factsOf(job: ComparedJob): Fact[] {
  return [
    ...parameterFacts(job),
    ...inputFacts(job),
    ...workFacts(job),
    ...computeFacts(job),
    ...sweepFacts(job),
    ...settingFacts(job),
    ...outputFacts(job),
    ...gitFacts(job),
    ...tagFacts(job),
    ...aboutFacts(job),
  ]
}

/** What was logged as a parameter, and what a sweep gave a trial, which a trial need not log. */
function parameterFacts({ logged, resource }: ComparedJob): Fact[] {
  const given = searchedValues(resource.properties.tags?.[valuesTag] ?? logged?.tags.get(valuesTag))
  return Array.from(new Map([...Object.entries(given), ...(logged?.params ?? [])]), ([label, value]) =>
    fact('parameters', label, value, 'value'),
  )
}

function inputFacts({ resource: { properties } }: ComparedJob): Fact[] {
  const inputs = 'inputs' in properties ? (properties.inputs ?? {}) : {}
  return Object.entries(inputs).flatMap(([name, input]) => (input ? factsOfInput(name, input) : []))
}

function factsOfInput(name: string, input: JobInputUnion): Fact[] {
  if (input.jobInputType === 'literal') return [fact('inputs', name, input.value, 'value')]
  const asset = assetOf(input.uri)
  const mode = input.mode === undefined ? [] : [fact('inputs', `${name}: mode`, input.mode)]
  return [
    fact('inputs', name, asset ? inWords(asset) : placeWords(input.uri)),
    fact('inputs', `${name}: type`, input.jobInputType),
    ...mode,
    ...(asset ? [fact('data', asset.name, asset.version)] : []),
  ]
}

function outputFacts({ resource: { properties } }: ComparedJob): Fact[] {
  const outputs = 'outputs' in properties ? (properties.outputs ?? {}) : {}
  return Object.entries(outputs).flatMap(([name, output]) => (output ? factsOfOutput(name, output) : []))
}

function factsOfOutput(name: string, { uri, mode, jobOutputType }: JobOutputUnion): Fact[] {
  const asset = uri ? assetOf(uri) : undefined
  return [
    ...said('outputs', name, asset ? inWords(asset) : uri && placeWords(uri)),
    fact('outputs', `${name}: type`, jobOutputType),
    ...said('outputs', `${name}: mode`, mode),
  ]
}

/** What runs, wherever the job's kind keeps it. */
function workFacts({ resource }: ComparedJob): Fact[] {
  const work = workOf(resource)
  const { properties } = resource
  const { codeId, environmentId } = { codeId: null, environmentId: null, ...properties, ...work }
  const { distributionType, ...distribution } = work?.distribution ?? {}
  const variables = work?.environmentVariables ?? {}
  return [
    ...said('environment', 'Environment', named(environmentId)),
    ...Object.entries(variables).flatMap(([name, value]) => said('environment', name, value)),
    ...said('code', 'Code', named(codeId)),
    fact('command', 'Type of job', properties.jobType),
    ...(work ? [fact('command', 'Command', work.command, 'code')] : []),
    ...said('distribution', 'Type', distributionType),
    ...Object.entries(distribution).flatMap(([name, value]) =>
      said('distribution', distributionWords[name] ?? name, value, 'value'),
    ),
  ]
}

const distributionWords: Readonly<Record<string, string>> = {
  processCountPerInstance: 'Processes on a node',
  workerCount: 'Workers',
  parameterServerCount: 'Parameter servers',
}

function named(id: string | null | undefined): string | undefined {
  if (!id) return undefined
  const asset = assetOf(id)
  return asset ? inWords(asset) : id
}

function computeFacts({ resource }: ComparedJob): Fact[] {
  const { properties } = resource
  const { computeId, identity } = properties
  const work = workOf(resource)
  const resources: JobResourceConfiguration = work?.resources ?? {}
  const limits = properties.jobType === 'Command' ? properties.limits : undefined
  const tier = 'queueSettings' in properties ? properties.queueSettings?.jobTier : undefined
  return [
    fact('compute', 'Compute', computeId ? (computeId.split('/').at(-1) ?? computeId) : 'Serverless'),
    ...said('compute', 'Instance type', resources.instanceType),
    ...said('compute', 'Instances', resources.instanceCount, 'value'),
    ...said('compute', 'Shared memory', resources.shmSize),
    ...said('compute', 'Docker arguments', resources.dockerArgs, 'code'),
    ...Object.entries(resources.properties ?? {}).flatMap(([name, value]) => said('compute', name, value)),
    ...said('compute', 'Tier', tier),
    ...durationFact('compute', 'Timeout', limits?.timeout),
    ...said('compute', 'Identity', identity?.identityType),
  ]
}
