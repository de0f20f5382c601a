import { useState } from 'react'
import type { LocalAsset } from '../domain/local-files.ts'
import { assetFromDrop, assetFromInput } from '../domain/picked-files.ts'
import { FileDropZone } from '../ui/FileDropZone.tsx'
import styles from './LocalAssetPicker.module.css'
import { LocalAssetView } from './LocalAssetView.tsx'

/**
 * Takes a folder or a file from the user's disk, picked or dropped, and shows what will be uploaded of it: there, files
 * can be left out, opened and changed.
 */
export function LocalAssetPicker({
  label,
  asset,
  onPick,
}: {
  /** What is picked, e.g. `code`. */
  label: string
  asset: LocalAsset | undefined
  /** Also called with what is there already, once files of it were left out or changed. */
  onPick: (asset: LocalAsset) => void
}) {
  const [isReading, setReading] = useState(false)
  const [error, setError] = useState<string>()

  async function take(picked: Promise<LocalAsset | undefined>) {
    setReading(true)
    try {
      const next = await picked
      setError(undefined)
      if (next) onPick(next)
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause))
    } finally {
      setReading(false)
    }
  }

  return (
    <FileDropZone
      small
      label={`Files of the ${label}`}
      what={label}
      isReading={isReading}
      note={<span className={styles.hint}>{isReading ? 'Reading …' : 'or drop one here'}</span>}
      onDrop={(items) => void take(assetFromDrop(items))}
      onPick={(files) => void take(assetFromInput(files))}
    >
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {asset && <LocalAssetView asset={asset} onChange={onPick} />}
    </FileDropZone>
  )
}
