/** Text and how it was written: `windows-1252` is a guess for what is no UTF-8 and still looks like text. */
export type DecodedText = Readonly<{ text: string; encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' }>

/**
 * Reads bytes as text.
 *
 * @param pieces bytes in a row; a character may begin in one and end in the next
 * @param isWhole nothing comes after them; otherwise what is left of a cut character at the end is dropped
 * @returns undefined for what is no text
 */
export function decodeText(pieces: readonly Uint8Array[], isWhole: boolean): DecodedText | undefined {
  const [first = new Uint8Array()] = pieces
  const encoding = encodingOf(first)
  if (encoding === undefined) return undefined
  const text = decodeAs(encoding, pieces, isWhole)
  if (text !== undefined) return { text, encoding }
  return looksPrintable(first)
    ? { text: decodeAs('windows-1252', pieces, isWhole) ?? '', encoding: 'windows-1252' }
    : undefined
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] | undefined {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  // Text has no NUL; binary formats nearly always have some near their beginning.
  return bytes.subarray(0, 8192).includes(0) ? undefined : 'utf-8'
}

function decodeAs(encoding: string, pieces: readonly Uint8Array[], isWhole: boolean): string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' })
  try {
    const text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join('')
    return isWhole ? text + decoder.decode() : text
  } catch {
    return undefined
  }
}

/** Whether nearly nothing in it is a control character that text does not use. */
function looksPrintable(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8192)
  const odd = sample.reduce((sum, byte) => sum + (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) ? 1 : 0), 0)
  return odd <= sample.length / 200
}
