import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { HostPython } from '../jobs/python.ts'
import { curatedPackages } from '../seed/curated-environments.ts'
import type { ArmResource } from '../store.ts'

/** What a job gets in place of the container of an environment that has no conda file: the rest of a sentence. */
export async function hostNote({ id, properties }: ArmResource, { executable, version }: HostPython): Promise<string> {
  const what = properties['build']
    ? 'is a build context, which is not built'
    : `is the image ${String(properties['image'])}, which is not used`
  const packages = curatedPackages(id.split('/').at(-3) ?? '')
  const lacks = packages.length > 0 ? await missingOf(executable, packages) : []
  const but = lacks.length > 0 ? `, which lacks ${lacks.join(', ')}` : ''
  return `${what}: the command runs with Python ${version} of this machine${but}`
}

const lookFor = `import importlib.metadata, sys
for name in sys.argv[1:]:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        print(name)`

/** Packages that this machine's Python does not have. */
async function missingOf(executable: string, packages: readonly string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(executable, ['-c', lookFor, ...packages])
  return stdout.split('\n').filter((name) => name !== '')
}
