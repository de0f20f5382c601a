import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { JobRef } from '../domain/refs.ts'
import { paths } from '../paths.ts'
import { modelQueries } from '../queries/models.ts'
import { registerModel, VersionTakenError } from '../queries/register-model.ts'
import { runQueries } from '../queries/run.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field, Select, TextArea, TextInput } from '../ui/Field.tsx'
import { showToast } from '../ui/toasts.ts'
import { artifactTree } from './files/artifact-tree.ts'
import { FailureNote } from './FailureNote.tsx'
import { modelFormProblems, modelPaths, modelVersionBody, type ModelForm } from './model-form.ts'
import { useWorkspaceRef } from './use-workspace.ts'

const types = [
  { value: 'mlflow_model', text: 'MLflow model' },
  { value: 'custom_model', text: 'Custom' },
] as const

/**
 * Registers files of a job as a version of a model, and goes to it.
 *
 * @param source what to register; where it is missing, the job's MLflow model is proposed if it has one
 */
export function RegisterModelDialog({
  job,
  source,
  onClose,
}: {
  job: JobRef
  source?: { uri: string; isModel: boolean }
  onClose: () => void
}) {
  const workspace = useWorkspaceRef()
  const navigate = useNavigate()
  const models = useQuery(modelQueries.list(workspace))
  const artifacts = useQuery({ ...runQueries.artifacts(job), enabled: source === undefined })
  const register = useMutation(registerModel(useQueryClient(), workspace))
  // What the user chose; the rest is proposed from what the service knows.
  const [edited, setEdited] = useState<Partial<ModelForm>>({})
  const [submitted, setSubmitted] = useState(false)
  const edit = (change: Partial<ModelForm>) => setEdited((now) => ({ ...now, ...change }))

  const choices = modelPaths(artifactTree((artifacts.data ?? []).map((artifact) => artifact.path)))
  const uri = source?.uri.replace(/\/$/, '')
  const chosenPath = uri ?? edited.path ?? choices.find(({ isModel }) => isModel)?.path ?? ''
  const isMlflow = source?.isModel ?? choices.some((choice) => choice.path === chosenPath && choice.isModel)
  const known = models.data?.find(({ name }) => name === edited.name)
  const form: ModelForm = {
    name: '',
    version: known?.properties.nextVersion ?? '1',
    type: isMlflow ? 'mlflow_model' : 'custom_model',
    description: '',
    tags: '',
    ...edited,
    path: chosenPath,
  }
  const problems = submitted ? modelFormProblems(form) : {}
  const taken = register.error instanceof VersionTakenError && isSameVersion(register.variables, form)

  function submit() {
    setSubmitted(true)
    if (Object.keys(modelFormProblems(form)).length > 0) return
    const { name, version } = form
    register.mutate(
      { name, version, body: modelVersionBody(form, job.jobName, uri) },
      {
        onSuccess: () => {
          showToast({ tone: 'good', title: `${name} version ${version} is registered` })
          void navigate(paths.model(workspace, name, version))
        },
      },
    )
  }

  return (
    <Dialog
      title="Register a model"
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" busy={register.isPending}>
            Register
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        error={problems.name}
        hint={known ? 'This model exists; a new version will be added to it.' : 'A new model will be made.'}
      >
        {(control) => (
          <>
            <TextInput
              {...control}
              list={`${control.id}-models`}
              value={form.name}
              onChange={(event) => edit({ name: event.target.value })}
            />
            <datalist id={`${control.id}-models`}>
              {models.data?.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field
        label="Version"
        error={problems.version ?? (taken ? 'This version exists already: choose another one.' : undefined)}
      >
        {(control) => (
          <TextInput {...control} value={form.version} onChange={(event) => edit({ version: event.target.value })} />
        )}
      </Field>
      {uri === undefined ? (
        <Field
          label="Files of the job"
          error={problems.path}
          hint={
            choices.length === 0 && artifacts.isSuccess ? 'This job left nothing that could be registered.' : undefined
          }
        >
          {(control) => (
            <Select {...control} value={form.path} onChange={(event) => edit({ path: event.target.value })}>
              <option value="">{artifacts.isPending ? 'Loading …' : 'Choose a folder or a file'}</option>
              {choices.map((choice) => (
                <option key={choice.path} value={choice.path}>
                  {choice.path}
                  {choice.isModel ? ' (MLflow model)' : ''}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : (
        <p>
          <code>{uri}</code>
        </p>
      )}
      <Choice label="Type" options={types} value={form.type} onChange={(type) => edit({ type })} />
      <Field label="Description" optional>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={form.description}
            onChange={(event) => edit({ description: event.target.value })}
          />
        )}
      </Field>
      <Field label="Tags" optional hint="One a line: name=value" error={problems.tags}>
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={2}
            value={form.tags}
            onChange={(event) => edit({ tags: event.target.value })}
          />
        )}
      </Field>
      {artifacts.isError && <FailureNote error={artifacts.error} action="List the job's files" />}
      {register.isError && !(register.error instanceof VersionTakenError) && (
        <FailureNote error={register.error} action="Register the model" />
      )}
    </Dialog>
  )
}

const isSameVersion = (sent: { name: string; version: string } | undefined, form: ModelForm) =>
  sent?.name === form.name && sent.version === form.version
