import type { FastifyInstance } from 'fastify'
import type { EmulatorContext } from '../context.ts'

/** Names under which clients look up the services that we serve; `api` is the one azure-ai-ml uses. */
const services = ['api', 'experimentation', 'history', 'modelmanagement', 'studiocoreservices']

/** The map of service names to base URLs that a workspace's `discoveryUrl` leads to. It needs no token, as in Azure. */
export function registerDiscovery(app: FastifyInstance, ctx: EmulatorContext): void {
  const answer = () => Object.fromEntries(services.map((name) => [name, ctx.settings.origins.cloud]))
  app.get('/discovery', answer)
  app.get('/discovery/workspaces', answer)
  app.get('/discovery/workspaces/*', answer)
}
