import { ExternalLink } from 'lucide-react'
import { interactiveServices, type Service } from '../../../domain/job-services.ts'
import type { JobRef } from '../../../domain/refs.ts'
import type { JobResource } from '../../../api/jobs.ts'
import { Copyable } from '../../../parts/Copyable.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { Card, KeyValues } from '../../../ui/Card.tsx'
import styles from './ServicesCard.module.css'

/** The ways into a running job: notebooks, boards, terminals. Nothing for a job that asked for none. */
export function ServicesCard({ job, place }: { job: JobResource; place: JobRef }) {
  const services = interactiveServices(job.properties.services)
  if (services.length === 0) return null
  return (
    <Card title="Interactive services">
      <KeyValues
        pairs={services.map((service) => [
          service.name,
          <div key={service.name} className={styles.service}>
            <span>
              <Way service={service} job={place} />
              {service.status && <Badge>{service.status}</Badge>}
              {service.port !== undefined && <span className={styles.soft}>port {service.port}</span>}
            </span>
            {service.error && <p className={styles.error}>{service.error}</p>}
          </div>,
        ])}
      />
    </Card>
  )
}

function Way({ service, job }: { service: Service; job: JobRef }) {
  if (service.way === 'link')
    return (
      <a href={service.url} target="_blank" rel="noopener noreferrer" className={styles.link}>
        {service.kind}
        <ExternalLink size={13} aria-hidden="true" />
        <span className="visually-hidden"> opens another page</span>
      </a>
    )
  if (service.way === 'ssh') return <Copyable label="command" text={sshCommand(job)} />
  return (
    <>
      {service.kind} {service.text === undefined ? <i>not ready yet</i> : <code>{service.text}</code>}
    </>
  )
}

/** https://learn.microsoft.com/azure/machine-learning/how-to-interactive-jobs */
const sshCommand = ({ workspace, jobName }: JobRef) =>
  `az ml job connect-ssh --name ${jobName} --node-index 0 --private-key-file-path ~/.ssh/id_rsa` +
  ` --workspace-name ${workspace.workspaceName} --resource-group ${shellWord(workspace.resourceGroup)}` +
  ` --subscription ${workspace.subscriptionId}`

/** A resource group may have parentheses in its name. */
const shellWord = (text: string) => (/^[\w.-]+$/.test(text) ? text : `'${text}'`)
