import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadyInfo } from '../../emulator/server.ts'

const apiVersion = '2025-09-01'

type ServicePrincipal = { clientId: string; clientSecret: string; tokenUrl: string; scope: string }

/** A token of the emulator's service principal, got as the Azure docs' REST walk-through does. */
export async function servicePrincipalToken(ready: ReadyInfo): Promise<string> {
  const file = await readFile(join(ready.dataDir, 'service-principal.json'), 'utf8')
  const { clientId, clientSecret, tokenUrl, scope } = JSON.parse(file) as ServicePrincipal
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope,
    }),
  })
  if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { access_token: string }).access_token
}

/** ARM as a script uses it, for what a journey needs beforehand or checks afterwards beside the browser. */
export async function armClient(ready: ReadyInfo) {
  const token = await servicePrincipalToken(ready)
  const workspaceId =
    `/subscriptions/${ready.subscriptionId}/resourceGroups/${ready.resourceGroup}` +
    `/providers/Microsoft.MachineLearningServices/workspaces/${ready.workspace}`

  /** Any call to the cloud origin; the answer as it came. */
  const call = (method: string, path: string, body?: unknown) =>
    fetch(new URL(path, ready.arm), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  /** A call below the workspace that has to work. */
  async function workspace<T>(method: string, path: string, body?: unknown): Promise<T> {
    const separator = path.includes('?') ? '&' : '?'
    const response = await call(method, `${workspaceId}${path}${separator}api-version=${apiVersion}`, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    // The caller names the shape; the emulator's answers are held to the published spec elsewhere.
    return (text ? JSON.parse(text) : undefined) as T
  }

  return { workspaceId, token, call, workspace }
}

export type ArmClient = Awaited<ReturnType<typeof armClient>>

type Job = { name: string; properties: { status: string } }

/** Submits a command job that needs nothing but a shell. Serverless unless `computeId` is among `properties`. */
export function submitJob(arm: ArmClient, name: string, command: string, properties: Record<string, unknown> = {}) {
  return arm.workspace<Job>('PUT', `/jobs/${name}`, {
    properties: {
      jobType: 'Command',
      command,
      environmentId: `${arm.workspaceId}/environments/python3-local/versions/1`,
      ...properties,
    },
  })
}

/** Waits until `check` gives something. @throws after `timeoutMs` with the last value seen */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | undefined | false>,
  timeoutMs = 60_000,
): Promise<T> {
  const until = Date.now() + timeoutMs
  for (;;) {
    const value = await check()
    if (value !== undefined && value !== false) return value
    if (Date.now() > until) throw new Error(`Still not so after ${timeoutMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

/** Waits until the job has the status, or one of them. */
export const jobStatus = (arm: ArmClient, name: string, ...statuses: string[]) =>
  eventually(`job ${name} is ${statuses.join(' or ')}`, async () => {
    const job = await arm.workspace<Job>('GET', `/jobs/${name}`)
    return statuses.includes(job.properties.status) && job
  })

/** Creates a compute cluster and waits until it can be used. */
export async function createCluster(
  arm: ArmClient,
  name: string,
  maxNodeCount: number,
  vmPriority: 'Dedicated' | 'LowPriority' = 'Dedicated',
): Promise<string> {
  await arm.workspace('PUT', `/computes/${name}`, {
    location: 'eastus',
    properties: {
      computeType: 'AmlCompute',
      properties: {
        vmSize: 'Standard_DS3_v2',
        vmPriority,
        scaleSettings: { minNodeCount: 0, maxNodeCount, nodeIdleTimeBeforeScaleDown: 'PT2M' },
      },
    },
  })
  await eventually(`compute ${name} is ready`, async () => {
    const compute = await arm.workspace<{ properties: { provisioningState: string } }>('GET', `/computes/${name}`)
    return compute.properties.provisioningState === 'Succeeded'
  })
  return `${arm.workspaceId}/computes/${name}`
}

/** What the job's script has printed so far; empty until there is a log. */
export async function scriptLog(arm: ArmClient, jobName: string): Promise<string> {
  const details = await arm.call('GET', `/history/v1.0${arm.workspaceId}/runs/${jobName}/details`)
  const { logFiles } = (await details.json()) as { logFiles: Record<string, string> }
  const url = logFiles['user_logs/std_log.txt']
  return url ? await (await fetch(url)).text() : ''
}
