import type { FastifyInstance } from 'fastify'
import type { Server } from 'node:http'
import path from 'node:path'
import { createAccessTokens } from './auth/access-tokens.ts'
import { loadSigningKey, writeServicePrincipal } from './auth/secrets.ts'
import { registerSignIn } from './auth/sign-in-routes.ts'
import { createSignInStore } from './auth/sign-in-store.ts'
import { createBlobServer } from './blob/blob-server.ts'
import { createBlobStore } from './blob/blob-store.ts'
import { createClock } from './clock.ts'
import { createCloudServer } from './cloud-server.ts'
import type { EmulatorContext } from './context.ts'
import type { Origins, Settings } from './contracts.ts'
import { createFaults } from './faults.ts'
import { createJobRunner } from './jobs/job-runner.ts'
import { lockDataDir } from './lock.ts'
import { checkRecordFile } from './recorder.ts'
import { loopbackAddress, reservePorts, type Ports } from './ports.ts'
import { registerArtifacts } from './routes/artifacts.ts'
import { registerAssets } from './routes/assets.ts'
import { registerAuthorization } from './routes/authorization.ts'
import { registerComputes } from './routes/computes.ts'
import { registerControl } from './routes/control.ts'
import { registerDatastores } from './routes/datastores.ts'
import { registerDiscovery } from './routes/discovery.ts'
import { registerJobs } from './routes/jobs.ts'
import { registerLocations } from './routes/locations.ts'
import { registerMlflow } from './routes/mlflow.ts'
import { registerRunHistory } from './routes/run-history.ts'
import { registerSubscriptions } from './routes/subscriptions.ts'
import { registerWorkspaces } from './routes/workspaces.ts'
import { createRunStore } from './runs/run-store.ts'
import { homeTenant, servicePrincipal } from './seed/directory.ts'
import { mainWorkspace, seedWorld } from './seed/world.ts'
import { loadClockOffset } from './settings-table.ts'
import { createResourceStore, openDatabase } from './store.ts'
import { createStudioServer, type StudioSource } from './studio-server.ts'
import { createSweepRunner } from './sweeps/sweep-runner.ts'
import { usualSwitches } from './switches.ts'

export type EmulatorOptions = Readonly<{
  /** Absolute; made if it is not there. */
  dataDir: string
  /** Studio's port, cloud and blob follow; 0 picks three free ones. */
  port: number
  /** Empties the data folder first. */
  reset?: boolean
  /** Where the studio's files come from; without it the studio's origin answers `/config.json` only. */
  studio?: StudioSource
  /** Life of an access token, an hour when not said. */
  accessTokenSeconds?: number
  /** Absolute path of a file that gets every ARM exchange. */
  recordFile?: string | undefined
}>

/** What the `ready` line tells; scripts and tests find their way by it. */
export type ReadyInfo = Readonly<{
  studio: string
  arm: string
  login: string
  blob: string
  dataDir: string
  tenantId: string
  subscriptionId: string
  resourceGroup: string
  workspace: string
}>

export type RunningEmulator = Readonly<{ ready: ReadyInfo; ctx: EmulatorContext; close: () => Promise<void> }>

/**
 * Starts the local Azure ML: three servers on loopback and the runner of jobs.
 * @throws StartError when a port is in use, or the data folder or the recording cannot be had; nothing is left open then
 */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  if (options.recordFile) checkRecordFile(options.recordFile)
  const ports = await reservePorts(options.port)
  const unlock = lockDataDir(options.dataDir, options.reset ?? false)
  try {
    return await startLocked(options, ports, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

async function startLocked(options: EmulatorOptions, ports: Ports, unlock: () => void): Promise<RunningEmulator> {
  const { dataDir } = options
  const settings: Settings = {
    dataDir,
    origins: originsOf('localhost', ports),
    loopback: originsOf(loopbackAddress, ports),
    storageAccount: 'trainyardstorage',
    accessTokenSeconds: options.accessTokenSeconds ?? 3600,
  }
  const db = openDatabase(path.join(dataDir, 'state.db'))
  const clock = createClock(loadClockOffset(db))
  const resources = createResourceStore(db)
  const accessTokens = createAccessTokens(await loadSigningKey(dataDir), clock, settings)
  const blobs = createBlobStore({ db, clock, dataDir, settings })
  const runs = createRunStore({ db, clock, resources, settings })
  const switches = usualSwitches()
  const base = { settings, switches, clock, db, resources, tokens: accessTokens, blobs, runs }
  const jobs = createSweepRunner(base, createJobRunner(base))
  const ctx = { ...base, jobs }
  seedWorld(ctx)

  const faults = createFaults()
  const { tenantId, clientId } = { tenantId: homeTenant.tenantId, clientId: servicePrincipal.clientId }
  const scriptClient = writeServicePrincipal(dataDir, { tenantId, clientId, cloud: settings.origins.cloud })
  const signIn = { settings, clock, store: createSignInStore(db, clock), accessTokens, scriptClient }

  const cloud = createCloudServer(ctx, {
    faults,
    recordFile: options.recordFile,
    registerRoutes(app) {
      registerSignIn(app, signIn)
      registerControl(app, ctx, faults)
      registerArm(app, ctx)
      registerDiscovery(app, ctx)
      registerRunHistory(app, ctx)
      registerArtifacts(app, ctx)
      registerMlflow(app, ctx)
    },
  })
  const blob = createBlobServer({ ...ctx, faults })
  const studio = await createStudioServer(settings.origins, options.studio ?? { kind: 'none' })

  const close = async () => {
    // First, and with the servers up: in its last seconds a job may save its work, and logs to MLflow that it did.
    await jobs.close()
    await Promise.all([cloud.close(), stopServer(blob), stopServer(studio)])
    await blobs.close()
    db.close()
    unlock()
  }
  try {
    await cloud.listen({ port: ports.cloud, host: loopbackAddress })
    await Promise.all([listen(blob, ports.blob), listen(studio, ports.studio)])
    await jobs.start()
  } catch (error) {
    await close()
    throw error
  }
  return { ready: readyInfo(settings), ctx, close }
}

function registerArm(app: FastifyInstance, ctx: EmulatorContext) {
  registerSubscriptions(app, ctx)
  registerWorkspaces(app, ctx)
  registerAuthorization(app, ctx)
  registerLocations(app, ctx)
  registerDatastores(app, ctx)
  registerAssets(app, ctx)
  registerComputes(app, ctx)
  registerJobs(app, ctx)
}

const originsOf = (host: string, { studio, cloud, blob }: Ports): Origins => ({
  studio: `http://${host}:${studio}`,
  cloud: `http://${host}:${cloud}`,
  blob: `http://${host}:${blob}`,
})

const readyInfo = ({ origins, dataDir }: Settings): ReadyInfo => ({
  studio: origins.studio,
  arm: origins.cloud,
  login: origins.cloud,
  blob: origins.blob,
  dataDir,
  ...mainWorkspace,
})

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopbackAddress, () => resolve())
  })

/** Ends open connections too: a browser keeps its own for minutes. */
const stopServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
