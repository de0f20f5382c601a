import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandJobSpec } from '../jobs/command-job-spec.ts'
import { jobToRest } from '../jobs/job.ts'
import { generateCode } from './generate.ts'
import type { CodeTarget } from './code-target.ts'
import { hostileText } from './testing/hostile-text.ts'
import { hasPython } from './testing/interpreters.ts'

const target: CodeTarget = {
  workspace: { subscriptionId: 'sub', resourceGroup: 'rg', workspaceName: 'ws' },
  tenantId: 'tenant',
  armEndpoint: 'http://localhost:1',
  loginEndpoint: 'http://localhost:1',
  jobName: 'job',
}

const texts = fc.dictionary(hostileText, hostileText, { maxKeys: 3 })
const hostileJob: fc.Arbitrary<CommandJobSpec> = fc.record({
  name: hostileText,
  displayName: hostileText,
  description: hostileText,
  tags: texts,
  command: hostileText,
  // A reference is one line.
  environment: hostileText.map((text) => `azureml:env:v${text.replaceAll(/[\n\r\u2028\u2029]/g, '')}`),
  environmentVariables: texts,
  compute: hostileText.map((text) => `cpu${text}`),
  inputs: fc.record({
    words: hostileText.map((literal) => ({ literal })),
    table: hostileText.map((text) => ({ type: 'uri_file' as const, path: `https://host/${text}` })),
  }),
})

const folder = mkdtempSync(join(tmpdir(), 'trainyard-hostile-'))
const bodyFile = join(folder, 'body')
const curl = join(folder, 'curl')

/** Stands in for curl: it keeps what is sent by `@-`, and answers what each call of the script can make use of. */
beforeAll(() => {
  const answer = '{"access_token": "t", "properties": {"status": "Queued"}}'
  const script = `#!/bin/bash
output=
while [[ $# -gt 0 ]]; do
  case $1 in
    --output) output=$2 ;;
    @-) cat > '${bodyFile}' ;;
  esac
  shift
done
if [[ -n $output ]]; then echo '${answer}' > "$output"; printf 200; else echo '${answer}'; fi
`
  writeFileSync(curl, script)
  chmodSync(curl, 0o700)
})
afterAll(() => rmSync(folder, { recursive: true }))

// Python takes long to start.
const runs = { numRuns: 12 }

test.skipIf(!hasPython)(
  'curl sends exactly the body, whatever the job holds (skipped where there is no python3)',
  () => {
    fc.assert(
      fc.property(hostileJob, (spec) => {
        const script = generateCode('rest', { kind: 'command', spec }, '', target)
        const { stderr, status } = spawnSync('bash', ['-s'], {
          input: script,
          cwd: folder,
          encoding: 'utf8',
          env: {
            ...process.env,
            PATH: `${folder}:${process.env['PATH']}`,
            TMPDIR: folder,
            AZURE_CLIENT_ID: 'id',
            AZURE_CLIENT_SECRET: 'secret',
          },
        })
        expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
        const body = jobToRest(spec, { workspace: target.workspace })
        expect(JSON.parse(readFileSync(bodyFile, 'utf8'))).toEqual(JSON.parse(JSON.stringify(body)))
        expect(readdirSync(folder).toSorted()).toEqual(['body', 'curl'])
      }),
      runs,
    )
  },
)

/** Stands in for the SDK: every class and function of it prints what it was called with. */
const recorder = `
import json, sys, types
class Call:
    def __init__(self, **keywords):
        self.keywords = keywords
    def create_or_update(self, job):
        print(json.dumps(job.keywords, default=lambda call: call.keywords))
        sys.exit()
    jobs = property(lambda self: self)
for name in ("azure", "azure.ai", "azure.ai.ml", "azure.identity"):
    module = sys.modules[name] = types.ModuleType(name)
    module.command = module.Input = module.MLClient = module.DefaultAzureCredential = Call
`

test.skipIf(!hasPython)(
  'Python calls the SDK with exactly the texts of the job (skipped where there is no python3)',
  () => {
    fc.assert(
      fc.property(hostileJob, (spec) => {
        const program = recorder + generateCode('python', { kind: 'command', spec }, '', target)
        const { stdout, stderr } = spawnSync('python3', ['-'], { input: program, cwd: folder, encoding: 'utf8' })
        expect(stderr).toBe('')
        expect(JSON.parse(stdout)).toMatchObject({
          name: spec.name,
          display_name: spec.displayName,
          description: spec.description,
          tags: spec.tags,
          command: spec.command,
          environment_variables: spec.environmentVariables,
          compute: spec.compute,
        })
      }),
      runs,
    )
  },
)
