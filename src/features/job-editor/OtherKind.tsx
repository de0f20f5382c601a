import { Link } from 'react-router'
import { kindName, type YamlKind } from '../../domain/job-spec/detect-kind.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import type { YamlForm } from '../../parts/yaml-form.ts'
import { paths } from '../../paths.ts'
import { Card, KeyValues } from '../../ui/Card.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** What stands in the form's place for a file that is submitted elsewhere: what it is, and what it says of itself. */
export function OtherKind({ kind, form }: { kind: YamlKind; form: YamlForm | undefined }) {
  const workspace = useWorkspaceRef()
  const steps = form?.keys(['jobs']) ?? []
  const told = (['name', 'display_name', 'experiment_name', 'description', 'compute'] as const).flatMap(
    (key): [string, string][] => (form?.text([key]) ? [[key, form.text([key])]] : []),
  )
  return (
    <>
      <Notice title={`This is ${kindName(kind)}`}>
        {kind === 'amlcompute' ? (
          <>
            A cluster is made by its own page: take the YAML to{' '}
            <Link to={paths.newCompute(workspace)}>New cluster</Link>.
          </>
        ) : (
          'Command and sweep jobs are submitted from here. This file is shown as it is, and nothing of it is sent.'
        )}
      </Notice>
      {told.length > 0 && (
        <Card title="What it says">
          <KeyValues pairs={told} />
        </Card>
      )}
      {steps.length > 0 && (
        <Card title="Steps">
          <KeyValues pairs={steps.map((step) => [step, form?.text(['jobs', step, 'type']) || 'command'])} />
        </Card>
      )}
    </>
  )
}
