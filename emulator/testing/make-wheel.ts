import { downloadZip } from 'client-zip'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes a pure Python wheel that any pip installs, for tests that need a package and no package index. Put it into
 * `{dataDir}/wheels`, or into a folder that `TRAINYARD_WHEELS` names, and the local Azure ML finds it.
 * @param name of the distribution, e.g. `tiny-model`; modules are named by `files`
 * @param files text by path inside the wheel, e.g. `{'tiny_model.py': 'answer = 42'}`
 * @param requires what it needs in turn, as in a requirements file
 * @returns path of the wheel, `{folder}/tiny_model-1.0-py3-none-any.whl`
 */
export async function makeWheel(folder: string, { name, version, files, requires = [] }: WheelSource): Promise<string> {
  const stem = `${name.replaceAll(/[-_.]+/g, '_')}-${version}`
  const info = `${stem}.dist-info`
  const metadata = ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`]
  const content = {
    ...files,
    [`${info}/METADATA`]: lines([...metadata, ...requires.map((need) => `Requires-Dist: ${need}`)]),
    [`${info}/WHEEL`]: lines([
      'Wheel-Version: 1.0',
      'Generator: trainyard',
      'Root-Is-Purelib: true',
      'Tag: py3-none-any',
    ]),
  }
  const record = `${info}/RECORD`
  // Hashes and sizes are optional: https://packaging.python.org/specifications/recording-installed-packages/
  const all = { ...content, [record]: lines([...Object.keys(content), record].map((path) => `${path},,`)) }
  const zip = downloadZip(Object.entries(all).map(([path, input]) => ({ name: path, input })))
  const file = join(folder, `${stem}-py3-none-any.whl`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, new Uint8Array(await zip.arrayBuffer()))
  return file
}

export type WheelSource = Readonly<{
  name: string
  version: string
  files: Readonly<Record<string, string>>
  requires?: readonly string[]
}>

const lines = (all: readonly string[]) => `${all.join('\n')}\n`
