/** An entry of Vite's manifest: a file and what it needs. */
export type ManifestChunk = { file: string; imports?: string[]; dynamicImports?: string[] }
export type Manifest = Record<string, ManifestChunk>

/** Bytes of brotli JavaScript that the jobs list may take on a first visit, sign-in included. */
export const firstLoadBudget = 160_000

/** What a browser fetches before a signed-in user sees the jobs list: the entry, sign-in and the page's own code. */
export const firstLoadEntries = ['index.html', 'src/auth/msal-session.ts', 'src/features/jobs/JobsPage.tsx']

/**
 * The files that the entries need: they themselves and what they import statically.
 *
 * @throws Error when the manifest lacks an entry: a report that leaves one out would be too good
 */
export function filesOf(manifest: Manifest, entries: readonly string[]): string[] {
  const files = new Set<string>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The build's manifest has no ${key}`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.imports?.forEach(visit)
  }
  entries.forEach(visit)
  return [...files]
}
