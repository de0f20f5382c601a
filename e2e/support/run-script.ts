import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ReadyInfo } from '../../emulator/server.ts'

/** A folder in which somebody runs what the studio generated for them. */
export async function workFolder(files: Record<string, string | Uint8Array> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'trainyard-codes-'))
  const folder = join(root, 'project')
  await mkdir(folder)
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return { root, folder, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) }
}

export type WorkFolder = Awaited<ReturnType<typeof workFolder>>

export type ScriptRun = Readonly<{
  exitCode: number | null
  output: string
  errors: string
  /** The command line of every program that the script started and that could be given a secret. */
  commandLines: string
  /** What it left behind among the temporary files. */
  leftovers: readonly string[]
}>

const programs = ['curl', 'python3', 'git', 'cat', 'grep']

/** Runs a bash script, signed in as the emulator's service principal. */
export async function runScript(script: string, { root, folder }: WorkFolder, ready: ReadyInfo): Promise<ScriptRun> {
  const principal = JSON.parse(await readFile(join(ready.dataDir, 'service-principal.json'), 'utf8')) as {
    clientId: string
    clientSecret: string
  }
  const temporary = join(root, 'tmp')
  const shims = join(root, 'bin')
  const log = join(root, 'command-lines')
  await mkdir(temporary, { recursive: true })
  await mkdir(shims, { recursive: true })
  await writeFile(log, '')
  for (const program of programs) {
    const shim = `#!/bin/sh\nprintf '%s\\n' "$0 $*" >> '${log}'\nPATH=\${PATH#*:} exec ${program} "$@"\n`
    await writeFile(join(shims, program), shim)
    await chmod(join(shims, program), 0o700)
  }
  const file = join(root, 'script.sh')
  await writeFile(file, script)
  const child = spawn('bash', [file], {
    cwd: folder,
    env: {
      PATH: `${shims}:${process.env['PATH']}`,
      HOME: root,
      TMPDIR: temporary,
      AZURE_CLIENT_ID: principal.clientId,
      AZURE_CLIENT_SECRET: principal.clientSecret,
    },
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  child.stdin.end()
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    exitCode,
    output,
    errors,
    commandLines: await readFile(log, 'utf8'),
    leftovers: await readdir(temporary),
  }
}
