import type { FileStore } from '../../queries/file-store.ts'

/** One of the places whose files are shown side by side: a job's artifacts, a named output, its code. */
export type FileRoot = Readonly<{
  /** First part of what a link's `path` says; has no slash. */
  id: string
  label: string
  /** Where it lies, in a few words. */
  place?: string | undefined
  /** Undefined where this page cannot list it, for the reason that `whyNot` gives. */
  store?: FileStore | undefined
  whyNot?: string | undefined
  /** What is shown lies below this folder of the store; with a slash at its end. */
  base?: string
  /** It is one file. */
  isFile?: boolean
  /** Its files may be asked for while it grows. */
  isLive?: boolean
}>

/** A file or folder of a root. The path is from the store's root, that of a folder with a slash at its end. */
export type ChosenFile = Readonly<{ root: FileRoot; path: string; isFolder: boolean }>

/** What a link's `path` says of a file or folder. */
export const fileParam = (rootId: string, path: string) => `${rootId}/${path}`

/**
 * The file or folder that a link's `path` names; undefined when it names none of these. Older links name no root, and
 * mean the first.
 */
export function chosenFile(roots: readonly FileRoot[], param: string | null): ChosenFile | undefined {
  if (!param) return undefined
  const at = param.indexOf('/')
  const named = roots.find(({ id }) => at > 0 && id === param.slice(0, at))
  const root = named ?? roots[0]
  const path = named ? param.slice(at + 1) : param
  const base = root?.base ?? ''
  if (!root?.store || (!path.startsWith(base) && `${path}/` !== base)) return undefined
  return { root, path, isFolder: !root.isFile && (path === '' || path.endsWith('/')) }
}

/** What a file or folder is called; a root by its label. */
export const fileName = ({ root, path }: Pick<ChosenFile, 'root' | 'path'>) =>
  path === (root.base ?? '') ? root.label : (path.replace(/\/$/, '').split('/').at(-1) ?? path)
