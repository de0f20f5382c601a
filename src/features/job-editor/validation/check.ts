import { ArmError } from '../../../api/arm-error.ts'
import type { Usage, VirtualMachineSize } from '../../../api/generated/arm.ts'
import type { Path } from '../../../domain/job-spec/problems.ts'
import type { WorkspaceRef } from '../../../domain/refs.ts'
import type { ValidationServices } from '../../../queries/validation-services.ts'

/** What came out of a check. `unknown` is for what only the service can tell, when the job is sent or runs. */
export type Finding = Readonly<{
  state: 'good' | 'warning' | 'bad' | 'unknown'
  message: string
  /** What somebody can do about it. */
  advice?: string
}>

/** One thing that a job needs and that can be looked up without sending it. */
export type Check = Readonly<{
  id: string
  title: string
  /** Where in the YAML it is decided. */
  path: Path
  run: (questions: Questions) => Promise<Finding>
}>

export const good = (message: string): Finding => ({ state: 'good', message })
export const unknown = (message: string): Finding => ({ state: 'unknown', message })
export const warning = (message: string, advice?: string): Finding => withAdvice('warning', message, advice)
export const bad = (message: string, advice?: string): Finding => withAdvice('bad', message, advice)

const withAdvice = (state: Finding['state'], message: string, advice?: string): Finding => ({
  state,
  message,
  ...(advice !== undefined && { advice }),
})

/** What several checks ask is asked once. */
export type Questions = Readonly<{
  services: ValidationServices
  workspace: WorkspaceRef
  sizes: () => Promise<readonly VirtualMachineSize[]>
  usages: () => Promise<readonly Usage[]>
}>

export function createQuestions(services: ValidationServices, workspace: WorkspaceRef): Questions {
  const location = once(async () => (await services.workspaces.get(workspace)).location ?? '')
  return {
    services,
    workspace,
    sizes: once(async () => services.vmSizes.list(workspace, await location())),
    usages: once(async () => services.usages.list(workspace, await location())),
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => (answer ??= ask())
}

/** The answer, or undefined when there is no such thing. Other failures stay failures. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ArmError && error.status === 404) return undefined
    throw error
  }
}
