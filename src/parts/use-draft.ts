import { useCallback, useState } from 'react'

export type Draft = Readonly<{
  text: string
  setText: (text: string) => void
  /** Whether there is anything to lose. */
  isChanged: boolean
  /** Back to the template. */
  discard: () => void
}>

const prefix = 'trainyard.draft.'

/**
 * A text under the user's hands that survives a reload and a closed tab. It is kept only while it differs from the
 * template. The template is read once: give the component a `key` that changes with it.
 *
 * @param key what the draft is of, e.g. a workspace and a kind
 */
export function useDraft(key: string, template: string): Draft {
  const [text, setState] = useState(() => readDraft(key) ?? template)
  const setText = useCallback(
    (next: string) => {
      setState(next)
      keepDraft(key, next === template ? undefined : next)
    },
    [key, template],
  )
  const discard = useCallback(() => setText(template), [setText, template])
  return { text, setText, isChanged: text !== template, discard }
}

/** For whoever has made something of the draft: it is no longer needed. */
export const forgetDraft = (key: string) => keepDraft(key, undefined)

const readDraft = (key: string) => localStorage.getItem(prefix + key)

function keepDraft(key: string, text: string | undefined) {
  try {
    if (text === undefined) localStorage.removeItem(prefix + key)
    else localStorage.setItem(prefix + key, text)
  } catch {
    // A full or forbidden storage must not get in the way of typing; the draft then lives as long as the page.
  }
}
