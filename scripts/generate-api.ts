/**
 * Writes `src/api/generated/arm.ts`: TypeScript types of the ARM resources that this project uses, made from the
 * OpenAPI 3 form of the service's published specification.
 *
 *     node scripts/generate-api.ts [path of the specification]
 *
 * Names, types and optionality are the specification's; its prose stays out. Every `enum` becomes an open union,
 * because the service may add a value before we hear of it. The one-value enums that tag a member of a union stay
 * closed: an open tag could not tell the members apart.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'

export const specPath = fileURLToPath(
  new URL('../../shared/azure-rest/2025-09-01/azureml-arm.trimmed.openapi3.json', import.meta.url),
)
export const targetPath = fileURLToPath(new URL('../src/api/generated/arm.ts', import.meta.url))

/** What the studio and the emulator name; everything these refer to comes along. */
const roots = [
  'Workspace',
  'ComputeResource',
  'VirtualMachineSize',
  'Usage',
  'JobBaseResource',
  'CodeVersionResource',
  'PendingUploadRequestDto',
  'PendingUploadResponseDto',
  'DataContainerResource',
  'DataVersionBaseResource',
  'EnvironmentContainerResource',
  'EnvironmentVersionResource',
  'ModelContainerResource',
  'ModelVersionResource',
  'DatastoreResource',
  'DatastoreSecretsUnion',
  'ErrorResponse',
]

/** Deep trees that nothing here reads: their content stays unknown. */
const opaque = new Set([
  'AutoMLVerticalUnion',
  'ManagedNetworkSettings',
  'FeatureStoreSettings',
  'WorkspaceHubConfig',
  'ServiceManagedResourcesSettings',
  'PrivateEndpointConnection',
  'SharedPrivateLinkResource',
  'AksNetworkingConfiguration',
  'SslConfiguration',
  'DatabricksProperties',
  'HDInsightProperties',
  'ComputeSchedules',
  'SetupScripts',
  'CustomService',
])

type Schema = {
  $ref?: string
  type?: string
  enum?: string[]
  nullable?: boolean
  readOnly?: boolean
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  allOf?: Schema[]
  oneOf?: Schema[]
}
type Specification = { info: { version: string }; components: { schemas: Record<string, Schema> } }

const typeName = (schemaName: string) => schemaName.charAt(0).toUpperCase() + schemaName.slice(1)
const refName = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1)
const propertyName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`)

/** The types of one specification as a TypeScript module, formatted as the rest of the code. */
export async function generate(specificationText: string): Promise<string> {
  const { info, components } = JSON.parse(specificationText) as Specification
  const written = new Map<string, string>()

  function typeOf(schema: Schema): string {
    const type = plainTypeOf(schema)
    return schema.nullable ? `${type} | null` : type
  }

  function plainTypeOf(schema: Schema): string {
    if (schema.$ref) return reference(refName(schema.$ref))
    if (schema.allOf) return schema.allOf.map(typeOf).join(' & ')
    if (schema.oneOf) return schema.oneOf.map(typeOf).join(' | ')
    if (schema.enum) {
      const values = schema.enum.map((value) => `'${value}'`)
      return schema.enum.length === 1 ? values.join('') : `(${values.join(' | ')} | (string & {}))`
    }
    switch (schema.type) {
      case 'integer':
      case 'number':
        return 'number'
      case 'boolean':
        return 'boolean'
      case 'string':
        return 'string'
      case 'array':
        return `Array<${schema.items ? typeOf(schema.items) : 'unknown'}>`
      case undefined:
      case 'object':
        return objectOf(schema)
      default:
        throw new Error(`The specification uses the type ${schema.type}, which this generator does not know`)
    }
  }

  function objectOf(schema: Schema): string {
    if (!schema.properties) {
      const values = schema.additionalProperties
      return `Record<string, ${typeof values === 'object' ? typeOf(values) : 'unknown'}>`
    }
    const required = new Set(schema.required)
    const members = Object.entries(schema.properties).map(([name, property]) => {
      const readonly = property.readOnly ? 'readonly ' : ''
      return `${readonly}${propertyName(name)}${required.has(name) ? '' : '?'}: ${typeOf(property)}`
    })
    return `{ ${members.join('\n')} }`
  }

  function reference(name: string): string {
    if (written.has(name)) return typeName(name)
    const schema = components.schemas[name]
    if (!schema) throw new Error(`The specification has no schema ${name}`)
    written.set(name, '') // holds the place, so that a schema that contains itself ends here
    written.set(name, opaque.has(name) ? 'Record<string, unknown>' : typeOf(schema))
    return typeName(name)
  }

  for (const root of roots) reference(root)
  const types = [...written].sort(([a], [b]) => (a < b ? -1 : 1))
  const source = [
    `// Azure Machine Learning, ARM api-version ${info.version}. Written by scripts/generate-api.ts: never edit by hand.`,
    `export const apiVersion = '${info.version}'`,
    ...types.map(([name, type]) => `export type ${typeName(name)} = ${type}`),
  ].join('\n\n')
  return format(source, { ...(await resolveConfig(targetPath)), parser: 'typescript' })
}

if (import.meta.main) {
  const [path = specPath] = process.argv.slice(2)
  writeFileSync(targetPath, await generate(readFileSync(path, 'utf8')))
  console.log(`Wrote ${targetPath}`)
}
