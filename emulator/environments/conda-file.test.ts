import { describe, expect, test } from 'vitest'
import { BuildFailure } from './build-failure.ts'
import { parseCondaFile } from './conda-file.ts'
import { isPythonAskedFor, parseCondaPackage, pipRequirement } from './conda-packages.ts'

test('a conda file asks for a Python, for packages of conda and for packages of pip', () => {
  const text = `name: model-env
channels:
  - conda-forge
dependencies:
  - python=3.10
  - pip=23.0
  - conda-forge::numpy=1.26 # arrays
  - pip:
      - inference-schema[numpy-support]==1.3.0
      - mlflow == 2.8.0
      - --extra-index-url https://example.org/simple
`
  expect(parseCondaFile(text)).toEqual({
    python: '=3.10',
    packages: [{ name: 'numpy', version: '=1.26' }],
    pip: ['inference-schema[numpy-support]==1.3.0', 'mlflow == 2.8.0', '--extra-index-url https://example.org/simple'],
  })
})

test('a text of several lines is several requirements', () => {
  const text = 'dependencies:\n  - pip:\n      - |\n        numpy\n\n        --pre\n      - pandas\n'
  expect(parseCondaFile(text).pip).toEqual(['numpy', '--pre', 'pandas'])
})

test('a conda file may ask for nothing', () => {
  const nothing = { python: undefined, packages: [], pip: [] }
  expect(parseCondaFile('')).toEqual(nothing)
  expect(parseCondaFile('name: bare\ndependencies:\n')).toEqual(nothing)
  expect(parseCondaFile('dependencies:\n  - pip:\n')).toEqual(nothing)
})

describe('what is no conda file says so', () => {
  const reasonOf = (text: string) => {
    try {
      return parseCondaFile(text)
    } catch (error) {
      return error instanceof BuildFailure ? error.message : error
    }
  }

  test.each([
    ['dependencies: [', /^the conda file is no YAML: .*line 1[^:\n]*$/],
    ['numpy', /^the conda file is not one: .*\(the whole file: /],
    ['dependencies: numpy', /'dependencies' must be a list .*\(dependencies: /],
    ['dependencies:\n  - pip:\n      numpy: 1', /\(dependencies\.0/],
  ])('%j', (text, reason) => {
    expect(reasonOf(text)).toMatch(reason)
  })
})

describe('a conda package becomes a requirement of pip', () => {
  test.each([
    ['numpy', 'numpy'],
    ['numpy=1.26', 'numpy==1.26.*'],
    ['numpy=1.26.*', 'numpy==1.26.*'],
    ['numpy==1.26.4', 'numpy==1.26.4'],
    ['numpy 1.26.4', 'numpy==1.26.4'],
    ['numpy=1.26.4=py310h_0', 'numpy==1.26.4.*'],
    ['numpy 1.26.4 py310h_0', 'numpy==1.26.4'],
    ['numpy >=1.20, <2', 'numpy>=1.20,<2'],
    ['numpy>=1.20,!=1.24.0', 'numpy>=1.20,!=1.24.0'],
    ['conda-forge::PyTorch=2.1', 'torch==2.1.*'],
    ['conda-forge/linux-64::pytables', 'tables'],
  ])('%s is %s', (conda, pip) => {
    expect(pipRequirement(parseCondaPackage(conda))).toBe(pip)
  })

  test.each([
    'constructor',
    '__proto__',
    '--index-url=https://example.org',
    'cudatoolkit=11.8',
    'openmpi',
    'r-base=4.2',
    'numpy=1.20|1.22',
    'numpy[version=">=1"]',
  ])('%s has none', (conda) => {
    expect(pipRequirement(parseCondaPackage(conda))).toBeUndefined()
  })
})

test.each([
  [undefined, true],
  ['', true],
  ['=3', true],
  ['=3.11', true],
  ['==3.11.7', true],
  ['3.11.*', true],
  ['>=3.12', true],
  ['=3.1', false],
  ['=3.10', false],
  ['==3.11.8', false],
])('Python 3.11.7 will do for %j: %j', (asked, willDo) => {
  expect(isPythonAskedFor(asked, '3.11.7')).toBe(willDo)
})
