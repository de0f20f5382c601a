import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { EmulatorContext } from '../context.ts'
import type { Principal } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import { faultSchema, type Faults } from '../faults.ts'
import { roleOf } from '../seed/directory.ts'
import { createRunSeeder } from '../seed/run-seeder.ts'
import { seedSchema } from '../seed/seed-body.ts'
import { mainWorkspaceId } from '../seed/world.ts'
import { saveClockOffset } from '../settings-table.ts'
import { switchesSchema } from '../switches.ts'

const advanceSchema = z.strictObject({ seconds: z.number().min(0) })

/** Means for tests and demos, below `/_trainyard/`; Azure has none of it. Readers may not use them. */
export function registerControl(app: FastifyInstance, ctx: EmulatorContext, faults: Faults): void {
  app.post('/_trainyard/clock/advance', async ({ principal, body }) => {
    checkMayControl(principal)
    const ms = parse(advanceSchema, body).seconds * 1000
    ctx.clock.advance(ms)
    saveClockOffset(ctx.db, ctx.clock.now() - Date.now())
    // A queue waits for time too: nodes that become ready, idle ones that go.
    ctx.jobs.computeChanged()
    return { now: new Date(ctx.clock.now()).toISOString() }
  })

  app.post('/_trainyard/faults', async ({ principal, body }, reply) => {
    checkMayControl(principal)
    const fault = parse(faultSchema, body)
    faults.add(fault)
    return reply.code(201).send(fault)
  })

  app.delete('/_trainyard/faults', async ({ principal }, reply) => {
    checkMayControl(principal)
    faults.clear()
    return reply.code(204).send()
  })

  app.post('/_trainyard/settings', async ({ principal, body }) => {
    checkMayControl(principal)
    Object.assign(ctx.switches, parse(switchesSchema.partial(), body))
    // Clusters may get more nodes from now on, or lose some.
    ctx.jobs.computeChanged()
    return ctx.switches
  })

  const seeder = createRunSeeder(ctx)
  app.addHook('onClose', () => seeder.close())
  app.post('/_trainyard/seed', async ({ principal, body }, reply) => {
    checkMayControl(principal)
    const seed = parse(seedSchema, body)
    const workspace = ctx.resources.get(seed.workspace ?? mainWorkspaceId)
    if (workspace?.type !== 'Microsoft.MachineLearningServices/workspaces') {
      throw new ServiceError(404, 'ResourceNotFound', `There is no workspace '${seed.workspace}'.`)
    }
    const jobs = await seeder.seed(workspace.id, seed, principal)
    return reply.code(201).send({ workspace: workspace.id, experiment: seed.experiment, jobs })
  })
}

function checkMayControl(principal: Principal) {
  const role = principal.kind === 'job' ? undefined : roleOf(principal.tenantId, principal.objectId)
  if (role === 'Owner' || role === 'Contributor') return
  throw new ServiceError(403, 'AuthorizationFailed', 'Only owners and contributors may control the local Azure ML.')
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new ServiceError(400, 'InvalidRequestContent', z.prettifyError(result.error))
}
