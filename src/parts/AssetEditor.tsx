import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { LocalAsset, LocalAssets } from '../domain/local-files.ts'
import { applyEdits } from '../lib/text-edit.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { showToast } from '../ui/toasts.ts'
import { assetDraftKey } from './asset-drafts.ts'
import { ApplyDialog } from './ApplyDialog.tsx'
import styles from './AssetEditor.module.css'
import type { AssetKind, AssetSpec } from './asset-kind.ts'
import { DraftPage } from './DraftPage.tsx'
import { forgetDraft } from './drafts.ts'
import { FailureNote } from './FailureNote.tsx'
import { forgetLocalAssets } from './kept-assets.ts'
import { missingLocalFiles, type AssetChange } from './prepare-asset.ts'
import { useAssetApplication } from './use-asset-application.ts'
import { useDraft } from './use-draft.ts'
import { useLeaveGuard } from './use-leave-guard.ts'
import { useLocalAssets } from './use-local-assets.ts'
import { usePermission } from './use-permission.ts'
import { usePlaces } from './use-places.ts'
import { useWorkspaceRef } from './use-workspace.ts'
import { YamlEditor } from './YamlEditor.tsx'
import { createYamlForm, problemsAt, type YamlForm } from './yaml-form.ts'

/** What the form of an asset gets from the page around it. */
export type AssetFormProps = Readonly<{
  form: YamlForm
  /** What was picked for local paths. */
  assets: LocalAssets
  onPick: (path: readonly string[], asset: LocalAsset) => void
}>

/**
 * Registers a version of an asset, by a form or by YAML. Before anything is sent it shows what will differ from what the
 * workspace has.
 *
 * @param template what the draft starts from; read once, so give the component its origin as `key`
 */
export function AssetEditor<S extends AssetSpec, B extends object>({
  kind,
  title,
  template: given,
  children,
}: {
  kind: AssetKind<S, B>
  title: string
  template: Readonly<{ origin: string; text: string }>
  children: (props: AssetFormProps) => ReactNode
}) {
  const [template] = useState(given)
  const workspace = useWorkspaceRef()
  const draftKey = assetDraftKey(kind.collection, workspace, template.origin)
  const draft = useDraft(draftKey, template.text)
  const local = useLocalAssets(draftKey, nothingPicked)
  const { assets } = local
  const permission = usePermission(kind.action)
  const places = usePlaces(draft.text)
  const navigate = useNavigate()
  const { comparison, application, progress, refusal, change, reset } = useAssetApplication(kind, assets, applied)
  useLeaveGuard(application.isPending)

  function applied({ name, plan }: AssetChange<S, B>) {
    forgetDraft(draftKey)
    void forgetLocalAssets(draftKey)
    const done = plan.kind === 'update' ? 'changed' : 'registered'
    showToast({ tone: 'good', title: `${name} version ${plan.version} is ${done}` })
    void navigate(kind.pathOf(workspace, name, plan.version))
  }

  const parsed = kind.parse(draft.text)
  const spec: Partial<S> = (parsed.ok ? parsed.value : parsed.partial) ?? {}
  const problems = [
    ...(parsed.ok ? parsed.warnings : parsed.problems),
    ...problemsAt(draft.text, [
      ...missingLocalFiles(kind, spec, assets),
      ...kind.check(spec),
      ...(refusal?.refused ?? []),
    ]),
  ]
  const hasErrors = problems.some(({ severity }) => severity === 'error')

  function edit(text: string) {
    // What was compared was another text.
    reset()
    draft.setText(text)
  }
  const form = createYamlForm(draft.text, problems, edit)

  function pick(path: readonly string[], asset: LocalAsset) {
    const localPath = `./${asset.name}`
    local.setAsset(localPath, asset)
    reset()
    if (form?.text(path) !== localPath) form?.set(path, localPath)
  }

  return (
    <DraftPage
      title={title}
      command={kind.command}
      draft={{
        isChanged: draft.isChanged || local.isChanged,
        discard() {
          reset()
          draft.discard()
          local.discard()
        },
      }}
      problems={problems}
      onFix={({ edits }) => edit(applyEdits(draft.text, edits))}
      places={places}
      form={form && children({ form, assets, onPick: pick })}
      yaml={
        <YamlEditor
          label={`${kind.noun.charAt(0).toUpperCase()}${kind.noun.slice(1)} as YAML`}
          kind={kind.schema}
          value={draft.text}
          onChange={edit}
          marks={problems}
          place={places.inYaml}
        />
      }
      actions={
        <>
          {comparison.error && (
            <FailureNote error={comparison.error} action={`Compare with the ${kind.noun}s of the workspace`} />
          )}
          {change?.plan.kind === 'same' && <Notice>{`Nothing differs from version ${change.plan.version}.`}</Notice>}
          <div className={styles.actions}>
            <Button
              variant="primary"
              busy={comparison.isPending}
              disabledReason={permission.reason ?? (hasErrors ? 'Fix the problems first' : undefined)}
              onClick={() => {
                if (parsed.ok && parsed.value.name !== undefined)
                  comparison.mutate({ ...parsed.value, name: parsed.value.name })
              }}
            >
              Register …
            </Button>
            {refusal && form && (
              <Button onClick={() => form.set(['version'], refusal.nextVersion)}>
                Take version {refusal.nextVersion}
              </Button>
            )}
          </div>
        </>
      }
    >
      {change && change.plan.kind !== 'same' && (
        <ApplyDialog
          {...wordsFor(change, kind.noun)}
          before={change.before}
          after={change.after}
          isBusy={application.isPending}
          progress={progress}
          error={application.error}
          onApply={() => application.mutate(change)}
          onClose={reset}
        />
      )}
    </DraftPage>
  )
}

const nothingPicked: LocalAssets = new Map()

function wordsFor({ plan, name }: Pick<AssetChange<unknown, unknown>, 'plan' | 'name'>, noun: string) {
  if (plan.kind !== 'create')
    return {
      title: `Change version ${plan.version} of ${name}?`,
      lead: `Version ${plan.version} as it is now, and as it will be.`,
      action: 'Apply',
    }
  return {
    title: `Register version ${plan.version} of ${name}?`,
    lead:
      plan.against === undefined
        ? `The workspace has no ${noun} of this name yet. This will be its first version.`
        : `Version ${plan.against}, the newest there is, and the new version ${plan.version}.`,
    action: 'Register',
  }
}
