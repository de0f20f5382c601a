import { describe, expect, test } from 'vitest'
import { explainFailure } from './explain-failure.ts'
import { trialCauses } from './trial-causes.ts'

const trial = (runId: string, message?: string, status = 'Failed') => ({
  runId,
  status,
  error: message === undefined ? null : { error: { code: 'UserError', message } },
})
const noPandas =
  "Execution failed. User process 'python' exited with status code 1. Please check log file 'user_logs/std_log.txt' for error details. Error: ModuleNotFoundError: No module named 'pandas'"

describe('what the trials of a sweep failed of', () => {
  test('is told by the most frequent cause first, and leaves out who did not fail', () => {
    const causes = trialCauses([
      trial('fox_0', 'Command exited with code 3'),
      trial('fox_1', noPandas),
      trial('fox_2', 'Command exited with code 3', 'Canceled'),
      trial('fox_3', noPandas),
    ])
    expect(causes.map(({ failure, trials }) => [failure.title, trials.map(({ runId }) => runId)])).toEqual([
      ['A package is missing: pandas', ['fox_1', 'fox_3']],
      ['The command ended with exit code 3', ['fox_0']],
    ])
    expect(trialCauses([trial('fox_0', undefined, 'Completed')])).toEqual([])
  })

  test('names the sweep that was ended for it, with what helps', () => {
    const error = {
      code: 'UserError',
      message: 'The first 2 jobs have failed. The system is canceling the experiment.',
    }
    const [cause] = trialCauses([trial('fox_1', noPandas), trial('fox_2', noPandas)])
    expect(explainFailure({ status: 'Failed', error, trialFailure: cause?.failure, logs: [] })).toMatchObject({
      kind: 'dependency',
      title: 'Its trials failed: A package is missing: pandas',
      changes: [{ kind: 'add-package', package: 'pandas' }],
    })
  })

  test.each([undefined, trialCauses([trial('fox_1')])[0]?.failure])('stays unknown where no trial tells', (failure) => {
    const error = { message: 'The first 2 jobs have failed.' }
    const told = explainFailure({ status: 'Failed', error, trialFailure: failure, logs: [] })
    expect(told).toMatchObject({ kind: 'unknown', title: 'Its trials failed' })
  })
})
