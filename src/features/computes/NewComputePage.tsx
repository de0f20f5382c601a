import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { parseAmlCompute } from '../../domain/job-spec/computes/aml-compute.ts'
import { amlComputeToRest } from '../../domain/job-spec/computes/aml-compute-rest.ts'
import { applyEdits } from '../../lib/text-edit.ts'
import { DraftPage } from '../../parts/DraftPage.tsx'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { forgetDraft } from '../../parts/drafts.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { usePermission } from '../../parts/use-permission.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { YamlEditor } from '../../parts/YamlEditor.tsx'
import { createYamlForm, problemsAt } from '../../parts/yaml-form.ts'
import { paths } from '../../paths.ts'
import { ComputeExistsError, createComputeMutation } from '../../queries/create-compute.ts'
import { workspaceKey } from '../../queries/workspace-key.ts'
import { workspaceQueries } from '../../queries/workspaces.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ComputeForm } from './ComputeForm.tsx'
import styles from './ComputeForm.module.css'

const template = `$schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json
name: cpu-cluster
type: amlcompute
size: Standard_DS3_v2
tier: dedicated
min_instances: 0
max_instances: 4
idle_time_before_scale_down: 120
`

/** Creates a cluster, by a form or by CLI v2 YAML. */
export function NewComputePage() {
  const workspace = useWorkspaceRef()
  const { data: resource } = useSuspenseQuery(workspaceQueries.detail(workspace))
  const draftKey = `aml-compute.${workspaceKey(workspace)}`
  const draft = useDraft(draftKey, template)
  const navigate = useNavigate()
  const permission = usePermission('computes/write')
  const creation = useMutation({
    ...createComputeMutation(useQueryClient(), workspace),
    onSuccess: () => forgetDraft(draftKey),
  })
  const nameTaken = creation.error instanceof ComputeExistsError ? creation.error : undefined

  const parsed = parseAmlCompute(draft.text)
  const problems = [
    ...(parsed.ok ? parsed.warnings : parsed.problems),
    ...problemsAt(draft.text, nameTaken ? [{ path: ['name'], message: nameTaken.message }] : []),
  ]
  const hasErrors = problems.some(({ severity }) => severity === 'error')

  function edit(text: string) {
    // What the service said was about another text.
    creation.reset()
    draft.setText(text)
  }
  const form = createYamlForm(draft.text, problems, edit)

  function create() {
    if (!parsed.ok) return
    const body = amlComputeToRest(parsed.value, { ...workspace, location: resource.location ?? '' })
    const computeName = parsed.value.name
    // Given with the call, it is not carried out for a page that was left meanwhile.
    const onSuccess = () => void navigate(paths.compute({ workspace, computeName }))
    creation.mutate({ computeName, body }, { onSuccess })
  }

  return (
    <DraftPage
      title="New cluster"
      command="az ml compute create"
      draft={draft}
      problems={problems}
      onFix={({ edits }) => edit(applyEdits(draft.text, edits))}
      form={form && <ComputeForm form={form} />}
      yaml={<YamlEditor label="Cluster as YAML" kind="cluster" value={draft.text} onChange={edit} marks={problems} />}
      actions={
        <>
          {creation.error && !nameTaken && <FailureNote error={creation.error} action="Create the cluster" />}
          <div className={styles.actions}>
            <Button
              variant="primary"
              busy={creation.isPending}
              disabledReason={permission.reason ?? (hasErrors ? 'Fix the problems first' : undefined)}
              onClick={create}
            >
              Create cluster
            </Button>
            {nameTaken && (
              <ButtonLink to={paths.editCompute({ workspace, computeName: nameTaken.computeName })}>
                Edit {nameTaken.computeName}
              </ButtonLink>
            )}
          </div>
        </>
      }
    />
  )
}

export { NewComputePage as Component }
