import { fileURLToPath } from 'node:url'

/** Account of the public sample data that the Azure docs use; here it needs no network and, as there, no token. */
export const sampleAccount = 'azuremlexamples'

const sampleFiles: Readonly<Record<string, string>> = {
  'datasets/iris.csv': fileURLToPath(new URL('../samples/iris.csv', import.meta.url)),
}

/** The local file of a public sample. @param path `{container}/{name}` within the sample account */
export const sampleFile = (path: string): string | undefined =>
  Object.hasOwn(sampleFiles, path) ? sampleFiles[path] : undefined

/** The local copy of the sample that an address on the internet names; undefined when there is none. */
export function locateSample(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed?.hostname !== `${sampleAccount}.blob.core.windows.net`) return undefined
  return sampleFile(parsed.pathname.slice(1))
}
