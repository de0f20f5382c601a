/** Files in the artifact folder of a job; an empty path is the whole folder. */
export type JobArtifactRef = Readonly<{ jobName: string; path: string }>

/** A folder below a datastore's root. */
export type DatastorePath = Readonly<{ datastore: string; path: string }>

/**
 * The address under which files of a job can be registered as a model.
 * @param path from the root of the job's artifacts, e.g. `model` or `outputs/model.json`
 */
export const jobArtifactUri = (jobName: string, path: string): string =>
  `azureml://jobs/${jobName}/outputs/artifacts/paths/${path}`

/** What an output of a job is, by its name; the empty path is all of it. */
export type JobOutputRef = Readonly<{ jobName: string; output: string; path: string }>

/** The address of a named output of a job, or of something in it, as data for another job. */
export const jobOutputUri = ({ jobName, output, path }: JobOutputRef): string =>
  `azureml://jobs/${jobName}/outputs/${output}/paths/${path}`

/** The address of a folder (a path with a slash at its end) or a file of a datastore. */
export const datastoreUri = ({ datastore, path }: DatastorePath): string =>
  `azureml://datastores/${datastore}/paths/${path}`

// An address may be short or spell out the workspace; both spellings of resourceGroups occur.
const home = String.raw`azureml://(?:subscriptions/[^/]+/resourcegroups/[^/]+/workspaces/[^/]+/)?`
const ofJob = new RegExp(String.raw`^${home}jobs/([^/]+)/outputs/(?:artifacts|default)(?:/paths)?(?:/(.*))?$`, 'i')
const ofOutput = new RegExp(String.raw`^${home}jobs/([^/]+)/outputs/([^/]+)(?:/paths)?(?:/(.*))?$`, 'i')
const ofRun = /^runs:\/([^/]+)(?:\/(.*))?$/
const inDatastore = new RegExp(String.raw`^${home}datastores/([^/]+)(?:/paths)?/(.*)$`, 'i')
const inContainer = /^ExperimentRun\/dcid\.([^/]+)(?:\/(.*))?$/

/**
 * The job and the path that an address of a model or an output stands for, where it lies in a job's artifacts:
 * `azureml://jobs/…/outputs/artifacts/paths/…`, `runs:/…`, or the artifact store's folder of the job, as the service
 * writes it into `outputs.default`. Undefined for files elsewhere.
 */
export function jobArtifactOf(uri: string): JobArtifactRef | undefined {
  const [, jobName, path = ''] = ofJob.exec(uri) ?? ofRun.exec(uri) ?? artifactStore(uri) ?? []
  return jobName === undefined ? undefined : { jobName, path: trimSlashes(path) }
}

/** The output that an `azureml://jobs/…/outputs/…` address names; undefined for any other. */
export function jobOutputOf(uri: string): JobOutputRef | undefined {
  const [, jobName, output, path = ''] = ofOutput.exec(uri) ?? []
  return jobName === undefined || output === undefined ? undefined : { jobName, output, path }
}

function artifactStore(uri: string): RegExpExecArray | null {
  const place = datastorePathOf(uri)
  return place?.datastore === 'workspaceartifactstore' ? inContainer.exec(place.path) : null
}

/** The datastore and path of an `azureml://…datastores/…` address; undefined for any other. */
export function datastorePathOf(uri: string): DatastorePath | undefined {
  const [, datastore, path] = inDatastore.exec(uri) ?? []
  return datastore === undefined || path === undefined ? undefined : { datastore, path }
}

const trimSlashes = (path: string) => path.replace(/^\/+|\/+$/g, '')
