import type { CommandJobSpec } from './command-job-spec.ts'
import { checkExpressions } from './expression-checks.ts'
import { checkJobBase, checkRun, warnAt } from './job-checks.ts'
import type { CheckedFile } from './job-checks.ts'

/** Rules that span several keys, or that the service adds to those of the CLI. The latter are warnings. */
export function checkCommandJob(spec: Partial<CommandJobSpec>, file: CheckedFile) {
  checkExpressions(spec.command, ['command'], ['inputs', 'outputs'], file)
  checkRun(spec, [], file)
  checkJobBase(spec, file)
  const timeout = spec.limits?.timeoutSeconds
  if (timeout !== undefined && timeout <= 0) {
    warnAt(file, ['limits', 'timeout'], 'A timeout of 0 or less is not sent: the job has no limit.')
  }
}
