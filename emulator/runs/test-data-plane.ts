import type { FastifyInstance } from 'fastify'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { artifactContainer } from '../artifact-folder.ts'
import { createBlobStore } from '../blob/blob-store.ts'
import { createClock } from '../clock.ts'
import { createCloudServer } from '../cloud-server.ts'
import type { EmulatorContext } from '../context.ts'
import type { JobTimes, Principal } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import { createFaults } from '../faults.ts'
import { registerArtifacts } from '../routes/artifacts.ts'
import { registerDiscovery } from '../routes/discovery.ts'
import { registerMlflow } from '../routes/mlflow.ts'
import { registerRunHistory } from '../routes/run-history.ts'
import { accounts, homeTenant } from '../seed/directory.ts'
import { createResourceStore, openDatabase } from '../store.ts'
import { usualSwitches } from '../switches.ts'
import { createRunStore } from './run-store.ts'

export const groupId = '/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg-lab'
export const workspaceId = `${groupId}/providers/Microsoft.MachineLearningServices/workspaces/lab`
/** A second workspace, with names of its own. */
export const otherWorkspaceId = `${groupId}/providers/Microsoft.MachineLearningServices/workspaces/other`
/** Where a call of MLflow's API is, as in `runs/create`. */
export const mlflow = (call: string) => `/mlflow/v2.0${workspaceId}/api/2.0/mlflow/${call}`

const guid = '22222222-bbbb-4ccc-8ddd-000000000002'
/** Where the artifacts of the first workspace lie. */
export const container = artifactContainer(guid)

const cloud = 'http://localhost:4281'

export type Answer = { status: number; headers: Record<string, unknown>; body: unknown; text: string }

export type DataPlane = Awaited<ReturnType<typeof startDataPlane>>

function person(name: string): Principal {
  const membership = accounts.find((account) => account.name === name)?.memberships[0]
  return { kind: 'user', objectId: membership?.objectId ?? '', tenantId: homeTenant.tenantId, name }
}

/**
 * The data plane behind the real hooks of the cloud server, without ports. Tokens are plain words here (`owner`,
 * `reader`, `job:{name}`), and jobs are what the test says they are: their runner is tested elsewhere.
 */
export function startDataPlane() {
  const dataDir = mkdtempSync(join(tmpdir(), 'trainyard-data-plane-'))
  const db = openDatabase(join(dataDir, 'test.sqlite'))
  const clock = createClock()
  const resources = createResourceStore(db)
  const origins = { studio: 'http://localhost:4280', cloud, blob: 'http://localhost:4282' }
  const settings = { dataDir, origins, loopback: origins, storageAccount: 'trainyard', accessTokenSeconds: 3600 }
  const blobs = createBlobStore({ db, clock, dataDir, settings })
  blobs.ensureContainer(container)
  const runs = createRunStore({ db, clock, resources, settings })
  const jobTimes = new Map<string, JobTimes>()

  const principals: Record<string, Principal> = { owner: person('Olivia Owner'), reader: person('Rhea Reader') }
  const tokens = {
    issueJobToken: () => Promise.reject(new Error('Nobody asks for tokens here.')),
    verify(authorization: string | undefined) {
      const word = authorization?.replace('Bearer ', '') ?? ''
      const jobName = word.startsWith('job:') ? word.slice(4) : undefined
      const principal: Principal | undefined = jobName ? { kind: 'job', workspaceId, jobName } : principals[word]
      if (principal) return Promise.resolve(principal)
      return Promise.reject(new ServiceError(401, 'InvalidAuthenticationToken', 'No such token.'))
    },
  }
  const jobs = { times: (_workspace: string, name: string) => jobTimes.get(name) } as EmulatorContext['jobs'] // All that reads of runs use.
  const ctx: EmulatorContext = { settings, switches: usualSwitches(), clock, db, resources, tokens, blobs, runs, jobs }

  const subscription = groupId.slice(0, groupId.indexOf('/resourceGroups'))
  const put = (id: string, type: string, properties = {}) =>
    resources.put({ id, name: id.slice(id.lastIndexOf('/') + 1), type, properties })
  put(subscription, 'Microsoft.Resources/subscriptions', { tenantId: homeTenant.tenantId })
  put(groupId, 'Microsoft.Resources/resourceGroups')
  put(workspaceId, 'Microsoft.MachineLearningServices/workspaces', { workspaceId: guid })
  put(otherWorkspaceId, 'Microsoft.MachineLearningServices/workspaces')

  const app: FastifyInstance = createCloudServer(ctx, {
    faults: createFaults(),
    registerRoutes(server) {
      for (const register of [registerDiscovery, registerRunHistory, registerArtifacts, registerMlflow]) {
        register(server, ctx)
      }
    },
  })

  async function call(method: string, url: string, options: { token?: string; body?: unknown; headers?: object } = {}) {
    const response = await app.inject({
      method: method as 'GET', // Any method goes; the type lists them.
      url,
      headers: {
        host: new URL(cloud).host,
        authorization: `Bearer ${options.token ?? 'owner'}`,
        ...options.headers,
      },
      ...(options.body !== undefined && { payload: options.body as object }),
    })
    const isJson = String(response.headers['content-type']).includes('json')
    const isPacked = response.headers['content-encoding'] === 'gzip'
    const text = isPacked ? gunzipSync(response.rawPayload).toString() : response.body
    // `any`: tests look into answers of many shapes.
    // oxlint-disable-next-line typescript/no-explicit-any
    const body: any = isJson ? JSON.parse(text) : undefined
    return {
      status: response.statusCode,
      headers: response.headers,
      body,
      text,
      raw: response.rawPayload,
    }
  }

  return {
    ctx,
    call,
    get: (url: string, token?: string) => call('GET', url, token === undefined ? {} : { token }),
    post: (url: string, body: unknown, token?: string) =>
      call('POST', url, token === undefined ? { body } : { body, token }),
    /** A job and its run, as the job routes and the runner would leave them. */
    putJob(name: string, properties: Record<string, unknown>, times: Partial<JobTimes> = {}) {
      put(`${workspaceId}/jobs/${name}`, 'Microsoft.MachineLearningServices/workspaces/jobs', {
        jobType: 'Command',
        experimentName: 'iris',
        displayName: name,
        ...properties,
      })
      const base = { createdAt: clock.now(), startedAt: undefined, endedAt: undefined, error: undefined }
      jobTimes.set(name, { ...base, computeId: undefined, queuePosition: undefined, ...times })
      runs.ensureJobRun(workspaceId, name)
    },
    async dispose() {
      await app.close()
      await blobs.close()
      db.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** @returns its id */
export async function newExperiment(plane: DataPlane, name: string): Promise<string> {
  const { body } = await plane.post(mlflow('experiments/create'), { name })
  return body.experiment_id
}

/** @param more of the request @returns its id */
export async function newRun(plane: DataPlane, experimentId: string, more: object = {}): Promise<string> {
  const { body } = await plane.post(mlflow('runs/create'), { experiment_id: experimentId, start_time: 1000, ...more })
  return body.run.info.run_id
}
