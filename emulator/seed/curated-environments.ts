import { armDate } from '../clock.ts'
import type { ArmResource } from '../store.ts'

type VersionSeed = { version: string; created: string; modified: string }
type EnvironmentSeed = {
  name: string
  description: string
  image: string
  /** What people use it for, as pip names it. */
  packages: string[]
  versions: VersionSeed[]
}

const at = (version: string, created: string, modified = created): VersionSeed => ({ version, created, modified })

/**
 * Ready-made environments, oldest version first. `AzureML-lightgbm-3.3` is seeded so that the version with the highest
 * number is not the one changed last, which is what `@latest` means.
 */
const environments: EnvironmentSeed[] = [
  {
    name: 'AzureML-lightgbm-3.3',
    description: 'LightGBM 3.3 with scikit-learn and MLflow',
    image: 'mcr.microsoft.com/azureml/curated/lightgbm-3.3',
    packages: ['lightgbm', 'scikit-learn', 'mlflow'],
    versions: [
      at('62', '2025-02-11T08:12:40Z'),
      at('63', '2025-04-02T06:45:03Z', '2025-09-18T10:31:27Z'),
      at('64', '2025-07-24T09:20:55Z', '2025-07-30T13:02:11Z'),
    ],
  },
  {
    name: 'AzureML-sklearn-1.5',
    description: 'scikit-learn 1.5 with pandas and MLflow',
    image: 'mcr.microsoft.com/azureml/curated/sklearn-1.5',
    packages: ['scikit-learn', 'pandas', 'mlflow'],
    versions: [at('30', '2025-05-14T07:55:31Z'), at('31', '2025-08-06T11:18:09Z')],
  },
  {
    name: 'AzureML-acpt-pytorch-2.8-cuda12.6',
    description: 'PyTorch 2.8 for CUDA 12.6',
    image: 'mcr.microsoft.com/azureml/curated/acpt-pytorch-2.8-cuda12.6',
    packages: ['torch'],
    versions: [at('3', '2025-09-02T05:40:22Z'), at('4', '2025-10-08T16:09:48Z')],
  },
  {
    name: 'python3-local',
    description:
      'Runs with the python3 of this machine, as every job of the local Azure ML whose environment has no conda file.',
    image: 'localhost/python3',
    packages: [],
    versions: [at('1', '2025-10-01T09:00:00Z')],
  },
]

/** Containers and versions of the curated environments of one workspace, in the order of their creation. */
export function curatedEnvironments(workspaceId: string): ArmResource[] {
  return environments.flatMap(({ name, description, image, versions }) => {
    const id = `${workspaceId}/environments/${name}`
    const common = { description, tags: {}, properties: {}, isArchived: false, provisioningState: 'Succeeded' }
    const latest = versions.at(-1)
    const container: ArmResource = {
      id,
      name,
      type: 'Microsoft.MachineLearningServices/workspaces/environments',
      systemData: systemData(versions[0]?.created, latest?.modified),
      properties: { ...common, latestVersion: latest?.version, nextVersion: String(Number(latest?.version) + 1) },
    }
    const children = versions.map(({ version, created, modified }): ArmResource => ({
      id: `${id}/versions/${version}`,
      name: version,
      type: 'Microsoft.MachineLearningServices/workspaces/environments/versions',
      systemData: systemData(created, modified),
      properties: {
        ...common,
        environmentType: 'Curated',
        image: `${image}:${version}`,
        osType: 'Linux',
        autoRebuild: 'Disabled',
        isAnonymous: false,
      },
    }))
    return [container, ...children]
  })
}

/** Packages that a curated environment is known for; none for any other name. */
export const curatedPackages = (name: string): readonly string[] =>
  environments.find((environment) => environment.name === name)?.packages ?? []

const systemData = (created = '', modified = created) => ({
  createdBy: 'Microsoft',
  createdByType: 'User',
  createdAt: armDate(Date.parse(created)),
  lastModifiedBy: 'Microsoft',
  lastModifiedByType: 'User',
  lastModifiedAt: armDate(Date.parse(modified)),
})
