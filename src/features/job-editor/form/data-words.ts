/** What data can be, and how it reaches a command, in words for people. The values are those of the YAML. */

export const assetKinds = [
  { value: 'uri_folder', text: 'Folder' },
  { value: 'uri_file', text: 'File' },
  { value: 'mltable', text: 'MLTable' },
  { value: 'mlflow_model', text: 'MLflow model' },
  { value: 'custom_model', text: 'Custom model' },
  { value: 'triton_model', text: 'Triton model' },
] as const

/** What a scalar in the YAML is. */
export const literalKinds = [
  { value: 'string', text: 'Text' },
  { value: 'number', text: 'Number' },
  { value: 'bool', text: 'Boolean' },
] as const

export type LiteralKind = (typeof literalKinds)[number]['value']

export const isModelKind = (kind: string) => kind.endsWith('_model')

/** Whether a single file can be it, beside a folder. */
export const takesFiles = (kind: string) => ['uri_file', 'uri_folder', 'custom_model'].includes(kind)

/** What an input is once a path was chosen for it: a file where it was a folder before, and the other way round. */
export function kindOfPath(path: string, kind: string): string {
  const isFolder = path === '' || path.endsWith('/')
  if (kind === 'uri_file' && isFolder) return 'uri_folder'
  return kind === 'uri_folder' && !isFolder ? 'uri_file' : kind
}

const plainModes = [
  { value: '', text: 'Default' },
  { value: 'ro_mount', text: 'Mount' },
  { value: 'download', text: 'Download' },
  { value: 'direct', text: 'Direct' },
] as const

const tableModes = [
  ...plainModes,
  { value: 'eval_mount', text: 'Mount the files it names' },
  { value: 'eval_download', text: 'Download the files it names' },
] as const

export const inputModes = (kind: string) => (kind === 'mltable' ? tableModes : plainModes)

export const outputModes = [
  { value: '', text: 'Default' },
  { value: 'rw_mount', text: 'Mount' },
  { value: 'upload', text: 'Upload' },
  { value: 'direct', text: 'Direct' },
] as const
