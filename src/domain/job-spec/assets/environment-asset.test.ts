import { describe, expect, test } from 'vitest'
import {
  environmentFromRest,
  environmentSchema,
  environmentToRest,
  environmentToYaml,
  parseEnvironment,
  parseEnvironmentOfJob,
} from './environment-asset.ts'

const specOf = (text: string) => {
  const result = parseEnvironment(text)
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '))
  return result.value
}

const workspace = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws'

const scoring = `name: sklearn
version: 2
image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
conda_file: {channels: [conda-forge], dependencies: [python=3.12, {pip: [mlflow]}]}
os_type: Linux
inference_config:
  liveness_route: {port: 5001, path: /}
  readiness_route: {port: 5001, path: /}
  scoring_route: {port: "5001", path: /score}
description: For scoring
tags: {cuda: 12.1}
`

test('an image with packages becomes the body that ARM takes, and comes back', () => {
  const spec = specOf(scoring)
  const body = environmentToRest(spec)
  expect(body).toStrictEqual({
    properties: {
      image: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04',
      condaFile: 'channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - pip:\n      - mlflow\n',
      osType: 'Linux',
      inferenceConfig: {
        livenessRoute: { port: 5001, path: '/' },
        readinessRoute: { port: 5001, path: '/' },
        scoringRoute: { port: 5001, path: '/score' },
      },
      description: 'For scoring',
      tags: { cuda: '12.1' },
    },
  })
  expect(environmentFromRest({ id: `${workspace}/environments/sklearn/versions/2`, ...body })).toEqual(spec)
})

test('a build context is uploaded by the caller, unless it is an address', () => {
  const local = specOf('name: e\nbuild: {path: ./docker, dockerfile_path: Dockerfile.gpu}\n')
  const body = environmentToRest(local, { buildContextUri: 'https://account/container/docker/' })
  expect(body.properties.build).toEqual({
    contextUri: 'https://account/container/docker/',
    dockerfilePath: 'Dockerfile.gpu',
  })
  expect(environmentFromRest(body).build).toEqual({
    path: 'https://account/container/docker/',
    dockerfilePath: 'Dockerfile.gpu',
  })
  expect(() => environmentToRest(local)).toThrow('buildContextUri')

  const atGit = specOf('name: e\nbuild: {path: "https://github.com/org/repo.git#main"}\n')
  expect(environmentToRest(atGit).properties.build).toEqual({ contextUri: 'https://github.com/org/repo.git#main' })
})

test('an environment is written as YAML that is read back as the same', () => {
  expect(environmentToYaml(specOf(scoring))).toContain('name: sklearn\nversion: "2"\nimage: mcr')
  expect(specOf(environmentToYaml(specOf(scoring)))).toEqual(specOf(scoring))
})

test('the file that a job names needs no name, and has it dropped', () => {
  expect(parseEnvironmentOfJob('image: ubuntu\n')).toEqual({ ok: true, value: { image: 'ubuntu' }, warnings: [] })
  const named = parseEnvironmentOfJob('name: e\nimage: ubuntu\n')
  expect(named.ok && named.warnings[0]?.message).toContain('“name” is dropped')
  expect(parseEnvironmentOfJob('name: e\n').ok).toBe(false)
  expect(parseEnvironmentOfJob('[').ok).toBe(false)
})

describe('problems', () => {
  test.each([
    ['no name', 'image: x\n', 'name'],
    ['neither image nor build', 'name: e\nconda_file: conda.yml\n', ''],
    ['image and build', 'name: e\nimage: x\nbuild: {path: .}\n', 'build'],
    ['a conda file in its place', 'name: e\nimage: x\ndependencies: [pip]\n', ''],
    ['an operating system nobody has', 'name: e\nimage: x\nos_type: mac\n', 'os_type'],
    ['a type', 'name: e\nimage: x\ntype: environment\n', 'type'],
    ['a route without a port', scoring.replace('port: "5001", ', ''), 'inference_config.scoring_route.port'],
    ['an unknown route', `${scoring.split('description')[0]}  other: {}\n`, 'inference_config.other'],
    ['an empty conda file', 'name: e\nimage: x\nconda_file:\n', 'conda_file'],
  ])('that stop: %s', (_, text, path) => {
    const result = parseEnvironment(text)
    expect(result.ok ? undefined : result.problems[0]?.path.join('.')).toBe(path)
  })

  test('that only warn: a name that the service refuses', () => {
    const result = parseEnvironment('name: a b\nimage: x\n')
    expect(result.ok && result.warnings[0]?.message).toContain('An asset name has')
  })
})

test('the schema asks for the name and explains every key', () => {
  expect(environmentSchema.required).toEqual(['name'])
  for (const { description } of Object.values(environmentSchema.properties ?? {})) expect(description).toMatch(/\.$/)
})
