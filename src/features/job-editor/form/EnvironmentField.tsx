import { useQuery } from '@tanstack/react-query'
import { latestVersion } from '../../../domain/latest-version.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { YamlTextField } from '../../../parts/YamlFields.tsx'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { environmentQueries } from '../../../queries/environments.ts'
import { Choice } from '../../../ui/Choice.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field, Select } from '../../../ui/Field.tsx'
import styles from '../JobForm.module.css'
import { LocalAssetPicker } from '../../../parts/LocalAssetPicker.tsx'
import { localKey, type LocalAsset, type LocalAssets } from '../../../domain/local-files.ts'

const path = ['environment']
const condaPath = [...path, 'conda_file']
const latest = '@latest'

/** `azureml:NAME:VERSION`, `azureml:NAME@latest`, and what these look like while they are being typed. */
const named = /^azureml:(?<name>[^:@/]*)(?<version>@latest|:.*)?$/

/** What the command runs in: an environment of the workspace by name and version, a reference, or an image. */
export function EnvironmentField({
  form,
  assets,
  onPick,
}: {
  form: YamlForm
  assets: LocalAssets
  onPick: (path: readonly string[], asset: LocalAsset) => void
}) {
  const text = form.text(path)
  const isInline = form.isMap(path)
  const match = named.exec(text)
  const kind = isInline ? 'image' : text === '' || match ? 'workspace' : 'reference'

  function changeKind(next: typeof kind) {
    if (next === 'workspace') form.set(path, 'azureml:')
    else if (next === 'reference') form.set(path, 'azureml://registries/azureml/environments/')
    else form.set(path, { image: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04' })
  }

  return (
    <>
      <Choice
        label="Where the environment comes from"
        value={kind}
        options={[
          { value: 'workspace', text: 'Workspace' },
          { value: 'reference', text: 'Registry or id' },
          { value: 'image', text: 'Image' },
        ]}
        onChange={changeKind}
      />
      {kind === 'workspace' && (
        <WorkspaceEnvironment
          name={match?.groups?.['name'] ?? ''}
          version={match?.groups?.['version'] ?? ''}
          error={form.problem(path)}
          onChange={(reference) => form.set(path, reference)}
        />
      )}
      {kind === 'reference' && (
        <YamlTextField
          form={form}
          path={path}
          label="Environment"
          mono
          hint="azureml://registries/REGISTRY/environments/NAME/versions/VERSION or …/labels/latest, or an ARM id"
        />
      )}
      {kind === 'image' && (
        <YamlTextField
          form={form}
          path={[...path, 'image']}
          label="Docker image"
          mono
          hint="Registered as an environment of this job alone. Conda packages can be added in the YAML."
          error={form.problem(path) ?? form.problem([...path, 'image'])}
        />
      )}
      {form.text(condaPath) !== '' && (
        <>
          <YamlTextField form={form} path={condaPath} label="Conda file" mono />
          <LocalAssetPicker
            label="conda file"
            asset={assets.get(localKey(form.text(condaPath)))}
            onPick={(asset) => onPick(condaPath, asset)}
          />
        </>
      )}
    </>
  )
}

function WorkspaceEnvironment({
  name,
  version,
  error,
  onChange,
}: {
  name: string
  /** With its separator: `:3` or `@latest`. */
  version: string
  error: string | undefined
  onChange: (reference: string) => void
}) {
  const workspace = useWorkspaceRef()
  const environments = useQuery(environmentQueries.list(workspace))
  const isKnown = environments.data?.some((environment) => environment.name === name) ?? false
  const versions = useQuery({ ...environmentQueries.versions(workspace, name), enabled: isKnown })
  const newest = latestVersion(versions.data ?? [])
  const unknown =
    name !== '' && environments.data && !isKnown ? `This workspace has no environment ${name}.` : undefined
  const chosen = versions.data?.some((each) => `:${each.name}` === version) || version === latest
  return (
    <div className={styles.pair}>
      <Field label="Environment" error={error ?? unknown}>
        {(control) => (
          <Combobox
            control={control}
            value={name}
            items={environments.data?.map((environment) => environment.name) ?? []}
            placeholder={environments.isPending ? 'Loading …' : 'Search by name'}
            onChange={(next) => onChange(`azureml:${next.replaceAll(/[:@/\s]/g, '')}${version || latest}`)}
          />
        )}
      </Field>
      <Field
        label="Version"
        hint={version === latest && newest ? `Now version ${newest.name}; decided when you submit.` : undefined}
      >
        {(control) => (
          <Select {...control} value={version} onChange={(event) => onChange(`azureml:${name}${event.target.value}`)}>
            {!chosen && <option value={version}>{version.slice(1) || 'Choose a version'}</option>}
            <option value={latest}>latest</option>
            {versions.data?.map((each) => (
              <option key={each.name} value={`:${each.name}`}>
                {each.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}
