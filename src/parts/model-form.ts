import { assetNameRule, nameProblem } from '../domain/names.ts'
import { jobArtifactUri } from '../domain/output-uri.ts'
import { foldersOf, type ArtifactNode } from './files/artifact-tree.ts'

export type ModelType = 'mlflow_model' | 'custom_model'

/** The register dialog as it is filled in. */
export type ModelForm = Readonly<{
  name: string
  version: string
  type: ModelType
  path: string
  description: string
  /** `name=value`, one a line. */
  tags: string
}>

export type ModelFormProblems = Partial<Record<keyof ModelForm, string>>

/** What must be put right before the service is asked; empty when all is well. */
export function modelFormProblems(form: ModelForm): ModelFormProblems {
  const problems: ModelFormProblems = {}
  const name = nameProblem(form.name, assetNameRule)
  if (name) problems.name = name
  if (!/^[\w.-]{1,255}$/.test(form.version) || /^\.+$/.test(form.version))
    problems.version = 'A version has letters, digits, dots, dashes and underscores; numbers are usual.'
  if (form.path === '') problems.path = 'Choose what to register.'
  const line = form.tags.split('\n').find((text) => text.trim() !== '' && !/^[^=]+=/.test(text))
  if (line !== undefined) problems.tags = `“${line.trim()}” is not a name and a value with = between them.`
  return problems
}

/**
 * The body that registers what the form says.
 * @param form without problems
 * @param uri where the files are, unless the form's path among the job's artifacts says
 */
export function modelVersionBody(form: ModelForm, jobName: string, uri = jobArtifactUri(jobName, form.path)) {
  return {
    properties: {
      modelType: form.type,
      modelUri: uri,
      jobName,
      ...(form.description.trim() && { description: form.description.trim() }),
      tags: tagsOf(form.tags),
    },
  }
}

function tagsOf(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=')
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : []
  })
  return Object.fromEntries(pairs)
}

/** What of a job can be registered: MLflow models first, then other folders, then files; logs are left out. */
export function modelPaths(nodes: readonly ArtifactNode[]): { path: string; isModel: boolean }[] {
  const relevant = nodes.filter(({ path }) => !/^(?:user_logs|system_logs|azureml-logs|logs)$/.test(path))
  const folders = foldersOf(relevant)
  const files = [relevant, ...folders.map(({ children }) => children)].flat().filter(({ kind }) => kind === 'file')
  return [
    ...folders.filter(({ isModel }) => isModel),
    ...folders.filter(({ isModel }) => !isModel),
    ...files.map(({ path }) => ({ path, isModel: false })),
  ].map(({ path, isModel }) => ({ path, isModel }))
}
