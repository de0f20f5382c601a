/** The code of every page, each in a file of its own that loads when it is first called. */
export const pages = {
  workspaces: () => import('../features/workspaces/WorkspacesPage.tsx'),
  home: () => import('../features/home/HomePage.tsx'),
  jobs: () => import('../features/jobs/JobsPage.tsx'),
  job: () => import('../features/jobs/JobPage.tsx'),
  newJob: () => import('../features/job-editor/NewJobPage.tsx'),
  computes: () => import('../features/computes/ComputesPage.tsx'),
  compute: () => import('../features/computes/ComputePage.tsx'),
  newCompute: () => import('../features/computes/NewComputePage.tsx'),
  models: () => import('../features/models/ModelsPage.tsx'),
  model: () => import('../features/models/ModelPage.tsx'),
  data: () => import('../features/data/DataPage.tsx'),
  dataVersion: () => import('../features/data/DataVersionPage.tsx'),
  environments: () => import('../features/environments/EnvironmentsPage.tsx'),
  environmentVersion: () => import('../features/environments/EnvironmentVersionPage.tsx'),
  datastores: () => import('../features/datastores/DatastoresPage.tsx'),
}
