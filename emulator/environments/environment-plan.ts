import { createHash } from 'node:crypto'
import type { HostPython } from '../jobs/python.ts'
import type { ArmResource } from '../store.ts'
import { parseCondaFile } from './conda-file.ts'
import { isPythonAskedFor, pipRequirement } from './conda-packages.ts'

/** What becomes of an environment on this machine. */
export type EnvironmentPlan = Readonly<{
  /** `name:version` */
  title: string
  /** Lines of a requirements file; without any, this machine's Python does as it is. */
  requirements: readonly string[]
  /** What a person should know who wonders what is different here; whole sentences. */
  notes: readonly string[]
}>

/** Two environments that hold the same have one folder; a change here would need another one. */
const layout = 1

/** Whether something has to be made, or to be there already, before a job in this environment gets a node. */
export const hasCondaFile = (environment: ArmResource | undefined): environment is ArmResource =>
  typeof environment?.properties['condaFile'] === 'string'

/**
 * @param environment one with a conda file
 * @throws BuildFailure when the conda file cannot be read
 */
export function planOf(environment: ArmResource, python: HostPython): EnvironmentPlan {
  const file = parseCondaFile(String(environment.properties['condaFile']))
  const asked = file.packages.map((item) => ({ ...item, requirement: pipRequirement(item) }))
  const left = asked.filter(({ requirement }) => requirement === undefined)
  return {
    title: titleOf(environment),
    requirements: [...asked.flatMap(({ requirement }) => requirement ?? []), ...file.pip],
    notes: [
      ...(isPythonAskedFor(file.python, python.version)
        ? []
        : [`The conda file asks for Python ${file.python}; this machine has ${python.version}, which is used.`]),
      ...(left.length === 0
        ? []
        : [
            'Not installed, since they are packages of conda that pip does not have: ' +
              `${left.map(({ name, version }) => name + version).join(', ')}.`,
          ]),
    ],
  }
}

/** `/…/environments/{name}/versions/{version}` → `name:version` */
export const titleOf = ({ id }: ArmResource) => id.split('/').slice(-3).toSpliced(1, 1).join(':')

/** Names an environment's folder: the same for all that are made of the same packages with the same Python. */
export const keyOf = ({ requirements }: EnvironmentPlan, { executable, version }: HostPython) =>
  createHash('sha256').update(JSON.stringify({ layout, requirements, executable, version })).digest('hex').slice(0, 32)
