import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/snippet/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordOperations/register'
import 'monaco-editor/languages/definitions/yaml/register'
import * as monaco from 'monaco-editor/editor'
import { configureMonacoYaml, type JSONSchema } from 'monaco-yaml'
import { amlComputeSchema } from '../domain/job-spec/aml-compute.ts'
import { commandJobSchema } from '../domain/job-spec/command-job.ts'
import type { YamlSchemaName } from './yaml-editor-props.ts'

export { monaco }

/** The addresses that YAML files name in `$schema`; a text that names one must still get our schema, not a download. */
const published = 'https://azuremlschemas.azureedge.net/latest'

/** One model per kind; its address chooses the schema. */
export const modelUri = (kind: YamlSchemaName) => monaco.Uri.parse(`file:///${kind}.yml`)

const editorWorker = () => new Worker(new URL('yaml-editor.worker.ts', import.meta.url), { type: 'module' })
const languageWorker = () => new Worker(new URL('yaml-language.worker.ts', import.meta.url), { type: 'module' })

globalThis.MonacoEnvironment = { getWorker: (_, label) => (label === 'yaml' ? languageWorker() : editorWorker()) }

/**
 * monaco-yaml was written for a Monaco that started workers by module name. Since 0.56 Monaco takes a worker instead,
 * whose first message is swallowed and whose second carries the settings.
 */
const host = {
  ...monaco,
  editor: {
    ...monaco.editor,
    createWebWorker({ createData }: { createData?: unknown }) {
      const worker = languageWorker()
      // oxlint-disable unicorn/require-post-message-target-origin -- a worker has no origin to name
      worker.postMessage('ignore')
      worker.postMessage(createData)
      // oxlint-enable unicorn/require-post-message-target-origin
      return monaco.editor.createWebWorker({ worker })
    },
  },
}

configureMonacoYaml(host, {
  // Our own validator knows the whole job, not its shape alone; two sets of squiggles would contradict each other.
  validate: false,
  format: { enable: false },
  disableDefaultProperties: true,
  hoverSchemaSource: false,
  yamlVersion: '1.1',
  schemas: [
    // A JSON Schema is plain data; the library's type only lists the members it knows.
    {
      uri: `${published}/commandJob.schema.json`,
      fileMatch: ['**/command-job.yml'],
      schema: commandJobSchema as JSONSchema,
    },
    {
      uri: `${published}/amlCompute.schema.json`,
      fileMatch: ['**/aml-compute.yml'],
      schema: amlComputeSchema as JSONSchema,
    },
  ],
})

/** Makes Monaco's theme out of the design system's colours as they are on screen now. */
export function applyTheme(isDark: boolean): void {
  const rule = (token: string, color: string) => ({ token, foreground: hexOf(color).slice(1) })
  monaco.editor.defineTheme('trainyard', {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('type', '--tone-active'), // Monaco's word for a YAML key
      rule('string', '--tone-good'),
      rule('string.yaml', '--text'), // the base theme colours plain values like keys
      rule('number', '--tone-waiting'),
      rule('keyword', '--tone-waiting'),
      rule('comment', '--text-faint'),
    ],
    colors: {
      'editor.background': hexOf('--surface'),
      'editor.foreground': hexOf('--text'),
      'editorLineNumber.foreground': hexOf('--text-faint'),
      'editorLineNumber.activeForeground': hexOf('--text-soft'),
      'editor.lineHighlightBackground': hexOf('--surface-hover'),
      'editor.lineHighlightBorder': hexOf('--surface-hover'),
      'editorWidget.background': hexOf('--surface-raised'),
      'editorWidget.border': hexOf('--border'),
      'editorHoverWidget.background': hexOf('--surface-raised'),
      'editorHoverWidget.border': hexOf('--border'),
      'editorSuggestWidget.background': hexOf('--surface-raised'),
      'editorSuggestWidget.border': hexOf('--border'),
      'editorSuggestWidget.selectedBackground': hexOf('--accent-soft'),
      'editorSuggestWidget.selectedForeground': hexOf('--text'),
      'editorSuggestWidget.highlightForeground': hexOf('--accent'),
      'editorSuggestWidget.focusHighlightForeground': hexOf('--accent'),
      'editorError.foreground': hexOf('--tone-bad'),
      'editorWarning.foreground': hexOf('--tone-waiting'),
      focusBorder: hexOf('--focus'),
    },
  })
  monaco.editor.setTheme('trainyard')
}

/** The colour a token has in the present theme, as `#rrggbb`: Monaco reads nothing else. */
function hexOf(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const channels = getComputedStyle(probe).color.match(/\d+/g) ?? ['0', '0', '0']
  probe.remove()
  return `#${channels
    .slice(0, 3)
    .map((channel) => Number(channel).toString(16).padStart(2, '0'))
    .join('')}`
}
