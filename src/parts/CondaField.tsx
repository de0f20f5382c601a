import { useState } from 'react'
import { localKey, type LocalAsset, type LocalAssets } from '../domain/local-files.ts'
import { LocalAssetPicker } from './LocalAssetPicker.tsx'
import type { YamlForm } from './yaml-form.ts'
import { fieldPlace, YamlTextField } from './YamlFields.tsx'
import { Field, TextArea } from '../ui/Field.tsx'
import { OptionField } from './OptionField.tsx'

/** The conda packages of an environment: written in place, or in a file that is picked. */
export function CondaField({
  form,
  path,
  assets,
  onPick,
}: {
  form: YamlForm
  path: readonly string[]
  /** What was picked for local paths. */
  assets: LocalAssets
  onPick: (path: readonly string[], asset: LocalAsset) => void
}) {
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
            asset={assets.get(localKey(file))}
            onPick={(asset) => onPick(path, asset)}
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
      {...fieldPlace(form, path)}
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
