/** Bytes as lines of sixteen: their place, their values, and what of it is text. */
export function hexLines(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)]
    const values = row.map((byte) => byte.toString(16).padStart(2, '0'))
    const halves = [values.slice(0, 8).join(' '), values.slice(8).join(' ')].join('  ')
    const text = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${at.toString(16).padStart(8, '0')}  ${halves.padEnd(49)}  ${text}`)
  }
  return lines.join('\n')
}
