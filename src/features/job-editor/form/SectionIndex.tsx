import type { Problem } from '../../../domain/job-spec/problems.ts'
import { anchorOf } from './FormSection.tsx'
import styles from './FormSection.module.css'

type Entry = Readonly<{ id: string; title: string; isUsed: boolean; isChanged: boolean; problems: readonly Problem[] }>

/** All sections of the form by name: what is in use stands out, what is wrong has a mark. */
export function SectionIndex({ sections, onJump }: { sections: readonly Entry[]; onJump: (id: string) => void }) {
  return (
    <nav aria-label="Sections of the form">
      <ul className={styles.index}>
        {sections.map(({ id, title, isUsed, isChanged, problems }) => (
          <li key={id}>
            <a
              href={`#${anchorOf(id)}`}
              data-used={isUsed || undefined}
              onClick={(event) => {
                // The address stays that of the draft: what it shows is told by its query alone.
                event.preventDefault()
                onJump(id)
              }}
            >
              {title}
              {problems.length > 0 && <Mark problems={problems} />}
              {isChanged && <span className={styles.changed} role="img" aria-label="changed" />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Mark({ problems }: { problems: readonly Problem[] }) {
  const isError = problems.some(({ severity }) => severity === 'error')
  return (
    <span
      className={styles.mark}
      data-error={isError || undefined}
      role="img"
      aria-label={isError ? 'has problems' : 'has warnings'}
    />
  )
}
