/** A file or folder of a job's artifacts. `path` is from the root, without a slash at its end. */
export type ArtifactNode =
  | Readonly<{ kind: 'file'; name: string; path: string }>
  | Readonly<{
      kind: 'folder'
      name: string
      path: string
      children: readonly ArtifactNode[]
      fileCount: number
      /** It holds a file named MLmodel, so it can be registered as an MLflow model. */
      isModel: boolean
    }>

type Folder = Extract<ArtifactNode, { kind: 'folder' }>

/** Turns a flat list of paths into folders: folders first, each by name. A name can be both a file and a folder. */
export function artifactTree(paths: readonly string[]): readonly ArtifactNode[] {
  return folderOf(
    '',
    '',
    paths.map((path) => ({ path, rest: path.split('/').filter(Boolean) })),
  ).children
}

function folderOf(name: string, path: string, entries: readonly { path: string; rest: string[] }[]): Folder {
  const files = entries.flatMap(({ path: file, rest: [first, ...deeper] }): ArtifactNode[] =>
    first !== undefined && deeper.length === 0 ? [{ kind: 'file', name: first, path: file }] : [],
  )
  const byFolder = Map.groupBy(
    entries.filter(({ rest }) => rest.length > 1),
    ({ rest }) => rest[0] ?? '',
  )
  const folders = [...byFolder].map(([child, inside]) =>
    folderOf(
      child,
      path === '' ? child : `${path}/${child}`,
      inside.map(({ path: file, rest }) => ({ path: file, rest: rest.slice(1) })),
    ),
  )
  return {
    kind: 'folder',
    name,
    path,
    children: [...folders.sort(byName), ...files.sort(byName)],
    fileCount: entries.length,
    isModel: files.some((file) => file.name === 'MLmodel'),
  }
}

const byName = (a: ArtifactNode, b: ArtifactNode) => a.name.localeCompare(b.name, 'en', { numeric: true })

/** All folders of a tree, outer before inner. */
export function foldersOf(nodes: readonly ArtifactNode[]): Folder[] {
  return nodes.flatMap((node) => (node.kind === 'folder' ? [node, ...foldersOf(node.children)] : []))
}
