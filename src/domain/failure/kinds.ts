import type { FailureKind } from './failure.ts'

const labels: Record<FailureKind, string> = {
  'your-code': 'Your code',
  dependency: 'Dependency',
  'data-access': 'Data access',
  'image-build': 'Image build',
  'out-of-memory': 'Out of memory',
  'out-of-disk': 'Out of disk',
  quota: 'Quota or capacity',
  preempted: 'Preempted',
  'timed-out': 'Timed out',
  cancelled: 'Cancelled',
  service: 'Service',
  unknown: 'Unknown cause',
}

/** The class of a failure, for people. */
export const kindLabel = (kind: FailureKind): string => labels[kind]
