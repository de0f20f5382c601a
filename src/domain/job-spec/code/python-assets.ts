import type { SpecFile } from '../spec-file.ts'
import { entity, environmentObject } from './python-job-parts.ts'
import { atom, call, keywords, plainCall } from './python-source.ts'
import type { Python, Statement } from './python-source.ts'

type AssetFile = Extract<SpecFile, { kind: 'data' | 'environment' | 'model' }>

const collection: Record<AssetFile['kind'], string> = {
  data: 'data',
  environment: 'environments',
  model: 'models',
}

/** A version of an asset and its registration. */
export function pythonAsset(file: AssetFile): Statement[] {
  const { kind } = file
  const create = plainCall(`ml_client.${collection[kind]}.create_or_update`, {}, [atom(kind)])
  return [
    { target: kind, value: assetOf(file) },
    { target: kind, value: create, apart: true },
    { value: plainCall('print', {}, [atom(`${kind}.id`)]) },
  ]
}

function assetOf(file: AssetFile): Python {
  if (file.kind === 'environment') return environmentObject(file.spec, file.spec.name, file.spec.version)
  return call(entity(file.kind === 'data' ? 'Data' : 'Model'), keywords(file.spec))
}
