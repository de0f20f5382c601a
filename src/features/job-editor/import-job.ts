import type { LocalFile } from '../../domain/content-hash.ts'
import { parseJob } from '../../domain/job-spec/jobs/job.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import { keptFiles } from '../../lib/kept-files.ts'
import { readDraft, saveDraft } from '../../parts/drafts.ts'
import { createAssetKeeper } from '../../parts/kept-assets.ts'
import { assetsBeside, type FoundYaml } from './import-files.ts'
import { jobDraftKey, newDraftId, placeOfOrigin } from './job-drafts.ts'
import { localPathsOf } from './local-assets.ts'

/**
 * Makes a draft of a YAML file and of what it names among the files that came with it. Other drafts stay as they are.
 * @returns the draft's id, as `paths.newJob` takes it
 * @throws Error when the browser keeps nothing
 */
export async function importJob(
  workspace: WorkspaceRef,
  yaml: FoundYaml,
  files: readonly LocalFile[],
): Promise<string> {
  const id = newDraftId()
  const origin = `draft:${id}`
  const key = jobDraftKey(workspace, origin)
  const parsed = parseJob(yaml.text)
  const spec = parsed.ok ? parsed.value : parsed.partial
  const assets = spec ? await assetsBeside(yaml.path, localPathsOf(spec), files) : new Map()
  saveDraft({ key, text: yaml.text, changedAt: Date.now(), place: placeOfOrigin(origin) })
  if (!readDraft(key)) throw new Error('This browser has no room for it, or forbids this site to keep anything.')
  await createAssetKeeper(keptFiles, key).save({ assets, lost: new Map() })
  return id
}
