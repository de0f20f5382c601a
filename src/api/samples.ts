import { NetworkError } from './arm-error.ts'

/** A ready job that comes with the studio as static files. */
export type Sample = Readonly<{
  title: string
  description: string
  yaml: string
  /** Name of the folder that the YAML's `code` means, and its files with paths relative to it. */
  codeFolder: string
  files: readonly { path: string; file: Blob }[]
}>

type SampleIndex = { title: string; description: string; job: string; codeFolder: string; files: string[] }

/** @throws NetworkError for no answer, Error when the sample is not there */
export async function loadSample(name: string): Promise<Sample> {
  const file = async (path: string) => {
    const response = await fetch(`/samples/${name}/${path}`).catch((cause: unknown) => {
      throw new NetworkError(location.host, { cause })
    })
    // A server that falls back to the app's page for unknown paths answers 200 with HTML.
    const isPage = response.headers.get('content-type')?.startsWith('text/html')
    if (!response.ok || isPage) throw new Error(`This studio does not come with a sample file ${name}/${path}.`)
    return response.blob()
  }
  // Our own file, made together with this code.
  const index = JSON.parse(await (await file('index.json')).text()) as SampleIndex
  const [yaml, ...contents] = await Promise.all([index.job, ...index.files].map(file))
  return {
    title: index.title,
    description: index.description,
    yaml: (await yaml?.text()) ?? '',
    codeFolder: index.codeFolder,
    files: contents.map((content, at) => ({
      path: index.files[at]?.slice(index.codeFolder.length + 1) ?? '',
      file: content,
    })),
  }
}
