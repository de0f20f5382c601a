import { datastorePathOf, datastoreUri, type DatastorePath } from './output-uri.ts'

/** A named output of a job. */
export type NamedOutput = Readonly<{
  name: string
  /** `uri_folder`, `uri_file`, `mltable` or a kind of model. */
  type: string
  /** Where it lies, as the job or the service's rule says. */
  uri: string
  /** Where to look, the likeliest first; empty for a place outside the workspace's datastores. */
  places: readonly DatastorePath[]
}>

type Output = Readonly<{ jobOutputType: string; uri?: string | null }>

/** The service's names for the folder of logs, `./outputs` and what was logged: no output that the job names. */
const artifactOutputs = ['default', 'artifacts']

/**
 * The named outputs of a job with the places they lie at: where the job says, else `azureml/{job}/{output}/` of the
 * default datastore, or `dataset/{job}/{output}/`, which the SDK tries next. Paths end in a slash unless the output is
 * one file.
 *
 * @param defaultDatastore name of the workspace's default datastore
 */
export const namedOutputs = (
  jobName: string,
  outputs: Readonly<Record<string, Output | null>> | null | undefined,
  defaultDatastore = 'workspaceblobstore',
): NamedOutput[] =>
  Object.entries(outputs ?? {})
    .filter(([name]) => !artifactOutputs.includes(name))
    .map(([name, output]) => {
      const type = output?.jobOutputType ?? 'uri_folder'
      const end = type === 'uri_file' ? '' : '/'
      const usual = ['azureml', 'dataset'].map((top) => ({
        datastore: defaultDatastore,
        path: `${top}/${jobName}/${name}${end}`,
      }))
      if (!output?.uri) return { name, type, uri: usual[0] ? datastoreUri(usual[0]) : '', places: usual }
      const uri = withExpressions(output.uri, { default_datastore: defaultDatastore, name: jobName, output_name: name })
      const said = datastorePathOf(uri)
      const places = said ? [{ ...said, path: said.path.replace(/\/?$/, end) }] : []
      return { name, type, uri, places }
    })

/** https://learn.microsoft.com/azure/machine-learning/concept-expressions */
const withExpressions = (uri: string, values: Readonly<Record<string, string>>) =>
  uri.replaceAll(/\$\{\{\s*(\w+)\s*\}\}/g, (expression: string, key: string) => values[key] ?? expression)
