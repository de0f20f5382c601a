import type { ReactNode } from 'react'
import { computeReference } from '../../../domain/job-spec/references.ts'
import type { Path, Problem } from '../../../domain/job-spec/problems.ts'
import { looksSecret, secretAdvice } from '../../../domain/secrets.ts'
import { YamlDurationField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { ComputeField } from './ComputeField.tsx'
import { DistributionFields } from './DistributionFields.tsx'
import { EnvironmentField } from './EnvironmentField.tsx'
import { IdentityFields } from './IdentityFields.tsx'
import { InputsEditor } from './InputsEditor.tsx'
import type { JobFiles } from './job-files.ts'
import { JobFields, type JobKind } from './JobFields.tsx'
import { OutputsEditor } from './OutputsEditor.tsx'
import { PairsEditor } from './PairsEditor.tsx'
import { QueueFields } from './QueueFields.tsx'
import { ResourcesFields } from './ResourcesFields.tsx'
import { RunFields } from './RunFields.tsx'
import * as summaries from './section-summaries.ts'
import { ServicesEditor } from './ServicesEditor.tsx'
import { sweepResources, sweepSections } from './sweep-sections.tsx'

/** A part of the form. Its paths tell whether it is in use and what is wrong in it. */
export type JobSection = Readonly<{
  id: string
  title: string
  paths: readonly Path[]
  /** Problems of no path of its own that are told here, such as that of the map around them. */
  problemsAround?: () => readonly Problem[]
  /** What is in it, in a few words; asked only where something is. */
  summary: () => string
  /** Hardly any job goes without it: it is open and stands out also when it is empty. */
  isCore?: boolean
  content: () => ReactNode
}>

export type JobParts = Readonly<{
  form: YamlForm
  /** The part of the document with what runs: all of a command job, the trial of a sweep. */
  run: YamlForm
  files: JobFiles
  /** The same files, for paths of `run`. */
  runFiles: JobFiles
  jobName: string
  isSweep: boolean
  /** Of the job that this one is a copy of. */
  originalKind?: JobKind | undefined
}>

/** The sections of a job's form, in the order in which one thinks of them. */
export const jobSections = (parts: JobParts): JobSection[] => [
  ...whatRuns(parts),
  ...(parts.isSweep ? sweepSections(parts.form) : []),
  ...whereItRuns(parts),
  ...dataOf(parts),
  ...howItRuns(parts),
  ...(parts.isSweep ? sweepResources(parts.form) : [timeLimit(parts)]),
  ...aroundIt(parts),
]

/** A place in what runs: at the top of a command job, below the trial of a sweep. */
const runPath = ({ isSweep }: JobParts, ...path: string[]): Path => (isSweep ? ['trial', ...path] : path)

const whatRuns = (parts: JobParts): JobSection[] => {
  const { form, run, runFiles, jobName, isSweep, originalKind } = parts
  return [
    {
      id: 'job',
      title: 'Job',
      paths: ['type', 'name', 'display_name', 'experiment_name', 'description'].map((key) => [key]),
      summary: () => form.text(['display_name']) || form.text(['name']),
      isCore: true,
      content: () => <JobFields form={form} jobName={jobName} originalKind={originalKind} />,
    },
    {
      id: 'run',
      title: isSweep ? 'What each trial runs' : 'What to run',
      paths: [runPath(parts, 'command'), runPath(parts, 'code')],
      summary: () => run.text(['command']).split('\n')[0] ?? '',
      isCore: true,
      content: () => <RunFields form={run} files={runFiles} />,
    },
  ]
}

const whereItRuns = (parts: JobParts): JobSection[] => {
  const { form, run, runFiles } = parts
  return [
    {
      id: 'environment',
      title: 'Environment',
      paths: [runPath(parts, 'environment')],
      summary: () => summaries.environmentInWords(run),
      isCore: true,
      content: () => <EnvironmentField form={run} files={runFiles} />,
    },
    {
      id: 'compute',
      title: 'Compute',
      paths: [['compute'], runPath(parts, 'resources', 'instance_type'), runPath(parts, 'resources', 'instance_count')],
      summary: () => summaries.computeInWords(form, run),
      isCore: true,
      content: () => <ComputeField form={form} runs={run} />,
    },
  ]
}

const dataOf = ({ form, files }: JobParts): JobSection[] => [
  {
    id: 'inputs',
    title: 'Inputs',
    paths: [['inputs']],
    summary: () => form.keys(['inputs']).join(', '),
    content: () => <InputsEditor form={form} files={files} />,
  },
  {
    id: 'outputs',
    title: 'Outputs',
    paths: [['outputs']],
    summary: () => form.keys(['outputs']).join(', '),
    content: () => <OutputsEditor form={form} />,
  },
]

const howItRuns = (parts: JobParts): JobSection[] => {
  const { form, run } = parts
  const isServerless =
    computeReference(form.has(['compute']) ? form.text(['compute']) : undefined).kind === 'serverless'
  return [
    {
      id: 'variables',
      title: 'Environment variables',
      paths: [runPath(parts, 'environment_variables')],
      summary: () => run.keys(['environment_variables']).join(', '),
      content: () => (
        <PairsEditor
          form={run}
          path={['environment_variables']}
          noun="variable"
          warn={(name, value) => (looksSecret(name, value) ? secretAdvice : undefined)}
        />
      ),
    },
    {
      id: 'resources',
      title: 'Resources',
      paths: ['shm_size', 'docker_args', 'max_instance_count', 'locations', 'properties']
        .map((key) => runPath(parts, 'resources', key))
        // Beside a cluster the VM size is no part of where the job runs.
        .concat(isServerless ? [] : [runPath(parts, 'resources', 'instance_type')]),
      problemsAround: () => problemsOfOwnKeys(run),
      summary: () => summaries.resourcesInWords(run),
      content: () => <ResourcesFields form={run} isServerless={isServerless} />,
    },
    {
      id: 'distribution',
      title: 'Distribution',
      paths: [runPath(parts, 'distribution')],
      summary: () => summaries.distributionInWords(run),
      content: () => <DistributionFields form={run} />,
    },
  ]
}

/** Nodes and their size are told where the job runs; what else is wrong with the resources has no other place. */
const problemsOfOwnKeys = (run: YamlForm) => {
  const elsewhere = ['instance_type', 'instance_count'].flatMap((key) => run.problems(['resources', key]))
  return run.problems(['resources']).filter((problem) => !elsewhere.includes(problem))
}

const timeLimit = ({ form }: JobParts): JobSection => ({
  id: 'limits',
  title: 'Limits',
  paths: [['limits']],
  summary: () => summaries.timeoutInWords(form, ['limits', 'timeout']),
  content: () => (
    <YamlDurationField
      form={form}
      path={['limits', 'timeout']}
      label="Timeout"
      optional
      hint="The job is ended when it takes longer."
    />
  ),
})

const aroundIt = ({ form }: JobParts): JobSection[] => [
  {
    id: 'identity',
    title: 'Identity',
    paths: [['identity']],
    summary: () => summaries.identityInWords(form),
    content: () => <IdentityFields form={form} />,
  },
  {
    id: 'services',
    title: 'Services',
    paths: [['services']],
    summary: () => form.keys(['services']).join(', '),
    content: () => <ServicesEditor form={form} />,
  },
  {
    id: 'queue',
    title: 'Queue',
    paths: [['queue_settings']],
    summary: () => summaries.queueInWords(form),
    content: () => <QueueFields form={form} />,
  },
  {
    id: 'tags',
    title: 'Tags',
    paths: [['tags']],
    summary: () => form.keys(['tags']).join(', '),
    content: () => <PairsEditor form={form} path={['tags']} noun="tag" />,
  },
  {
    id: 'properties',
    title: 'Properties',
    paths: [['properties']],
    summary: () => form.keys(['properties']).join(', '),
    content: () => (
      <PairsEditor
        form={form}
        path={['properties']}
        noun="property"
        empty="Facts about the job. Unlike tags they cannot be changed later."
      />
    ),
  },
]
