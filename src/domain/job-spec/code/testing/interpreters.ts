import { spawnSync } from 'node:child_process'

/** What bash has against a script, without running it; an empty text if nothing. */
export function bashComplaint(script: string): string {
  const { stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })
  return stderr
}

export const hasPython = spawnSync('python3', ['--version']).status === 0

/** What Python has against programs, without running them; nothing for a good one. */
export function pythonComplaints(programs: readonly string[]): string[] {
  const compileAll = `
import json, sys
for program in json.load(sys.stdin):
    try:
        compile(program, "program", "exec")
    except SyntaxError as error:
        print(json.dumps(f"{error}: {error.text}"))
`
  const { stdout, stderr } = spawnSync('python3', ['-c', compileAll], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
  })
  return [...stdout.split('\n'), stderr].filter((line) => line !== '')
}
