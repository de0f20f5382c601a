import { useMemo, useState } from 'react'
import type { Path } from '../../domain/job-spec/problems.ts'
import { toCommand, toSweep } from '../../domain/job-spec/jobs/switch-kind.ts'
import { createYamlForm, formAt, withOriginal, type YamlForm } from '../../parts/yaml-form.ts'
import type { WantedPlace } from '../../parts/use-places.ts'
import { useRefusals } from '../../parts/use-refusals.ts'
import { filesAt, type JobFiles } from './form/job-files.ts'
import { anchorOf, FormSection } from './form/FormSection.tsx'
import type { JobKind } from './form/JobFields.tsx'
import { jobSections } from './form/job-sections.tsx'
import { SectionIndex } from './form/SectionIndex.tsx'
import styles from './JobForm.module.css'

/**
 * Every field of a command job or of a sweep, as edits of its YAML.
 * @param original the YAML that the job was made of, if what differs from it is to be marked
 * @param wanted a place to be shown: its section opens
 */
export function JobForm({
  form: given,
  jobName,
  original,
  wanted,
  ...files
}: {
  form: YamlForm
  original?: string | undefined
  wanted?: WantedPlace | undefined
  /** The name the job gets when the YAML has none. */
  jobName: string
} & JobFiles) {
  // What somebody opened or folded stays so; the rest is open while there is something in it.
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({})
  const toggle = (id: string, isOpen: boolean) =>
    setToggled((all) => (all[id] === isOpen ? all : { ...all, [id]: isOpen }))
  const isSweep = given.text(['type']) === 'sweep'
  const source = useMemo(() => originalAs(original, isSweep), [original, isSweep])
  const refusing = useRefusals(given)
  const form = source.text === undefined ? refusing : withOriginal(refusing, source.text)
  const base = isSweep ? ['trial'] : []
  const sections = jobSections({
    form,
    run: formAt(form, base),
    files,
    runFiles: filesAt(files, base),
    jobName,
    isSweep,
    originalKind: source.kind,
  }).map((section) => ({
    ...section,
    isUsed: section.isCore === true || section.paths.some((path) => form.has(path)),
    isChanged: section.paths.some((path) => form.change(path) !== undefined),
    problems: [
      ...new Set([...section.paths.flatMap((path) => form.problems(path)), ...(section.problemsAround?.() ?? [])]),
    ],
  }))

  const [shown, setShown] = useState<typeof wanted>()
  if (wanted && wanted !== shown) {
    setShown(wanted)
    const section = sections.find(({ paths }) => paths.some((path) => isAlong(path, wanted.path)))
    if (section) toggle(section.id, true)
  }

  function jumpTo(id: string) {
    toggle(id, true)
    const button = document.getElementById(anchorOf(id))
    button?.focus({ preventScroll: true })
    button?.scrollIntoView({ block: 'start' })
  }

  return (
    <div className={styles.form}>
      <SectionIndex sections={sections} onJump={jumpTo} />
      {sections.map(({ id, title, summary, isUsed, problems, isChanged, content }) => (
        <FormSection
          key={id}
          id={id}
          title={title}
          summary={isUsed ? summary() : 'None'}
          problems={problems}
          isChanged={isChanged}
          isOpen={toggled[id] ?? (isUsed || problems.length > 0)}
          onToggle={(isOpen) => toggle(id, isOpen)}
        >
          {content()}
        </FormSection>
      ))}
    </div>
  )
}

/** One of two paths leads to the other. */
const isAlong = (a: Path, b: Path) => b.length > 0 && a.every((key, index) => index >= b.length || key === b[index])

/** The original as a job of the kind that the copy is of now: what only moved has not changed. */
function originalAs(original: string | undefined, isSweep: boolean): { text?: string | undefined; kind?: JobKind } {
  const form = original === undefined ? undefined : createYamlForm(original, [], () => undefined)
  if (original === undefined || !form) return {}
  const kind = form.text(['type']) === 'sweep' ? 'sweep' : 'command'
  if (isSweep === (kind === 'sweep')) return { text: original, kind }
  return { text: isSweep ? toSweep(original) : toCommand(original), kind }
}
