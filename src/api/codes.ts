import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'
import { arm } from './clients.ts'
import type { CodeVersionResource as CodeVersion, PendingUploadResponseDto } from './generated/arm.ts'
import type { Existing } from './resource.ts'

export type CodeVersionResource = Existing<CodeVersion>

const codePath = (workspace: WorkspaceRef, name: string) =>
  `${workspaceId(workspace)}/codes/${encodeURIComponent(name)}`
const versionPath = (workspace: WorkspaceRef, name: string, version: string) =>
  `${codePath(workspace, name)}/versions/${encodeURIComponent(version)}`

export const codes = {
  /** Code versions of that name with the same content, uploaded before. `hash` is the CLI's SHA-256 of a folder. */
  findByHash: (workspace: WorkspaceRef, name: string, hash: string, hashVersion: string) =>
    arm.all<CodeVersionResource>(`${codePath(workspace, name)}/versions`, { query: { hash, hashVersion } }),
  getVersion: (workspace: WorkspaceRef, name: string, version: string) =>
    arm.get<CodeVersionResource>(versionPath(workspace, name, version)),
  /**
   * A container to upload to and a signature good for writing there.
   * @param pendingUploadId names the container; without one the service makes up an id
   */
  startPendingUpload: (workspace: WorkspaceRef, name: string, version: string, pendingUploadId?: string) =>
    arm.post<PendingUploadResponseDto>(`${versionPath(workspace, name, version)}/startPendingUpload`, {
      pendingUploadType: 'TemporaryBlobReference',
      ...(pendingUploadId && { pendingUploadId }),
    }),
  putVersion: (workspace: WorkspaceRef, name: string, version: string, body: CodeVersion) =>
    arm.put<CodeVersionResource>(versionPath(workspace, name, version), body),
}
