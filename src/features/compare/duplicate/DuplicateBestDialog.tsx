import { useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { copyToYaml } from '../../../domain/job-copy-yaml.ts'
import { formatValue, plural } from '../../../lib/numbers.ts'
import { addJobDraft } from '../../../parts/job-drafts.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { YamlDiff } from '../../../parts/YamlDiff.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Field, Select, TextInput } from '../../../ui/Field.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { showToast } from '../../../ui/toasts.ts'
import type { CompareView } from '../compare-view.ts'
import { DirectionSelect } from '../metrics/DirectionSelect.tsx'
import { metricNames } from '../metrics/metric-table.ts'
import { useDirections } from '../metrics/use-directions.ts'
import { targetOf } from '../parameters/plot-rows.ts'
import type { LoadedRun } from '../runs/compared-run.ts'
import type { ChangeView } from '../use-compare-view.ts'
import { bestRun } from './best-run.ts'
import { settingChoices, type SettingChoice } from './differing-settings.ts'
import styles from './DuplicateBestDialog.module.css'
import { withSettings } from './job-settings.ts'

/** The best job by a metric, what it was given to be changed, and a draft of a job with the changes. */
export function DuplicateBestDialog({
  view,
  runs,
  onChange,
  onClose,
}: {
  view: CompareView
  runs: readonly LoadedRun[]
  onChange: ChangeView
  onClose: () => void
}) {
  const workspace = useWorkspaceRef()
  const navigate = useNavigate()
  const metrics = useMemo(() => metricNames(runs), [runs])
  const directionOf = useDirections(runs, view)
  const metric = targetOf(metrics, directionOf, view.target) ?? ''
  const direction = directionOf(metric)?.direction
  const best = direction && bestRun(runs, metric, direction)
  const original = useMemo(() => best && copyToYaml(best.run.job.resource), [best])
  const choices = useMemo(() => (best ? settingChoices(runs, best.run) : []), [best, runs])
  /** What was typed, by the setting; of another best job nothing was typed yet. */
  const [typed, setTyped] = useState<Readonly<{ of: string; values: ReadonlyMap<string, string> }>>()
  const values = typed?.of === best?.run.name ? (typed?.values ?? noValues) : noValues
  const text = useMemo(
    () =>
      original &&
      withSettings(
        original,
        choices.map(({ setting }) => setting),
        values,
      ),
    [original, choices, values],
  )

  function set(id: string, value: string) {
    if (best) setTyped({ of: best.run.name, values: new Map(values).set(id, value) })
  }
  function open() {
    if (!best || text === undefined) return
    try {
      const head = `# A copy of ${best.run.name}, the best of ${runs.length} jobs by ${metric}${wordsOf(choices, values)}.`
      void navigate(paths.newJob(workspace, addJobDraft(workspace, `${head}\n${text}`, best.run.name)))
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      showToast({ tone: 'bad', title: 'The draft could not be kept', detail })
    }
  }

  const differing = choices.filter(({ differs }) => differs)
  const equal = choices.filter(({ differs }) => !differs)
  const field = ({ setting, others }: SettingChoice) => (
    <Field key={setting.id} label={`${setting.name} (${setting.kind})`} hint={hintOf(others)}>
      {(control) => (
        <TextInput
          {...control}
          mono
          value={values.get(setting.id) ?? setting.value}
          onChange={(event) => set(setting.id, event.target.value)}
        />
      )}
    </Field>
  )
  return (
    <Dialog
      title="Duplicate the best with a change"
      width={860}
      onClose={onClose}
      onSubmit={open}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabledReason={text === undefined ? 'There is nothing to open' : undefined}
          >
            Open as a draft
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <div className={styles.choice}>
          <Field label="Best by">
            {(control) => (
              <Select {...control} value={metric} onChange={(event) => onChange({ target: event.target.value })}>
                {metrics.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Direction">
            {(control) => (
              <DirectionSelect
                {...control}
                metric={metric}
                direction={direction}
                unknown="Say which is better"
                onChange={onChange}
              />
            )}
          </Field>
        </div>
        {direction === undefined && <Notice>Which job is the best is known once it is known which value is.</Notice>}
        {direction !== undefined && !best && <Notice>No job has logged a number as {metric}.</Notice>}
        {best && (
          <p>
            <Link to={paths.job({ workspace, jobName: best.run.name })}>{best.run.title}</Link> is the best:{' '}
            <code>{formatValue(best.value)}</code> was logged last.
          </p>
        )}
        {best && original === undefined && <Notice>A job of this type cannot be copied here.</Notice>}
        {original !== undefined && (
          <>
            {differing.length > 0 ? (
              <div className={styles.fields}>{differing.map(field)}</div>
            ) : (
              <Notice>
                Nothing that its YAML gives to it as an input, an environment variable or an argument differs between
                the jobs.
              </Notice>
            )}
            {equal.length > 0 && (
              <Disclosure summary={`${plural(equal.length, 'value')} that all jobs share`}>
                <div className={styles.fields}>{equal.map(field)}</div>
              </Disclosure>
            )}
            {text === undefined ? (
              <Notice tone="warning">
                This change cannot be written into the YAML by itself. Change it in the editor.
              </Notice>
            ) : (
              text !== original &&
              best && (
                <YamlDiff label={`YAML of ${best.run.name} and of its copy`} original={original} modified={text} />
              )
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

const noValues: ReadonlyMap<string, string> = new Map()

const mostOthers = 8

function hintOf(others: readonly string[]): string | undefined {
  if (others.length === 0) return undefined
  const rest = others.length - mostOthers
  return `Others have ${others.slice(0, mostOthers).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** `, with lr 0.02 instead of 0.01`. */
function wordsOf(choices: readonly SettingChoice[], values: ReadonlyMap<string, string>): string {
  const changes = choices.flatMap(({ setting: { id, name, value: before } }) => {
    const value = values.get(id)
    return value === undefined || value === before ? [] : [`${name} ${oneLine(value)} instead of ${oneLine(before)}`]
  })
  return changes.length > 0 ? `, with ${changes.join(' and ')}` : ''
}

/** It becomes part of a comment. */
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 60)
