import { expect, test } from 'vitest'
import { inlineEnvironmentToRest } from './environment-to-rest.ts'

test('an image with packages given in place becomes an anonymous environment', () => {
  const environment = { image: 'ubuntu', condaFile: { name: 'x', dependencies: ['python=3.12', { pip: ['mlflow'] }] } }
  expect(inlineEnvironmentToRest({ ...environment, name: 'dropped', osType: 'linux' })).toStrictEqual({
    properties: {
      isAnonymous: true,
      image: 'ubuntu',
      condaFile: 'dependencies:\n  - python=3.12\n  - pip:\n      - mlflow\nname: x\n',
      osType: 'Linux',
    },
  })
})

test('files come from the caller, and are missed', () => {
  const build = { build: { path: './docker', dockerfilePath: 'Dockerfile.gpu' } }
  expect(inlineEnvironmentToRest(build, { buildContextUri: 'https://a/b/' }).properties).toStrictEqual({
    isAnonymous: true,
    build: { contextUri: 'https://a/b/', dockerfilePath: 'Dockerfile.gpu' },
  })
  expect(() => inlineEnvironmentToRest(build)).toThrow('buildContextUri')
  expect(() => inlineEnvironmentToRest({ image: 'a', condaFile: 'conda.yml' })).toThrow('condaFile')
  expect(
    inlineEnvironmentToRest({ image: 'a', condaFile: 'c.yml' }, { condaFile: 'name: x\n' }).properties.condaFile,
  ).toBe('name: x\n')
})

test('routes of a server are spelt as ARM has them', () => {
  const inferenceConfig = { liveness_route: { port: 5001, path: '/' } }
  expect(inlineEnvironmentToRest({ image: 'a', inferenceConfig }).properties.inferenceConfig).toEqual({
    livenessRoute: { port: 5001, path: '/' },
  })
})
