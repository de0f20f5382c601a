import { commandJobToYaml } from '../../domain/job-spec/jobs/command-job.ts'

/**
 * Where a draft starts that comes from nowhere else: a job that could run as it is.
 *
 * @param environmentName an environment of the workspace; without one the draft names an image
 * @param clusterName a cluster of the workspace; without one the job is serverless
 */
export const emptyJob = (environmentName: string | undefined, clusterName: string | undefined): string =>
  commandJobToYaml({
    displayName: 'my-job',
    command: 'echo "hello world"',
    environment: environmentName ? `azureml:${environmentName}@latest` : { image: 'python:3.12' },
    ...(clusterName && { compute: `azureml:${clusterName}` }),
  })
