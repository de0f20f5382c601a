import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { ArmError, NetworkError } from '../api/arm-error.ts'
import { azureml } from '../api/azureml.ts'
import type { ComputeResource } from '../api/generated/arm.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { computeKeys } from './computes.ts'

/** A PUT on the name of an existing compute would resize or replace it without asking. */
export class ComputeExistsError extends Error {
  override readonly name = 'ComputeExistsError'
  readonly computeName: string

  constructor(computeName: string) {
    super(`There is a compute named ${computeName} already. Choose another name.`)
    this.computeName = computeName
  }
}

type Calls = Readonly<{
  /** @throws ArmError 404 when there is none */
  get: (computeName: string) => Promise<ComputeResource>
  put: (computeName: string, body: ComputeResource) => Promise<ComputeResource>
}>

/**
 * Creates a compute under a name that is free.
 *
 * When the answer is lost, what is there afterwards decides: a moment before there was nothing of that name.
 *
 * @throws ComputeExistsError when the name is in use
 */
export async function createCompute(computeName: string, body: ComputeResource, { get, put }: Calls) {
  const find = () => get(computeName).catch(undefinedWhenMissing)
  if (await find()) throw new ComputeExistsError(computeName)
  try {
    return await put(computeName, body)
  } catch (error) {
    const mayHaveArrived = error instanceof NetworkError || (error instanceof ArmError && error.status >= 500)
    const created = mayHaveArrived ? await find().catch(() => undefined) : undefined
    if (!created) throw error
    return created
  }
}

function undefinedWhenMissing(error: unknown): undefined {
  if (error instanceof ArmError && error.status === 404) return undefined
  throw error
}

/** Creates a compute. @throws ComputeExistsError when its name is in use */
export const createComputeMutation = (queryClient: QueryClient, workspace: WorkspaceRef) =>
  mutationOptions({
    mutationFn: ({ computeName, body }: { computeName: string; body: ComputeResource }) =>
      createCompute(computeName, body, {
        get: (name) => azureml.computes.get({ workspace, computeName: name }),
        put: (name, resource) => azureml.computes.put({ workspace, computeName: name }, resource),
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: computeKeys.all(workspace) }),
  })
