import type { FastifyInstance } from 'fastify'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { pathOf } from '../planes.ts'
import { workspacePath } from '../rbac.ts'
import { artifactEndpoints, registerArtifactProxy } from '../runs/mlflow-artifacts.ts'
import { experimentEndpoints } from '../runs/mlflow-experiments.ts'
import { metricEndpoints } from '../runs/mlflow-metrics.ts'
import { runEndpoints } from '../runs/mlflow-runs.ts'

const endpoints = [...experimentEndpoints, ...runEndpoints, ...metricEndpoints, ...artifactEndpoints]

/**
 * MLflow's REST API for each workspace. Stock clients get `MLFLOW_TRACKING_URI` = the address up to `/api/2.0`; both
 * versions in the path are served alike, since azureml-mlflow picks one by its own age.
 */
export function registerMlflow(app: FastifyInstance, ctx: EmulatorContext): void {
  for (const version of ['v1.0', 'v2.0']) {
    app.register(
      function mlflow(scope, _options, done) {
        for (const endpoint of endpoints) endpoint(scope, ctx)
        registerArtifactProxy(scope, ctx)
        registerAbsent(scope)
        done()
      },
      { prefix: `/mlflow/${version}${workspacePath}` },
    )
  }
}

/** What clients ask for and do without. */
function registerAbsent(scope: FastifyInstance) {
  // Clients of MLflow 3 look here before they list or download a run's artifacts, and give up on any error.
  scope.post('/api/2.0/mlflow/logged-models/search', () => ({ models: [] }))
  // Everything else about logged models is as in Azure: an empty 404.
  for (const path of ['/api/2.0/mlflow/logged-models', '/api/2.0/mlflow/logged-models/*']) {
    scope.all(path, (_request, reply) => reply.code(404).send())
  }
  scope.get('/api/3.0/mlflow/server-info', () => ({
    multipart_uploads_enabled: false,
    multipart_downloads_enabled: false,
  }))
  // In MLflow's words, by which its clients tell an older server from a broken one.
  scope.all('/api/*', (request) => {
    const message = `The local Azure ML does not implement ${request.method} ${pathOf(request.url)}.`
    throw new ServiceError(404, 'ENDPOINT_NOT_FOUND', message)
  })
}
