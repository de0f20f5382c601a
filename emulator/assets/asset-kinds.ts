import { z } from 'zod'
import type { EmulatorContext } from '../context.ts'
import { userError } from '../errors.ts'
import { meaningful, optional, textMap } from '../validate.ts'
import { checkModelSource } from './model-uri.ts'

/** One of the four kinds of versioned assets: what its bodies hold and what may change later. */
export type AssetKind = Readonly<{
  /** Path segment, also the middle of its RBAC actions. */
  collection: 'codes' | 'data' | 'environments' | 'models'
  /** For messages and inner error codes. */
  label: 'Code' | 'Data' | 'Environment' | 'Model'
  containerSchema: z.ZodType<Record<string, unknown>>
  versionSchema: z.ZodType<Record<string, unknown>>
  /** Fields of a version that a later PUT must repeat as they are. */
  fixed: readonly string[]
  /** Read-only fields that the service adds to a container and to a version. */
  containerState: Record<string, unknown>
  versionState: Record<string, unknown>
  /** Fields of the container that a first version makes. */
  containerOf?: (version: Record<string, unknown>) => Record<string, unknown>
  /** Checks that take more than a look at the body. @returns the properties to store */
  check?: (
    ctx: EmulatorContext,
    workspaceId: string,
    version: Record<string, unknown>,
  ) => Record<string, unknown> | Promise<Record<string, unknown>>
}>

const resourceBase = {
  description: optional(z.string()),
  tags: optional(textMap),
  properties: optional(textMap),
  isArchived: optional(z.boolean()),
}
const versionBase = { ...resourceBase, isAnonymous: optional(z.boolean()) }
const provisioned = { provisioningState: 'Succeeded' }

const dataType = z.enum(['uri_file', 'uri_folder', 'mltable'], {
  error: 'dataType must be one of uri_file, uri_folder, mltable',
})
const route = z.object({ path: meaningful, port: z.int() })

export const assetKinds: readonly AssetKind[] = [
  {
    collection: 'codes',
    label: 'Code',
    containerSchema: z.object(resourceBase),
    versionSchema: z.object({ ...versionBase, codeUri: meaningful }),
    fixed: ['codeUri'],
    containerState: provisioned,
    versionState: provisioned,
  },
  {
    collection: 'data',
    label: 'Data',
    containerSchema: z.object({ ...resourceBase, dataType }),
    versionSchema: z.object({
      ...versionBase,
      dataType,
      dataUri: meaningful,
      referencedUris: optional(z.array(z.string())),
    }),
    fixed: ['dataType', 'dataUri', 'referencedUris'],
    containerState: {},
    versionState: {},
    containerOf: (version) => ({ dataType: version['dataType'] }),
  },
  {
    collection: 'environments',
    label: 'Environment',
    containerSchema: z.object(resourceBase),
    versionSchema: z.object({
      ...versionBase,
      image: optional(z.string().min(1)),
      condaFile: optional(z.string()),
      build: optional(z.object({ contextUri: meaningful, dockerfilePath: z.string().default('Dockerfile') })),
      osType: z.enum(['Linux', 'Windows']).default('Linux'),
      autoRebuild: optional(z.enum(['Disabled', 'OnBaseImageUpdate'])),
      inferenceConfig: optional(
        z.object({
          livenessRoute: optional(route),
          readinessRoute: optional(route),
          startupRoute: optional(route),
          scoringRoute: optional(route),
        }),
      ),
      stage: optional(z.string()),
    }),
    fixed: ['image', 'condaFile', 'build', 'osType', 'inferenceConfig', 'autoRebuild'],
    containerState: provisioned,
    versionState: { ...provisioned, environmentType: 'UserCreated' },
    check: checkEnvironment,
  },
  {
    collection: 'models',
    label: 'Model',
    containerSchema: z.object(resourceBase),
    versionSchema: z.object({
      ...versionBase,
      modelUri: meaningful,
      modelType: z
        .string()
        .min(1)
        .nullish()
        .transform((type) => type ?? 'custom_model'),
      jobName: optional(z.string()),
      flavors: optional(z.record(z.string(), z.object({ data: optional(textMap) }).nullable())),
      stage: optional(z.string()),
    }),
    fixed: ['modelUri', 'modelType', 'jobName'],
    containerState: provisioned,
    versionState: provisioned,
    check: checkModelSource,
  },
]

/** Either an image, with or without a conda file on top, or a build of one's own. */
function checkEnvironment(_ctx: EmulatorContext, _workspaceId: string, version: Record<string, unknown>) {
  const { image, condaFile, build } = version
  if (image && build) {
    throw userError(
      'InvalidEnvironment',
      "An environment takes either 'image' or 'build', not both.",
      'properties.build',
    )
  }
  if (!image && !build) {
    throw userError('InvalidEnvironment', "An environment needs either 'image' or 'build'.", 'properties.image')
  }
  if (condaFile && !image) {
    throw userError('InvalidEnvironment', "'condaFile' needs an 'image' to build on.", 'properties.condaFile')
  }
  return version
}
