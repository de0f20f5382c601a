import { editorStands, type Shot } from './shots.ts'

/** The pages of a workspace in which nothing has happened yet. */
export const emptyPages = (query: string): Shot[] => [
  { name: 'workspaces', path: '/', seen: 'contoso-research' },
  { name: 'home-empty', path: `/home?${query}`, seen: 'From an empty workspace to a model' },
  { name: 'jobs-empty', path: `/jobs?${query}`, seen: /No jobs/ },
  { name: 'computes-empty', path: `/compute/list?${query}`, seen: 'No compute yet' },
  { name: 'models-empty', path: `/model/list?${query}`, seen: 'No models yet' },
  { name: 'compute-new', path: `/compute/new?${query}`, seen: 'Create cluster' },
  { name: 'link-leads-nowhere', path: `/runs/never-submitted?${query}`, seen: /never-submitted/ },
  { name: 'no-such-page', path: '/no/such/page', seen: /page/i },
]

/** The pages of a workspace in use. */
export const filledPages = (query: string): Shot[] => [
  { name: 'home', path: `/home?${query}`, seen: 'iris-boosting' },
  { name: 'jobs', path: `/jobs?${query}`, seen: 'iris-boosting' },
  { name: 'jobs-reader', account: 'reader', path: `/jobs?${query}`, seen: 'iris-boosting' },
  { name: 'job-new', path: `/jobs/new?${query}`, seen: 'Submit job' },
  { name: 'job-new-sample', path: `/jobs/new?${query}&sample=iris`, seen: '4 files' },
  { name: 'job-overview', path: `/runs/iris?${query}`, seen: 'n_estimators' },
  { name: 'job-reader', account: 'reader', path: `/runs/iris?${query}`, seen: 'n_estimators' },
  {
    name: 'job-metrics',
    path: `/runs/iris?${query}&tab=metrics`,
    seen: 'test_accuracy',
    act: (page) =>
      page
        .getByRole('img', { name: /: 1 line/ })
        .first()
        .waitFor(),
  },
  { name: 'job-logs', path: `/runs/iris?${query}&tab=logs`, seen: 'Accuracy on the rows set aside' },
  { name: 'job-outputs', path: `/runs/iris?${query}&tab=outputs&path=model/MLmodel`, seen: 'MLmodel' },
  { name: 'job-yaml', path: `/runs/iris?${query}&tab=yaml`, seen: 'experiment_name' },
  {
    name: 'job-register',
    path: `/runs/iris?${query}`,
    seen: 'n_estimators',
    act: (page) => page.getByRole('button', { name: 'Register model' }).click(),
  },
  {
    name: 'job-again',
    path: `/runs/iris?${query}`,
    seen: 'n_estimators',
    isWindow: true,
    act: (page) => page.getByRole('button', { name: 'Submit again' }).click(),
  },
  { name: 'sweep-overview', path: `/runs/sweep-done?${query}`, seen: 'Search space' },
  { name: 'sweep-trials', path: `/runs/sweep-done?${query}&tab=children`, seen: 'As begun' },
  { name: 'sweep-trials-running', path: `/runs/sweep-running?${query}&tab=children`, seen: 'As begun' },
  { name: 'sweep-trial', path: `/runs/sweep-done_0?${query}`, seen: 'learning_rate' },
  { name: 'job-failed', path: `/runs/failed?${query}`, seen: 'The job failed' },
  { name: 'job-running', path: `/runs/running?${query}&tab=logs`, seen: /line \d/ },
  { name: 'job-queued', path: `/runs/queued?${query}`, seen: 'Queued' },
  { name: 'computes', path: `/compute/list?${query}`, seen: 'cpu-cluster' },
  { name: 'compute', path: `/compute/cpu-cluster/details?${query}`, seen: 'cpu-cluster' },
  { name: 'compute-edit', path: `/compute/cpu-cluster/edit?${query}`, seen: 'Apply …', act: editorStands },
  {
    name: 'compute-apply',
    path: `/compute/cpu-cluster/edit?${query}`,
    seen: 'Apply …',
    isWindow: true,
    act: async (page) => {
      await page.getByLabel('Maximum nodes').fill('4')
      await page.getByRole('button', { name: 'Apply …' }).click()
      await page.getByRole('dialog').getByRole('status').waitFor()
    },
  },
  { name: 'models', path: `/model/list?${query}`, seen: 'iris-classifier' },
  { name: 'model', path: `/model/iris-classifier/1/details?${query}`, seen: 'MLmodel' },
  { name: 'data', path: `/data?${query}`, seen: 'iris-data' },
  { name: 'data-version', path: `/data/iris-data/1/details?${query}`, seen: 'iris.csv' },
  { name: 'environments', path: `/environments?${query}`, seen: 'python3-local' },
  { name: 'environment', path: `/environments/python3-local/version/1?${query}`, seen: 'python3-local' },
  { name: 'datastores', path: `/datastores?${query}`, seen: 'workspaceblobstore' },
  ...(['owner', 'reader'] as const).flatMap((account) =>
    ['data', 'environments', 'model'].map((collection) => ({
      name: `${collection}-new${account === 'reader' ? '-reader' : ''}`,
      account,
      path: `/${collection}/new?${query}`,
      seen: 'Register …',
      act: editorStands,
    })),
  ),
]
