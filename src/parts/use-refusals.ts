import { useState } from 'react'
import type { Path } from '../domain/job-spec/problems.ts'
import type { YamlForm } from './yaml-form.ts'

const message =
  'Change this in the YAML: the form cannot write it without touching what stands around it, such as an anchor or a comment.'

const isSame = (a: Path, b: Path) => a.length === b.length && a.every((key, index) => key === b[index])

/**
 * A form that says so at its field when an edit could not be made. A field that takes no letter, without a word, looks
 * broken. The word goes with the next edit that works, wherever it is.
 */
export function useRefusals(form: YamlForm): YamlForm {
  const [refused, setRefused] = useState<{ source: string; path: Path }>()
  /** An entry that could not be added has no field: its collection tells. */
  const isRefused = (path: Path) =>
    refused?.source === form.source &&
    (isSame(path, refused.path) || (!form.has(refused.path) && isSame(path, refused.path.slice(0, -1))))
  const note = (path: Path | undefined, done: boolean) => {
    if (!done && path) setRefused({ source: form.source, path })
    return done
  }
  return {
    ...form,
    problem: (path, options) => (isRefused(path) ? message : form.problem(path, options)),
    set: (path, value) => note(path, form.set(path, value)),
    setAll: (changes) => note(changes[0]?.path, form.setAll(changes)),
    rename: (path, key) => note(path, form.rename(path, key)),
    replace: (text) => note([], form.replace(text)),
  }
}
