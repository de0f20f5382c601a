/** In the order in which they are offered. */
export const logGroups = ['Your script', 'Sweep', 'Image build', 'System', 'Other attempts'] as const
export type LogGroup = (typeof logGroups)[number]

export type LogFile = Readonly<{
  /** As run history names it, e.g. `user_logs/std_log.txt`. */
  name: string
  /** What it holds, in plain words. */
  label: string
  group: LogGroup
}>

/** Where the processes of a job run, as far as its definition tells. */
export type ProcessLayout = Readonly<{ nodes: number; processesPerNode: number | undefined }>

/** Where a script alone on one node prints to. */
const mainLog = /^(?:user_logs\/std_log|azureml-logs\/70_driver_log)\.txt$/
const oneNode: ProcessLayout = { nodes: 1, processesPerNode: undefined }

/**
 * The log files of a run with the script's own output first, then the rest by name.
 *
 * The names are those seen on the service: `user_logs/` holds what the script printed, one file per process;
 * `azureml-logs/70_driver_log*` is the same in jobs of the old runtime; folders `retry_NNN` repeat all of it for a job
 * that was started again; no source says which attempt is which, so they keep their names. A name that is not known
 * stays readable as its path.
 */
export function logFilesOf(names: readonly string[], layout: ProcessLayout = oneNode): LogFile[] {
  const files = names.map((name) => describe(name, layout))
  const rank = ({ name, group }: LogFile) => logGroups.indexOf(group) * 2 + (mainLog.test(withoutRetry(name)) ? 0 : 1)
  files.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }))
  return withoutNamesakes(files)
}

/**
 * The file to show when none is chosen, or a chosen one is not there: what the script printed, or, as long as the image
 * is built, what is printed there.
 */
export function chosenLogFile(
  files: readonly LogFile[],
  name: string | null | undefined,
  isPreparing = false,
): LogFile | undefined {
  const building = isPreparing ? files.find(({ group }) => group === 'Image build') : undefined
  return files.find((file) => file.name === name) ?? building ?? files[0]
}

/** A label where every character counts: `N1 P3` for `Node 1, process 3`. */
export const shortLabel = (label: string): string =>
  label.replaceAll(/(?:Node|Process|process) (?=\d)/g, (word) => word.charAt(0).toUpperCase()).replaceAll(', ', ' ')

