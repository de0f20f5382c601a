import type { ComparedJob } from '../../../domain/compare/compared-job.ts'

/** One of the jobs that are compared, as this page shows it. */
export type ComparedColumn = Readonly<{
  job: ComparedJob
  /** What the page calls it: its display name, its name, or what the reader has called it. */
  title: string
  /** A colour of CSS by which it is known on the page; undefined while it is drawn nowhere. */
  color: string | undefined
  /** Its page. */
  href: string
}>
