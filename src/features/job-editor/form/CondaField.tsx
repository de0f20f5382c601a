import { useState } from 'react'
import { localKey } from '../../../domain/local-files.ts'
import { LocalAssetPicker } from '../../../parts/LocalAssetPicker.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { YamlTextField } from '../../../parts/YamlFields.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import type { JobFiles } from './job-files.ts'
import { OptionField } from './OptionField.tsx'

/** The conda packages of an environment: written in place, or in a file that is picked. */
export function CondaField({ form, files, path }: { form: YamlForm; files: JobFiles; path: readonly string[] }) {
  const isFile = form.kind(path) === 'string'
  const file = form.text(path)
  return (
    <>
      <OptionField
        label="Conda packages"
        options={[
          { value: 'here', text: 'Written here' },
          { value: 'file', text: 'In a file' },
        ]}
        value={isFile ? 'file' : 'here'}
        onChange={(next) => form.set(path, next === 'file' ? './conda.yml' : { dependencies: ['python=3.12', 'pip'] })}
      />
      {isFile ? (
        <>
          <YamlTextField form={form} path={path} label="Conda file" mono />
          <LocalAssetPicker
            label="conda file"
            asset={files.assets.get(localKey(file))}
            onPick={(asset) => files.onPick(path, asset)}
          />
        </>
      ) : (
        <CondaText form={form} path={path} />
      )}
    </>
  )
}

/** On its way from one readable text to the next a conda file is often none; until then the document keeps the last. */
function CondaText({ form, path }: { form: YamlForm; path: readonly string[] }) {
  const written = form.block(path)
  const [typing, setTyping] = useState<{ text: string; isTaken: boolean; source: string }>()
  // What was typed counts until the document changes by other hands.
  const isMine =
    typing && (typing.isTaken ? typing.text.trimEnd() === written.trimEnd() : typing.source === form.source)
  return (
    <Field
      label="Conda file"
      hint="As in a conda.yml: channels and dependencies."
      error={
        isMine && !typing.isTaken
          ? 'Not taken over yet: this is no readable YAML map.'
          : form.problem(path, { below: true })
      }
    >
      {(control) => (
        <TextArea
          {...control}
          mono
          rows={8}
          value={isMine ? typing.text : written}
          onChange={({ target: { value: text } }) =>
            setTyping({ text, isTaken: form.setBlock(path, text), source: form.source })
          }
        />
      )}
    </Field>
  )
}