/** The name that a file of another attempt had in its own. */
const withoutRetry = (name: string) => name.replace(/(?<=\/)retry_\d+\//, '')

/** What one saves the file as: `train-42-std_log.txt`. */
export const fileNameFor = (jobName: string, logName: string): string =>
  `${jobName}-${logName.split('/').at(-1) ?? 'log.txt'}`

function describe(name: string, layout: ProcessLayout): LogFile {
  const retry = /\/(retry_\d+)\//.exec(name)?.[1]
  if (retry !== undefined) {
    const { label } = describe(withoutRetry(name), layout)
    return { name, label: `${retry}: ${label}`, group: 'Other attempts' }
  }
  for (const [pattern, group, words] of known) {
    const match = pattern.exec(name)
    if (match) return { name, label: words(match.groups ?? {}, layout), group }
  }
  const isOwn = name.startsWith('user_logs/')
  const label = name.replace(/^(?:user_logs|system_logs|azureml-logs|logs\/azureml|logs)\//, '')
  return { name, label, group: isOwn ? 'Your script' : 'System' }
}

type Words = (parts: Readonly<Record<string, string>>, layout: ProcessLayout) => string

const say = (text: string): Words => {
  return () => text
}
/** A text, and in parentheses what else the name tells. */
const withDetail = (text: string): Words => {
  return ({ detail }) => (detail ? `${text} (${detail})` : text)
}

const known: readonly (readonly [pattern: RegExp, group: LogGroup, words: Words])[] = [
  [mainLog, 'Your script', say('Output')],
  [/^user_logs\/std_log_process_0*(?<process>\d+)\.txt$/, 'Your script', processLabel],
  [/^user_logs\/std_log_node_0*(?<node>\d+)(?:_(?<role>\w+))?\.txt$/, 'Your script', nodeLabel],
  [/^user_logs\/mpi_log\.txt$/, 'Your script', say('MPI launcher')],
  [/^azureml-logs\/70_driver_log_0*(?<process>\d+)\.txt$/, 'Your script', processLabel],
  [/^azureml-logs\/70_driver_log-(?<role>[a-z]+)-(?<rank>\d+)\.txt$/, 'Your script', roleLabel],

  [/^azureml-logs\/hyperdrive\.txt$/, 'Sweep', say('Sweep')],
  [/^azureml-logs\/20_image_build_log\.txt$/, 'Image build', say('Image build')],

  [/^azureml-logs\/55_azureml-execution-?(?<detail>.*)\.txt$/, 'System', withDetail('Node set-up')],
  [/^azureml-logs\/65_job_prep-?(?<detail>.*)\.txt$/, 'System', withDetail('Before the script')],
  [/^azureml-logs\/75_job_post-?(?<detail>.*)\.txt$/, 'System', withDetail('After the script')],
  [/^azureml-logs\/process_info\.json$/, 'System', say('List of processes')],
  [/^azureml-logs\/process_status\.json$/, 'System', say('States of processes')],

  [/^system_logs\/lifecycler\/lifecycler\.log$/, 'System', say('Job lifecycle')],
  [/^system_logs\/lifecycler\/execution-wrapper\.log$/, 'System', say('Start and end of the script')],
  [/^system_logs\/lifecycler\/vm-bootstrapper\.log$/, 'System', say('Node set-up')],
  [/^system_logs\/data_capability\/data-capability\.log$/, 'System', say('Data access')],
  [/^system_logs\/data_capability\/rslex\.log\.?(?<detail>.*)$/, 'System', withDetail('Data access, reader')],
  [/^system_logs\/hosttools_capability\/hosttools-capability\.log$/, 'System', say('Host tools')],
  [/^system_logs\/metrics_capability\/metrics-capability\.log$/, 'System', say('Metrics')],
  [/^system_logs\/snapshot_capability\/snapshot-capability\.log$/, 'System', say('Code download')],

  [/^logs\/azureml\/executionlogs\.txt$/, 'System', say('Pipeline')],
  [/^logs\/azureml\/stdoutlogs\.txt$/, 'System', say('Step output')],
  [/^logs\/azureml\/stderrlogs\.txt$/, 'System', say('Step errors')],
  [/^logs\/azureml\/job_prep_azureml\.log$/, 'System', say('Before the script')],
  [/^logs\/azureml\/job_release_azureml\.log$/, 'System', say('After the script')],
]

/** Processes are numbered node by node, so many to each. */
function processLabel({ process }: Readonly<Record<string, string>>, { nodes, processesPerNode }: ProcessLayout) {
  if (nodes <= 1 || !processesPerNode) return `Process ${process}`
  return `Node ${Math.floor(Number(process) / processesPerNode)}, process ${process}`
}

function nodeLabel({ node, role }: Readonly<Record<string, string>>) {
  return role ? `Node ${node}, ${role === 'ps' ? 'parameter server' : role}` : `Node ${node}`
}

function roleLabel({ role = '', rank }: Readonly<Record<string, string>>) {
  return `${role.charAt(0).toUpperCase()}${role.slice(1)} ${rank}`
}

/** Two files that plain words do not tell apart get their paths beside them. */
function withoutNamesakes(files: readonly LogFile[]): LogFile[] {
  const keyOf = ({ group, label }: LogFile) => `${group}: ${label}`
  const counts = new Map<string, number>()
  for (const file of files) counts.set(keyOf(file), (counts.get(keyOf(file)) ?? 0) + 1)
  return files.map((file) =>
    (counts.get(keyOf(file)) ?? 0) > 1 ? { ...file, label: `${file.label} (${file.name})` } : file,
  )
}
