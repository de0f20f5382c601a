import { describe, expect, test } from 'vitest'
import { explainFailure } from './explain-failure.ts'
import type { FailureFacts, OwnFrame } from './failure.ts'
import { logTail } from './testing/log-tail.ts'
import { realFailures } from './testing/real-failures.ts'

const explain = (facts: Partial<FailureFacts>) => explainFailure({ status: 'Failed', logs: [], ...facts })
const shown = (frame: OwnFrame | undefined) =>
  frame && `${frame.file}:${frame.line} in ${frame.function}: ${frame.source}`
const exited = (code: number) => ({ code: 'UserError', message: `Command exited with code ${code}` })

describe('a failure that somebody met', () => {
  test.each(realFailures)('$source is of the class $kind', ({ error, log, imageLog, ...expected }) => {
    const failure = explain({
      error,
      logs: [
        ...(log === undefined ? [] : [logTail(log)]),
        ...(imageLog === undefined ? [] : [logTail(imageLog, 'azureml-logs/20_image_build_log.txt', 'image')]),
      ],
    })
    expect(failure).toMatchObject({ kind: expected.kind, title: expect.stringMatching(expected.title) })
    expect(failure.what.length).toBeGreaterThan(10)
    const { frame, changes } = expected
    expect(frame && shown(failure.frame)).toBe(frame)
    expect(changes && failure.changes).toEqual(changes)
  })

  test('there are enough of them, and each from elsewhere', () => {
    expect(new Set(realFailures.map(({ source }) => source)).size).toBeGreaterThanOrEqual(30)
  })
})

describe('a word in a log decides nothing', () => {
  test('a caught exception is no cause when the job goes on', () => {
    const log = [
      'Traceback (most recent call last):',
      '  File "train.py", line 3, in <module>',
      '    import apex',
      "ModuleNotFoundError: No module named 'apex'",
      'apex is not there, going on without it',
      ...Array.from({ length: 40 }, (_, epoch) => `epoch ${epoch}: error rate 0.1`),
    ].join('\n')
    expect(explain({ error: exited(3), logs: [logTail(log)] })).toMatchObject({
      title: 'The command ended with exit code 3',
      changes: [],
    })
    expect(explain({ error: exited(1), logs: [logTail(log)] }).kind).toBe('your-code')
    expect(explain({ error: exited(1), logs: [logTail(log)] }).frame).toBeUndefined()
  })

  test('the service’s word goes before any exception', () => {
    const log = 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    x\nMemoryError'
    const error = { code: 'UserError', message: 'PreemptionError: Nodes of this job got pre-empted.' }
    expect(explain({ error, logs: [logTail(log)] }).kind).toBe('preempted')
  })

  test('what the service quotes of the log is not its own word', () => {
    const message =
      "Execution failed. User process 'python' exited with status code 1. Please check log file 'user_logs/std_log.txt' for error details. Error: ValueError: quota of 3 reached, disk full, Image build failed"
    expect(explain({ error: { code: 'UserError', message } }).title).toBe('The script raised ValueError')
  })

  test.each([
    'error rate 0.1',
    'WARNING: No module named tensorboard, skipping',
    'saved; No space left on device is what we test here',
    'Killed 3 zombies',
    'train.py: error: 0.2',
    'CUDA out of memory is handled by smaller batches',
  ])('%j is no cause of a job that ended in another way', (line) => {
    const log = `${line}\nTraceback (most recent call last):\n  File "a.py", line 2, in f\n    g()\nKeyError: 'rate'`
    expect(explain({ error: exited(1), logs: [logTail(log)] })).toMatchObject({
      title: 'The script raised KeyError',
      changes: [],
    })
    const { kind, changes } = explain({ error: exited(7), logs: [logTail(`${line}\ndone\n`.repeat(20))] })
    expect({ kind, changes }).toMatchObject({ kind: line.includes('No space left') ? 'out-of-disk' : 'your-code' })
  })

  test('an image log of a build that went well is not looked at', () => {
    const image = logTail('ERROR: No matching distribution found for x', 'azureml-logs/20_image_build_log.txt', 'image')
    expect(explain({ error: exited(4), logs: [logTail('hello'), image] }).kind).toBe('your-code')
  })
})

