import { planAsset, updatedProperties, type AssetPlan, type FoundVersions } from '../domain/asset-plan.ts'
import { localKey, type LocalAssets } from '../domain/local-files.ts'
import { assetVersionId, type WorkspaceRef } from '../domain/refs.ts'
import type { AssetKind, AssetSpec, LocalContent } from './asset-kind.ts'

/** What applying an asset's YAML will do, with the YAML of both sides. */
export type AssetChange<S, B> = Readonly<{
  plan: Exclude<AssetPlan, { kind: 'refused' }>
  name: string
  /** The version that is there, or the newest one; undefined when nothing has the name. */
  before: string | undefined
  after: string
  /** @param uri where a local path was uploaded to */
  bodyWith: (uri: string | undefined) => B
  spec: S
}>

/** What stands in the way of taking what the YAML names by local paths; a browser cannot open a path by itself. */
export function missingLocalFiles<S extends AssetSpec, B extends object>(
  kind: AssetKind<S, B>,
  spec: Partial<S>,
  assets: LocalAssets,
): { path: string[]; message: string }[] {
  return kind.localNeeds(spec).flatMap(({ at, path, use, kind: wanted }) => {
    const asset = assets.get(localKey(path))
    const say = (message: string) => [{ path: [...at], message }]
    if (!asset) return say(`Choose ${path} from your disk, so that it can be uploaded.`)
    if (wanted && asset.kind !== wanted)
      return say(`${asset.name} is a ${asset.kind}. Choose a ${wanted}${use === 'upload' ? ', or another type' : ''}.`)
    if (asset.files.length === 0) return say(`Nothing is left to upload of ${path}: all of its files are left out.`)
    return []
  })
}

/**
 * Compares an asset's YAML with what the workspace has.
 *
 * @param found what there is under the asset's name; null when there is nothing
 * @returns a refusal with its keys, or a change that can be carried out
 */
export async function prepareAsset<S extends AssetSpec, B extends object>(
  kind: AssetKind<S, B>,
  spec: S & { name: string },
  { workspace, assets, found }: { workspace: WorkspaceRef; assets: LocalAssets; found: FoundVersions | null },
): Promise<Extract<AssetPlan, { kind: 'refused' }> | AssetChange<S, B>> {
  const { name } = spec
  const needs = kind.localNeeds(spec)
  const textPath = needs.find(({ use }) => use === 'text')?.path
  const text = textPath === undefined ? undefined : await assets.get(localKey(textPath))?.files[0]?.file.text()
  const contentWith = (uri: string | undefined): LocalContent => ({
    ...(uri !== undefined && { uri }),
    ...(text !== undefined && { text }),
  })
  // What is not uploaded yet stands under its local path.
  const upload = needs.find(({ use }) => use === 'upload')
  const properties = propertiesOf(kind.toRest(spec, contentWith(upload?.path)))
  const plan = planAsset({ name, version: spec.version, properties, found, fixed: kind.fixed })
  if (plan.kind === 'refused') return plan

  const yamlOf = (version: string, held: object) =>
    kind.toYaml(
      specOf(kind, {
        id: assetVersionId(workspace, kind.collection, name, version),
        name: version,
        properties: held,
      }),
    )
  const compared = plan.kind === 'create' ? plan.against : plan.version
  const old = found?.versions.find((version) => version.name === compared)?.properties
  const wanted = plan.kind === 'create' || !old ? properties : updatedProperties(old, properties)
  return {
    plan,
    name,
    spec,
    before: compared === undefined || !old ? undefined : yamlOf(compared, old),
    after: yamlOf(plan.version, wanted),
    bodyWith(uri) {
      const body = kind.toRest(spec, contentWith(uri))
      return plan.kind === 'create' || !old ? body : { ...body, properties: updatedProperties(old, propertiesOf(body)) }
    },
  }
}

/** The YAML's view of a version. The service answers `{}` for what nobody wrote; a file leaves that out. */
export function specOf<S extends AssetSpec, B extends object>(kind: AssetKind<S, B>, resource: object): S {
  const spec = kind.fromRest(resource)
  const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0
  // No required key of an asset is a map.
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => !isEmpty(value))) as S
}

const propertiesOf = (body: { properties?: object }): object => body.properties ?? {}
