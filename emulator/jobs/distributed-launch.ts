import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePorts, loopbackAddress } from '../ports.ts'
import { shellQuoted } from '../shell-quoted.ts'
import { type Layout, type Meeting, portsNeeded, processCommand, processVariables } from './distribution.ts'
import { type JobFolder, makeNodeFolder, nodeFolder, type NodeFolder } from './job-folder.ts'
import { bashPath, graceMs, type Launch, markerName } from './job-process.ts'
import type { LaunchPlan } from './launch-plan.ts'

const launcher = fileURLToPath(new URL('launcher.ts', import.meta.url))

/**
 * What starts the processes of a distributed job: one launcher in place of the command. Each node gets a copy of the
 * code of its own, as machines would; inputs and named outputs are shared, as mounts are.
 * @param environmentOf the variables that a process on a node would have if it were alone
 */
export async function distributedLaunch(
  { folder, layout, command }: { folder: JobFolder; layout: Layout; command: string },
  environmentOf: (node: NodeFolder) => Record<string, string>,
): Promise<Launch> {
  for (let node = 1; node < layout.nodeCount; node += 1) {
    const own = nodeFolder(folder, node)
    rmSync(own.work, { recursive: true, force: true })
    cpSync(folder.work, own.work, { recursive: true, verbatimSymlinks: true })
    makeNodeFolder(own)
  }
  const meeting: Meeting = { host: loopbackAddress, ports: await freePorts(portsNeeded(layout)) }
  const plan: LaunchPlan = {
    bash: bashPath(),
    graceMs,
    failureFile: folder.failure,
    processes: layout.processes.map((process) => {
      const node = nodeFolder(folder, process.node)
      const base = environmentOf(node)
      return {
        title: `${process.role} ${process.rank} on node ${process.node}`,
        command: processCommand(layout, process, command, meeting),
        workingDirectory: node.work,
        env: { ...base, ...processVariables(layout, process, meeting) },
        logFile: `${folder.userLogs}/${process.log}`,
        isService: process.isService,
      }
    }),
  }
  writeFileSync(folder.plan, JSON.stringify(plan), { mode: 0o600 })
  const { [markerName]: marker = '', PATH = '' } = environmentOf(folder)
  return {
    command: `exec ${[process.execPath, launcher, folder.plan].map(shellQuoted).join(' ')}`,
    workingDirectory: folder.root,
    // Not the job's own: its NODE_OPTIONS would change the launcher.
    env: { PATH, [markerName]: marker },
    logFile: folder.wrapperLog,
    exitFile: folder.exit,
  }
}
