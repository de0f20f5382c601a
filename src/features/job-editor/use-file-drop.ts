import { useEffect, useEffectEvent } from 'react'
import type { LocalFile } from '../../domain/content-hash.ts'
import { filesFromDrop } from '../../domain/picked-files.ts'

/**
 * Takes files that are dropped anywhere on the page, other than on a place of their own. Without it the browser would
 * leave the page to show them.
 */
export function useFileDrop(onFiles: (files: Promise<readonly LocalFile[]>) => void) {
  const onDrop = useEffectEvent((event: DragEvent) => {
    // Places that take files themselves have said so by then.
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    onFiles(filesFromDrop(event.dataTransfer.items))
  })

  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('drop', (event) => onDrop(event), { signal })
    document.addEventListener('dragover', allowDrop, { signal })
    return () => stop.abort()
  }, [])
}

function allowDrop(event: DragEvent) {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
}
