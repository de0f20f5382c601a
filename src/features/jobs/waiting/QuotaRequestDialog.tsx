import type { QuotaShortage } from '../../../domain/waiting/core-quota.ts'
import { quotaRequest } from '../../../domain/waiting/quota-request.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { currentCloud } from '../../../queries/endpoints.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { CodeBlock } from '../../../ui/Disclosure.tsx'
import styles from './QuotaRequestDialog.module.css'

/** How to ask for more cores. Only an owner of the subscription may, and Azure decides. */
export function QuotaRequestDialog({
  shortage,
  location,
  onClose,
}: {
  shortage: QuotaShortage
  location: string
  onClose: () => void
}) {
  const { subscriptionId } = useWorkspaceRef()
  const { command, portal, enough } = quotaRequest(shortage, { subscriptionId, location }, currentCloud())
  return (
    <Dialog title="Request quota" width={680} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <div className={styles.request}>
        <p>
          “{shortage.name}” in {location} allows {shortage.limit} cores. With what is in use now, this job needs{' '}
          {enough}.
        </p>
        <p>
          {portal
            ? 'An owner of the subscription can ask Azure for more. The answer may take from minutes to days.'
            : 'This is a local Azure ML, whose limits are set where it runs. Deleting or shrinking a cluster frees cores.'}
        </p>
        {command && (
          <>
            <CodeBlock label="Command">{command}</CodeBlock>
            <div>
              <CopyButton text={command} label="command">
                Copy
              </CopyButton>
            </div>
          </>
        )}
        {portal && (
          <p>
            <a href={portal} target="_blank" rel="noreferrer">
              Quotas in the Azure portal
            </a>
          </p>
        )}
      </div>
    </Dialog>
  )
}
