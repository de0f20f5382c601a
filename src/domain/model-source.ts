import { jobArtifactOf, jobOutputOf } from './output-uri.ts'

/** The job a model came from: said by the version itself, or by where its files lie. */
export function jobOfModel({
  properties: { jobName, modelUri },
}: {
  properties: { jobName?: string | null; modelUri?: string | null }
}): string | undefined {
  if (jobName) return jobName
  const uri = modelUri ?? ''
  return jobArtifactOf(uri)?.jobName ?? jobOutputOf(uri)?.jobName
}
