import { useEffect, useMemo, useRef, useState } from 'react'
import { localKey, withChanges, type LocalAsset, type LocalAssets } from '../domain/local-files.ts'
import { keptFiles, type KeptFiles } from '../lib/kept-files.ts'
import { createLater } from '../lib/later.ts'
import { forgetHanded, handedAssets, handOver } from './handed-assets.ts'
import { createAssetKeeper, restoreAssets, type LostAsset, type RestoredAssets } from './kept-assets.ts'

export type LocalAssetsDraft = Readonly<{
  /** By local path, as the YAML names it: see `localKey`. */
  assets: LocalAssets
  /** Takes over what was picked for a local path, or what was changed in it since. */
  setAsset: (localPath: string, asset: LocalAsset) => void
  /** What was picked before the page was left but was too large to be kept, by local path. */
  lost: ReadonlyMap<string, LostAsset>
  /** Whether there is anything to lose. */
  isChanged: boolean
  /** Back to what the draft began with. */
  discard: () => void
}>

/**
 * The local files of a draft. They survive a reload and a closed tab, with all that was left out and edited, until
 * `discard` or `forgetLocalAssets`.
 *
 * @param initial what the draft begins with; keep it the same between renders
 */
export function useLocalAssets(draftKey: string, initial: LocalAssets, store: KeptFiles = keptFiles): LocalAssetsDraft {
  const [own, setOwn] = useState<RestoredAssets>(nothing)
  // Several may be picked before the page is drawn again.
  const latest = useRef(own)
  const [keeper] = useState(() => createAssetKeeper(store, draftKey))
  const [later] = useState(() => createLater(pauseMs))

  function change(next: RestoredAssets) {
    latest.current = next
    setOwn(next)
  }

  useEffect(() => {
    let isCurrent = true
    async function restore() {
      // A browser that allows no storage has nothing: the files then live as long as the page.
      const restored = await restoreAssets(store, draftKey).catch(() => nothing)
      if (!isCurrent) return
      keeper.know(restored.assets)
      // What was picked meanwhile is newer; what was too large to be kept is still there where it was picked for this page.
      const handed = [...(handedAssets(draftKey) ?? [])].filter(([path]) => !restored.assets.has(path))
      const assets = new Map([...restored.assets, ...handed, ...latest.current.assets])
      const lost = new Map([...restored.lost].filter(([path]) => !assets.has(path)))
      const next = { assets, lost }
      latest.current = next
      setOwn(next)
    }
    void restore()
    return () => {
      isCurrent = false
    }
  }, [store, draftKey, keeper])
  useEffect(() => later.flush, [later])

  function setAsset(localPath: string, asset: LocalAsset) {
    const key = localKey(localPath)
    const lost = new Map(latest.current.lost)
    const before = lost.get(key)
    lost.delete(key)
    // Picked once more because it could not be kept: what was left out and edited could.
    const next = before?.name === asset.name ? withChanges(asset, before.changes) : asset
    change({ assets: new Map([...latest.current.assets, [key, next]]), lost })
    if (handedAssets(draftKey)) handOver(draftKey, latest.current.assets)
    later.set(() => void keeper.save(latest.current))
  }

  function discard() {
    change(nothing)
    forgetHanded(draftKey)
    later.set(() => void keeper.forget())
    later.flush()
  }

  const assets = useMemo(() => new Map([...initial, ...own.assets]), [initial, own.assets])
  return { assets, lost: own.lost, setAsset, isChanged: own.assets.size > 0 || own.lost.size > 0, discard }
}

const nothing: RestoredAssets = { assets: new Map(), lost: new Map() }

/** Ticks and keystrokes follow each other quickly. */
const pauseMs = 200
