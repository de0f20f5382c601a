import type { ModelVersionResource } from '../../api/generated/arm.ts'
import { isAddress } from '../../domain/job-spec/assets/asset-fields.ts'
import type { ModelSpec } from '../../domain/job-spec/assets/asset-specs.ts'
import { modelFromRest, modelToRest, modelToYaml, parseModel } from '../../domain/job-spec/assets/model-asset.ts'
import type { AssetKind } from '../../parts/asset-kind.ts'
import { paths } from '../../paths.ts'
import { modelQueries, putModelVersion } from '../../queries/models.ts'
import { uploadData } from '../../queries/uploads.ts'

/** What the editor of asset versions knows about models. */
export const modelKind: AssetKind<ModelSpec, ModelVersionResource> = {
  noun: 'model',
  command: 'az ml model create',
  schema: 'model',
  collection: 'models',
  action: 'models/write',
  fixed: [
    { rest: 'modelType', key: 'type', word: 'type', otherwise: 'custom_model' },
    { rest: 'modelUri', key: 'path', word: 'path' },
  ],
  parse: parseModel,
  toYaml: modelToYaml,
  fromRest: modelFromRest,
  toRest: (spec, { uri }) => modelToRest(spec, uri),
  localNeeds: ({ type = 'custom_model', path }) =>
    path === undefined || path === '' || isAddress(path)
      ? []
      : [{ at: ['path'], path, use: 'upload', ...(type !== 'custom_model' && { kind: 'folder' }) }],
  upload: uploadData,
  check: ({ path }) => (path ? [] : [{ path: ['path'], message: 'Say where the files of the model lie.' }]),
  find: (client, workspace, name) => client.query({ ...modelQueries.found(workspace, name), staleTime: 0 }),
  put: putModelVersion,
  pathOf: paths.model,
}
