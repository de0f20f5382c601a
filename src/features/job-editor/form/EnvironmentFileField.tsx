import { File as FileIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { Button } from '../../../ui/Button.tsx'
import { pickedFileAt, withEnvironment, type EnvironmentFile } from '../environment-file.ts'
import styles from '../JobForm.module.css'
import type { JobFiles } from './job-files.ts'

/** Puts an environment that is in a file of its own into the job: the file is picked, or found among what was. */
export function EnvironmentFileField({
  form,
  reference,
  files,
}: {
  form: YamlForm
  reference: EnvironmentFile
  files: JobFiles
}) {
  const input = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<string>()
  const { path } = reference
  const picked = pickedFileAt(files.assets, path)

  async function take(file: Blob | undefined) {
    if (!file) return
    try {
      form.replace(withEnvironment(form.source, reference, await file.text()))
    } catch (cause) {
      setFailure(cause instanceof Error ? cause.message : String(cause))
    }
  }

  return (
    <>
      <div className={styles.actions}>
        {picked && (
          <Button small onClick={() => void take(picked)}>
            Read {path} in place
          </Button>
        )}
        <Button small icon={<FileIcon size={14} />} onClick={() => input.current?.click()}>
          Choose file …
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept=".yml,.yaml"
        hidden
        aria-label="File of the environment"
        onChange={(event) => {
          void take(event.target.files?.[0])
          // Otherwise the same file, changed meanwhile, could not be picked again.
          event.target.value = ''
        }}
      />
      {failure !== undefined && (
        <p className={styles.error} role="alert">
          {failure}
        </p>
      )}
    </>
  )
}
