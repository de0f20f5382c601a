import { expect, test } from 'vitest'
import { ArmError, NetworkError } from '../api/arm-error.ts'
import type { ComputeResource } from '../api/generated/arm.ts'
import { ComputeExistsError, createCompute } from './create-compute.ts'

const body: ComputeResource = { location: 'eastus', properties: { computeType: 'AmlCompute' } }
const armError = (status: number) => new ArmError('no', { status, code: 'Code', requestId: 'r' })

function aWorkspace(existing: string[] = []) {
  const computes = new Map(existing.map((name) => [name, body]))
  return {
    computes,
    get: async (name: string) => computes.get(name) ?? Promise.reject(armError(404)),
    put: async (name: string, resource: ComputeResource) => {
      computes.set(name, resource)
      return resource
    },
  }
}

test('a compute is created under a free name', async () => {
  const workspace = aWorkspace()
  await createCompute('cpu-cluster', body, workspace)
  expect(workspace.computes.has('cpu-cluster')).toBe(true)
})

test('a name in use is refused before anything is sent', async () => {
  const workspace = aWorkspace(['cpu-cluster'])
  const put = () => Promise.reject(new Error('must not be called'))
  await expect(createCompute('cpu-cluster', body, { ...workspace, put })).rejects.toThrow(ComputeExistsError)
})

test('a compute whose answer was lost is found', async () => {
  const workspace = aWorkspace()
  const put = async (name: string, resource: ComputeResource) => {
    await workspace.put(name, resource)
    throw new NetworkError('management.azure.com')
  }
  expect(await createCompute('cpu-cluster', body, { ...workspace, put })).toBe(body)
})

test('refusals and calls that never arrived are reported as they are', async () => {
  const workspace = aWorkspace()
  for (const error of [armError(403), armError(503), new NetworkError('host')]) {
    // oxlint-disable-next-line no-await-in-loop -- one case after another
    await expect(createCompute('c', body, { ...workspace, put: () => Promise.reject(error) })).rejects.toBe(error)
  }
})

test('where the name cannot be checked nothing is created', async () => {
  const workspace = aWorkspace()
  const get = () => Promise.reject(armError(500))
  await expect(createCompute('c', body, { ...workspace, get })).rejects.toMatchObject({ status: 500 })
  expect(workspace.computes.size).toBe(0)
})
