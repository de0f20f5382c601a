import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { ArmError } from '../api/arm-error.ts'
import { models } from '../api/assets.ts'
import type { ModelVersionResource } from '../api/generated/arm.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { modelKeys } from './models.ts'

/** The version was registered before. The service takes some changes to one silently, which nobody means here. */
export class VersionTakenError extends Error {
  override readonly name = 'VersionTakenError'
}

type NewModelVersion = { name: string; version: string; body: ModelVersionResource }

/** Registers a model version that is not there yet. @throws VersionTakenError, or as ARM answers */
export const registerModel = (queryClient: QueryClient, workspace: WorkspaceRef) =>
  mutationOptions({
    mutationFn: async ({ name, version, body }: NewModelVersion) => {
      if (await exists(() => models.getVersion(workspace, name, version)))
        throw new VersionTakenError(`${name} has a version ${version} already`)
      return models.putVersion(workspace, name, version, body)
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: modelKeys.all(workspace) }),
  })

async function exists(get: () => Promise<unknown>): Promise<boolean> {
  try {
    await get()
    return true
  } catch (error) {
    if (error instanceof ArmError && error.status === 404) return false
    throw error
  }
}
