import type { LocalFile } from '../../domain/content-hash.ts'
import { parseJob } from '../../domain/job-spec/jobs/job.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import { keptFiles } from '../../lib/kept-files.ts'
import { addJobDraft, jobDraftKey } from '../../parts/job-drafts.ts'
import { createAssetKeeper } from '../../parts/kept-assets.ts'
import { handOver } from '../../parts/handed-assets.ts'
import { environmentFileOf, withEnvironment } from './environment-file.ts'
import { assetsBeside, type FoundYaml } from './import-files.ts'
import { localPathsOf } from './local-assets.ts'

/**
 * Makes a draft of a YAML file and of what it names among the files that came with it. Other drafts stay as they are.
 * @returns the draft's id, as `paths.newJob` takes it
 * @throws Error when the browser keeps nothing, or the file of its environment holds none
 */
export async function importJob(
  workspace: WorkspaceRef,
  yaml: FoundYaml,
  files: readonly LocalFile[],
): Promise<string> {
  const text = await withFileBeside(yaml, files)
  const parsed = parseJob(text)
  const spec = parsed.ok ? parsed.value : parsed.partial
  const assets = spec ? await assetsBeside(yaml.path, localPathsOf(spec), files) : new Map()
  const { draft: id } = addJobDraft(workspace, text)
  const key = jobDraftKey(workspace, `draft:${id}`)
  handOver(key, assets)
  await createAssetKeeper(keptFiles, key).save({ assets, lost: new Map() })
  return id
}

/** The YAML with its environment in place where that is in a file of its own that came along. */
async function withFileBeside({ path, text }: FoundYaml, files: readonly LocalFile[]): Promise<string> {
  const reference = environmentFileOf(text)
  if (!reference) return text
  const [asset] = (await assetsBeside(path, [reference.path], files)).values()
  const content = asset?.kind === 'file' ? await asset.files[0]?.file.text() : undefined
  return content === undefined ? text : withEnvironment(text, reference, content)
}
