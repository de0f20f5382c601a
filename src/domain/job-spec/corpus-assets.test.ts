import { describe, expect, test } from 'vitest'
import { assetVersionId } from '../refs.ts'
import { dataFromRest, dataToRest, dataToYaml, parseData } from './assets/data-asset.ts'
import {
  environmentFromRest,
  environmentToRest,
  environmentToYaml,
  parseEnvironment,
} from './assets/environment-asset.ts'
import { modelFromRest, modelToRest, modelToYaml, parseModel } from './assets/model-asset.ts'
import type { ParseResult } from './problems.ts'
import { corpusEntries, corpusIsThere, corpusText } from './testing/corpus.ts'
import { workspace } from './testing/corpus-jobs.ts'

/** A kind of asset with its four ways between YAML and REST. */
type Ways<T> = {
  kind: 'data' | 'environment' | 'model'
  type: 'data' | 'environments' | 'models'
  parse: (text: string) => ParseResult<T>
  toYaml: (spec: T) => string
  toRest: (spec: T) => object
  fromRest: (resource: object) => T
}

function survives<T extends { name?: string; version?: string }>(ways: Ways<T>) {
  const { kind, type, parse, toYaml, toRest, fromRest } = ways
  const files = corpusEntries()
    .filter((entry) => entry.kind === kind && entry.valid === true)
    .map((entry) => ({ file: entry.file, result: parse(corpusText(entry)) }))
  const specs = files.flatMap(({ file, result }) => (result.ok ? [{ file, spec: result.value }] : []))

  test(`${kind}: spec → YAML → spec is the same`, () => {
    expect(specs.length).toBe(files.length)
    const again = specs.map(({ file, spec }) => ({ file, spec: valueOf(parse(toYaml(spec))) }))
    expect(again).toEqual(specs)
  })

  test(`${kind}: the body survives the way back, and so do name and version`, () => {
    for (const { file, spec } of specs) {
      const { name = 'some-name', version = '1' } = spec
      const body = toRest(spec)
      const back = fromRest({ id: assetVersionId(workspace, type, name, version), name: version, ...body })
      expect({ file, body: toRest(back) }).toEqual({ file, body })
      expect({ file, name: back.name, version: back.version }).toEqual({ file, name, version })
    }
  })
}

const valueOf = <T>(result: ParseResult<T>) => (result.ok ? result.value : undefined)

const uploaded = 'azureml://datastores/workspaceblobstore/paths/LocalUpload/1/x'

describe.runIf(corpusIsThere)('assets of ../shared/corpus/yaml, skipped where that folder is absent', () => {
  survives({
    kind: 'data',
    type: 'data',
    parse: parseData,
    toYaml: dataToYaml,
    toRest: (spec) => dataToRest(spec, uploaded),
    fromRest: dataFromRest,
  })
  survives({
    kind: 'environment',
    type: 'environments',
    parse: parseEnvironment,
    toYaml: environmentToYaml,
    toRest: (spec) =>
      environmentToRest(spec, {
        condaFile: 'dependencies:\n  - pip\n',
        buildContextUri: 'https://account/container/x/',
      }),
    fromRest: environmentFromRest,
  })
  survives({
    kind: 'model',
    type: 'models',
    parse: parseModel,
    toYaml: modelToYaml,
    toRest: (spec) => modelToRest(spec, uploaded),
    fromRest: modelFromRest,
  })
})
