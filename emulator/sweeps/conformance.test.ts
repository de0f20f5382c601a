import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { checkRecordings, haveSpec } from '../../scripts/conformance.ts'
import { isFinal } from '../jobs/job-table.ts'
import { startTestEmulator, workspaceId } from '../testing/test-emulator.ts'

test.skipIf(!haveSpec())('sweeps and distributed jobs answer as the published specification says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-recording-'))
  const emulator = await startTestEmulator({ recordFile: join(folder, 'sweeps.jsonl') })
  const pathOf = (name: string) => `${workspaceId}/jobs/${name}`
  const environmentId = 'azureml:python3-local@latest'
  async function run(name: string, properties: object) {
    expect((await emulator.call('PUT', pathOf(name), { body: { properties } })).status).toBe(201)
    for (;;) {
      const { body } = await emulator.call<{ properties: { status: string } }>('GET', pathOf(name))
      if (isFinal(body.properties.status)) return
      await sleep(50)
    }
  }
  try {
    const sweep = {
      jobType: 'Sweep',
      objective: { primaryMetric: 'loss', goal: 'Minimize' },
      searchSpace: { lr: ['uniform', [0.1, 1]], model: ['choice', [['a', { depth: ['choice', [[1, 2]]] }]]] },
      limits: {
        jobLimitsType: 'Sweep',
        maxTotalTrials: 2,
        maxConcurrentTrials: 2,
        timeout: 'PT1H',
        trialTimeout: 'PT5M',
      },
      trial: { environmentId, command: 'python -c "import mlflow; mlflow.log_metric(\'loss\', ${{search_space.lr}})"' },
    }
    const random = { samplingAlgorithmType: 'Random', seed: 3, rule: 'Sobol' }
    const bandit = { policyType: 'Bandit', slackFactor: 0.1, evaluationInterval: 1, delayEvaluation: 1 }
    await run('random', { ...sweep, samplingAlgorithm: random, earlyTermination: bandit })
    const median = { policyType: 'MedianStopping', evaluationInterval: 1, delayEvaluation: 0 }
    await run('bayes', { ...sweep, samplingAlgorithm: { samplingAlgorithmType: 'Bayesian' }, earlyTermination: median })
    const distribution = { distributionType: 'TensorFlow', workerCount: 2, parameterServerCount: 1 }
    const resources = { instanceCount: 2, shmSize: '2g' }
    await run('distributed', { jobType: 'Command', command: 'echo', environmentId, resources, distribution })
    await emulator.call('GET', pathOf('random_0'))
    await emulator.call('GET', `${workspaceId}/jobs`)
    await emulator.call('POST', `${pathOf('random')}/cancel`)
    await emulator.call('DELETE', pathOf('random_0'))
    await emulator.call('DELETE', pathOf('random'))
    const grid = { ...sweep, samplingAlgorithm: { samplingAlgorithmType: 'Grid' } }
    expect((await emulator.call('PUT', pathOf('refused'), { body: { properties: grid } })).status).toBe(400)

    const { violations, operations } = await checkRecordings(folder)
    expect(violations).toEqual([])
    for (const name of ['CreateOrUpdate', 'Get', 'List', 'Cancel', 'Delete'])
      expect(operations).toContain(`Jobs_${name}`)
  } finally {
    await emulator.dispose()
    await rm(folder, { recursive: true })
  }
})
