import { expect, test } from 'vitest'
import { importsOf, readImports, violations } from './import-map.ts'

test('imports point down, never up or sideways', () => {
  const imports = readImports()
  expect(imports.length).toBeGreaterThan(300)
  expect(violations(imports)).toEqual([])
})

test.each([
  ['src/features/jobs/JobsPage.tsx', "import { x } from '../models/ModelPage.tsx'"],
  ['src/features/jobs/JobsPage.tsx', "import { jobs } from '../../api/jobs.ts'"],
  ['src/parts/X.tsx', "import { X } from '../features/jobs/X.tsx'"],
  ['src/parts/X.tsx', "import { session } from '../app/services.ts'"],
  ['src/queries/jobs.ts', "import { Button } from '../ui/Button.tsx'"],
  ['src/api/jobs.ts', "import { jobQueries } from '../queries/jobs.ts'"],
  ['src/domain/refs.ts', "import { createArmClient } from '../api/arm-client.ts'"],
  ['src/domain/refs.ts', "import { apiVersion } from '../api/generated/arm.ts'"],
  ['src/domain/job-spec/yaml/yaml-text.ts', "import { string } from '../format/fields.ts'"],
  ['src/domain/job-spec/assets/data-asset.ts', "import type { JobSpec } from '../jobs/sweep-job-spec.ts'"],
  ['src/ui/Button.tsx', "import { explain } from '../parts/explain.ts'"],
  ['src/lib/dates.ts', "import { phaseOf } from '../domain/job-status.ts'"],
  ['src/api/generated/arm.ts', "import { x } from '../../queries/jobs.ts'"],
  ['emulator/server.ts', "import { phaseOf } from '../src/domain/job-status.ts'"],
  ['emulator/server.ts', "import type { JobStatus } from '../src/domain/job-status.ts'"],
  ['emulator/server.test.ts', "import { phaseOf } from '../src/domain/job-status.ts'"],
  ['src/features/jobs/X.tsx', "const page = () => import('../models/ModelPage.tsx')"],
  ['e2e/main.spec.ts', "import { Button } from '../src/ui/Button.tsx'"],
])('%s may not say: %s', (from, text) => {
  expect(violations(importsOf(from, text))).toHaveLength(1)
})

test.each([
  ['src/features/jobs/JobsPage.tsx', "import type { JobResource } from '../../api/jobs.ts'"],
  ['src/features/jobs/JobsPage.tsx', "import { type Page } from '../../api/arm-client.ts'"],
  ['src/features/jobs/JobsPage.tsx', "import { JobsTable } from './JobsTable.tsx'"],
  ['src/parts/explain.ts', "import { ArmError } from '../api/arm-error.ts'"],
  ['src/domain/x.ts', "import type { Usage } from '../api/generated/arm.ts'"],
  ['emulator/server.ts', "import type { Usage } from '../src/api/generated/arm.ts'"],
  ['src/domain/job-spec/jobs/job-fields.ts', "import { imageFields } from '../assets/environment-fields.ts'"],
  ['src/domain/job-spec/parse-file.ts', "import { parseJob } from './jobs/job.ts'"],
  ['src/app/pages.ts', "const page = () => import('../features/jobs/JobsPage.tsx')"],
])('%s may say: %s', (from, text) => {
  const imports = importsOf(from, text)
  expect(imports).toHaveLength(1)
  expect(violations(imports)).toEqual([])
})
