import { afterEach, expect, test } from 'vitest'
import { createRunStore } from './run-store.ts'
import { startDataPlane, workspaceId, type DataPlane } from './test-data-plane.ts'

let plane: DataPlane
afterEach(() => plane.dispose())

test('a data folder that did not keep the compute of a run learns it from the jobs', () => {
  plane = startDataPlane()
  const { ctx } = plane
  const computeId = `${workspaceId}/computes/CPU`
  plane.putJob('old', { status: 'Completed', computeId })
  ctx.db.exec('drop index run_compute; alter table run drop column compute')

  const runs = createRunStore(ctx)
  const query = { filter: '', orderBy: 'createdUtc', top: 10, token: undefined }
  const found = runs.list(workspaceId, { compute: computeId }, query)
  expect(found.runs.map(({ runId }) => runId)).toEqual(['old'])
})
