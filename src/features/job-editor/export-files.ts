import { downloadZip } from 'client-zip'
import type { LocalAssets } from '../../domain/local-files.ts'

export type JobArchive = Readonly<{
  /** A zip with the YAML and, at the paths by which it names them, the local files. */
  blob: Blob
  /** Local paths whose files cannot lie in one folder with the YAML (`../data`, `/data`). */
  leftOut: readonly string[]
}>

/**
 * A draft as a folder that `az ml job create --file job.yml` takes as it is.
 * @param assets what the YAML names by local paths; files that are ignored or left out stay out here, too
 */
export async function exportJob(text: string, assets: LocalAssets): Promise<JobArchive> {
  const inside = [...assets].filter(([key]) => !isOutside(key))
  const files = inside.flatMap(([key, asset]) => {
    if (asset.kind === 'file') return asset.files.map(({ file }) => ({ name: key, input: file }))
    return asset.files.map(({ path, file }) => ({ name: key === '' ? path : `${key}/${path}`, input: file }))
  })
  const yaml = { name: 'job.yml', input: text }
  // Code in the folder of the YAML brings that file along as it was on the disk.
  const others = files.filter(({ name }) => name !== yaml.name)
  const blob = await downloadZip([yaml, ...others]).blob()
  return { blob, leftOut: [...assets.keys()].filter(isOutside) }
}

const isOutside = (key: string) => key.startsWith('/') || /^[a-z]:/i.test(key) || key.split('/').includes('..')
