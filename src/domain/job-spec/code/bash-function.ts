/** A bash function of the curl scripts, and the others that it calls. */
export type BashFunction = Readonly<{ needs?: readonly BashFunctionName[]; source: string }>

export type BashFunctionName =
  | 'token_for'
  | 'request'
  | 'get'
  | 'send'
  | 'exists'
  | 'value'
  | 'fill'
  | 'latest'
  | 'next_version'
  | 'content_version'
  | 'list_files'
  | 'content_hash'
  | 'object_hash'
  | 'upload'
  | 'upload_code'
  | 'sign_datastore'
  | 'upload_local'
  | 'upload_data'
  | 'upload_context'

/** Bash as it stands there, but for `${` and the backtick, which need a backslash to be no JavaScript. */
export const bash = ({ raw }: TemplateStringsArray): string =>
  raw
    .join('')
    .trim()
    .replaceAll(/\\(?=\$\{|`)/g, '')
