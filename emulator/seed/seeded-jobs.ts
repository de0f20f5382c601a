import { parseJobBody } from '../jobs/job-body.ts'
import { newJobResource } from '../jobs/job-resource.ts'
import type { ArmResource, SystemData } from '../store.ts'
import { hash32, unit } from '../sweeps/random-numbers.ts'
import type { Seed } from './seed-body.ts'

const optimizers = ['adam', 'adamw', 'sgd', 'lion']
const branches = ['main', 'main', 'wider-model', 'less-dropout']
const environments = ['AzureML-acpt-pytorch-2.8-cuda12.6/versions/3', 'AzureML-acpt-pytorch-2.8-cuda12.6/versions/4']

/** One of a list, by chance that its number and the salt decide. */
const pick = <T>(list: readonly T[], ...parts: readonly number[]): T => list[hash32(...parts) % list.length] as T // The lists above have members.

const learningRate = (salt: number) => String(pick([0.0001, 0.0003, 0.001, 0.003], salt, 11))
const batchSize = (salt: number) => String(pick([32, 64, 128], salt, 12))

/** Parameters that scripts have, each by how its value comes about. What does not look at the salt is equal in all runs. */
const usualParams: readonly (readonly [key: string, value: (salt: number) => string])[] = [
  ['learning_rate', learningRate],
  ['batch_size', batchSize],
  ['optimizer', (salt) => pick(optimizers, salt, 13)],
  ['epochs', () => '100'],
  ['dropout', (salt) => (unit(salt, 14) / 2).toFixed(3)],
  ['weight_decay', () => '0.01'],
  ['hidden_size', (salt) => String(pick([256, 512, 1024], salt, 15))],
  ['random_state', (salt) => String(salt % 10_000)],
]

/** As many parameters as are asked for. Beyond the usual ones every second differs between runs. */
export const seededParams = (count: number, salt: number): [key: string, value: string][] =>
  Array.from({ length: count }, (_, i) => {
    const usual = usualParams[i]
    if (usual) return [usual[0], usual[1](salt)]
    const key = `setting_${String(i).padStart(3, '0')}`
    return [key, i % 2 === 0 ? `value of ${key}` : unit(salt, i).toPrecision(6)]
  })

/** @param salt decides what of the job is unlike the others */
export function seededJob(
  workspaceId: string,
  jobName: string,
  { seed, salt, systemData }: { seed: Seed; salt: number; systemData: SystemData },
): ArmResource {
  const commit = Array.from({ length: 5 }, (_, i) =>
    hash32(salt % 7, i)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  const body = parseJobBody({
    properties: {
      jobType: 'Command',
      displayName: `${pick(optimizers, salt, 13)} ${learningRate(salt)} ${jobName.slice(jobName.lastIndexOf('-') + 1)}`,
      experimentName: seed.experiment,
      description: 'Made by seeding: nothing ran.',
      command:
        'python train.py --data ${{inputs.data}} --learning-rate ${{inputs.learning_rate}} --batch-size ${{inputs.batch_size}}',
      environmentId: `${workspaceId}/environments/${pick(environments, salt, 16)}`,
      computeId: `${workspaceId}/computes/${pick(['gpu-a100', 'gpu-v100'], salt, 17)}`,
      inputs: {
        data: {
          jobInputType: 'uri_folder',
          uri: `azureml://datastores/workspaceblobstore/paths/iris/${pick(['2025-09', '2025-10'], salt, 18)}/`,
          mode: 'ReadOnlyMount',
        },
        learning_rate: { jobInputType: 'literal', value: learningRate(salt) },
        batch_size: { jobInputType: 'literal', value: batchSize(salt) },
      },
      environmentVariables: { OMP_NUM_THREADS: '4' },
      resources: { instanceCount: 1 },
      tags: { team: pick(['vision', 'language'], salt, 19), seed: String(seed.seed) },
      properties: {
        'mlflow.source.git.repoURL': 'https://github.com/contoso/flowers.git',
        'mlflow.source.git.branch': pick(branches, salt, 20),
        'mlflow.source.git.commit': commit,
        'azureml.git.dirty': pick(['False', 'False', 'True'], salt, 21),
      },
    },
  })
  return newJobResource(workspaceId, jobName, { body, systemData })
}
