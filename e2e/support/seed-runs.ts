import type { SeedRequest } from '../../emulator/seed/seed-body.ts'
import { seedRuns as seed } from '../../emulator/testing/seed-runs.ts'
import type { ArmClient } from './arm-client.ts'
import type { EmulatorProcess } from './emulator-process.ts'

/**
 * Jobs that look as if they had run, or with `live` as if they ran: `seedRuns(emulator, arm, { name: newName('curves'),
 * metrics: ['train/loss', 'epoch'], points: 1000 })`. What can be asked for is in docs/emulator.md.
 * @returns the names of the jobs, `{name}-1` and so on
 */
export async function seedRuns({ ready }: EmulatorProcess, arm: ArmClient, request: SeedRequest): Promise<string[]> {
  const { jobs } = await seed(ready.arm, arm.token, request)
  return jobs
}
