import { useMemo } from 'react'
import { jobFromRest, jobToYaml } from '../../../domain/job-spec/jobs/job.ts'
import { withoutSecrets } from '../../../domain/without-secrets.ts'
import { YamlDiff } from '../../../parts/YamlDiff.tsx'
import type { ComparedColumn } from './compared-column.ts'

/** Two jobs as files for `az ml job create`, and what differs in them. Kinds that have no such file are shown as JSON. */
export function PairYaml({ before, after }: { before: ComparedColumn; after: ComparedColumn }) {
  const [original, modified] = useMemo(() => textsOf(before, after), [before, after])
  return <YamlDiff label={`YAML of ${before.title} and of ${after.title}`} original={original} modified={modified} />
}

/** Both in the same form. */
function textsOf(...columns: [ComparedColumn, ComparedColumn]): [string, string] {
  const [a, b] = columns.map(({ job }) => job.resource)
  const [specA, specB] = [a && jobFromRest(a), b && jobFromRest(b)]
  if (specA && specB) return [jobToYaml(specA), jobToYaml(specB)]
  // JSON is YAML.
  const asJson = (resource: object | undefined) => JSON.stringify(withoutSecrets(resource), null, 2)
  return [asJson(a), asJson(b)]
}
