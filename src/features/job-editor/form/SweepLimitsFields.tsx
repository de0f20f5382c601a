import { useMemo } from 'react'
import { parseJob } from '../../../domain/job-spec/jobs/job.ts'
import { trialsInSpace } from '../../../domain/job-spec/jobs/sweep-trials.ts'
import { formatCount, plural } from '../../../lib/numbers.ts'
import { YamlDurationField, YamlNumberField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import styles from '../JobForm.module.css'

/** How many trials there are, how many at a time, and how long they may take. */
export function SweepLimitsFields({ form }: { form: YamlForm }) {
  const inSpace = useTrialsInSpace(form.source)
  const total = Number(form.text(['limits', 'max_total_trials']))
  return (
    <>
      {inSpace !== undefined && (
        <p className={styles.hint} role="status">
          {spaceInWords(inSpace)}
        </p>
      )}
      <div className={styles.pair}>
        <YamlNumberField
          form={form}
          path={['limits', 'max_total_trials']}
          label="Trials in all"
          also={[['limits']]}
          warning={
            inSpace !== undefined && inSpace > 0 && total > inSpace
              ? `The search space has only ${formatCount(inSpace)} different ones.`
              : undefined
          }
        />
        <YamlNumberField
          form={form}
          path={['limits', 'max_concurrent_trials']}
          label="Trials at a time"
          optional
          hint="All of them if left empty, as far as there are nodes."
        />
        <YamlDurationField
          form={form}
          path={['limits', 'timeout']}
          label="Timeout of the sweep"
          optional
          hint="No new trial after it, and running ones are ended."
        />
        <YamlDurationField form={form} path={['limits', 'trial_timeout']} label="Timeout of a trial" optional />
      </div>
    </>
  )
}

/** Undefined while the search space or the sampling cannot be read. */
function useTrialsInSpace(source: string): number | undefined {
  return useMemo(() => {
    const parsed = parseJob(source)
    const job = parsed.ok ? parsed.value : parsed.partial
    if (!job || !('searchSpace' in job) || !job.searchSpace) return undefined
    return trialsInSpace(job.searchSpace, job.samplingAlgorithm)
  }, [source])
}

function spaceInWords(count: number): string {
  if (count === Infinity) return 'The search space has no end of different trials.'
  if (count === 0) return 'The search space allows no trial with this sampling.'
  return `The search space allows ${plural(count, 'different trial')}.`
}
