import type { YamlMark } from './yaml-editor-props.ts'
import { monaco } from './yaml-monaco.ts'

type Offer = Readonly<{ marks: readonly YamlMark[]; version: number }>

/** What each text's problems offer. Their edits fit the version of the text that they were found in, and no other. */
const offers = new WeakMap<monaco.editor.ITextModel, Offer>()

/** Puts the fixes of a text's problems behind its light bulb and Ctrl+. */
export function offerFixes(model: monaco.editor.ITextModel, marks: readonly YamlMark[]): void {
  offers.set(model, { marks, version: model.getVersionId() })
}

monaco.languages.registerCodeActionProvider(
  'yaml',
  {
    provideCodeActions(model, range) {
      const { marks = [], version } = offers.get(model) ?? {}
      const actions = version === model.getVersionId() ? marks.flatMap((mark) => actionsOf(model, mark, range)) : []
      return { actions, dispose: () => {} }
    },
  },
  { providedCodeActionKinds: ['quickfix'] },
)

function actionsOf(
  model: monaco.editor.ITextModel,
  { from, to, fix }: YamlMark,
  range: monaco.Range,
): monaco.languages.CodeAction[] {
  if (!fix || !monaco.Range.areIntersectingOrTouching(rangeOf(model, from, to), range)) return []
  return [
    {
      title: fix.title,
      kind: 'quickfix',
      isPreferred: true,
      edit: {
        edits: fix.edits.map((edit) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: rangeOf(model, edit.from, edit.to), text: edit.insert },
        })),
      },
    },
  ]
}

const rangeOf = (model: monaco.editor.ITextModel, from: number, to: number) =>
  monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to))
