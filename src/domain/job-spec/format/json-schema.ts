/** The part of JSON Schema (draft 7) that editors for YAML read, with the keywords that VS Code's services add. */
export type JsonSchema = {
  $schema?: string
  $id?: string
  title?: string
  description?: string
  markdownDescription?: string
  type?: string | string[]
  const?: string
  enum?: readonly string[]
  markdownEnumDescriptions?: readonly string[]
  default?: unknown
  examples?: unknown[]
  pattern?: string
  properties?: Record<string, JsonSchema>
  propertyNames?: JsonSchema
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  anyOf?: JsonSchema[]
  if?: JsonSchema
  then?: JsonSchema
  else?: JsonSchema
  defaultSnippets?: readonly { label: string; description?: string; body: unknown }[]
}

/** `$schema` of a YAML file. */
export const schemaKey: JsonSchema = {
  type: 'string',
  description: 'Address of the schema, for editors. The service does not see it.',
}
