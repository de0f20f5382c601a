/** Names of a job's log files and their addresses, as run history has them. */
type Logs = Readonly<{ logFiles?: Readonly<Record<string, string>> | null }>

/**
 * Whether a job was started again, as it is when it has lost its nodes: the logs of other attempts lie in folders
 * `retry_NNN` (`user_logs/retry_001/std_log.txt`). Run history gives one start for all attempts, and does not say of
 * which one.
 */
export const wasRetried = ({ logFiles }: Logs = {}): boolean =>
  Object.keys(logFiles ?? {}).some((name) => /(?:^|\/)retry_\d+\//.test(name))
