import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ArmClient } from '../../e2e/support/arm-client.ts'

const sample = fileURLToPath(new URL('../../public/samples/iris/', import.meta.url))

export const trainCommand =
  'python train.py --iris-csv ${{inputs.iris_csv}} --n-estimators ${{inputs.n_estimators}} ' +
  '--learning-rate ${{inputs.learning_rate}} --max-depth ${{inputs.max_depth}} --seed ${{inputs.seed}} ' +
  '--pause ${{inputs.pause}}'

const literals = { n_estimators: '60', learning_rate: '0.1', max_depth: '2', seed: '42', pause: '0' }

/** What the command of the iris sample is given. */
export const trainInputs = {
  iris_csv: {
    jobInputType: 'uri_file',
    uri: 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv',
  },
  ...Object.fromEntries(Object.entries(literals).map(([name, value]) => [name, { jobInputType: 'literal', value }])),
}

/** The code of the iris sample: texts by their paths below `src`. */
export async function readIrisCode(): Promise<Record<string, string>> {
  const { files } = JSON.parse(await readFile(`${sample}index.json`, 'utf8')) as { files: string[] }
  const read = async (file: string) => [file.slice('src/'.length), await readFile(sample + file, 'utf8')] as const
  return Object.fromEntries(await Promise.all(files.map(read)))
}

/** Puts code where a job finds it, as the CLI does. @returns the ARM id of its version */
export async function registerCode(
  arm: ArmClient,
  name: string,
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
): Promise<string> {
  const version = `/codes/${name}/versions/1`
  const { blobReferenceForConsumption } = await arm.workspace<{
    blobReferenceForConsumption: { blobUri: string; credential: { sasUri: string } }
  }>('POST', `${version}/startPendingUpload`, { pendingUploadType: 'TemporaryBlobReference' })
  const { blobUri, credential } = blobReferenceForConsumption
  for (const [file, body] of Object.entries(files)) {
    const target = new URL(credential.sasUri)
    target.pathname += `/src/${file}`
    const sent = await fetch(target, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body })
    if (!sent.ok) throw new Error(`${file}: ${sent.status}`)
  }
  return (await arm.workspace<{ id: string }>('PUT', version, { properties: { codeUri: `${blobUri}/src` } })).id
}
