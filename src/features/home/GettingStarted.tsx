import { CircleCheck } from 'lucide-react'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { usePermission } from '../../parts/use-permission.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import styles from './HomePage.module.css'

type Step = {
  title: string
  text: string
  isDone: boolean
  action: string
  to: string
  disabledReason?: string | undefined
}

/** The way from an empty workspace to a registered model; shown until it has been walked. */
export function GettingStarted({
  hasCompute,
  hasJob,
  hasModel,
}: {
  hasCompute: boolean
  hasJob: boolean
  hasModel: boolean
}) {
  const workspace = useWorkspaceRef()
  const mayCreate = usePermission('computes/write')
  const maySubmit = usePermission('jobs/write')
  if (hasCompute && hasJob && hasModel) return null
  const steps: Step[] = [
    {
      title: 'Create a compute',
      text: 'A cluster starts nodes when jobs wait and gives them back when it is idle.',
      isDone: hasCompute,
      action: 'Create a cluster',
      to: paths.newCompute(workspace),
      disabledReason: mayCreate.reason,
    },
    {
      title: 'Submit the iris sample',
      text: 'Code, data and environment are filled in; it trains a small classifier and logs its metrics.',
      isDone: hasJob,
      action: 'Run the iris sample',
      to: paths.newJob(workspace, { sample: 'iris' }),
      disabledReason: maySubmit.reason,
    },
    {
      title: 'Register the model',
      text: 'When the job is done, its page keeps the model under a name and a version.',
      isDone: hasModel,
      action: hasJob ? 'See the jobs' : 'See the models',
      to: hasJob ? paths.jobs(workspace) : paths.models(workspace),
    },
  ]
  const current = steps.findIndex(({ isDone }) => !isDone)
  return (
    <Card title="From an empty workspace to a model">
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step.title} className={styles.step} data-done={step.isDone || undefined}>
            <span className={styles.number} aria-hidden="true">
              {step.isDone ? <CircleCheck size={18} /> : index + 1}
            </span>
            <div className={styles.stepText}>
              <h3>
                {step.title}
                {step.isDone && <span className="visually-hidden"> (done)</span>}
              </h3>
              <p>{step.text}</p>
            </div>
            {!step.isDone && (
              <ButtonLink
                variant={index === current ? 'primary' : 'secondary'}
                disabledReason={step.disabledReason}
                to={step.to}
              >
                {step.action}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
