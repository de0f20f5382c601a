import { completionPlace, type CompletionPlace } from '../domain/job-spec/completion-place.ts'
import { plainInMarkdown } from '../lib/markdown.ts'
import type { LiveName } from './live-names.ts'
import { monaco } from './yaml-monaco.ts'

/** Looks up what can stand at a place; `typed` is what stands there up to the cursor. */
export type FindNames = (place: CompletionPlace, typed: string) => Promise<LiveName[]>

const finders = new WeakMap<monaco.editor.ITextModel, FindNames>()

/** Lets a text be completed with what exists. */
export function offerNames(model: monaco.editor.ITextModel, find: FindNames): void {
  finders.set(model, find)
}

monaco.languages.registerCompletionItemProvider('yaml', {
  triggerCharacters: [' ', ':', '@', '/', '.', '{'],
  async provideCompletionItems(model, position, _context, token) {
    const text = model.getValue()
    const offset = model.getOffsetAt(position)
    const place = completionPlace(text, offset)
    const names = place && (await finders.get(model)?.(place, text.slice(place.from, offset)))
    if (!place || !names || token.isCancellationRequested) return { suggestions: [] }
    const range = rangeOf(model, place)
    // A key without a blank behind its colon is no key yet.
    const lead = text[place.from - 1] === ':' ? ' ' : ''
    return {
      suggestions: names.map((name, index) => ({
        label: { label: name.text, description: name.detail },
        kind: kinds[place.wants],
        documentation: name.about,
        insertText: lead + insertOf(name, place),
        filterText: lead + name.text,
        // In the order they were found, before what the schema has to say.
        sortText: `!${String(index).padStart(5, '0')}`,
        range,
      })),
      // The name of an asset gives way to its versions as one types on.
      incomplete: true,
    }
  },
})

monaco.languages.registerHoverProvider('yaml', {
  async provideHover(model, position, token) {
    const text = model.getValue()
    const place = completionPlace(text, model.getOffsetAt(position))
    const value = place && text.slice(place.from, place.to)
    const names = place && value && (await finders.get(model)?.(place, value))
    const name = names && names.find((each) => isSame(each.text, value, place))
    if (!name || token.isCancellationRequested) return null
    return { range: rangeOf(model, place), contents: [{ value: asMarkdown(name) }] }
  },
})

const kinds = {
  compute: monaco.languages.CompletionItemKind.Module,
  environment: monaco.languages.CompletionItemKind.Module,
  datastore: monaco.languages.CompletionItemKind.Folder,
  vmSize: monaco.languages.CompletionItemKind.Value,
  output: monaco.languages.CompletionItemKind.Folder,
  files: monaco.languages.CompletionItemKind.Folder,
  input: monaco.languages.CompletionItemKind.File,
  expression: monaco.languages.CompletionItemKind.Variable,
} satisfies Record<CompletionPlace['wants'], monaco.languages.CompletionItemKind>

const insertOf = ({ text }: LiveName, { wants }: CompletionPlace) => (wants === 'expression' ? `${text}}}` : text)

/** VM sizes are compared without regard to letter case; within braces more than the name may stand. */
function isSame(name: string, value: string, { wants }: CompletionPlace): boolean {
  if (wants === 'vmSize') return name.toLowerCase() === value.toLowerCase()
  return name === (wants === 'expression' ? value.replace(/[ }]+$/, '') : value)
}

/** What the service says is shown as it is: its text must not become headings, links or pictures. */
function asMarkdown({ text, detail, about }: LiveName): string {
  return [`**${plainInMarkdown(text)}**`, ...(about || detail).split('\n').map(plainInMarkdown)].join('\n\n')
}

const rangeOf = (model: monaco.editor.ITextModel, { from, to }: { from: number; to: number }) =>
  monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to))
