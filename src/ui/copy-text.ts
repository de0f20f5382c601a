import { showToast } from './toasts.ts'

/**
 * Puts a text into the clipboard. A browser may refuse, as for a page that is not secure or lost the focus: then a toast
 * says so, since whoever pastes later would paste something else.
 *
 * @returns whether it is there
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    showToast({
      tone: 'bad',
      title: 'Not copied',
      detail: 'The browser did not allow it. Select the text and copy it by keyboard.',
    })
    return false
  }
}
