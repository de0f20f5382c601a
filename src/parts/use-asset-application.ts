import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { localKey, type LocalAssets } from '../domain/local-files.ts'
import { submitServices } from '../queries/submit-services.ts'
import type { UploadProgress } from '../queries/upload-progress.ts'
import type { AssetKind, AssetSpec } from './asset-kind.ts'
import { prepareAsset, type AssetChange } from './prepare-asset.ts'
import { useWorkspaceRef } from './use-workspace.ts'

/** Where the CLI uploads to unless it is told otherwise. */
const defaultDatastore = 'workspaceblobstore'

/**
 * The two steps of applying an asset's YAML: to compare it with the workspace, and to upload and send it. Another attempt
 * uploads only what is not there yet.
 */
export function useAssetApplication<S extends AssetSpec, B extends object>(
  kind: AssetKind<S, B>,
  assets: LocalAssets,
  onApplied: (change: AssetChange<S, B>) => void,
) {
  const workspace = useWorkspaceRef()
  const client = useQueryClient()
  const [progress, setProgress] = useState<UploadProgress>()
  const abort = useRef(new AbortController())
  useEffect(() => () => abort.current.abort(), [])

  const comparison = useMutation({
    mutationFn: async (spec: S & { name: string }) =>
      prepareAsset(kind, spec, { workspace, assets, found: await kind.find(client, workspace, spec.name) }),
  })

  const application = useMutation({
    mutationFn: async (change: AssetChange<S, B>) => {
      abort.current = new AbortController()
      const body = change.bodyWith(await uploaded(change, abort.current.signal))
      await kind.put(client, workspace, { name: change.name, version: change.plan.version, body })
    },
    onSuccess: (_, change) => {
      // Whoever has left the page meanwhile is not called back.
      if (!abort.current.signal.aborted) onApplied(change)
    },
    onSettled: () => setProgress(undefined),
  })

  /** @returns the address of what the YAML names by a local path, undefined when it names none */
  async function uploaded({ spec }: AssetChange<S, B>, signal: AbortSignal): Promise<string | undefined> {
    const need = kind.localNeeds(spec).find(({ use }) => use === 'upload')
    const asset = need && assets.get(localKey(need.path))
    if (!asset) return undefined
    return kind.upload(asset, spec.datastore?.replace(/^azureml:/, '') ?? defaultDatastore, {
      services: submitServices(),
      workspace,
      signal,
      onProgress: setProgress,
    })
  }

  const reset = () => {
    abort.current.abort()
    application.reset()
    comparison.reset()
  }

  const outcome = comparison.data
  return {
    comparison,
    application,
    progress,
    /** What the service would not take. */
    refusal: outcome && 'refused' in outcome ? outcome : undefined,
    /** What would be done. */
    change: outcome && !('refused' in outcome) ? outcome : undefined,
    /** Stops what is under way and forgets the comparison: the YAML has changed, or is to be. */
    reset,
  }
}
