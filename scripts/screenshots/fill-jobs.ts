import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCluster, jobStatus, submitJob, type ArmClient } from '../../e2e/support/arm-client.ts'
import { smallParquet } from '../../e2e/support/small-parquet.ts'
import { registerCode, trainCommand, trainInputs } from './code.ts'
import {
  colourfulScript,
  distributedScript,
  filesScript,
  notebookText,
  reportText,
  withMissingPackage,
} from './job-scripts.ts'

const killedCommand = `python3 -u -c 'import os
print("reading 150 rows")
print("allocating a table of 214 GiB")
os.kill(os.getpid(), 9)'`

/** How each of these jobs ends. */
const endings = {
  'missing-package': 'Failed',
  'out-of-memory': 'Failed',
  'timed-out': 'Failed',
  preempted: 'Failed',
  colourful: 'Completed',
  files: 'Completed',
  'iris-again': 'Completed',
} as const

/** A package that never arrives: what is installed with it stays in the making. */
async function endlessPackage() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': 100_000_000 })
    setInterval(() => response.write('0'), 5_000).unref()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const { port } = server.address() as AddressInfo // It listens on one.
  return `measurements @ http://127.0.0.1:${port}/measurements-1.0-py3-none-any.whl`
}

/** Registers an environment with a conda file, which ends with `packages`. @returns its ARM id */
async function makeEnvironment(arm: ArmClient, name: string, packages: string) {
  const path = `/environments/${name}/versions/1`
  const condaFile = `dependencies:\n  - python=3.11\n  - pip\n${packages}`
  await arm.workspace('PUT', path, { properties: { image: 'localhost/python3', condaFile, osType: 'Linux' } })
  return `${arm.workspaceId}${path}`
}

/** Jobs in the states that the pages of a job explain: how they ended, what they printed and what they wrote. */
export async function fillEndedJobs(arm: ArmClient, irisFiles: Readonly<Record<string, string>>, computeId: string) {
  const code = (name: string, files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>) =>
    registerCode(arm, name, files)
  await submitJob(arm, 'files', 'python report.py', {
    displayName: 'season-2-report',
    codeId: await code('report', {
      'report.py': filesScript,
      'report.md': reportText,
      'explore.ipynb': notebookText,
      'iris.parquet': smallParquet(),
    }),
  })
  await submitJob(arm, 'missing-package', trainCommand, {
    inputs: trainInputs,
    displayName: 'iris-torchmetrics',
    experimentName: 'iris',
    codeId: await code('torchmetrics', {
      ...irisFiles,
      'train.py': withMissingPackage(irisFiles['train.py'] ?? ''),
    }),
    environmentId: await makeEnvironment(arm, 'iris-tools', ''),
  })
  await submitJob(arm, 'out-of-memory', killedCommand, { displayName: 'iris-all-seasons', computeId })
  await submitJob(arm, 'timed-out', 'echo epoch 1 of 400; sleep 300', {
    limits: { jobLimitsType: 'Command', timeout: 'PT2S' },
  })
  await submitJob(arm, 'preempted', 'echo epoch 1 of 400; sleep 300', { tags: { 'trainyard.fail': 'preempted' } })
  await submitJob(arm, 'colourful', 'python train.py', {
    codeId: await code('colourful', { 'train.py': colourfulScript }),
  })
  await submitJob(arm, 'iris-again', 'echo "the same, with another seed"', {
    displayName: 'iris-boosting-43',
    experimentName: 'iris',
    properties: { 'trainyard.copyOf': 'iris' },
  })
  for (const [name, status] of Object.entries(endings)) await jobStatus(arm, name, status)
  await submitJob(arm, 'cancelled', 'echo epoch 1 of 400; sleep 300')
  await jobStatus(arm, 'cancelled', 'Running')
  await arm.workspace('POST', '/jobs/cancelled/cancel')
  await jobStatus(arm, 'cancelled', 'Canceled')
}

/** Jobs that are under way for as long as pictures are taken. Two clusters of two nodes must be in use already. */
export async function fillLiveJobs(arm: ArmClient) {
  await submitJob(arm, 'distributed', 'python train.py', {
    displayName: 'resnet-4-processes',
    experimentName: 'flowers',
    codeId: await registerCode(arm, 'distributed', { 'train.py': distributedScript }),
    resources: { instanceCount: 2 },
    distribution: { distributionType: 'PyTorch', processCountPerInstance: 2 },
  })
  await jobStatus(arm, 'distributed', 'Running')
  await submitJob(arm, 'building', 'python train.py', {
    displayName: 'iris-new-environment',
    environmentId: await makeEnvironment(arm, 'measurements', `  - pip:\n      - ${await endlessPackage()}\n`),
  })
  await jobStatus(arm, 'building', 'Preparing')
  // Four nodes of four cores are in use.
  const quotas = await arm.call('POST', '/_trainyard/settings', { familyCores: 16 })
  if (!quotas.ok) throw new Error(`The quota cannot be set: ${quotas.status}`)
  await submitJob(arm, 'starved', 'python train.py', { computeId: await createCluster(arm, 'second-cluster', 2) })
}
