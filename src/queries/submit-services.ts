import { azureml, type AzureMl } from '../api/azureml.ts'
import { listBlobs, markBlob, uploadBlob } from '../api/blob-upload.ts'
import { signDatastore } from '../api/datastore-sas.ts'
import type { DatastoreResource } from '../api/datastores.ts'
import type { WorkspaceRef } from '../domain/refs.ts'

/** What submitting a job asks of the outside world. */
export type SubmitServices = Readonly<{
  jobs: Pick<AzureMl['jobs'], 'get' | 'put'>
  codes: Pick<AzureMl['codes'], 'findByHash' | 'startPendingUpload' | 'putVersion'>
  environments: Pick<AzureMl['environments'], 'versions' | 'putVersion'>
  data: Pick<AzureMl['data'], 'versions'>
  models: Pick<AzureMl['models'], 'versions'>
  datastores: Pick<AzureMl['datastores'], 'get'>
  /** Address of a datastore's container with a signature for writing. */
  signDatastore: (workspace: WorkspaceRef, datastore: DatastoreResource) => Promise<string>
  uploadBlob: typeof uploadBlob
  listBlobs: typeof listBlobs
  markBlob: typeof markBlob
}>

/** A submission is many writes that belong together, not one mutation: it is carried out by the job editor. */
export const submitServices = (): SubmitServices => ({
  ...azureml,
  signDatastore: (workspace, datastore) => signDatastore(azureml.datastores, workspace, datastore),
  uploadBlob,
  listBlobs,
  markBlob,
})
