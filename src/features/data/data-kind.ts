import type { DataVersionBaseResource } from '../../api/generated/arm.ts'
import { isAddress } from '../../domain/job-spec/assets/asset-fields.ts'
import type { DataSpec } from '../../domain/job-spec/assets/asset-specs.ts'
import { dataFromRest, dataToRest, dataToYaml, parseData } from '../../domain/job-spec/assets/data-asset.ts'
import type { AssetKind } from '../../parts/asset-kind.ts'
import { paths } from '../../paths.ts'
import { dataQueries, putDataVersion } from '../../queries/data.ts'
import { uploadData } from '../../queries/uploads.ts'

/** What the editor of asset versions knows about data. */
export const dataKind: AssetKind<DataSpec, DataVersionBaseResource> = {
  noun: 'data asset',
  command: 'az ml data create',
  schema: 'data',
  collection: 'data',
  action: 'data/write',
  fixed: [
    { rest: 'dataType', key: 'type', word: 'type' },
    { rest: 'dataUri', key: 'path', word: 'path' },
  ],
  parse: parseData,
  toYaml: dataToYaml,
  fromRest: dataFromRest,
  toRest: (spec, { uri }) => dataToRest(spec, uri),
  localNeeds: ({ type = 'uri_folder', path }) =>
    path === undefined || path === '' || isAddress(path)
      ? []
      : [{ at: ['path'], path, use: 'upload', kind: type === 'uri_file' ? 'file' : 'folder' }],
  upload: uploadData,
  check: ({ name, path }) => [
    ...(name ? [] : [{ path: ['name'], message: 'Give the data a name, by which jobs find it.' }]),
    ...(path === '' ? [{ path: ['path'], message: 'Say where the data lies.' }] : []),
  ],
  find: (client, workspace, name) => client.query({ ...dataQueries.found(workspace, name), staleTime: 0 }),
  put: putDataVersion,
  pathOf: paths.dataVersion,
}
