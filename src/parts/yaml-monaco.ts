import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/diffEditor/register'
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
import { amlComputeSchema } from '../domain/job-spec/computes/aml-compute.ts'
import { completionPlace } from '../domain/job-spec/completion-place.ts'
import { dataSchema } from '../domain/job-spec/assets/data-asset.ts'
import { environmentSchema } from '../domain/job-spec/assets/environment-asset.ts'
import { jobSchema } from '../domain/job-spec/jobs/job.ts'
import type { JsonSchema } from '../domain/job-spec/format/json-schema.ts'
import { modelSchema } from '../domain/job-spec/assets/model-asset.ts'
import type { YamlSchemaName } from './yaml-editor-props.ts'

// Whoever registers anything takes Monaco from here: a first call starts its services, and those of the parts that are
// imported above must be known by then.
export { monaco }

/** Where published schemas lie: a file that names one in `$schema` must still get ours, not a download. */
const published = 'https://azuremlschemas.azureedge.net/latest'

/** What completes and explains each kind of file, and the published schemas that such files name. */
const schemas: Record<YamlSchemaName, { schema: JsonSchema; names: string[] }> = {
  job: { schema: jobSchema, names: ['commandJob', 'sweepJob'] },
  cluster: { schema: amlComputeSchema, names: ['amlCompute'] },
  data: { schema: dataSchema, names: ['data'] },
  environment: { schema: environmentSchema, names: ['environment'] },
  model: { schema: modelSchema, names: ['model'] },
}

let models = 0

/** An address for one more text; its last part chooses the schema. */
export const modelUri = (kind: YamlSchemaName) => monaco.Uri.parse(`file:///${++models}/${kind}.yml`)

/** How text looks in every editor of ours. */
export const textOptions = {
  minimap: { enabled: false },
  fontFamily: "'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace",
  fontSize: 13,
  lineHeight: 20,
  lineNumbersMinChars: 3,
  padding: { top: 8, bottom: 8 },
  wordWrap: 'on',
  scrollBeyondLastLine: false,
  automaticLayout: true,
  stickyScroll: { enabled: false },
  // The wheel goes on to scroll the page at the end of the text.
  scrollbar: { alwaysConsumeMouseWheel: false },
} satisfies monaco.editor.IEditorOptions

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
  languages: {
    ...monaco.languages,
    registerCompletionItemProvider: (
      selector: monaco.languages.LanguageSelector,
      provider: monaco.languages.CompletionItemProvider,
    ) =>
      monaco.languages.registerCompletionItemProvider(selector, {
        ...provider,
        async provideCompletionItems(model, position, ...rest) {
          // Where real names are offered (yaml-live-names.ts), the schema's examples would stand between them.
          if (completionPlace(model.getValue(), model.getOffsetAt(position))) return null
          const list = await provider.provideCompletionItems(model, position, ...rest)
          return list && { ...list, suggestions: list.suggestions.map(plainIfPossible) }
        },
      }),
  },
}

/** monaco-yaml calls every suggestion a snippet, which Enter would accept although the word is typed in full. */
function plainIfPossible(item: monaco.languages.CompletionItem): monaco.languages.CompletionItem {
  if (/[$\\]/.test(item.insertText)) return item
  const { insertTextRules: _, ...plain } = item
  return plain
}

configureMonacoYaml(host, {
  // Our own validator knows the whole job, not its shape alone; two sets of squiggles would contradict each other.
  validate: false,
  format: { enable: false },
  disableDefaultProperties: true,
  hoverSchemaSource: false,
  yamlVersion: '1.1',
  schemas: Object.entries(schemas).flatMap(([kind, { schema, names }]) =>
    names.map((name, index) => ({
      uri: `${published}/${name}.schema.json`,
      // Once is enough: of two that match, a text without `$schema` would get both.
      fileMatch: index === 0 ? [`**/${kind}.yml`] : [],
      // A JSON Schema is plain data; the library's type only lists the members it knows.
      schema: schema as JSONSchema,
    })),
  ),
})
