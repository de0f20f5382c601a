import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ComputeResource } from '../../api/computes.ts'
import { clusterOf } from '../../domain/compute-state.ts'
import { computeUpdate } from '../../domain/compute-update.ts'
import { amlComputeFromRest } from '../../domain/job-spec/computes/aml-compute-rest.ts'
import { amlComputeToYaml, parseAmlCompute } from '../../domain/job-spec/computes/aml-compute.ts'
import { applyEdits } from '../../lib/text-edit.ts'
import { ApplyDialog } from '../../parts/ApplyDialog.tsx'
import { DraftPage } from '../../parts/DraftPage.tsx'
import { forgetDraft } from '../../parts/drafts.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { usePermission } from '../../parts/use-permission.ts'
import { useComputeRef } from '../../parts/use-workspace.ts'
import { YamlEditor } from '../../parts/YamlEditor.tsx'
import { createYamlForm, problemsAt } from '../../parts/yaml-form.ts'
import { paths } from '../../paths.ts'
import { computeMutations, computeQueries } from '../../queries/computes.ts'
import { workspaceKey } from '../../queries/workspace-key.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { showToast } from '../../ui/toasts.ts'
import { ComputeForm } from './ComputeForm.tsx'

/** Changes a cluster that is there, by a form or by CLI v2 YAML. */
export function EditComputePage() {
  const ref = useComputeRef()
  const { data: compute } = useSuspenseQuery(computeQueries.detail(ref))
  if (clusterOf(compute)) return <ClusterEditor key={compute.id} compute={compute} />
  return (
    <Page title={`Edit ${ref.computeName}`}>
      <Notice
        title="Only clusters can be edited as YAML"
        actions={<ButtonLink to={paths.compute(ref)}>Back to {ref.computeName}</ButtonLink>}
      />
    </Page>
  )
}

export { EditComputePage as Component }

function ClusterEditor({ compute }: { compute: ComputeResource }) {
  const ref = useComputeRef()
  const draftKey = `edit-cluster.${workspaceKey(ref.workspace)}.${ref.computeName}`
  const now = amlComputeToYaml(amlComputeFromRest(compute))
  // The cluster may change meanwhile; the draft must not.
  const [template] = useState(now)
  const draft = useDraft(draftKey, template)
  const permission = usePermission('computes/write')
  const [isApplying, setApplying] = useState(false)
  const navigate = useNavigate()
  const change = useMutation({
    ...computeMutations.change(useQueryClient(), ref),
    onSuccess: () => {
      forgetDraft(draftKey)
      showToast({ tone: 'good', title: `${ref.computeName} is changed` })
    },
  })
  // Given with the call, it is not carried out for a page that was left meanwhile.
  const onSuccess = () => void navigate(paths.compute(ref))

  const parsed = parseAmlCompute(draft.text)
  const update = parsed.ok
    ? computeUpdate(compute, parsed.value, { ...ref.workspace, location: compute.location ?? '' })
    : undefined
  const problems = [
    ...(parsed.ok ? parsed.warnings : parsed.problems),
    ...problemsAt(draft.text, update?.refused ?? []),
  ]
  const hasErrors = problems.some(({ severity }) => severity === 'error')
  const request = update?.request
  const form = createYamlForm(draft.text, problems, draft.setText)

  return (
    <DraftPage
      title={`Edit ${ref.computeName}`}
      command="az ml compute create"
      draft={draft}
      problems={problems}
      onFix={({ edits }) => draft.setText(applyEdits(draft.text, edits))}
      form={form && <ComputeForm form={form} />}
      yaml={
        <YamlEditor
          label="Cluster as YAML"
          kind="cluster"
          value={draft.text}
          onChange={draft.setText}
          marks={problems}
        />
      }
      actions={
        <div>
          <Button
            variant="primary"
            disabledReason={
              permission.reason ??
              (hasErrors ? 'Fix the problems first' : request ? undefined : 'Nothing differs from the cluster as it is')
            }
            onClick={() => {
              change.reset()
              setApplying(true)
            }}
          >
            Apply …
          </Button>
        </div>
      }
    >
      {isApplying && update && request && (
        <ApplyDialog
          title={`Change ${ref.computeName}?`}
          lead="The cluster as it is now, and as it will be."
          before={now}
          after={amlComputeToYaml(update.after)}
          action="Apply"
          isBusy={change.isPending}
          error={change.error}
          onApply={() => change.mutate(request, { onSuccess })}
          onClose={() => setApplying(false)}
        />
      )}
    </DraftPage>
  )
}
