import type { QueryClient } from '@tanstack/react-query'
import type { FixedField, FoundVersions } from '../domain/asset-plan.ts'
import type { ParseResult, Path } from '../domain/job-spec/problems.ts'
import type { AssetType, WorkspaceRef } from '../domain/refs.ts'
import type { LocalAsset } from '../domain/local-files.ts'
import type { WorkspacePlace } from '../paths.ts'
import type { UploadOptions } from '../queries/uploads.ts'
import type { WorkspaceAction } from './use-permission.ts'
import type { YamlSchemaName } from './yaml-editor-props.ts'

/** A file or folder that a YAML file names by a local path. */
export type LocalNeed = Readonly<{
  at: Path
  path: string
  /** Uploaded to a datastore, or read as text into the body. */
  use: 'upload' | 'text'
  /** What it must be, where only one will do. */
  kind?: 'file' | 'folder'
}>

/** What stands for local paths in a body: the address of what was uploaded, and the text of a file. */
export type LocalContent = Readonly<{ uri?: string; text?: string }>

export type AssetSpec = { name?: string; version?: string; datastore?: string }

/** What the editor of asset versions knows about one kind of assets: `S` in YAML, `B` as a body of ARM. */
export type AssetKind<S extends AssetSpec, B extends object> = Readonly<{
  /** `data asset` */
  noun: string
  /** The CLI's command that takes the same file. */
  command: string
  schema: YamlSchemaName
  collection: AssetType
  action: WorkspaceAction
  fixed: readonly FixedField[]
  parse: (text: string) => ParseResult<S>
  toYaml: (spec: S) => string
  fromRest: (resource: object) => S
  toRest: (spec: S, content: LocalContent) => B & { properties?: object }
  localNeeds: (spec: Partial<S>) => readonly LocalNeed[]
  /** Uploads what the YAML names by a local path. @returns the address that the body takes */
  upload: (asset: LocalAsset, datastoreName: string, options: UploadOptions) => Promise<string>
  /** What the service asks beyond what the CLI does. */
  check: (spec: Partial<S>) => readonly { path: string[]; message: string }[]
  /** Null when nothing has the name. @throws as ARM answers */
  find: (client: QueryClient, workspace: WorkspaceRef, name: string) => Promise<FoundVersions | null>
  /** Makes a version, or changes what can be changed of one. @throws as ARM answers */
  put: (
    client: QueryClient,
    workspace: WorkspaceRef,
    version: { name: string; version: string; body: B },
  ) => Promise<unknown>
  pathOf: (workspace: WorkspacePlace, name: string, version: string) => string
}>
