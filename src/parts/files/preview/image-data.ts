/** More than this would take gigabytes of memory to draw. */
const mostPixels = 120_000_000

const png = [0x89, 0x50, 0x4e, 0x47]
const gif = [0x47, 0x49, 0x46, 0x38]

/**
 * Why a picture is not drawn although its file is small: a few kilobytes can stand for more pixels than there is memory.
 * Only formats that tell at their beginning are looked at.
 */
export function whyNotDrawn(bytes: Uint8Array): string | undefined {
  const size = sizeOf(bytes)
  if (!size || size.width * size.height <= mostPixels) return undefined
  return `This picture has ${size.width} × ${size.height} pixels, more than can be drawn here.`
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const startsWith = (mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte)
  if (bytes.length >= 24 && startsWith(png)) return { width: view.getUint32(16), height: view.getUint32(20) }
  if (bytes.length >= 10 && startsWith(gif)) return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  return undefined
}
