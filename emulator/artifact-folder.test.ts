import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { artifactFolder } from './artifact-folder.ts'
import { isFinal } from './jobs/job-table.ts'
import { startTestEmulator, type TestEmulator, workspaceId } from './testing/test-emulator.ts'

const research = workspaceId
const vision = workspaceId.replace('rg-ml-research', 'rg-vision-lab').replace('contoso-research', 'vision-lab')

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
  await Promise.all([runTwin(research, 'research'), runTwin(vision, 'vision')])
})
afterAll(() => emulator.dispose())

/** A job of one and the same name that says where it ran, in its log and in a file. */
async function runTwin(workspace: string, says: string) {
  const id = `${workspace}/jobs/twin`
  const command = `echo ${says}; echo ${says} > outputs/who.txt`
  const properties = { jobType: 'Command', environmentId: 'azureml:python3-local@latest', command }
  expect((await emulator.call('PUT', id, { body: { properties } })).status).toBe(201)
  while (!isFinal(String(emulator.ctx.resources.get(id)?.properties['status']))) await sleep(20)
  expect(emulator.ctx.resources.get(id)?.properties['status']).toBe('Completed')
}

const contentOf = (workspace: string) =>
  `/artifact/v2.0${workspace}/artifacts/ExperimentRun/dcid.twin/content?path=outputs/who.txt`

async function logOf(workspace: string): Promise<string | undefined> {
  type Details = { logFiles: Record<string, string> }
  const { body } = await emulator.call<Details>('GET', `/history/v1.0${workspace}/runs/twin/details`)
  const address = body.logFiles['user_logs/std_log.txt']
  return address && (await fetch(address)).text()
}

test('jobs of one name in two workspaces have logs and artifacts of their own', async () => {
  expect([await logOf(research), await logOf(vision)]).toEqual(['research\n', 'vision\n'])
  expect((await emulator.call('GET', contentOf(research))).body).toBe('research\n')
  expect((await emulator.call('GET', contentOf(vision))).body).toBe('vision\n')
})

test("the token of one job opens its own artifacts and not its namesake's", async () => {
  const token = await emulator.ctx.tokens.issueJobToken(research, 'twin')
  expect(await emulator.call('GET', contentOf(research), { token })).toMatchObject({ status: 200, body: 'research\n' })
  for (const path of [contentOf(vision), `/history/v1.0${vision}/runs/twin/details`]) {
    expect((await emulator.call('GET', path, { token })).status).toBe(403)
  }
})

test("the key to one workspace's artifact store does not open the other's", async () => {
  const secrets = `${research}/datastores/workspaceartifactstore/listSecrets`
  const { body } = await emulator.call<{ sasToken: string }>('POST', secrets)
  const open = async (workspace: string) => {
    const { container, prefix } = artifactFolder(emulator.ctx.resources, workspace, 'twin')
    return fetch(`${emulator.ctx.blobs.url(container, `${prefix}outputs/who.txt`)}?${body.sasToken}`)
  }
  expect(await (await open(research)).text()).toBe('research\n')
  expect((await open(vision)).status).toBe(403)
})

test("deleting one job leaves its namesake's log", async () => {
  expect((await emulator.call('DELETE', `${research}/jobs/twin`)).status).toBe(200)
  expect(await logOf(vision)).toBe('vision\n')
  const { container, prefix } = artifactFolder(emulator.ctx.resources, research, 'twin')
  expect(emulator.ctx.blobs.list(container, { prefix: `${prefix}user_logs/` }).blobs).toEqual([])
})
