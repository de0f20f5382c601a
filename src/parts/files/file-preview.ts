/** How a file can be shown. Nothing a job wrote is ever run or opened as a page. */
export type Preview =
  | Readonly<{ kind: 'image'; dataUrl: string }>
  /** `cut`: there is more than is shown. */
  | Readonly<{ kind: 'text'; text: string; cut: boolean }>
  | Readonly<{ kind: 'binary' }>

/** Pictures that browsers draw. An SVG in an `<img>` cannot run scripts or load anything. */
const imageTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
}

/** Longer texts make a page slow and nobody reads them here. */
const mostCharacters = 200_000

/**
 * Decides how to show a file.
 * @param bytes its beginning
 * @param size how long all of it is, in bytes
 */
export function previewOf(path: string, bytes: Uint8Array, size: number): Preview {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  const isWhole = bytes.length >= size
  const imageType = imageTypes[extension]
  if (imageType && isWhole) return { kind: 'image', dataUrl: `data:${imageType};base64,${base64(bytes)}` }
  const text = decode(bytes, isWhole)
  if (text === undefined) return { kind: 'binary' }
  const shown = extension === 'json' && isWhole ? indented(text) : text
  return { kind: 'text', text: shown.slice(0, mostCharacters), cut: !isWhole || shown.length > mostCharacters }
}

/** @returns undefined for what is not UTF-8 text */
function decode(bytes: Uint8Array, isWhole: boolean): string | undefined {
  if (bytes.subarray(0, 8192).includes(0)) return undefined
  try {
    // A beginning may end within a character; a stream waits for the rest of it.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole })
  } catch {
    return undefined
  }
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  // In slices: an argument list has a limit.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}
