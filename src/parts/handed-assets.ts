import type { LocalAssets } from '../domain/local-files.ts'

/**
 * What was picked on one page for a draft that another page opens. It is held until the site is left, so that files that
 * are too large to be kept need not be picked twice.
 */
const handed = new Map<string, LocalAssets>()

export const handOver = (draftKey: string, assets: LocalAssets) => void handed.set(draftKey, assets)

export const handedAssets = (draftKey: string): LocalAssets | undefined => handed.get(draftKey)

/** For whoever has made something of the draft, or wants it no more. */
export const forgetHanded = (draftKey: string) => void handed.delete(draftKey)
