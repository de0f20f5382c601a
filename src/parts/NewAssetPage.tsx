import { useSuspenseQuery, type QueryKey, type UseSuspenseQueryOptions } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { WorkspaceRef } from '../domain/refs.ts'
import { draftOrigin } from './asset-drafts.ts'
import { AssetEditor, type AssetFormProps } from './AssetEditor.tsx'
import type { AssetKind, AssetSpec } from './asset-kind.ts'
import { specOf } from './prepare-asset.ts'
import { assetVersionFrom, useWorkspaceRef } from './use-workspace.ts'

type Props<S extends AssetSpec, B extends object, R extends object, K extends QueryKey> = Readonly<{
  kind: AssetKind<S, B>
  /** Of the page that starts from nothing. */
  title: string
  /** What is there to start with then. */
  empty: S
  /** A version that is there. */
  versionQuery: (workspace: WorkspaceRef, name: string, version: string) => UseSuspenseQueryOptions<R, Error, R, K>
  children: (props: AssetFormProps) => ReactNode
}>

/**
 * Registers an asset: from nothing, from a version that is there (`from` in the address), or from what another page has
 * made ready (`draft`). @throws RouteError
 */
export function NewAssetPage<S extends AssetSpec, B extends object, R extends object, K extends QueryKey>(
  props: Props<S, B, R, K>,
) {
  const { kind, title, empty, children } = props
  const [params] = useSearchParams()
  const from = params.get('from')
  if (from !== null) return <FromVersion key={from} {...props} {...assetVersionFrom({ nameAndVersion: from })} />
  const draft = params.get('draft')
  const origin = draft === null ? 'new' : draftOrigin(draft)
  return (
    <AssetEditor key={origin} kind={kind} title={title} template={{ origin, text: kind.toYaml(empty) }}>
      {children}
    </AssetEditor>
  )
}

function FromVersion<S extends AssetSpec, B extends object, R extends object, K extends QueryKey>({
  kind,
  versionQuery,
  name,
  version,
  children,
}: Props<S, B, R, K> & { name: string; version: string }) {
  const { data: resource } = useSuspenseQuery(versionQuery(useWorkspaceRef(), name, version))
  const { version: _, ...spec } = specOf(kind, resource)
  return (
    <AssetEditor
      kind={kind}
      title={`New version of ${name}`}
      // Without its version, all that an asset has to have is still there.
      template={{ origin: `${name}:${version}`, text: kind.toYaml(spec as S) }}
    >
      {children}
    </AssetEditor>
  )
}
