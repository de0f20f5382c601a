import { copyText } from './copy-text.ts'
import { showToast } from './toasts.ts'

/**
 * Puts a link to a place of this site into the clipboard.
 * @param address of the place, from the root of the site or whole
 * @param done what to say once it is there
 */
export async function copyLink(address: string, done: string): Promise<void> {
  if (await copyText(new URL(address, location.origin).href)) showToast({ tone: 'good', title: done })
}
