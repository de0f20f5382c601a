import { readdirSync, readFileSync } from 'node:fs'

/** A process of a job; `cpuTicks` is the kernel's count, with those of children that it has waited for. */
export type GroupProcess = Readonly<{ pid: number; parent: number; cpuTicks: number }>

/** The processes of a group; none where there is no `/proc`. */
export const processesOf = (group: number): GroupProcess[] => pids().flatMap((pid) => processIn(group, pid) ?? [])

/** Processes of a group that have started no others: the programs, not the shells around them. */
export function leavesOf(group: number): number[] {
  const processes = processesOf(group)
  const parents = new Set(processes.map(({ parent }) => parent))
  return processes.flatMap(({ pid }) => (parents.has(pid) ? [] : [pid]))
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function processIn(group: number, pid: number): GroupProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold blanks and parentheses, so fields are counted from behind it, where the state
    // is the third: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const field = (number: number) => Number(fields[number - 3])
    if (field(5) !== group || fields[0] === 'Z') return undefined
    const cpuTicks = field(14) + field(15) + field(16) + field(17)
    return { pid, parent: field(4), cpuTicks }
  } catch {
    // It has ended since the folder was read.
    return undefined
  }
}
