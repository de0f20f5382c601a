import { useEffect, useState } from 'react'
import { whyNotDrawn } from './image-data.ts'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { WholeFile } from './WholeFile.tsx'

/** A picture. An SVG is a picture too: in an `<img>` it can neither run scripts nor load anything. */
export const ImagePreview = ({ mime, ...props }: PreviewProps & { mime: string }) => (
  <WholeFile {...props}>{(bytes) => <Picture bytes={bytes} mime={mime} name={props.name} />}</WholeFile>
)

/** @param mime of its format, as its name tells */
export function Picture({ bytes, mime, name }: { bytes: Uint8Array<ArrayBuffer>; mime: string; name: string }) {
  const [url, setUrl] = useState<string>()
  const [isBroken, setBroken] = useState(false)
  const why = whyNotDrawn(bytes)
  useEffect(() => {
    if (why !== undefined) return undefined
    const { address, release } = addressOf(bytes, mime)
    // An address of this kind lives outside of React until it is released.
    // oxlint-disable-next-line react/set-state-in-effect
    setUrl(address)
    return release
  }, [bytes, mime, why])
  if (why !== undefined) return <p className={styles.remark}>{why}</p>
  if (isBroken)
    return <p className={styles.remark}>This file is no picture that a browser can draw, whatever its name says.</p>
  return url && <img className={styles.image} src={url} alt={name} onError={() => setBroken(true)} />
}

/**
 * An address for `<img>`. An SVG gets a data address: opened in a tab of its own, a blob address would be a page of this
 * site, and an SVG can hold scripts.
 */
function addressOf(bytes: Uint8Array<ArrayBuffer>, mime: string): { address: string; release: () => void } {
  if (mime === 'image/svg+xml') {
    const text = new TextDecoder().decode(bytes)
    return { address: `data:${mime},${encodeURIComponent(text)}`, release: () => undefined }
  }
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }))
  return { address, release: () => URL.revokeObjectURL(address) }
}
