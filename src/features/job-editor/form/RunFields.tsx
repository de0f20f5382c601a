import { codeReference } from '../../../domain/job-spec/references.ts'
import { localKey } from '../../../domain/local-files.ts'
import { LocalAssetPicker } from '../../../parts/LocalAssetPicker.tsx'
import { YamlTextArea, YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import type { JobFiles } from './job-files.ts'

/** The command, and the code that it is run in. */
export function RunFields({ form, files }: { form: YamlForm; files: JobFiles }) {
  const code = form.text(['code'])
  return (
    <>
      <YamlTextField
        form={form}
        path={['code']}
        label="Code"
        optional
        mono
        hint="A local folder or file, or a code version of the workspace."
      />
      {(code === '' || codeReference(code).kind === 'local') && (
        <LocalAssetPicker
          label="code"
          asset={files.assets.get(localKey(code))}
          onPick={(asset) => files.onPick(['code'], asset)}
        />
      )}
      <YamlTextArea form={form} path={['command']} label="Command" mono rows={4} />
    </>
  )
}
