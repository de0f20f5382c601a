import { useCallback, useState } from 'react'
import { forgetDraft, readDraft, saveDraft } from './drafts.ts'

export type Draft = Readonly<{
  text: string
  setText: (text: string) => void
  /** Whether there is anything to lose. */
  isChanged: boolean
  /** Back to the template. */
  discard: () => void
}>

/**
 * A text under the user's hands that survives a reload and a closed tab. It is kept only while it differs from the
 * template. The template is read once: give the component a `key` that changes with it.
 *
 * @param key what the draft is of, e.g. a workspace and a kind
 * @param place query parameters that open it, where the page can show several drafts
 */
export function useDraft(key: string, template: string, place?: string): Draft {
  const [text, setState] = useState(() => readDraft(key)?.text ?? template)
  const setText = useCallback(
    (next: string) => {
      setState(next)
      if (next === template) forgetDraft(key)
      else saveDraft({ key, text: next, changedAt: Date.now(), place })
    },
    [key, template, place],
  )
  const discard = useCallback(() => setText(template), [setText, template])
  return { text, setText, isChanged: text !== template, discard }
}
