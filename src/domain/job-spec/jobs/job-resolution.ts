import type { WorkspaceRef } from '../../refs.ts'
import type { AssetKind } from './command-job-spec.ts'
import type { InlineEnvironment } from '../assets/asset-specs.ts'

/** What only the service can tell, found out beforehand by the caller: see `unresolvedReferences`. */
export type Resolution = Readonly<{
  workspace: WorkspaceRef
  /** ARM id of the code version made from a local folder or a URL. */
  codeId?: string
  /** ARM id for an environment given in the job, in a file, or by `@latest`. */
  environmentId?: string
  /** URI or ARM id for each input that names a local path or `@latest`. */
  inputUris?: Readonly<Record<string, string>>
}>

/** Something that has to be uploaded, registered or looked up before the job can be sent. */
export type UnresolvedReference =
  | { at: 'code'; kind: 'local' | 'url'; path: string }
  | { at: 'environment'; kind: 'latest'; name: string }
  | { at: 'environment'; kind: 'file'; path: string }
  | { at: 'environment'; kind: 'inline'; environment: InlineEnvironment }
  | { at: 'input'; key: string; kind: 'latest'; assetType: 'data' | 'models'; name: string }
  | { at: 'input'; key: string; kind: 'local'; path: string; type: AssetKind; datastore: string }
