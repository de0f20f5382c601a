export type LogFile = Readonly<{
  /** As run history names it, e.g. `user_logs/std_log.txt`. */
  name: string
  /** What it holds, in plain words. */
  label: string
  group: 'Your script' | 'System'
}>

/**
 * The log files of a run with the script's own output first, then the rest by name.
 *
 * The names are those seen on the service: `user_logs/` holds what the script printed, one file per process;
 * `azureml-logs/70_driver_log*` is the same in jobs of the old runtime; all else is the platform's.
 */
export function logFilesOf(names: readonly string[]): LogFile[] {
  const files = names.map((name): LogFile => {
    const own = /^user_logs\/|^azureml-logs\/70_driver_log/.test(name)
    return { name, label: own ? ownLabel(name) : systemLabel(name), group: own ? 'Your script' : 'System' }
  })
  const rank = (file: LogFile) => (file.group === 'System' ? 2 : file.name === 'user_logs/std_log.txt' ? 0 : 1)
  return files.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }))
}

/** The file to show when none is chosen, or a chosen one is not there. */
export const chosenLogFile = (files: readonly LogFile[], name: string | null): LogFile | undefined =>
  files.find((file) => file.name === name) ?? files[0]

function ownLabel(name: string): string {
  const [, process] = /std_log_process_0*(\d+)/.exec(name) ?? []
  if (process !== undefined) return `Process ${process}`
  const [, node, role] = /std_log_node_0*(\d+)_?(\w*)/.exec(name) ?? []
  if (node !== undefined) return `Node ${node}${role ? `, ${role}` : ''}`
  if (/std_log\.txt$|70_driver_log\.txt$/.test(name)) return 'Output'
  return name.slice(name.indexOf('/') + 1)
}

const systemLabel = (name: string): string => name.replace(/^(?:system_logs|azureml-logs|logs\/azureml|logs)\//, '')
