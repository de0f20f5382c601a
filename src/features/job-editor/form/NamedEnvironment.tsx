import { useQuery } from '@tanstack/react-query'
import { latestVersion } from '../../../domain/latest-version.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import type { YamlForm } from '../../../parts/yaml-form.ts'
import { fieldPlace } from '../../../parts/YamlFields.tsx'
import { environmentQueries } from '../../../queries/environments.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
import { Field, Select, TextInput } from '../../../ui/Field.tsx'
import styles from '../JobForm.module.css'
import { namedParts, registryParts, registryReference } from './environment-source.ts'

const path = ['environment']
const latest = '@latest'
const curatedPrefix = 'AzureML-'

/** An environment of the workspace by name and version. */
export function WorkspaceEnvironment({ form }: { form: YamlForm }) {
  const workspace = useWorkspaceRef()
  const { name, version } = namedParts(form.text(path))
  const environments = useQuery(environmentQueries.list(workspace))
  const isKnown = environments.data?.some((environment) => environment.name === name) ?? false
  const versions = useQuery({ ...environmentQueries.versions(workspace, name), enabled: isKnown })
  const newest = latestVersion(versions.data ?? [])
  const unknown =
    name !== '' && environments.data && !isKnown ? `This workspace has no environment ${name}.` : undefined
  const isListed = versions.data?.some((each) => `:${each.name}` === version) || version === latest
  return (
    <div className={styles.pair}>
      <Field label="Environment" error={form.problem(path) ?? unknown} {...fieldPlace(form, path)}>
        {(control) => (
          <Combobox
            control={control}
            value={name}
            items={environments.data?.map((environment) => environment.name) ?? []}
            placeholder={environments.isPending ? 'Loading …' : 'Search by name'}
            onChange={(next) => form.set(path, `azureml:${withoutMarks(next)}${version || latest}`)}
          />
        )}
      </Field>
      <Field
        label="Version"
        hint={version === latest && newest ? `Now version ${newest.name}; decided when you submit.` : undefined}
      >
        {(control) => (
          <Select
            {...control}
            value={version}
            onChange={(event) => form.set(path, `azureml:${name}${event.target.value}`)}
          >
            {!isListed && <option value={version}>{version.slice(1) || 'Choose a version'}</option>}
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

/** One that the service has ready. It knows them by name alone: no list of theirs can be asked for in a workspace. */
export function CuratedEnvironment({ form }: { form: YamlForm }) {
  const { name, version } = namedParts(form.text(path))
  return (
    <div className={styles.pair}>
      <Field
        label="Curated environment"
        {...fieldPlace(form, path)}
        error={form.problem(path)}
        hint="As in azureml:AzureML-…; newer ones are in the registry azureml."
      >
        {(control) => (
          <TextInput
            {...control}
            mono
            value={name}
            onChange={({ target: { value } }) => {
              const next = withoutMarks(value)
              form.set(path, `azureml:${next.startsWith(curatedPrefix) ? next : curatedPrefix}${version || latest}`)
            }}
          />
        )}
      </Field>
      <VersionText
        version={version === latest ? '' : version.slice(1)}
        onChange={(next) => form.set(path, `azureml:${name}${next === '' ? latest : `:${next}`}`)}
      />
    </div>
  )
}

/** One of a registry, which several workspaces share. */
export function RegistryEnvironment({ form }: { form: YamlForm }) {
  const parts = registryParts(form.text(path))
  const set = (change: Partial<typeof parts>) => form.set(path, registryReference({ ...parts, ...change }))
  return (
    <>
      <div className={styles.pair}>
        <Field label="Registry" hint="azureml is the one that Azure ML keeps.">
          {(control) => (
            <TextInput
              {...control}
              mono
              value={parts.registry}
              onChange={(event) => set({ registry: withoutMarks(event.target.value) })}
            />
          )}
        </Field>
        <Field label="Environment" error={form.problem(path)} {...fieldPlace(form, path)}>
          {(control) => (
            <TextInput
              {...control}
              mono
              placeholder="sklearn-1.5"
              value={parts.name}
              onChange={(event) => set({ name: withoutMarks(event.target.value) })}
            />
          )}
        </Field>
      </div>
      <VersionText version={parts.version} onChange={(version) => set({ version })} />
    </>
  )
}

function VersionText({ version, onChange }: { version: string; onChange: (version: string) => void }) {
  return (
    <Field label="Version" hint={version === '' ? 'Left empty, the newest; the service decides.' : undefined}>
      {(control) => (
        <TextInput
          {...control}
          mono
          value={version}
          placeholder="latest"
          onChange={(event) => onChange(event.target.value.replaceAll(/[/\s]/g, ''))}
        />
      )}
    </Field>
  )
}

/** A name ends where one of these stands. */
const withoutMarks = (text: string) => text.replaceAll(/[:@/\s]/g, '')
