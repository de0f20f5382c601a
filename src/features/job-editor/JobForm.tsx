import { useState } from 'react'
import { formAt, type YamlForm } from '../../parts/yaml-form.ts'
import { useRefusals } from '../../parts/use-refusals.ts'
import { filesAt, type JobFiles } from './form/job-files.ts'
import { anchorOf, FormSection } from './form/FormSection.tsx'
import { jobSections } from './form/job-sections.tsx'
import { SectionIndex } from './form/SectionIndex.tsx'
import styles from './JobForm.module.css'

/** Every field of a command job or of a sweep, as edits of its YAML. */
export function JobForm({
  form: given,
  jobName,
  ...files
}: {
  form: YamlForm
  /** The name the job gets when the YAML has none. */
  jobName: string
} & JobFiles) {
  const form = useRefusals(given)
  // What somebody opened or folded stays so; the rest is open while there is something in it.
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({})
  const toggle = (id: string, isOpen: boolean) =>
    setToggled((all) => (all[id] === isOpen ? all : { ...all, [id]: isOpen }))
  const isSweep = form.text(['type']) === 'sweep'
  const base = isSweep ? ['trial'] : []
  const sections = jobSections({
    form,
    run: formAt(form, base),
    files,
    runFiles: filesAt(files, base),
    jobName,
    isSweep,
  }).map((section) => ({
    ...section,
    isUsed: section.isCore === true || section.paths.some((path) => form.has(path)),
    problems: [
      ...new Set([...section.paths.flatMap((path) => form.problems(path)), ...(section.problemsAround?.() ?? [])]),
    ],
  }))

  function jumpTo(id: string) {
    toggle(id, true)
    const button = document.getElementById(anchorOf(id))
    button?.focus({ preventScroll: true })
    button?.scrollIntoView({ block: 'start' })
  }

  return (
    <div className={styles.form}>
      <SectionIndex sections={sections} onJump={jumpTo} />
      {sections.map(({ id, title, summary, isUsed, problems, content }) => (
        <FormSection
          key={id}
          id={id}
          title={title}
          summary={isUsed ? summary() : 'None'}
          problems={problems}
          isOpen={toggled[id] ?? (isUsed || problems.length > 0)}
          onToggle={(isOpen) => toggle(id, isOpen)}
        >
          {content()}
        </FormSection>
      ))}
    </div>
  )
}
