import type { ServiceFailure } from '../contracts.ts'
import { buildLog } from '../jobs/job-logs.ts'

/** Why an environment cannot be made, for the person who wrote it: a clause that ends the last line of the build log. */
export class BuildFailure extends Error {}

/** What the service says of a job whose image build has failed: https://github.com/MG-Cafe/MLOps_Workshop/issues/8 */
export const buildFailed = {
  code: 'UserError',
  message: `Image build failed. For more details, check log file ${buildLog}.`,
  messageFormat: 'Image build failed. For more details, check log file {ArtifactPath}.',
  messageParameters: { ArtifactPath: buildLog },
  innerError: { code: 'BadArgument', innerError: { code: 'ImageBuildFailure' } },
} satisfies ServiceFailure