describe('how a command ended', () => {
  test('SIGKILL and the time limit are told apart', () => {
    const killed = explain({ error: { code: 'UserError', message: 'Command was ended by SIGKILL' } })
    expect(killed).toMatchObject({ kind: 'out-of-memory', changes: [{ kind: 'more-memory' }] })
    const message = 'The job ran longer than its limit (limits.timeout = PT10S) and was ended.'
    const timedOut = explain({ error: { code: 'UserError', message }, timeoutSeconds: 10 })
    expect(timedOut).toMatchObject({ kind: 'timed-out', changes: [{ kind: 'longer-timeout' }] })
    expect(timedOut.what).toBe('The job ran longer than its limit of 10 s and was ended.')
  })

  test.each([
    [137, 'out-of-memory', /Killed/],
    [139, 'your-code', /native library/],
    [134, 'your-code', /gave up/],
    [143, 'unknown', /asked to end/],
    [5, 'your-code', /exit code 5/],
  ])('exit code %i is %s', (code, kind, title) => {
    expect(explain({ error: exited(code) })).toMatchObject({ kind, title: expect.stringMatching(title) })
  })

  test('a killed process that said why is believed', () => {
    const log =
      'Traceback (most recent call last):\n  File "a.py", line 9, in load\n    x = f()\nMemoryError: Unable to allocate 7.45 GiB'
    const failure = explain({ error: exited(137), logs: [logTail(log)] })
    expect(failure).toMatchObject({ title: 'Out of memory', frame: { file: 'a.py', line: 9 } })
    expect(failure.what).toContain('7.45 GiB')
  })

  test.each([
    ['bash: line 1: nvcc: command not found', 127, 'dependency', /no nvcc/],
    [
      "python: can't open file '/x/exe/wd/trian.py': [Errno 2] No such file or directory",
      2,
      'your-code',
      /not in the code/,
    ],
    ['cp: error writing a.bin: No space left on device', 1, 'out-of-disk', /disk/],
    [
      'usage: train.py [-h]\ntrain.py: error: the following arguments are required: --data',
      2,
      'your-code',
      /arguments/,
    ],
    ['bash: ./run.sh: Permission denied', 126, 'your-code', /may not be run/],
  ])('%s', (log, code, kind, title) => {
    expect(explain({ error: exited(code), logs: [logTail(log)] })).toMatchObject({
      kind,
      title: expect.stringMatching(title),
    })
  })
})

describe('of several processes', () => {
  const keyError = 'Traceback (most recent call last):\n  File "train.py", line 5, in main\n    d["x"]\nKeyError: \'x\''
  const reset =
    'Traceback (most recent call last):\n  File "train.py", line 9, in main\n    all_reduce(x)\ntorch.distributed.DistBackendError: NCCL error in: ProcessGroupNCCL.cpp:1275'

  test('the one that another one’s end does not explain is the cause', () => {
    const logs = [
      logTail(reset, 'user_logs/std_log_process_0.txt'),
      logTail(keyError, 'user_logs/std_log_process_1.txt'),
    ]
    const failure = explain({ error: exited(1), logs })
    expect(failure).toMatchObject({ title: 'The script raised KeyError', frame: { line: 5 } })
    expect(failure.what).toMatch(/^In process 1: /)
    expect(failure.evidence[0]?.file).toBe('user_logs/std_log_process_1.txt')
  })

  test('the one that the launcher names is looked at first', () => {
    const other = keyError.replace('line 5', 'line 50')
    const logs = ['0', '1'].map((number) =>
      logTail(number === '0' ? keyError : other, `user_logs/std_log_process_${number}.txt`),
    )
    const error = {
      code: 'UserError',
      message: 'worker 1 on node 1 of 2 exited with code 1, and the others were ended.',
    }
    expect(explain({ error, logs }).frame?.line).toBe(50)
  })
})

describe('a cancelled job', () => {
  const canceled = (cancelation: FailureFacts['cancelation'], more = {}) =>
    explain({ status: 'Canceled', cancelation, ...more })

  test('says by whom', () => {
    expect(canceled({ by: 'Olivia Owner' })).toMatchObject({
      kind: 'cancelled',
      title: 'Cancelled, most probably by Olivia Owner',
    })
    expect(canceled(undefined).what).toContain('does not say by whom')
  })

  test('says why the service did it', () => {
    expect(canceled({ reason: 'Early termination: 9 is outside the slack' }).title).toContain('policy')
    const limit = 'The sweep ran longer than its limit (limits.timeout = PT10M) and was canceled.'
    expect(canceled({ reason: limit })).toMatchObject({ kind: 'timed-out', what: limit })
  })
})

test('what nobody knows stays unknown, with the words of the service', () => {
  const error = { code: 'Strange', message: 'Flux capacitor drained' }
  expect(explain({ error })).toMatchObject({ kind: 'unknown', what: 'Flux capacitor drained', changes: [] })
  expect(explain({})).toMatchObject({ kind: 'unknown' })
})

test('a module of one’s own is not looked for on PyPI', () => {
  const log =
    'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    import util.io\nModuleNotFoundError: No module named \'util\''
  expect(explain({ logs: [logTail(log)], ownModules: ['util'] })).toMatchObject({ kind: 'your-code', changes: [] })
})

test('an exception that was raised anew is explained by the first one', () => {
  const log = `Traceback (most recent call last):
  File "a.py", line 2, in <module>
    import nothere
ModuleNotFoundError: No module named 'nothere'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "a.py", line 4, in <module>
    raise RuntimeError("install the extras") from error
RuntimeError: install the extras`
  const failure = explain({ error: exited(1), logs: [logTail(log)] })
  expect(failure).toMatchObject({ title: 'A package is missing: nothere', frame: { line: 2 } })
  expect(failure.evidence.map(({ text }) => text)).toEqual(["ModuleNotFoundError: No module named 'nothere'"])
})

test('a missing file of an input is not a missing file of the code', () => {
  const raised = (path: string) =>
    explain({
      logs: [
        logTail(
          `Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\nFileNotFoundError: [Errno 2] No such file or directory: '${path}'`,
        ),
      ],
    })
  expect(raised('/mnt/azureml/cr/j/1f/cap/data-capability/wd/INPUT_iris/train.csv')).toMatchObject({
    kind: 'data-access',
    title: 'Input iris has no such file',
  })
  expect(raised('data/train.csv')).toMatchObject({ kind: 'your-code' })
})
