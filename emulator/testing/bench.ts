import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReadyInfo } from '../server.ts'
import type { LoadRequest, LoadResult } from './bench-client.ts'
import { seedRuns } from './seed-runs.ts'
import { tokenOfScript, workspaceId } from './test-emulator.ts'

/** What was measured, and the budget it is held to, each with its unit. */
export type BenchRow = Readonly<{ what: string; measured: string; budget: string }>

const nodeFlags = process.argv.includes('--cpu-prof') ? ['--cpu-prof'] : []
const points = 1_000_000
const pointsPerBatch = 1000
const pageSize = 25_000

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

type Started = { child: ChildProcess; ready: ReadyInfo; ms: number }

async function start(dataDir: string): Promise<Started> {
  const begun = performance.now()
  const child = spawn(process.execPath, [...nodeFlags, here('run-emulator.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout) {
    text += String(chunk)
    const line = /^ready (.*)$/m.exec(text)?.[1]
    // Our own `ready` line.
    if (line) return { child, ready: JSON.parse(line) as ReadyInfo, ms: performance.now() - begun }
  }
  throw new Error('The emulator ended before it was ready.')
}

async function stop({ child }: Started) {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Runs a load from a process of its own. */
async function load(request: LoadRequest): Promise<LoadResult> {
  const client = fork(here('bench-client.ts'))
  client.send(request)
  const [result] = await once(client, 'message')
  client.kill()
  return result as LoadResult // The client sends nothing else.
}

async function call<T>(url: string, token: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status} ${await response.text()}`)
  return (await response.json()) as T // The caller names the shape.
}

/** @returns seconds that it took to write all points of one metric, and to read them back */
async function measureMetrics(arm: string, token: string) {
  const mlflow = `${arm}/mlflow/v2.0${workspaceId}/api/2.0/mlflow`
  type Created = { run: { info: { run_id: string } } }
  const { run } = await call<Created>(`${mlflow}/runs/create`, token, { experiment_id: '0' })
  const bodies = Array.from({ length: points / pointsPerBatch }, (_, batch) => {
    const metrics = Array.from({ length: pointsPerBatch }, (_point, i) => {
      const step = batch * pointsPerBatch + i
      return { key: 'loss', value: 1 / (step + 1), timestamp: 1_700_000_000_000 + step, step }
    })
    return JSON.stringify({ run_id: run.info.run_id, metrics })
  })
  const { seconds: write } = await load({ url: `${mlflow}/runs/log-batch`, token, connections: 4, bodies })

  const begun = performance.now()
  let pageToken = ''
  let read = 0
  do {
    const query = new URLSearchParams({
      run_id: run.info.run_id,
      metric_key: 'loss',
      max_results: String(pageSize),
      page_token: pageToken,
    })
    type Page = { metrics: object[]; next_page_token?: string }
    const page = await call<Page>(`${mlflow}/metrics/get-history?${query.toString()}`, token)
    read += page.metrics.length
    pageToken = page.next_page_token ?? ''
  } while (pageToken)
  if (read !== points) throw new Error(`${read} of ${points} points came back.`)
  return { write, read: (performance.now() - begun) / 1000 }
}

/** @returns seconds that it took to seed a million points, and ms to search 100 runs of 200 parameters by their names */
async function measureSeeding(arm: string, token: string) {
  const begun = performance.now()
  await seedRuns(arm, token, { name: 'bench-points', runs: 10, metrics: 10, points: points / 100 })
  const seconds = (performance.now() - begun) / 1000
  const { jobs } = await seedRuns(arm, token, { name: 'bench-params', runs: 100, metrics: 10, points: 10, params: 200 })
  const mlflow = `${arm}/mlflow/v2.0${workspaceId}/api/2.0/mlflow`
  type Found = { experiment: { experiment_id: string } }
  const { experiment } = await call<Found>(`${mlflow}/experiments/get-by-name?experiment_name=seeded`, token)
  const filter = `attributes.run_id IN (${jobs.map((name) => `'${name}'`).join(', ')})`
  const times: number[] = []
  for (let i = 0; i < 20; i++) {
    const asked = performance.now()
    // oxlint-disable-next-line no-await-in-loop -- side by side they would wait for each other
    const { runs } = await call<{ runs: object[] }>(`${mlflow}/runs/search`, token, {
      experiment_ids: [experiment.experiment_id],
      filter,
    })
    times.push(performance.now() - asked)
    if (runs.length !== jobs.length) throw new Error(`${runs.length} of ${jobs.length} runs came back.`)
  }
  return { seconds, search: times.toSorted((a, b) => a - b)[times.length / 2] ?? 0 }
}

/**
 * Measures the emulator against its budgets, which takes half a minute. The emulator and the client that calls it are
 * processes of their own, so a machine with two cores can show what one of them can do. `--cpu-prof` writes a profile
 * of the emulator into the working folder.
 */
export async function benchEmulator(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'trainyard-bench-'))
  try {
    const first = await start(dataDir)
    await stop(first)
    const emulator = await start(dataDir)
    const token = await tokenOfScript(dataDir)
    const { arm } = emulator.ready
    const workspace = `${arm}${workspaceId}?api-version=2025-09-01`
    // The first requests warm the emulator up.
    await load({ url: workspace, token, connections: 32, seconds: 2 })
    const reads = await load({ url: workspace, token, connections: 32, seconds: 5 })
    const metrics = await measureMetrics(arm, token)
    const seeded = await measureSeeding(arm, token)
    await stop(emulator)
    const row = (what: string, measured: string, budget: string): BenchRow => ({ what, measured, budget })
    return [
      row('emulator: first start until ready', `${Math.round(first.ms)} ms`, '≤ 1,500 ms'),
      row('emulator: later start until ready', `${Math.round(emulator.ms)} ms`, '≤ 1,500 ms'),
      row('emulator: GET of a workspace', `${Math.round(reads.requests / reads.seconds)} requests/s`, '≥ 10,000'),
      row('emulator: its 99th percentile', `${reads.p99Ms.toFixed(1)} ms`, ''),
      row('emulator: log-batch', `${Math.round(points / metrics.write)} points/s`, '≥ 100,000'),
      row('emulator: a million points paged back', `${metrics.read.toFixed(2)} s`, '≤ 2 s'),
      row('emulator: seeding of runs', `${Math.round(points / seeded.seconds)} points/s`, '≥ 300,000'),
      row('emulator: search of 100 runs × 200 parameters', `${Math.round(seeded.search)} ms`, '≤ 150 ms'),
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
