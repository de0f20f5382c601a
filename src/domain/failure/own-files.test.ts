import { expect, test } from 'vitest'
import { inputOfPath, modulesIn, ownership, shownPath } from './own-files.ts'

test.each([
  ['train.py', 2],
  ['./src/train.py', 2],
  ['/mnt/azureml/cr/j/1f2e/exe/wd/src/train.py', 2],
  ['/data/jobs/12/work/train.py', 2],
  ['/data/jobs/12/node-1/work/train.py', 2],
  ['/opt/main.py', 1],
  ['C:\\work\\main.py', 1],
  ['/azureml-envs/x/lib/python3.10/site-packages/torch/nn.py', 0],
  ['C:\\envs\\EAST\\lib\\site-packages\\torch\\nn.py', 0],
  ['/usr/lib/python3.11/json/decoder.py', 0],
  ['/opt/conda/bin/torchrun', 0],
  ['<frozen importlib._bootstrap>', 0],
  ['<string>', 0],
  ['h5py/_objects.pyx', 0],
  ['azureml-setup/context_manager_injector.py', 0],
])('%s is the user’s own to the degree %i', (path, expected) => {
  expect(ownership(path)).toBe(expected)
})

test('a path is shown as it is in the code folder', () => {
  expect(shownPath('/mnt/azureml/cr/j/1f2e/exe/wd/src/train.py')).toBe('src/train.py')
  expect(shownPath('./train.py')).toBe('train.py')
  expect(shownPath('/opt/main.py')).toBe('/opt/main.py')
})

test('a path in an input names it', () => {
  expect(inputOfPath('/mnt/azureml/cr/j/1f/cap/data-capability/wd/INPUT_iris/a.csv')).toBe('iris')
  expect(inputOfPath('/data/jobs/3/inputs/table')).toBe('table')
  expect(inputOfPath('inputs/table')).toBeUndefined()
})

test('modules are folders and Python files, wherever they lie', () => {
  expect(modulesIn(['src/util/io.py', 'train.py', 'conda.yml', 'my-data/a.csv', 'lib/'])).toEqual([
    'src',
    'util',
    'io',
    'train',
    'lib',
  ])
})
