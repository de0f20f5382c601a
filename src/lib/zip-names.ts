/** Characters that Windows does not take in a name, and those that nobody sees. */
const unfit = /["*:<>?\\|]|(?! )[\p{C}\p{Z}]/gu
/** Names of devices, with or without an ending. */
const devices = /^(?:aux|con|nul|prn|com\d|lpt\d)(?:\.|$)/i

/**
 * Names for files in an archive that lead nowhere but below the folder it is unpacked in, on any system, and that no two
 * files share.
 */
export const zipNames = (paths: readonly string[]): string[] => paths.map(zipNamer())

/** The same for paths that come one by one. */
export function zipNamer(): (path: string) => string {
  const taken = new Set<string>()
  return (path) => {
    const safe = path.split('/').map(safePart).filter(Boolean).join('/') || 'file'
    let name = safe
    // Windows and macOS take two names that differ in case for one.
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = numbered(safe, count)
    taken.add(name.toLowerCase())
    return name
  }
}

/** @returns nothing for `.`, `..` and what is empty without them */
function safePart(part: string): string {
  const fit = part
    .replaceAll(unfit, '_')
    // Windows drops them, and a name of dots alone leads elsewhere.
    .replace(/[. ]+$/, '')
  return devices.test(fit) ? `_${fit}` : fit
}

/** `std_log (2).txt` */
function numbered(path: string, count: number): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') + 1 ? `${path.slice(0, dot)} (${count})${path.slice(dot)}` : `${path} (${count})`
}
