import { describe, expect, test } from 'vitest'
import { pythonFloat, resolvePlain } from './yaml-scalars.ts'

describe('a plain scalar is what PyYAML takes it for', () => {
  test.each([
    ['yes', 'bool', 'True'],
    ['Off', 'bool', 'False'],
    ['y', 'string', 'y'],
    ['oN', 'string', 'oN'],
    ['1e-5', 'string', '1e-5'],
    ['1E5', 'string', '1E5'],
    ['1.0e5', 'string', '1.0e5'],
    ['1.0e-5', 'float', '1e-05'],
    ['1.0e+16', 'float', '1e+16'],
    ['0.10', 'float', '0.1'],
    ['1.', 'float', '1.0'],
    ['.5', 'float', '0.5'],
    ['-.5', 'string', '-.5'],
    ['010', 'int', '8'],
    ['0o10', 'string', '0o10'],
    ['08', 'string', '08'],
    ['0x1F', 'int', '31'],
    ['0x_', 'string', '0x_'],
    ['0b11', 'int', '3'],
    ['1:30', 'int', '90'],
    ['-1:30', 'int', '-90'],
    ['1:30.5', 'float', '90.5'],
    ['1_000', 'int', '1000'],
    ['12345678901234567890', 'int', '12345678901234567890'],
    ['.inf', 'float', 'inf'],
    ['-.INF', 'float', '-inf'],
    ['.NaN', 'float', 'nan'],
    ['2024-01-01', 'date', '2024-01-01'],
    ['2024-1-1', 'string', '2024-1-1'],
    ['~', 'null', 'None'],
    ['', 'null', 'None'],
    ['azureml:env:1', 'string', 'azureml:env:1'],
  ])('%s', (source, type, text) => {
    expect(resolvePlain(source)).toMatchObject({ type, text })
  })
})

test('floats print as in Python', () => {
  expect(pythonFloat(0.0001)).toBe('0.0001')
  expect(pythonFloat(0.00001)).toBe('1e-05')
  expect(pythonFloat(-1.5e-7)).toBe('-1.5e-07')
  expect(pythonFloat(1e15)).toBe('1000000000000000.0')
  expect(pythonFloat(1e16)).toBe('1e+16')
  expect(pythonFloat(1.5e300)).toBe('1.5e+300')
  expect(pythonFloat(-0)).toBe('-0.0')
})
