import { inputKeyRule } from '../../../domain/names.ts'
import type { YamlValue } from '../../../domain/job-spec/yaml/yaml-values.ts'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { fieldPlace, messagesAt } from '../../../parts/YamlFields.tsx'
import styles from '../JobForm.module.css'
import { DataPathField } from './DataPathField.tsx'
import { assetKinds, inputModes, literalKinds } from './data-words.ts'
import type { JobFiles } from './job-files.ts'
import { EntryList, type Entry } from './EntryList.tsx'
import { freeKey } from './KeyField.tsx'
import { asLiteral, LiteralField, literalKindOf } from './LiteralField.tsx'
import { OptionField } from '../../../parts/OptionField.tsx'

/** The inputs of a job: values, and data by address or from the user's disk. */
export function InputsEditor({ form, files }: { form: YamlForm; files: JobFiles }) {
  return (
    <EntryList
      form={form}
      path={['inputs']}
      noun="input"
      rule={inputKeyRule}
      empty={
        <>
          Inputs are put into the command where it says <code>{'${{inputs.name}}'}</code>.
        </>
      }
      onAdd={(taken) => form.set(['inputs', freeKey('input', taken)], '')}
    >
      {(entry) => <InputRow form={form} files={files} entry={entry} />}
    </EntryList>
  )
}

const kinds = [...literalKinds, ...assetKinds]
type InputKind = (typeof kinds)[number]['value']

function InputRow({ form, files, entry: { path, name, remove } }: { form: YamlForm; files: JobFiles; entry: Entry }) {
  const isData = form.isMap(path) && !form.has([...path, 'value'])
  const valuePath = form.has([...path, 'value']) ? [...path, 'value'] : path
  const written = form.text([...path, 'type']) || 'uri_folder'
  // A type that the service may know and we do not is a problem of the field, and data all the same.
  const dataKind = assetKinds.find(({ value }) => value === written.toLowerCase())?.value ?? 'uri_folder'
  const kind: InputKind = isData ? dataKind : literalKindOf(form.kind(valuePath))

  function changeKind(next: InputKind) {
    const literal = literalKinds.find(({ value }) => value === next)?.value
    if (literal) form.set(isData ? path : valuePath, asLiteral(isData ? '' : form.text(valuePath), literal))
    else if (isData) form.setAll([{ path: [...path, 'type'], value: next }, ...withoutWrongMode(form, path, next)])
    else form.set(path, { type: next, path: '' } satisfies YamlValue)
  }

  return (
    <>
      <div className={isData ? styles.entryPair : styles.entryHead}>
        {name}
        <OptionField
          label="Kind"
          {...messagesAt(form, [...path, 'type'])}
          {...(isData && fieldPlace(form, [...path, 'type']))}
          options={kinds}
          value={kind}
          onChange={changeKind}
        />
        {!isData && <LiteralField form={form} path={valuePath} label="Value" also={[path]} />}
        {remove}
      </div>
      {isData && <DataPathField form={form} files={files} path={path} kind={dataKind} />}
    </>
  )
}

/** A mode that only tables have goes when the input is no table any more. */
function withoutWrongMode(form: YamlForm, path: readonly string[], kind: string) {
  const mode = form.text([...path, 'mode']).toLowerCase()
  const fits = mode === '' || inputModes(kind).some(({ value }) => value === mode)
  return fits ? [] : [{ path: [...path, 'mode'], value: undefined }]
}
