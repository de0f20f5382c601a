import { parse } from 'yaml'
import { z } from 'zod'
import { BuildFailure } from './build-failure.ts'
import { type CondaPackage, parseCondaPackage } from './conda-packages.ts'

/** What a conda file asks for. Its channels and its name say nothing about what a virtual environment holds. */
export type CondaFile = Readonly<{
  /** The version of Python as written, e.g. `=3.10`; undefined when Python is not among the dependencies. */
  python: string | undefined
  /** Conda's own packages, without Python and pip. */
  packages: readonly CondaPackage[]
  /** Lines of its `pip` lists, as in a requirements file. */
  pip: readonly string[]
}>

const condaFile = z.object({
  dependencies: z.array(z.union([z.string(), z.object({ pip: z.array(z.string()).nullish() })])).nullish(),
})

/**
 * Reads the YAML of a conda file, which ARM keeps as text.
 * https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html#create-env-file-manually
 * @throws BuildFailure when it is none
 */
export function parseCondaFile(text: string): CondaFile {
  const { success, data, error } = condaFile.safeParse(readYaml(text))
  if (!success) {
    const { path, message } = error.issues[0] ?? { path: [], message: '' }
    throw new BuildFailure(
      `the conda file is not one: 'dependencies' must be a list of packages and of one 'pip' list ` +
        `(${path.join('.') || 'the whole file'}: ${message})`,
    )
  }
  const dependencies = data.dependencies ?? []
  const named = dependencies.filter((item) => typeof item === 'string').map(parseCondaPackage)
  return {
    python: named.find(({ name }) => name === 'python')?.version,
    packages: named.filter(({ name }) => name !== 'python' && name !== 'pip'),
    pip: dependencies
      .flatMap((item) => (typeof item === 'string' ? [] : (item.pip ?? [])))
      // A text of several lines is several of them to pip, which counts lines in its errors.
      .flatMap((item) => item.split(/[\r\n]+/))
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
}

function readYaml(text: string): unknown {
  try {
    // An empty file is an environment without packages.
    return parse(text) ?? {}
  } catch (error) {
    // The lines after the first one show the place, which does not go into a sentence.
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n')
    throw new BuildFailure(`the conda file is no YAML: ${first.replace(/:$/, '')}`)
  }
}
