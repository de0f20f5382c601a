import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAccessTokens } from '../auth/access-tokens.ts'
import { loadSigningKey } from '../auth/secrets.ts'
import { createBlobStore } from '../blob/blob-store.ts'
import { createClock } from '../clock.ts'
import { createClusterStore } from '../computes/cluster-store.ts'
import type { EmulatorContext } from '../context.ts'
import type { Settings } from '../contracts.ts'
import { createRunStore } from '../runs/run-store.ts'
import { mainWorkspace, seedWorld } from '../seed/world.ts'
import { createResourceStore, openDatabase } from '../store.ts'
import { createSweepRunner } from '../sweeps/sweep-runner.ts'
import { usualSwitches } from '../switches.ts'
import { readArtifact } from '../testing/read-artifact.ts'
import { userLog } from './job-logs.ts'
import { parseJobBody } from './job-body.ts'
import { newJobResource } from './job-resource.ts'
import { createJobRunner } from './job-runner.ts'
import { isFinal } from './job-table.ts'

export const workspaceId =
  `/subscriptions/${mainWorkspace.subscriptionId}/resourceGroups/${mainWorkspace.resourceGroup}` +
  `/providers/Microsoft.MachineLearningServices/workspaces/${mainWorkspace.workspace}`

/** For tests: everything that jobs need, without servers. Nothing listens at these addresses. */
export async function createHarness(dataDir = mkdtempSync(join(tmpdir(), 'trainyard-jobs-'))) {
  const nowhere = { studio: 'http://localhost:1', cloud: 'http://localhost:2', blob: 'http://localhost:3' }
  const settings: Settings = {
    dataDir,
    origins: nowhere,
    loopback: nowhere,
    storageAccount: 'trainyardstorage',
    accessTokenSeconds: 3600,
  }
  const db = openDatabase(`${dataDir}/state.db`)
  const clock = createClock()
  const resources = createResourceStore(db)
  const tokens = createAccessTokens(await loadSigningKey(dataDir), clock, settings)
  const blobs = createBlobStore({ db, clock, dataDir, settings })
  const runs = createRunStore({ db, clock, resources, settings })
  const base = { settings, switches: usualSwitches(), clock, db, resources, tokens, blobs, runs }
  const jobs = createSweepRunner(base, createJobRunner(base))
  const ctx: EmulatorContext = { ...base, jobs }
  seedWorld(ctx)
  await jobs.start()

  const systemData = {
    createdBy: 'Tess Tester',
    createdByType: 'User',
    createdAt: new Date().toISOString(),
    lastModifiedBy: 'Tess Tester',
    lastModifiedByType: 'User',
    lastModifiedAt: new Date().toISOString(),
  }
  const statusOf = (jobName: string) => String(resources.get(`${workspaceId}/jobs/${jobName}`)?.properties['status'])

  const harness = {
    ctx,
    dataDir,
    statusOf,
    /** A cluster that is ready now, with its nodes allocated when first asked for. */
    cluster(name: string, maxNodeCount: number): string {
      const id = `${workspaceId}/computes/${name}`
      const inner = { vmSize: 'Standard_DS2_v2', vmPriority: 'Dedicated', scaleSettings: { maxNodeCount } }
      const properties = { computeType: 'AmlCompute', properties: inner }
      const type = 'Microsoft.MachineLearningServices/workspaces/computes'
      resources.put({ id, name, type, location: 'eastus', properties })
      createClusterStore(ctx).create(id)
      clock.advance(3000)
      return id
    },
    /** Puts a blob into the workspace's default container. @returns its datastore URI */
    async file(path: string, content: string): Promise<string> {
      const container = String(
        resources.get(`${workspaceId}/datastores/workspaceblobstore`)?.properties['containerName'],
      )
      await blobs.put(container, path, content)
      return `azureml://datastores/workspaceblobstore/paths/${path}`
    },
    /** Submits a command job as the route would. */
    submit(jobName: string, command: string, more: Record<string, unknown> = {}) {
      const properties = { jobType: 'Command', environmentId: 'python3-local', command, ...more }
      const body = parseJobBody({ properties })
      resources.put(newJobResource(workspaceId, jobName, { body, systemData }))
      runs.ensureJobRun(workspaceId, jobName)
      jobs.submit(workspaceId, jobName)
    },
    /** Waits until the job has one of these statuses. */
    async until(jobName: string, ...statuses: string[]): Promise<string> {
      while (!statuses.includes(statusOf(jobName))) {
        if (isFinal(statusOf(jobName))) {
          throw new Error(`${jobName} is ${statusOf(jobName)}: ${jobs.times(workspaceId, jobName)?.error?.message}`)
        }
        await sleep(20)
      }
      return statusOf(jobName)
    },
    /** Waits until the job is final. */
    ended: (jobName: string) => harness.until(jobName, 'Completed', 'Failed', 'Canceled'),
    /** What the job has written so far. */
    log: async (jobName: string) => (await harness.artifact(jobName, userLog)) ?? '',
    artifact: (jobName: string, path: string) => readArtifact(ctx, workspaceId, jobName, path),
    errorOf: (jobName: string) => jobs.times(workspaceId, jobName)?.error,
    async close() {
      await jobs.close()
      await blobs.close()
      db.close()
    },
    async dispose() {
      await harness.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return harness
}

export type Harness = Awaited<ReturnType<typeof createHarness>>
