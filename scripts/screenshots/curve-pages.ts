import type { Page } from '@playwright/test'
import type { ArmClient } from '../../e2e/support/arm-client.ts'
import type { EmulatorProcess } from '../../e2e/support/emulator-process.ts'
import { seedRuns } from '../../e2e/support/seed-runs.ts'
import { packRuns } from '../../src/domain/compare/run-list.ts'
import type { Shot } from './shots.ts'

const numbered = (start: string, count: number) => Array.from({ length: count }, (_, index) => `${start}-${index + 1}`)

/** Jobs whose curves have something to show: a dozen of one kind, one that still logs, and a hundred with many parameters. */
export async function fillCurves(emulator: EmulatorProcess, arm: ArmClient) {
  const shape = { noise: 0.08, spikeShare: 0.001, nonFiniteShare: 0.002, restartAt: 1500 }
  await seedRuns(emulator, arm, { name: 'resnet', experiment: 'resnet', runs: 12, metrics: 10, points: 3000, shape })
  await seedRuns(emulator, arm, {
    name: 'training',
    experiment: 'resnet',
    metrics: 10,
    points: 400,
    live: { pointsPerSecond: 2, forSeconds: 3600 },
  })
  await seedRuns(emulator, arm, { name: 'wide', experiment: 'wide', runs: 100, metrics: 4, points: 50, params: 200 })
}

/** The curves of a job, and jobs side by side. */
export function curvePages(query: string): Shot[] {
  const metrics = (name: string, job: string, view: string, act?: Shot['act']): Shot => ({
    name: `metrics-${name}`,
    path: `/runs/${job}?${query}&tab=metrics${view}`,
    seen: /points? shown/,
    isWindow: true,
    ...(act && { act }),
  })
  const compare = (name: string, jobs: readonly string[], view: string, seen: Shot['seen'], isWindow = true): Shot => ({
    name: `compare-${name}`,
    path: `/compare?${query}&runs=${packRuns(jobs)}${view}`,
    seen,
    isWindow,
  })
  const six = numbered('resnet', 6)
  return [
    {
      name: 'jobs-chosen',
      path: `/jobs?${query}&q=resnet`,
      seen: 'resnet-1',
      isWindow: true,
      act: async (page) => {
        for (const job of six.slice(0, 3))
          // oxlint-disable-next-line no-await-in-loop -- one after the other, as a hand does
          await page.getByRole('checkbox', { name: `Choose ${job}`, exact: true }).check()
      },
    },
    metrics('board', 'resnet-1', ''),
    metrics('smooth', 'resnet-1', '&smooth=0.9&log=y&clip=1'),
    metrics('epoch', 'resnet-1', '&axis=metric:epoch'),
    metrics('cursor', 'resnet-1', '', pointAtAChart),
    metrics('full', 'resnet-1', '&full=train/loss'),
    metrics('live', 'training-1', '&axis=relative'),
    compare('differences', six, '', /batch_size|learning_rate/),
    compare('metrics', six, '&tab=metrics', /train\/loss/),
    compare('curves', six, '&tab=curves', /points? shown/),
    compare('parameters', six, '&tab=parameters', /train\/loss/),
    compare('code', six, '&tab=code', /YAML/),
    compare('wide', numbered('wide', 100), '', /batch_size|learning_rate/),
    compare('one', ['resnet-1'], '', 'Compare'),
  ]
}

async function pointAtAChart(page: Page) {
  const plot = page.locator('canvas').first()
  const box = await plot.boundingBox()
  if (!box) throw new Error('There is no curve to point at')
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4)
}
