import { describe, expect, test } from 'vitest'
import { artifactTree, foldersOf, type ArtifactNode } from './artifact-tree.ts'

const draw = (nodes: readonly ArtifactNode[], indent = ''): string[] =>
  nodes.flatMap((node) =>
    node.kind === 'file'
      ? [`${indent}${node.name}`]
      : [
          `${indent}${node.name}/ ${node.fileCount}${node.isModel ? ' model' : ''}`,
          ...draw(node.children, `${indent}  `),
        ],
  )

describe('the tree of artifacts', () => {
  const paths = ['outputs/run10.json', 'outputs/run2.json', 'model/MLmodel', 'model/data/weights.bin', 'note.txt']

  test('has folders first, in people’s order, and knows a model', () => {
    expect(draw(artifactTree(paths))).toEqual([
      'model/ 2 model',
      '  data/ 1',
      '    weights.bin',
      '  MLmodel',
      'outputs/ 2',
      '  run2.json',
      '  run10.json',
      'note.txt',
    ])
  })

  test('keeps a file and a folder of the same name apart', () => {
    expect(draw(artifactTree(['a/b', 'a/b/c']))).toEqual(['a/ 2', '  b/ 1', '    c', '  b'])
  })

  test('of nothing is empty', () => expect(artifactTree([])).toEqual([]))

  test('lists its folders from the outside in', () => {
    expect(foldersOf(artifactTree(paths)).map(({ path }) => path)).toEqual(['model', 'model/data', 'outputs'])
  })
})
