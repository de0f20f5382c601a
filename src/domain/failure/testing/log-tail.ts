import type { LogRole, LogTail } from '../log-lines.ts'

/** The last lines of a log, as a test writes them. */
export function logTail(text: string, file = 'user_logs/std_log.txt', role: LogRole = 'script'): LogTail {
  let offset = 0
  const lines = text.split('\n').map((line) => {
    const at = offset
    offset += new TextEncoder().encode(line).length + 1
    return { text: line, offset: at }
  })
  return { file, role, lines }
}
