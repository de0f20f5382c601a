import type { Problem } from '../../../domain/job-spec/problems.ts'
import type { ValidationServices } from '../../../queries/validation-services.ts'
import type { SubmissionDraft } from '../resolve-steps.ts'
import { computeChecks } from './check-compute.ts'
import { environmentCheck } from './check-environment.ts'
import { fileChecks } from './check-files.ts'
import { nameCheck, permissionCheck, yamlCheck } from './check-job.ts'
import { createQuestions, type Check, type Finding } from './check.ts'

/** Everything about a draft that can be looked up without sending it. */
function checksFor(draft: SubmissionDraft, warnings: readonly Problem[]): Check[] {
  const { spec, workspace, assets } = draft
  return [
    yamlCheck(warnings),
    permissionCheck(spec),
    nameCheck(draft),
    environmentCheck(spec, assets),
    ...computeChecks(spec, workspace),
    ...fileChecks(spec, assets),
  ]
}

/** A check and what came out of it: a finding, or the failure of asking. */
export type CheckProgress = Pick<Check, 'id' | 'title' | 'path'> & Readonly<{ finding?: Finding; error?: unknown }>

export type Validation = ReturnType<typeof startValidation>

/**
 * Runs all checks side by side. Nothing is written.
 *
 * @param warnings about the text of the draft, which has no errors
 */
export function startValidation(draft: SubmissionDraft, warnings: readonly Problem[], services: ValidationServices) {
  const questions = createQuestions(services, draft.workspace)
  const checks = checksFor(draft, warnings)
  let progress: readonly CheckProgress[] = checks.map(({ id, title, path }) => ({ id, title, path }))
  const listeners = new Set<() => void>()

  function update(id: string, outcome: Pick<CheckProgress, 'finding' | 'error'>) {
    progress = progress.map((check) => (check.id === id ? { ...check, ...outcome } : check))
    for (const listener of listeners) listener()
  }

  const done = Promise.all(
    checks.map(({ id, run }) =>
      run(questions).then(
        (finding) => update(id, { finding }),
        (error: unknown) => update(id, { error }),
      ),
    ),
  )

  return {
    progress: () => progress,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** For whoever waits for all of them. */
    done: done.then(() => progress),
  }
}
