import type { EnvironmentVersionResource } from '../../api/generated/arm.ts'
import { isAddress } from '../../domain/job-spec/assets/asset-fields.ts'
import type { EnvironmentSpec } from '../../domain/job-spec/assets/asset-specs.ts'
import {
  environmentFromRest,
  environmentToRest,
  environmentToYaml,
  parseEnvironment,
} from '../../domain/job-spec/assets/environment-asset.ts'
import type { AssetKind } from '../../parts/asset-kind.ts'
import { paths } from '../../paths.ts'
import { environmentQueries, putEnvironmentVersion } from '../../queries/environments.ts'
import { uploadBuildContext } from '../../queries/uploads.ts'

/** What the editor of asset versions knows about environments. */
export const environmentKind: AssetKind<EnvironmentSpec, EnvironmentVersionResource> = {
  noun: 'environment',
  command: 'az ml environment create',
  schema: 'environment',
  collection: 'environments',
  action: 'environments/write',
  fixed: [
    { rest: 'image', key: 'image', word: 'image' },
    { rest: 'condaFile', key: 'conda_file', word: 'conda file' },
    { rest: 'build', key: 'build', word: 'build context' },
    { rest: 'osType', key: 'os_type', word: 'operating system', otherwise: 'Linux' },
    { rest: 'inferenceConfig', key: 'inference_config', word: 'inference configuration' },
  ],
  parse: parseEnvironment,
  toYaml: environmentToYaml,
  fromRest: environmentFromRest,
  toRest: (spec, { uri, text }) =>
    environmentToRest(spec, {
      ...(text !== undefined && { condaFile: text }),
      ...(uri !== undefined && { buildContextUri: uri }),
    }),
  localNeeds: ({ condaFile, build }) => [
    ...(typeof condaFile === 'string' && condaFile !== ''
      ? [{ at: ['conda_file'], path: condaFile, use: 'text' as const, kind: 'file' as const }]
      : []),
    ...(build && build.path !== '' && !isAddress(build.path)
      ? [{ at: ['build', 'path'], path: build.path, use: 'upload' as const, kind: 'folder' as const }]
      : []),
  ],
  upload: uploadBuildContext,
  check: ({ build }) =>
    build?.path === '' ? [{ path: ['build', 'path'], message: 'Choose the folder to build from.' }] : [],
  find: (client, workspace, name) => client.query({ ...environmentQueries.found(workspace, name), staleTime: 0 }),
  put: putEnvironmentVersion,
  pathOf: paths.environmentVersion,
}
