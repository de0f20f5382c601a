import { phaseOf, statusLabel, statusMeaning, type JobPhase } from '../domain/job-status.ts'
import { Badge, type Tone } from '../ui/Badge.tsx'

const toneByPhase: Record<JobPhase, Tone> = {
  waiting: 'waiting',
  active: 'active',
  done: 'neutral',
  unknown: 'neutral',
}
const toneByEnd: Readonly<Record<string, Tone>> = { Completed: 'good', Failed: 'bad' }

/** A job's status in its colour. The dot moves while the job can still change by itself. */
export function JobStatusBadge({ status }: { status: string | undefined }) {
  const shown = status ?? 'Unknown'
  const phase = phaseOf(shown)
  return (
    <span title={statusMeaning(shown)}>
      <Badge tone={toneByEnd[shown] ?? toneByPhase[phase]} dot moving={phase === 'waiting' || phase === 'active'}>
        {statusLabel(shown)}
      </Badge>
    </span>
  )
}
