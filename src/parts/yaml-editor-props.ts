import type { Fix } from '../domain/job-spec/problems.ts'

/** Which JSON schema gives completion and hover. */
export type YamlSchemaName = 'job' | 'cluster' | 'data' | 'environment' | 'model'

/** Something to underline, with what mends it if anything does; offsets count UTF-16 units, `to` excluded. */
export type YamlMark = Readonly<{
  from: number
  to: number
  message: string
  severity: 'error' | 'warning'
  fix?: Fix
}>

export type YamlEditorProps = Readonly<{
  label: string
  kind: YamlSchemaName
  value: string
  onChange: (text: string) => void
  marks: readonly YamlMark[]
  /** Where to go: whenever another object is given, the cursor is put there and the editor takes focus. */
  place?: Readonly<{ from: number }> | undefined
}>
