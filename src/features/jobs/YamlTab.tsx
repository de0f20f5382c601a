import { Download } from 'lucide-react'
import type { JobResource } from '../../api/jobs.ts'
import { jobFromRest, jobToYaml } from '../../domain/job-spec/jobs/job.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CodeBlock } from '../../ui/Disclosure.tsx'
import styles from './YamlTab.module.css'

/** The job as a file for `az ml job create`; for kinds of jobs we cannot write yet, the resource itself. */
export function YamlTab({ job }: { job: JobResource }) {
  const spec = jobFromRest(job)
  const isYaml = spec !== undefined
  const text = isYaml ? jobToYaml(spec) : JSON.stringify(job, null, 2)
  const fileName = `${job.name}.${isYaml ? 'yml' : 'json'}`
  return (
    <Card
      title={isYaml ? 'Job as CLI YAML' : 'Job as ARM JSON'}
      actions={
        <span className={styles.actions}>
          <CopyButton text={text} label={isYaml ? 'YAML' : 'JSON'}>
            Copy
          </CopyButton>
          <Button
            variant="ghost"
            small
            icon={<Download size={15} />}
            onClick={() => saveFile(fileName, new Blob([text], { type: 'application/octet-stream' }))}
          >
            Download
          </Button>
        </span>
      }
    >
      <CodeBlock label={fileName}>{text}</CodeBlock>
      {isYaml && (
        <p className={styles.hint}>
          Submit it again with <code>az ml job create --file {fileName}</code>, after giving it another name.
        </p>
      )}
    </Card>
  )
}
