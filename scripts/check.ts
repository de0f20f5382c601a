/** `npm run check`: types, lint, format and the map of the house. Prints what failed; exit code 1 if anything did. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tool = (name: string) => `${root}node_modules/.bin/${name}`

const checks: readonly { name: string; command: string; args: string[] }[] = [
  { name: 'types', command: tool('tsc'), args: ['-p', '.', '--noEmit', '--pretty'] },
  { name: 'lint', command: tool('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', command: tool('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'import map', command: tool('vitest'), args: ['run', 'scripts/import-map.test.ts'] },
]

/** @returns the exit code, and what the tool printed */
function run(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)))
    child.once('error', reject).once('close', (code) => resolve({ code, output }))
  })
}

// One after the other: each of the tools uses every core by itself.
for (const { name, command, args } of checks) {
  // oxlint-disable-next-line no-await-in-loop
  const { code, output } = await run(command, args)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  if (code !== 0) {
    process.exitCode = 1
    console.log(output.trimEnd())
  }
}
