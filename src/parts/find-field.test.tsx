import { afterEach, expect, test } from 'vitest'
import { focusField, placeName } from './find-field.ts'

afterEach(() => document.body.replaceChildren())

/** A form with a field for each place; the control has the name of the last key. */
function formOf(...places: string[][]): HTMLElement {
  const form = document.createElement('div')
  for (const path of places) {
    const field = document.createElement('div')
    field.dataset['place'] = placeName(path)
    const control = document.createElement('input')
    control.name = path.join('.')
    field.append(control)
    form.append(field)
  }
  document.body.append(form)
  return form
}
const focused = () => document.activeElement?.getAttribute('name')

test('the field of just that place gets the focus', () => {
  const form = formOf(['inputs', 'rate', 'type'], ['inputs', 'rate', 'path'])
  expect(focusField(form, ['inputs', 'rate', 'path'])).toBe(true)
  expect(focused()).toBe('inputs.rate.path')
})

test('else the nearest that has it in it, else the first that is in it', () => {
  const form = formOf(['environment', 'image'], ['environment', 'conda_file'])
  expect(focusField(form, ['environment', 'conda_file', 'dependencies', '0'])).toBe(true)
  expect(focused()).toBe('environment.conda_file')
  expect(focusField(form, ['environment'])).toBe(true)
  expect(focused()).toBe('environment.image')
})

test('a key that only begins like another is another', () => {
  expect(focusField(formOf(['inputs', 'rate_2']), ['inputs', 'rate'])).toBe(false)
})

test('where there is no field, and for the document as a whole, nothing happens', () => {
  const form = formOf(['command'])
  expect(focusField(form, ['comand'])).toBe(false)
  expect(focusField(form, [])).toBe(false)
  expect(focused()).toBeNull()
})
