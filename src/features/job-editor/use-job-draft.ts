import { useMemo, useState } from 'react'
import { detectKind, type YamlKind } from '../../domain/job-spec/detect-kind.ts'
import { parseJob } from '../../domain/job-spec/jobs/job.ts'
import type { ParseResult, Problem } from '../../domain/job-spec/problems.ts'
import type { JobSpec } from '../../domain/job-spec/jobs/sweep-job-spec.ts'
import { localKey, type LocalAsset, type LocalAssets } from '../../domain/local-files.ts'
import { newJobName } from '../../domain/new-job-name.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import { jobDraftKey, placeOfOrigin } from '../../parts/job-drafts.ts'
import { useDraft, type Draft } from '../../parts/use-draft.ts'
import { useLocalAssets, type LocalAssetsDraft } from '../../parts/use-local-assets.ts'
import { createYamlForm, problemsAt, type YamlForm } from '../../parts/yaml-form.ts'
import { missingFiles, pathForPick, type PlacedMessage } from './local-assets.ts'
import { NameTakenError } from './submission.ts'

/** Kinds that are edited and submitted here. */
export const isJobKind = (kind: YamlKind): kind is 'command' | 'sweep' => kind === 'command' || kind === 'sweep'

/** What a draft starts from. */
export type JobTemplate = Readonly<{
  /** Keeps drafts of different origins apart: `new`, `from:{job}`, `sample:{name}`, `draft:{id}`. */
  origin: string
  title: string
  text: string
  assets: LocalAssets
  /** The job that the text was made of: the draft is compared with it. */
  copyOf?: string
  /** The job that the draft was made of, where it is not there any more to compare with. */
  lostOriginal?: string | undefined
  /** What that job has and YAML has no word for: it goes along. */
  restOnly?: JobSpec['restOnly']
}>

export type JobDraft = Draft &
  Readonly<{
    /** Under which the browser keeps it. */
    key: string
    template: JobTemplate
    /** What the text describes, whether or not it can be submitted from here. */
    kind: YamlKind | undefined
    parsed: ParseResult<JobSpec>
    /** What the text says and what it does not show by itself. */
    problems: readonly Problem[]
    errorCount: number
    /** Undefined while the text is no YAML. */
    form: YamlForm | undefined
    assets: LocalAssets
    /** @param path where in the YAML the local path of what was picked belongs */
    pick: (path: readonly string[], asset: LocalAsset) => void
    /** The name the job gets when the YAML has none. */
    newName: string
    jobName: string
    /** For a name that the service knows already. */
    setTakenName: (name: string) => void
  }>

/**
 * The draft under the user's hands and all that follows from its text. The template is read once: give the component a
 * `key` that changes with the origin.
 */
export function useJobDraft(workspace: WorkspaceRef, given: JobTemplate): JobDraft {
  // A list that the template was made of may be fetched again; the draft must not change under the user's hands.
  const [template] = useState(given)
  const key = jobDraftKey(workspace, template.origin)
  const draft = useDraft(key, template.text, placeOfOrigin(template.origin, template.copyOf))
  const { text, setText } = draft
  const local = useLocalAssets(key, template.assets)
  const { assets, lost } = local
  // Chosen once: another attempt must not make a second job of what may have arrived.
  const [newName] = useState(() => newJobName(Math.random))
  const [takenName, setTakenName] = useState<string>()

  const kind = useMemo(() => detectKind(text), [text])
  const { restOnly } = template
  const parsed = useMemo(() => withRestOnly(parseJob(text), restOnly), [text, restOnly])
  const problems = useMemo(
    () => [
      ...(parsed.ok ? parsed.warnings : parsed.problems),
      ...problemsAt(text, obstacles(parsed, { assets, lost, takenName, newName })),
    ],
    [text, parsed, assets, lost, takenName, newName],
  )
  const form = useMemo(() => createYamlForm(text, problems, setText), [text, problems, setText])
  const spec = specIn(parsed)

  function pick(path: readonly string[], asset: LocalAsset) {
    const current = form?.text(path) ?? ''
    // What was only changed stays where it is, whatever its path calls it.
    const isSame = assets.get(localKey(current))?.picked === asset.picked
    const localPath = isSame ? current : pathForPick(current, asset)
    local.setAsset(localPath, asset)
    if (form?.text(path) !== localPath) form?.set(path, localPath)
  }

  return {
    ...draft,
    isChanged: draft.isChanged || local.isChanged,
    discard() {
      draft.discard()
      local.discard()
    },
    key,
    template,
    kind,
    parsed,
    problems,
    errorCount: problems.filter(({ severity }) => severity === 'error').length,
    form,
    assets,
    pick,
    newName,
    jobName: spec.name ?? newName,
    setTakenName,
  }
}

const withRestOnly = (parsed: ParseResult<JobSpec>, restOnly: JobSpec['restOnly']): ParseResult<JobSpec> =>
  parsed.ok && restOnly ? { ...parsed, value: { ...parsed.value, restOnly } } : parsed

const specIn = (parsed: ParseResult<JobSpec>): Partial<JobSpec> => (parsed.ok ? parsed.value : parsed.partial) ?? {}

/** What stands in the way of submitting a text that may be right by itself. */
function obstacles(
  parsed: ParseResult<JobSpec>,
  {
    assets,
    lost,
    takenName,
    newName,
  }: Pick<LocalAssetsDraft, 'assets' | 'lost'> & {
    takenName: string | undefined
    newName: string
  },
): PlacedMessage[] {
  const spec = specIn(parsed)
  const jobName = spec.name ?? newName
  return [
    ...missingFiles(spec, assets, lost),
    ...(spec.compute === 'azureml:' ? [{ path: ['compute'], message: 'Choose a cluster.' }] : []),
    ...(takenName === jobName ? [{ path: ['name'], message: new NameTakenError(jobName).message }] : []),
  ]
}
