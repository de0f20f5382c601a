import { expect, test } from 'vitest'
import { decidingException, ownFrameOf } from './deciding-exception.ts'
import { logTail } from './testing/log-tail.ts'
import { tracebacksIn } from './traceback.ts'

const simple = `Traceback (most recent call last):
  File "/mnt/azureml/cr/j/1f2e/exe/wd/train.py", line 12, in <module>
    main()
    ^^^^^^
  File "/mnt/azureml/cr/j/1f2e/exe/wd/model/net.py", line 40, in forward
    return self.layers(x)
           ~~~~~~~~~~~^^^
  File "/azureml-envs/sklearn/lib/python3.10/site-packages/torch/nn/modules/module.py", line 1501, in _call_impl
    return forward_call(*args, **kwargs)
ValueError: Expected 4 channels: got 3`

const read = (text: string) => tracebacksIn(logTail(text).lines)
const frameOf = (text: string) => {
  const found = decidingException([logTail(text)])
  const { at: _, ...frame } = (found && ownFrameOf(found)) ?? {}
  return frame
}
const ownFrame = { file: 'model/net.py', line: 40, function: 'forward', source: 'return self.layers(x)' }

test('the last call in the user’s own files is found, packages left out', () => {
  expect(read(simple)[0]?.chain[0]).toMatchObject({ type: 'ValueError', message: 'Expected 4 channels: got 3' })
  expect(frameOf(simple)).toEqual(ownFrame)
  const found = decidingException([logTail(simple)])
  const at = simple.indexOf('  File "/mnt/azureml/cr/j/1f2e/exe/wd/model')
  expect(found && ownFrameOf(found)?.at).toMatchObject({ file: 'user_logs/std_log.txt', offset: at })
})

test.each([
  ['a mark of its process', (line: string) => `[rank3]: ${line}`],
  ['the mark of torchrun', (line: string) => `[default0]:${line}`],
  ['the mark of Open MPI', (line: string) => `[1,2]<stderr>:${line}`],
  ['the mark of DeepSpeed', (line: string) => `stderr: ${line}`],
  ['a time', (line: string) => `2024-09-16T14:55:20.6455033Z ${line}`],
  ['a time and a mark', (line: string) => `2024-09-16 14:55:20 [rank0]: ${line}`],
])('each line may begin with %s', (_, mark) => {
  expect(frameOf(simple.split('\n').map(mark).join('\n'))).toEqual(ownFrame)
})

test('two processes that print at the same time are told apart', () => {
  const other = simple.replace('line 40', 'line 41').split('\n')
  const both = simple.split('\n').flatMap((line, index) => [`[rank0]: ${line}`, `[rank1]: ${other[index] ?? ''}`])
  const found = read(both.join('\n'))
  expect(found.map(({ process, chain }) => [process, chain[0].frames[1]?.line])).toEqual([
    ['0', 40],
    ['1', 41],
  ])
})

test('progress bars may stand before and between its lines', () => {
  const bar = ' 40%|████      | 4/10 [00:01<00:02,  2.95it/s]'
  const [first = '', ...rest] = simple.split('\n')
  const noisy = [`${bar}${first}`, ...rest.flatMap((line) => [line, bar])].join('\n')
  expect(frameOf(noisy)).toEqual(ownFrame)
})

test('of a chain the last exception decides, its links are kept', () => {
  const chained = `Traceback (most recent call last):
  File "load.py", line 2, in load
    return rows[key]
KeyError: 'rate'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "train.py", line 9, in <module>
    load()
  File "load.py", line 4, in load
    raise LookupError('no rate')
LookupError: no rate

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "train.py", line 11, in <module>
    raise SystemError from error
SystemError`
  const [traceback, ...others] = read(chained)
  expect(others).toEqual([])
  expect(traceback?.chain.map(({ type, link }) => [type, link])).toEqual([
    ['KeyError', undefined],
    ['LookupError', 'context'],
    ['SystemError', 'cause'],
  ])
  expect(frameOf(chained)).toMatchObject({ file: 'train.py', line: 11 })
})

test('a script that does not compile has a line and no function', () => {
  const text = `  File "/mnt/azureml/cr/j/1f2e/exe/wd/train.py", line 3
    def f(:
          ^
SyntaxError: invalid syntax`
  expect(frameOf(text)).toEqual({ file: 'train.py', line: 3, function: undefined, source: 'def f(:' })
})

test('an exception group is read within its bars', () => {
  const text = `  + Exception Group Traceback (most recent call last):
  |   File "train.py", line 7, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "train.py", line 3, in load
    |     raise OSError('gone')
    | OSError: gone
    +------------------------------------`
  expect(frameOf(text)).toMatchObject({ file: 'train.py', line: 3, function: 'load' })
})

test('an exception group without tracebacks within is read as well', () => {
  const text = `  + Exception Group Traceback (most recent call last):
  |   File "train.py", line 1, in <module>
  |     raise ExceptionGroup("many", [ValueError(1), KeyError("b")])
  | ExceptionGroup: many (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: 1
    +---------------- 2 ----------------
    | KeyError: 'b'
    +------------------------------------`
  expect(read(text)[0]?.chain[0]).toMatchObject({ type: 'ExceptionGroup', message: 'many (2 sub-exceptions)' })
  expect(frameOf(text)).toMatchObject({
    line: 1,
    source: 'raise ExceptionGroup("many", [ValueError(1), KeyError("b")])',
  })
})

test('what a worker process raised is found there and not where its answer was awaited', () => {
  const text = `multiprocessing.pool.RemoteTraceback: 
"""
Traceback (most recent call last):
  File "/usr/lib/python3.11/multiprocessing/pool.py", line 125, in worker
    result = (True, func(*args, **kwds))
  File "/mnt/azureml/cr/j/1f2e/exe/wd/train.py", line 3, in share
    return 1 / x
           ~~^~~
ZeroDivisionError: division by zero
"""

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/mnt/azureml/cr/j/1f2e/exe/wd/train.py", line 6, in <module>
    pool.map(share, [1, 0])
  File "/usr/lib/python3.11/multiprocessing/pool.py", line 774, in get
    raise self._value
ZeroDivisionError: division by zero`
  expect(frameOf(text)).toMatchObject({ file: 'train.py', line: 3, function: 'share' })
})

test('exceptions of one’s own need no usual name', () => {
  const text = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\nmylib.errors.BadBatch: row 3'
  expect(read(text)[0]?.chain[0]).toMatchObject({ type: 'mylib.errors.BadBatch', message: 'row 3' })
})

test('what only looks like the begin of a traceback is none', () => {
  expect(read('Traceback (most recent call last):\n')).toEqual([])
  expect(read(`Traceback (most recent call last):\n${'working on it\n'.repeat(30)}`)).toEqual([])
  expect(read('  File "a.py", line 3, in f\nhello\n')).toEqual([])
})

test('long logs are read in reasonable time', () => {
  const start = performance.now()
  read(`Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\n`.repeat(700))
  read(`${' '.repeat(20_000)}x\n`.repeat(3))
  read(`[rank0]: `.repeat(7_000))
  expect(performance.now() - start).toBeLessThan(1_000)
})
