import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DatastoreResource } from '../../../api/datastores.ts'
import type { JobResource } from '../../../api/jobs.ts'
import { namedOutputs, type NamedOutput } from '../../../domain/job-outputs.ts'
import { artifactsOutput } from '../../../domain/job-file-uses.ts'
import { codeOf } from '../../../domain/job-work.ts'
import type { FileRoot } from '../../../parts/files/file-root.ts'
import { usePermission } from '../../../parts/use-permission.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { datastoreQueries } from '../../../queries/datastores.ts'
import { artifactStore } from '../../../queries/file-store.ts'
import { codeStore, outputStore } from '../../../queries/job-files.ts'
import { codeRoot } from './code-path.ts'
import { sweepOf } from '../trials/trials.ts'

/** The link's `with` while no job to compare the code with is chosen. No job can have this name. */
export const noJobYet = '-'

/** What a job left and what it ran: its artifacts, its named outputs, its code. The same array while nothing changes. */
export function useJobRoots(job: JobResource): readonly FileRoot[] {
  const workspace = useWorkspaceRef()
  const client = useQueryClient()
  const { outputs } = 'outputs' in job.properties ? job.properties : {}
  const hasNamed = namedOutputs(job.name, outputs).length > 0
  const datastores = useQuery({ ...datastoreQueries.list(workspace), enabled: hasNamed })
  const mayList = usePermission('datastores/listSecrets/action').reason
  const mayReadCode = usePermission('codes/write').reason
  // A sweep's outputs are those of its trials.
  const isSweep = sweepOf(job) !== undefined
  const code = codeOf(job)
  // A job is fetched again and again; only what is said here of it makes other roots.
  const outputsKey = JSON.stringify(outputs)

  return useMemo(() => {
    const found = datastores.data ?? []
    const named = isSweep
      ? []
      : namedOutputs(job.name, outputs, found.find(({ properties }) => properties.isDefault)?.name)
    const roots: FileRoot[] = [
      {
        id: artifactsOutput,
        label: 'Artifacts',
        place: `workspaceartifactstore, ExperimentRun/dcid.${job.name}/`,
        store: artifactStore(client, { workspace, jobName: job.name }),
      },
      ...named.map((output): FileRoot => {
        const [place] = output.places
        const datastore = found.find(({ name }) => name === place?.datastore)
        const whyNot = whyNotListed(output, datastore, {
          mayList,
          isLoading: datastores.isPending,
          error: datastores.error,
        })
        return {
          id: output.name,
          label: output.name,
          place: place ? `${place.datastore}, ${place.path}` : output.uri,
          isFile: output.type === 'uri_file',
          ...(whyNot === undefined ? { store: outputStore(client, workspace, output, found) } : { whyNot }),
        }
      }),
    ]
    if (code)
      roots.push({
        id: codeRoot,
        label: 'Code',
        place: `${code.name}:${code.version}`,
        ...(mayReadCode === undefined
          ? { store: codeStore(client, workspace, code.name, code.version) }
          : { whyNot: `The service hands out code to those alone who may upload some. ${mayReadCode}.` }),
      })
    return roots
    // `outputs` and `code` are other objects with each answer; their content is in the keys.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [
    client,
    workspace,
    job.name,
    outputsKey,
    isSweep,
    code?.name,
    code?.version,
    datastores.data,
    datastores.error,
    datastores.isPending,
    mayList,
    mayReadCode,
  ])
}

/** A page holds no token for storage: it lists only what a key or a signature of the datastore opens. */
function whyNotListed(
  { uri, places: [place] }: NamedOutput,
  datastore: DatastoreResource | undefined,
  { mayList, isLoading, error }: { mayList: string | undefined; isLoading: boolean; error: Error | null },
): string | undefined {
  if (!place) return `It lies outside the workspace’s datastores: ${uri}`
  if (isLoading) return 'Looking for its datastore …'
  if (error) return `The datastores cannot be listed: ${error.message}`
  if (!datastore) return `The workspace has no datastore ${place.datastore} any more.`
  const { datastoreType, credentials } = datastore.properties
  if (datastoreType !== 'AzureBlob') return `${datastore.name} is no blob container (${datastoreType}).`
  if (credentials.credentialsType === 'None') return `${datastore.name} is used by identity alone, without a key.`
  return mayList
}
