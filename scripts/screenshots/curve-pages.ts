import type { Page } from '@playwright/test'
import type { ArmClient } from '../../e2e/support/arm-client.ts'
import type { EmulatorProcess } from '../../e2e/support/emulator-process.ts'
import { seedRuns } from '../../e2e/support/seed-runs.ts'
import { packRuns } from '../../src/domain/compare/run-list.ts'
import type { Shot } from './shots.ts'

/** Names of jobs whose curves have something to show. */
export type CurveJobs = Readonly<{
  /** A dozen of one kind. */
  alike: readonly string[]
  /** One that still logs. */
  live: string
  /** A hundred, with 200 parameters each. */
  wide: readonly string[]
}>

export async function fillCurves(emulator: EmulatorProcess, arm: ArmClient): Promise<CurveJobs> {
  const shape = { noise: 0.08, spikeShare: 0.001, nonFiniteShare: 0.002, restartAt: 1500 }
  const kind = { name: 'resnet', experiment: 'resnet', runs: 12, metrics: 10, points: 3000, shape }
  const alike = await seedRuns(emulator, arm, kind)
  const [live = ''] = await seedRuns(emulator, arm, {
    name: 'training',
    experiment: 'resnet',
    metrics: 10,
    points: 400,
    live: { pointsPerSecond: 2, forSeconds: 3600 },
  })
  const many = { name: 'wide', experiment: 'wide', runs: 100, metrics: 4, points: 50, params: 200 }
  return { alike, live, wide: await seedRuns(emulator, arm, many) }
}

/** The curves of a job, and jobs side by side. */
export function curvePages(query: string, { alike, live, wide }: CurveJobs): Shot[] {
  const metrics = (name: string, job: string | undefined, view: string, act?: Shot['act']): Shot => ({
    name: `metrics-${name}`,
    path: `/runs/${job ?? ''}?${query}&tab=metrics${view}`,
    seen: /\d points?/,
    isWindow: true,
    ...(act && { act }),
  })
  const compare = (
    name: string,
    jobs: readonly string[],
    view: string,
    seen: Shot['seen'],
    act?: Shot['act'],
  ): Shot => ({
    name: `compare-${name}`,
    path: `/compare?${query}&runs=${packRuns(jobs)}${view}`,
    seen,
    isWindow: true,
    ...(act && { act }),
  })
  const [one] = alike
  const six = alike.slice(0, 6)
  return [
    {
      name: 'jobs-chosen',
      path: `/jobs?${query}&q=resnet`,
      seen: /resnet/,
      isWindow: true,
      act: async (page) => {
        for (const job of six.slice(0, 3))
          // oxlint-disable-next-line no-await-in-loop -- one after the other, as a hand does
          await page.getByRole('row', { name: job }).getByRole('checkbox').click()
      },
    },
    metrics('board', one, ''),
    metrics('smooth', one, '&smooth=0.9&log=y&clip=1'),
    metrics('epoch', one, '&axis=metric:epoch'),
    metrics('cursor', one, '', pointAtAChart),
    metrics('full', one, '&full=train/loss'),
    metrics('live', live, '&axis=relative'),
    compare('differences', six, '', /batch_size|learning_rate/),
    compare('metrics', six, '&tab=metrics', /train\/loss/),
    compare('curves', six, '&tab=curves', /points? shown/),
    compare('parameters', six, '&tab=parameters', /by parameters/),
    compare('code', six, '&tab=code', /YAML/),
    compare('wide', wide, '', /batch_size|learning_rate/),
    compare('add', six, '', /batch_size|learning_rate/, pressing('Add jobs')),
    compare('duplicate', six, '', /batch_size|learning_rate/, pressing('Duplicate the best with a change')),
    compare('one', alike.slice(0, 1), '', 'Compare'),
  ]
}

/** Presses a button that opens a dialog. */
const pressing = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).click()
  await page.getByRole('dialog').waitFor()
}

async function pointAtAChart(page: Page) {
  const plot = page.locator('canvas').first()
  const box = await plot.boundingBox()
  if (!box) throw new Error('There is no curve to point at')
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4)
}
