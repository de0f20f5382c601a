import type { YamlForm } from '../../../parts/yaml-form.ts'
import { EarlyTerminationFields } from './EarlyTerminationFields.tsx'
import type { JobSection } from './job-sections.tsx'
import { ObjectiveFields } from './ObjectiveFields.tsx'
import { ResourcesFields } from './ResourcesFields.tsx'
import { SamplingFields } from './SamplingFields.tsx'
import { SearchSpaceEditor } from './SearchSpaceEditor.tsx'
import * as summaries from './section-summaries.ts'
import { SweepLimitsFields } from './SweepLimitsFields.tsx'

/** The sections that only a sweep has. */
export const sweepSections = (form: YamlForm): JobSection[] => [
  {
    id: 'search-space',
    title: 'Search space',
    paths: [['search_space']],
    summary: () => form.keys(['search_space']).join(', '),
    isCore: true,
    content: () => <SearchSpaceEditor form={form} />,
  },
  {
    id: 'objective',
    title: 'Objective',
    paths: [['objective']],
    summary: () => summaries.objectiveInWords(form),
    isCore: true,
    content: () => <ObjectiveFields form={form} />,
  },
  {
    id: 'sampling',
    title: 'Sampling',
    paths: [['sampling_algorithm']],
    summary: () => summaries.samplingInWords(form),
    isCore: true,
    content: () => <SamplingFields form={form} />,
  },
  {
    id: 'limits',
    title: 'Trials',
    paths: [['limits']],
    summary: () => summaries.trialsInWords(form),
    isCore: true,
    content: () => <SweepLimitsFields form={form} />,
  },
  {
    id: 'early-termination',
    title: 'Early termination',
    paths: [['early_termination']],
    summary: () => summaries.policyInWords(form),
    content: () => <EarlyTerminationFields form={form} />,
  },
]

/** A newer key beside the trial's own; few files have it, so it shows where it is. */
export const sweepResources = (form: YamlForm): JobSection[] =>
  form.has(['resources'])
    ? [
        {
          id: 'sweep-resources',
          title: 'Resources of the sweep',
          paths: [['resources']],
          summary: () => summaries.resourcesInWords(form),
          content: () => <ResourcesFields form={form} isServerless={false} />,
        },
      ]
    : []
