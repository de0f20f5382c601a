import { expect, test } from 'vitest'
import { aComparedJob, asRuns } from '../testing/compared-jobs.ts'
import { bestRun } from './best-run.ts'
import { settingChoices } from './differing-settings.ts'

const withCommand = (name: string, command: string, loss: number) => {
  const job = aComparedJob(name, { metrics: { loss } })
  const properties = { jobType: 'Command' as const, command, environmentId: 'e' }
  return { ...job, resource: { ...job.resource, properties } }
}
const runs = asRuns([
  withCommand('a', 'train --epochs 9 --lr 0.1', 0.5),
  withCommand('b', 'train --epochs 9 --lr 0.01 --warm 1', 0.2),
  withCommand('c', 'train --epochs 9 --lr 0.1', Number.NaN),
])

test('the best job is the one with the best number that was logged last', () => {
  expect(bestRun(runs, 'loss', 'lower')?.run.name).toBe('b')
  expect(bestRun(runs, 'loss', 'higher')).toMatchObject({ run: { name: 'a' }, value: 0.5 })
  expect(bestRun(runs, 'ghost', 'lower')).toBeUndefined()
})

test('what differs comes first, with what the others have', () => {
  const [, best] = runs
  if (!best) throw new Error('There is no second job')
  expect(
    settingChoices(runs, best).map(({ setting, others, differs }) => [setting.name, setting.value, others, differs]),
  ).toEqual([
    ['lr', '0.01', ['0.1'], true],
    ['warm', '1', [], true],
    ['epochs', '9', [], false],
  ])
})
