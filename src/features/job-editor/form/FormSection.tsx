import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import type { Problem } from '../../../domain/job-spec/problems.ts'
import { plural } from '../../../lib/numbers.ts'
import { Badge } from '../../../ui/Badge.tsx'
import styles from './FormSection.module.css'

/** A part of a long form. Folded it tells in a few words what is in it, and that something in it is wrong. */
export function FormSection({
  id,
  title,
  summary,
  problems,
  isChanged,
  isOpen,
  onToggle,
  children,
}: {
  id: string
  title: string
  summary: string
  problems: readonly Problem[]
  /** Something in it is not what it was in what the draft was made of. */
  isChanged: boolean
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
  children: ReactNode
}) {
  const contentId = useId()
  const summaryId = useId()
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <section className={styles.section} aria-labelledby={anchorOf(id)} data-open={isOpen || undefined}>
      <div className={styles.header}>
        <Chevron size={16} aria-hidden="true" />
        <h2>
          <button
            type="button"
            id={anchorOf(id)}
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-controls={contentId}
            aria-describedby={isOpen ? undefined : summaryId}
            onClick={() => onToggle(!isOpen)}
          >
            {title}
          </button>
        </h2>
        {!isOpen && (
          <span id={summaryId} className={styles.summary}>
            <span className={styles.words}>{summary}</span>
            {isChanged && <Badge tone="active">Changed</Badge>}
            <ProblemCount problems={problems} />
          </span>
        )}
      </div>
      {isOpen && (
        // Who works in a section wants it to stay open, even when its last value goes away.
        <div id={contentId} className={styles.content} onFocus={() => onToggle(true)}>
          {children}
        </div>
      )}
    </section>
  )
}

/** Id of a section's button, where the list of sections leads to. */
export const anchorOf = (id: string) => `section-${id}`

function ProblemCount({ problems }: { problems: readonly Problem[] }) {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  if (errors > 0) return <Badge tone="bad">{plural(errors, 'problem')}</Badge>
  return problems.length > 0 ? <Badge tone="waiting">{plural(problems.length, 'warning')}</Badge> : null
}
