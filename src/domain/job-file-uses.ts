import { shellQuote } from './job-spec/code/shell.ts'
import { unprintable } from '../lib/unprintable.ts'
import { jobOutputUri } from './output-uri.ts'
import type { WorkspaceRef } from './refs.ts'

/** What a job left, or a part of it. `path` is below the output; that of a folder ends in a slash, or is empty. */
export type JobFileRef = Readonly<{ workspace: WorkspaceRef; jobName: string; output: string; path: string }>

/** The output of a job that holds its logs, its `./outputs` and what it logged. */
export const artifactsOutput = 'artifacts'

/** The address of it as an input of another job, or for registering it. */
export const jobFileUri = (file: JobFileRef): string => jobOutputUri(file)

/** The CLI's command that downloads it; the CLI downloads outputs as a whole. */
export function downloadCommand({ workspace, jobName, output }: JobFileRef): string {
  const { subscriptionId, resourceGroup, workspaceName } = workspace
  return [
    'az ml job download',
    `--name ${shellQuote(jobName)}`,
    ...(output === artifactsOutput ? [] : [`--output-name ${shellQuote(output)}`]),
    '--download-path .',
    `--subscription ${shellQuote(subscriptionId)}`,
    `--resource-group ${shellQuote(resourceGroup)}`,
    `--workspace-name ${shellQuote(workspaceName)}`,
  ].join(' ')
}

/**
 * The Python line that downloads it: MLflow takes any file or folder of the artifacts, once its tracking address is the
 * workspace's; the SDK takes outputs as a whole.
 */
export const downloadPython = ({ jobName, output, path }: JobFileRef): string =>
  output === artifactsOutput
    ? `mlflow.artifacts.download_artifacts(run_id=${pythonText(jobName)}, artifact_path=${pythonText(path.replace(/\/$/, ''))}, dst_path=".")`
    : `ml_client.jobs.download(${pythonText(jobName)}, output_name=${pythonText(output)}, download_path=".")`

/** A string of JSON is one of Python too, once nothing unseen is in it. */
const pythonText = (text: string) =>
  JSON.stringify(text).replaceAll(unprintable, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
