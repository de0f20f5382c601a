import { isAddress } from '../assets/asset-fields.ts'
import { dataToRest } from '../assets/data-asset.ts'
import { environmentToRest } from '../assets/environment-asset.ts'
import { modelToRest } from '../assets/model-asset.ts'
import type { SpecFile } from '../spec-file.ts'
import { environmentParts } from './rest-environment.ts'
import { paragraph, pathSegment, step, withJson } from './rest-script.ts'
import type { Filling, RestScript, Step } from './rest-script.ts'
import { shellQuote } from './shell.ts'

type AssetFile = Extract<SpecFile, { kind: 'data' | 'environment' | 'model' }>

/** What comes before the PUT of an asset, and its body. */
type AssetParts = Readonly<{ steps: readonly Step[]; fillings: readonly Filling[]; body: unknown }>

const words = {
  data: { collection: 'data', purpose: 'Registers a data asset.' },
  environment: { collection: 'environments', purpose: 'Registers an environment.' },
  model: { collection: 'models', purpose: 'Registers a model.' },
}

/** The PUT of a version, whose content is uploaded before if it is local. Without a number it gets the next one. */
export function restAsset(file: AssetFile): RestScript {
  const { collection, purpose } = words[file.kind]
  const { steps, fillings, body } = partsOf(file)
  const { name, version } = file.spec
  const put = step('send PUT "$asset/versions/$version" > "$work/version"', 'send')
  return {
    purpose,
    steps: [
      ...steps,
      paragraph(
        step(`asset="$workspace/${collection}/"${name === undefined ? newName : pathSegment(name)}`),
        version === undefined
          ? step('version=$(next_version "$asset")', 'next_version')
          : step(`version=${pathSegment(version)}`),
        withJson(put, body, fillings),
      ),
      step('value id < "$work/version"', 'value'),
    ],
  }
}

/** Data without a name is for one use. */
const newName = `"$(python3 -c 'import uuid; print(uuid.uuid4())')"`

function partsOf(file: AssetFile): AssetParts {
  if (file.kind === 'environment') {
    const { files, ...parts } = environmentParts(file.spec)
    return { ...parts, body: environmentToRest(file.spec, files) }
  }
  const { path, datastore } = file.spec
  const place = '(uploaded above)'
  const body = file.kind === 'data' ? dataToRest(file.spec, place) : modelToRest(file.spec, place)
  if (path === undefined || isAddress(path)) return { steps: [], fillings: [], body }
  const upload = `upload_data ${shellQuote(path)} ${pathSegment(datastore ?? 'workspaceblobstore')}`
  return {
    steps: [step(`uri=$(${upload})`, 'upload_data')],
    fillings: [{ path: `properties.${file.kind}Uri`, variable: 'uri' }],
    body,
  }
}
