import type { SeedRequest } from '../seed/seed-body.ts'

/** Names of the jobs that were made, in the order of their numbers. */
export type SeededRuns = Readonly<{ workspace: string; experiment: string; jobs: string[] }>

/**
 * Makes jobs with runs, without running anything.
 * @param cloud origin of an emulator's cloud: `arm` of its `ready` line
 * @param token of an owner or contributor
 * @throws when it was refused
 */
export async function seedRuns(cloud: string, token: string, seed: SeedRequest): Promise<SeededRuns> {
  const response = await fetch(`${cloud}/_trainyard/seed`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(seed),
  })
  if (!response.ok) throw new Error(`No runs were seeded: ${response.status} ${await response.text()}`)
  return (await response.json()) as SeededRuns // Our own answer, see routes/control.ts.
}
