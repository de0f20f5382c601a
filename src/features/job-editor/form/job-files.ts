import type { LocalAsset, LocalAssets } from '../../../domain/local-files.ts'

/** What was picked from the user's disk for local paths in the YAML, and how to pick more. */
export type JobFiles = Readonly<{
  assets: LocalAssets
  /** @param path where in the YAML the local path of what was picked belongs */
  onPick: (path: readonly string[], asset: LocalAsset) => void
}>

/** The same for the part of the document below a path, as `formAt`. */
export const filesAt = ({ assets, onPick }: JobFiles, base: readonly string[]): JobFiles => ({
  assets,
  onPick: (path, asset) => onPick([...base, ...path], asset),
})
