import { createHash } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateCode } from '../src/domain/job-spec/code/generate.ts'
import { type CodeTarget } from '../src/domain/job-spec/code/code-target.ts'
import type { Resolution } from '../src/domain/job-spec/jobs/job-resolution.ts'
import { jobToRest } from '../src/domain/job-spec/jobs/job.ts'
import { parseSpecFile } from '../src/domain/job-spec/parse-file.ts'
import { jobStatus, scriptLog, type ArmClient } from './support/arm-client.ts'
import type { EmulatorProcess } from './support/emulator-process.ts'
import { runScript, workFolder, type ScriptRun, type WorkFolder } from './support/run-script.ts'
import { expect, test } from './support/test.ts'

/** Where the emulator is, for generated code. */
const targetOf = ({ ready }: EmulatorProcess): CodeTarget => ({
  workspace: {
    subscriptionId: ready.subscriptionId,
    resourceGroup: ready.resourceGroup,
    workspaceName: ready.workspace,
  },
  tenantId: ready.tenantId,
  armEndpoint: ready.arm,
  loginEndpoint: ready.login,
  jobName: 'codes-unnamed',
})

function specFile(yaml: string) {
  const { result } = parseSpecFile(yaml)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

/** Generates the curl script of a YAML file and runs it. Nothing may go wrong, and nothing secret may show. */
async function runGenerated(yaml: string, work: WorkFolder, emulator: EmulatorProcess): Promise<ScriptRun> {
  const script = generateCode('rest', specFile(yaml), yaml, targetOf(emulator))
  const run = await runScript(script, work, emulator.ready)
  expect(run).toMatchObject({ exitCode: 0, errors: '', leftovers: [] })
  expect(run.commandLines).toContain('curl')
  expect(run.commandLines).not.toMatch(/Bearer|eyJ|[?&]sig=/)
  return run
}

type JobAnswer = {
  id: string
  name: string
  properties: {
    status: string
    inputs?: Record<string, { uri?: string }>
    codeId?: string
    environmentId?: string
    trial?: { codeId?: string; environmentId?: string }
  }
}

/**
 * Sends the same job as the studio does, with the code, environment and inputs that the script found, and compares what
 * the service has of the two.
 */
async function expectStudioSendsTheSame(yaml: string, name: string, arm: ArmClient, emulator: EmulatorProcess) {
  const file = specFile(yaml)
  if (file.kind !== 'command' && file.kind !== 'sweep') throw new Error(`${file.kind} is no job`)
  const ofScript = await arm.workspace<JobAnswer>('GET', `/jobs/${name}`)
  const { inputs = {}, trial } = ofScript.properties
  const { codeId, environmentId } = trial ?? ofScript.properties
  const inputUris = Object.entries(inputs).flatMap(([key, { uri }]) => (uri === undefined ? [] : [[key, uri]]))
  const resolution: Resolution = {
    workspace: targetOf(emulator).workspace,
    ...(codeId && { codeId }),
    ...(environmentId && { environmentId }),
    inputUris: Object.fromEntries(inputUris),
  }
  await arm.workspace('PUT', `/jobs/${name}-twin`, jobToRest(file.spec, resolution))
  const ofStudio = await arm.workspace<JobAnswer>('GET', `/jobs/${name}-twin`)
  expect(comparable(ofScript)).toEqual(comparable(ofStudio))
  await arm.workspace('POST', `/jobs/${name}-twin/cancel`)
}

/** All of a job but its name and how far it is. */
function comparable({ name, id, properties }: JobAnswer): unknown {
  const ofRun = new Set(['status', 'StartTimeUtc', 'EndTimeUtc', 'best_metric_status'])
  const text = JSON.stringify({ id, properties }, (key, value: unknown) => (ofRun.has(key) ? undefined : value))
  return JSON.parse(text.replaceAll(name, 'NAME'))
}

test('the curl code sends a code folder byte for byte, and text as text', async ({ emulator, arm }) => {
  const sent = ['.amlignore', 'deep/er/a b#c?d%41.txt', 'main.sh', "{x,y}[1] 'ü'.bin"]
  await using work = await workFolder({
    'src/main.sh': 'find . -type f | LC_ALL=C sort | while read -r file; do sha256sum "$file"; done\n',
    'src/deep/er/a b#c?d%41.txt': 'odd name\n',
    "src/{x,y}[1] 'ü'.bin": new Uint8Array([0, 1, 2, 255]),
    'src/secret.env': 'stays at home',
    'src/.amlignore': '*.env\n',
  })
  const yaml =
    String.raw`name: codes-folder
display_name: "it's \"quoted\" $(touch owned) ` +
    '`touch owned`' +
    String.raw` \u202e"
command: |
  sh main.sh
  echo '\${{inputs.words}}' "JSON"
code: ./src
environment: azureml:python3-local:1
tags: {lines: "a\nJSON\nb", quote: "'; touch owned; '"}
inputs: {words: "two words; $(touch owned)"}
`
  const run = await runGenerated(yaml, work, emulator)
  expect(run.output).toMatch(/^codes-folder: \w+\n$/)
  await jobStatus(arm, 'codes-folder', 'Completed')
  const log = await scriptLog(arm, 'codes-folder')
  const sums = await Promise.all(sent.map((file) => sumLine(join(work.folder, 'src'), file)))
  expect(log.match(/^[0-9a-f]{64} {2}.*$/gm)).toEqual(sums)
  await expect(access(join(work.folder, 'owned'))).rejects.toThrow()
  await expectStudioSendsTheSame(yaml, 'codes-folder', arm, emulator)

  // The same folder again: the workspace has it already.
  const again = await runGenerated(yaml.replace('codes-folder', 'codes-folder-2'), work, emulator)
  expect(again.commandLines).not.toContain('--upload-file')
})

async function sumLine(folder: string, file: string) {
  const digest = createHash('sha256').update(await readFile(join(folder, file)))
  return `${digest.digest('hex')}  ./${file}`
}

test('the curl code registers an environment and uploads data', async ({ emulator, arm }) => {
  await using work = await workFolder({
    'conda.yml': 'dependencies:\n  - python=3.11\n\n',
    'rows.csv': 'a,b\n1,2\n',
    'tables/one.txt': 'first\n',
    'tables/deep/two.txt': 'second\n',
  })
  const yaml = `name: codes-data
command: cat \${{inputs.rows}} \${{inputs.tables}}/one.txt \${{inputs.tables}}/deep/two.txt
environment:
  image: python:3.11
  conda_file: ./conda.yml
  description: for this job
inputs:
  rows: {type: uri_file, path: ./rows.csv}
  tables: {type: uri_folder, path: tables/, mode: download}
`
  await runGenerated(yaml, work, emulator)
  await jobStatus(arm, 'codes-data', 'Completed')
  expect(await scriptLog(arm, 'codes-data')).toContain('a,b\n1,2\nfirst\nsecond\n')
  await expectStudioSendsTheSame(yaml, 'codes-data', arm, emulator)

  const { properties } = await arm.workspace<JobAnswer>('GET', '/jobs/codes-data')
  const environment = await arm.workspace<{ properties: object }>(
    'GET',
    properties.environmentId?.slice(arm.workspaceId.length) ?? '',
  )
  expect(environment.properties).toMatchObject({
    image: 'python:3.11',
    condaFile: 'dependencies:\n  - python=3.11\n\n',
    isAnonymous: true,
  })
})

test('the curl code finds the newest versions', async ({ emulator, arm }) => {
  const data = (version: string) =>
    arm.workspace('PUT', `/data/codes-newest/versions/${version}`, {
      properties: { dataType: 'uri_file', dataUri: `azureml://datastores/workspaceblobstore/paths/v${version}.csv` },
    })
  await data('10')
  await data('9')
  await using work = await workFolder()
  const yaml = `name: codes-latest
command: echo found
environment: azureml:python3-local@latest
inputs:
  table: {type: uri_file, path: azureml:codes-newest@latest, mode: direct}
`
  await runGenerated(yaml, work, emulator)
  const { properties } = await arm.workspace<JobAnswer>('GET', '/jobs/codes-latest')
  expect(properties.inputs?.['table']?.uri).toMatch(/\/data\/codes-newest\/versions\/9$/)
  await jobStatus(arm, 'codes-latest', 'Completed')
  await expectStudioSendsTheSame(yaml, 'codes-latest', arm, emulator)
})

test('the curl code sends a job that needs nothing beforehand, under the name that was chosen', async ({
  emulator,
  arm,
}) => {
  await using work = await workFolder()
  const yaml = `command: echo $GREETING > \${{outputs.words}}/hello.txt
environment: azureml:python3-local:1
environment_variables: {GREETING: hello}
outputs: {words: {type: uri_folder, mode: upload}}
resources: {instance_count: 1, shm_size: 4g}
limits: {timeout: 600}
queue_settings: {job_tier: standard}
identity: {type: user_identity}
`
  const run = await runGenerated(yaml, work, emulator)
  expect(run.output).toMatch(/^codes-unnamed: /)
  await jobStatus(arm, 'codes-unnamed', 'Completed')
  await expectStudioSendsTheSame(yaml, 'codes-unnamed', arm, emulator)

  // Once more under the same name: the service's own words reach whoever runs the script.
  const other = yaml.replace('echo', 'printf')
  const script = generateCode('rest', specFile(other), other, targetOf(emulator))
  const refused = await runScript(script, work, emulator.ready)
  expect(refused).toMatchObject({ output: '', leftovers: [] })
  expect(refused.exitCode).not.toBe(0)
  expect(refused.errors).toMatch(/^HTTP 400\n.*already exists/)
})

test('the curl code sends a sweep, whose trials have their code', async ({ emulator, arm }) => {
  await using work = await workFolder({ 'trial/run.sh': 'echo "score is $1"\n' })
  const yaml = `type: sweep
name: codes-sweep
trial:
  command: sh run.sh \${{search_space.lr}}
  code: trial
  environment: azureml:python3-local@latest
search_space:
  lr: {type: choice, values: [0.5, 0.25]}
sampling_algorithm: grid
objective: {goal: maximize, primary_metric: score}
limits: {max_total_trials: 2, max_concurrent_trials: 2}
early_termination: {type: median_stopping, delay_evaluation: 5}
`
  await runGenerated(yaml, work, emulator)
  await jobStatus(arm, 'codes-sweep', 'Completed')
  await expectStudioSendsTheSame(yaml, 'codes-sweep', arm, emulator)
})

test('the curl code creates a cluster and registers data, an environment and a model', async ({ emulator, arm }) => {
  await using work = await workFolder({
    'rows.csv': 'a\n1\n',
    'context/Dockerfile': 'FROM python:3\n',
    'model/weights.bin': new Uint8Array([1, 2, 3]),
  })
  const properties = (path: string) => arm.workspace<{ location?: string; properties: object }>('GET', path)

  await runGenerated('name: codes-cluster\ntype: amlcompute\nmax_instances: 2\n', work, emulator)
  expect(await properties('/computes/codes-cluster')).toMatchObject({
    location: 'eastus',
    properties: { computeType: 'AmlCompute', properties: { scaleSettings: { maxNodeCount: 2 } } },
  })

  const data = 'name: codes-rows\ntype: uri_file\npath: rows.csv\ndescription: "a $(b)"\n'
  expect((await runGenerated(data, work, emulator)).output).toMatch(/\/data\/codes-rows\/versions\/1\n$/)
  expect((await runGenerated(data, work, emulator)).output).toMatch(/\/data\/codes-rows\/versions\/2\n$/)
  expect(await properties('/data/codes-rows/versions/2')).toMatchObject({
    properties: { dataUri: expect.stringMatching(/\/LocalUpload\/[0-9a-f]{64}\/rows\.csv$/), description: 'a $(b)' },
  })

  const environment = 'name: codes-env\nversion: "7"\nbuild: {path: ./context}\n'
  expect((await runGenerated(environment, work, emulator)).output).toMatch(/\/environments\/codes-env\/versions\/7\n$/)
  expect(await properties('/environments/codes-env/versions/7')).toMatchObject({
    properties: { build: { contextUri: expect.stringMatching(/\/LocalUpload\/[0-9a-f]{64}\/context\/$/) } },
  })

  const model = 'name: codes-model\npath: ./model\ntype: custom_model\n'
  expect((await runGenerated(model, work, emulator)).output).toMatch(/\/models\/codes-model\/versions\/1\n$/)
  expect(await properties('/models/codes-model/versions/1')).toMatchObject({
    properties: { modelUri: expect.stringMatching(/\/LocalUpload\/[0-9a-f]{64}\/model\/$/) },
  })
})
