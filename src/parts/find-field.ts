import type { Path } from '../domain/job-spec/problems.ts'

/** The name under which the field of a place in the document is found on the page, as `data-place`. */
export const placeName = (path: Path) => JSON.stringify(path)

/** Ends in `,` instead of `]`, as the names of all places inside of it begin. */
const insideOf = (path: Path) => `${placeName(path).slice(0, -1)},`

const controls = 'input:not([hidden]), select, textarea, button'

/**
 * Brings the field of a place in the document into sight and gives it the focus: the field of just that place, else of
 * what is around it, else the first of what is in it.
 *
 * @returns whether there is one
 */
export function focusField(form: ParentNode, path: Path): boolean {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-place]')]
  const named = (name: string) => fields.find(({ dataset }) => dataset['place'] === name)
  // Nobody looks for the document as a whole in a field.
  const around = path.map((_, index) => named(placeName(path.slice(0, path.length - index)))).find(Boolean)
  const field = around ?? fields.find(({ dataset }) => dataset['place']?.startsWith(insideOf(path)))
  const control = path.length > 0 ? field?.querySelector<HTMLElement>(controls) : undefined
  if (!field || !control) return false
  field.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
  return true
}
