import * as z from 'zod'
import { dataName } from '../runs/mlflow-wire.ts'
import { resourceNamePattern } from '../validate.ts'

/** Of all metrics of all runs, in the end. */
const mostPoints = 20_000_000

const share = z.number().min(0).max(1)

/** What curves look like beyond what their names say: see `seeded-curves.ts`. */
const shape = z.strictObject({
  /** How much of a curve's range the noise on it has. */
  noise: share.default(0.05),
  /** Which part of the points leaps far out. */
  spikeShare: share.default(0),
  /** Which part of the points is NaN, Infinity or -Infinity, in turns. */
  nonFiniteShare: share.default(0),
  /** How often a long stretch of steps was not logged. */
  gaps: z.int().min(0).max(100).default(0),
  /** Step at which the job lost its work: it goes on from half of it, so those steps are logged twice. */
  restartAt: z.int().min(2).optional(),
  /** All points have step 0, as those of a script that never names one. */
  equalSteps: z.boolean().default(false),
})

/** @see docs/emulator.md, "Runs without running" */
export const seedSchema = z
  .strictObject({
    /** ARM id; that of the `ready` line when not said. */
    workspace: z.string().optional(),
    experiment: z.string().min(1).default('seeded'),
    /** What names of jobs begin with; a dash and a number follow. */
    name: z.string().max(200).regex(resourceNamePattern).default('seeded'),
    runs: z.int().min(1).max(1000).default(1),
    /** Names, or how many of the usual ones. */
    metrics: z
      .union([z.int().min(0).max(50), z.array(dataName).max(50)])
      .refine((names) => typeof names === 'number' || new Set(names).size === names.length, 'names a metric twice')
      .default(4),
    /** Of each metric; a live job has logged them when it is made. */
    points: z.int().min(0).max(1_000_000).default(100),
    params: z.int().min(0).max(200).default(8),
    /** The same number makes the same values. */
    seed: z.int().min(0).max(0xffff_ffff).default(1),
    /** Between two points of a job that has ended. */
    secondsPerPoint: z.number().min(0.001).max(3600).default(1),
    shape: shape.prefault({}),
    /** Jobs that are running and log on by the emulator's clock, each metric so often, until they complete. */
    live: z
      .strictObject({
        pointsPerSecond: z.number().positive().max(1000),
        forSeconds: z.number().min(0).max(86_400),
      })
      .optional(),
  })
  .refine((seed) => seed.runs * countOf(seed.metrics) * pointsInTheEnd(seed) <= mostPoints, {
    message: `asks for more than ${mostPoints.toLocaleString('en')} points`,
    path: ['points'],
  })

/** What to seed, its defaults filled in. */
export type Seed = z.output<typeof seedSchema>
/** The same as a caller writes it. */
export type SeedRequest = z.input<typeof seedSchema>
export type CurveShape = Seed['shape']

type LiveRate = Readonly<{ pointsPerSecond: number; forSeconds: number }>

/** Points of one metric of one run, once it logs no more. */
export const pointsInTheEnd = ({ points, live }: { points: number; live?: LiveRate | undefined }): number =>
  points + Math.floor(live ? live.pointsPerSecond * live.forSeconds : 0)

const countOf = (metrics: number | readonly string[]) => (typeof metrics === 'number' ? metrics : metrics.length)

/** What a training script of some ambition logs. */
const usualMetrics = [
  'train/loss',
  'val/loss',
  'train/accuracy',
  'val/accuracy',
  'epoch',
  'train/learning_rate',
  'train/grad_norm',
  'val/f1',
  'train/throughput',
  'val/perplexity',
]

export const metricNames = (metrics: Seed['metrics']): readonly string[] =>
  typeof metrics === 'number'
    ? Array.from({ length: metrics }, (_, i) => usualMetrics[i] ?? `layers/${i - usualMetrics.length}/activation`)
    : metrics
