import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import type { ExecutionContext } from './job-execution.ts'
import { processesOf } from './process-group.ts'

/** Between two samples of a job that has just begun. */
const firstPauseMs = 5000
/** Samples after which the pause doubles: a job of a day leaves some 1,500 of each metric. */
const samplesPerPause = 240
/** What the kernel counts processor time in, on every common platform: sysconf(_SC_CLK_TCK). */
const ticksPerSecond = 100
const megabyte = 1_000_000

/** Values by the names that MLflow gives its own: https://mlflow.org/docs/latest/ml/tracking/system-metrics */
export type Sample = Readonly<Record<string, number>>

/**
 * What the processes of a group use of this machine, and what its GPUs do, from one call to the next.
 * @returns undefined at the first call, and where there is no such group
 */
function createSampler(group: number): () => Promise<Sample | undefined> {
  const gpuSample = createGpuSampler()
  let before: { ticks: number; at: number } | undefined
  return async () => {
    const processes = processesOf(group)
    if (processes.length === 0) return undefined
    const now = { ticks: processes.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0), at: performance.now() }
    const since = before
    before = now
    if (!since) return undefined
    const seconds = (now.at - since.at) / 1000
    const share = (now.ticks - since.ticks) / ticksPerSecond / seconds / availableParallelism()
    const bytes = processes.reduce((sum, { pid }) => sum + residentBytes(pid), 0)
    return {
      // Ticks are coarse, and those of a process that nobody has waited for are lost.
      'system/cpu_utilization_percentage': Math.min(100, Math.max(0, share * 100)),
      'system/system_memory_usage_megabytes': bytes / megabyte,
      'system/system_memory_usage_percentage': (bytes / totalmem()) * 100,
      ...(await gpuSample()),
    }
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function residentBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    // It has ended since it was found.
    return 0
  }
}

const gpuQuery = ['--query-gpu=index,utilization.gpu,memory.used,memory.total', '--format=csv,noheader,nounits']

/** A driver in trouble keeps its tool waiting for ever. */
const gpuToolMs = 5000

/** Machines without NVIDIA's tool are asked for it once a job. */
function createGpuSampler(): () => Promise<Sample> {
  let isThere = true
  return async () => {
    if (!isThere) return {}
    try {
      const { stdout } = await promisify(execFile)('nvidia-smi', gpuQuery, { timeout: gpuToolMs })
      return gpuMetrics(stdout)
    } catch {
      isThere = false
      return {}
    }
  }
}

/** @param text lines such as `0, 87, 10240, 40960`: index, percent, MiB in use, MiB in all */
export function gpuMetrics(text: string): Sample {
  const gpus = text.split('\n').map((line) => line.split(',').map(Number))
  const values = gpus.flatMap(([index, busy = 0, used = 0, total = 0]): [string, number][] =>
    index === undefined || total === 0
      ? []
      : [
          [`system/gpu_${index}_utilization_percentage`, busy],
          [`system/gpu_${index}_memory_usage_megabytes`, (used * 1_048_576) / megabyte],
          [`system/gpu_${index}_memory_usage_percentage`, (used / total) * 100],
        ],
  )
  return Object.fromEntries(values)
}

/**
 * Samples the processes of a job into the metrics of its run, until it is told to stop.
 * @param group id of the job's process group
 * @param pauseMs between the first samples
 */
export function watchResources(
  { clock, runs }: Pick<ExecutionContext, 'clock' | 'runs'>,
  job: Readonly<{ workspaceId: string; jobName: string }>,
  group: number,
  pauseMs = firstPauseMs,
): () => void {
  const take = createSampler(group)
  let timer: NodeJS.Timeout | undefined
  let isOver = false

  /** @returns how many samples there were before */
  async function look(): Promise<number> {
    const sample = await take()
    const run = runs.get(job.workspaceId, job.jobName)
    // The name of the job may be another one's by now.
    if (!sample || !run || isOver) return 0
    // A job that outlived an emulator has some already.
    const step = runs.metrics.count(run.seq, 'system/cpu_utilization_percentage')
    const timestamp = clock.now()
    const metrics = Object.entries(sample).map(([key, value]) => ({ key, value, timestamp, step }))
    runs.log(run, { metrics, params: [], tags: [] })
    return step
  }

  function lookAgain(step: number) {
    if (isOver) return
    timer = setTimeout(
      () => {
        // They are for people's sake: a failure here is no failure of the job.
        void look()
          .catch(() => step)
          .then(lookAgain)
      },
      pauseMs * 2 ** Math.floor(step / samplesPerPause),
    )
  }

  void take().then(() => lookAgain(0))
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
