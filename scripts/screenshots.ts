import { mkdir, readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from '@playwright/test'
import {
  armClient,
  createCluster,
  eventually,
  jobStatus,
  submitJob,
  type ArmClient,
} from '../e2e/support/arm-client.ts'
import { browserArgs, ensureBrowser } from '../e2e/support/browser.ts'
import { startEmulatorProcess, type EmulatorProcess } from '../e2e/support/emulator-process.ts'
import { accounts, signIn, workspaceQueryOf, type Account } from '../e2e/support/test.ts'
import { ensureBuilt } from './build-stamp.ts'

/**
 * `npm run screenshots`: drives the main path and leaves every page in `screenshots/`, at 1280 and 390 pixels and in
 * both themes, to be looked at.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}screenshots`

const looks = [1280, 390].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })))

/** What is in the pictures: name, account, path with its query, and what must be in sight before the picture. */
type Shot = {
  name: string
  account?: Account
  path: string
  seen: string | RegExp
  act?: (page: Page) => Promise<void>
}

/** A browser with nobody signed in for each look; pictures show whole pages. */
async function takeAll(browser: Browser, { ready }: EmulatorProcess, shots: Shot[]) {
  for (const { width, theme } of looks) {
    for (const account of ['owner', 'reader'] as const) {
      const mine = shots.filter((shot) => (shot.account ?? 'owner') === account)
      if (mine.length === 0) continue
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: theme })
      const page = await context.newPage()
      await page.goto(ready.studio)
      await page.getByRole('button', { name: accounts[account] }).waitFor()
      if (account === 'owner') await page.screenshot({ path: `${folder}/sign-in-${width}-${theme}.png` })
      await signIn(page, account)
      for (const { name, path, seen, act } of mine) {
        await page.goto(new URL(path, ready.studio).href)
        await page.getByText(seen).filter({ visible: true }).first().waitFor()
        await act?.(page)
        await takeWhole(page, `${folder}/${name}-${width}-${theme}.png`)
      }
      await context.close()
    }
  }
}

/** A window as tall as the page, so that what sticks to its edges, or is drawn only in sight, is where it belongs. */
async function takeWhole(page: Page, path: string) {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.max(height, whole) })
  // Charts and editors follow a change of size a moment later, and say so by no event.
  await page.waitForTimeout(600)
  await page.screenshot({ path })
  await page.setViewportSize({ width, height })
}

/** The pages of a workspace in which nothing has happened yet. */
const emptyPages = (query: string): Shot[] => [
  { name: 'workspaces', path: '/', seen: 'contoso-research' },
  { name: 'home-empty', path: `/home?${query}`, seen: 'From an empty workspace to a model' },
  { name: 'jobs-empty', path: `/jobs?${query}`, seen: /No jobs/ },
  { name: 'computes-empty', path: `/compute/list?${query}`, seen: 'No compute yet' },
  { name: 'models-empty', path: `/model/list?${query}`, seen: 'No models yet' },
  { name: 'compute-new', path: `/compute/new?${query}`, seen: 'Create cluster' },
  { name: 'link-leads-nowhere', path: `/runs/never-submitted?${query}`, seen: /never-submitted/ },
  { name: 'no-such-page', path: '/no/such/page', seen: /page/i },
]

const filledPages = (query: string): Shot[] => [
  { name: 'home', path: `/home?${query}`, seen: 'iris-boosting' },
  { name: 'jobs', path: `/jobs?${query}`, seen: 'iris-boosting' },
  { name: 'jobs-reader', account: 'reader', path: `/jobs?${query}`, seen: 'iris-boosting' },
  { name: 'job-new', path: `/jobs/new?${query}`, seen: 'Submit job' },
  { name: 'job-new-sample', path: `/jobs/new?${query}&sample=iris`, seen: '4 files' },
  { name: 'job-overview', path: `/runs/iris?${query}`, seen: 'n_estimators' },
  { name: 'job-reader', account: 'reader', path: `/runs/iris?${query}`, seen: 'n_estimators' },
  { name: 'job-metrics', path: `/runs/iris?${query}&tab=metrics`, seen: 'test_accuracy' },
  { name: 'job-logs', path: `/runs/iris?${query}&tab=logs`, seen: 'Accuracy on the rows set aside' },
  { name: 'job-outputs', path: `/runs/iris?${query}&tab=outputs&path=model/MLmodel`, seen: 'MLmodel' },
  { name: 'job-yaml', path: `/runs/iris?${query}&tab=yaml`, seen: 'experiment_name' },
  {
    name: 'job-register',
    path: `/runs/iris?${query}`,
    seen: 'n_estimators',
    act: (page) => page.getByRole('button', { name: 'Register model' }).click(),
  },
  { name: 'job-failed', path: `/runs/failed?${query}`, seen: 'The job failed' },
  { name: 'job-running', path: `/runs/running?${query}&tab=logs`, seen: 'line 1' },
  { name: 'job-queued', path: `/runs/queued?${query}`, seen: 'Queued' },
  { name: 'computes', path: `/compute/list?${query}`, seen: 'cpu-cluster' },
  { name: 'compute', path: `/compute/cpu-cluster/details?${query}`, seen: 'cpu-cluster' },
  { name: 'models', path: `/model/list?${query}`, seen: 'iris-classifier' },
  { name: 'model', path: `/model/iris-classifier/1/details?${query}`, seen: 'MLmodel' },
  { name: 'data', path: `/data?${query}`, seen: 'iris-data' },
  { name: 'data-version', path: `/data/iris-data/1/details?${query}`, seen: 'iris.csv' },
  { name: 'environments', path: `/environments?${query}`, seen: 'python3-local' },
  { name: 'environment', path: `/environments/python3-local/version/1?${query}`, seen: 'python3-local' },
  { name: 'datastores', path: `/datastores?${query}`, seen: 'workspaceblobstore' },
]

/** Puts the iris sample's script where the job finds it, and runs it as the article's REST walk-through does. */
async function runIrisSample(arm: ArmClient, computeId: string) {
  const { blobReferenceForConsumption } = await arm.workspace<{
    blobReferenceForConsumption: { blobUri: string; credential: { sasUri: string } }
  }>('POST', '/codes/iris-sample/versions/1/startPendingUpload', { pendingUploadType: 'TemporaryBlobReference' })
  const { blobUri, credential } = blobReferenceForConsumption
  const sample = `${root}public/samples/iris/`
  const { files } = JSON.parse(await readFile(`${sample}index.json`, 'utf8')) as { files: string[] }
  for (const file of files) {
    const target = new URL(credential.sasUri)
    target.pathname += `/${file}`
    const sent = await fetch(target, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: await readFile(sample + file),
    })
    if (!sent.ok) throw new Error(`${file}: ${sent.status}`)
  }
  const code = await arm.workspace<{ id: string }>('PUT', '/codes/iris-sample/versions/1', {
    properties: { codeUri: `${blobUri}/src` },
  })
  const literals = { n_estimators: '60', learning_rate: '0.1', max_depth: '2', seed: '42', pause: '0' }
  await submitJob(
    arm,
    'iris',
    'python train.py --iris-csv ${{inputs.iris_csv}} --n-estimators ${{inputs.n_estimators}} ' +
      '--learning-rate ${{inputs.learning_rate}} --max-depth ${{inputs.max_depth}} --seed ${{inputs.seed}} ' +
      '--pause ${{inputs.pause}}',
    {
      computeId,
      codeId: code.id,
      displayName: 'iris-boosting',
      experimentName: 'iris',
      description: 'Trains gradient boosted trees on the iris measurements and logs a model.',
      tags: { sample: 'iris' },
      inputs: {
        iris_csv: {
          jobInputType: 'uri_file',
          uri: 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv',
        },
        ...Object.fromEntries(
          Object.entries(literals).map(([name, value]) => [name, { jobInputType: 'literal', value }]),
        ),
      },
    },
  )
  await jobStatus(arm, 'iris', 'Completed')
}

/** Everything that the pictures of a workspace in use show, made through the same calls that the studio makes. */
async function fill(arm: ArmClient) {
  const computeId = await createCluster(arm, 'cpu-cluster', 2)
  await runIrisSample(arm, computeId)
  await arm.workspace('PUT', '/models/iris-classifier/versions/1', {
    properties: {
      modelType: 'mlflow_model',
      modelUri: 'azureml://jobs/iris/outputs/artifacts/paths/model',
      description: 'Boosted trees on the iris measurements',
      tags: { team: 'vision' },
    },
  })
  await arm.workspace('PUT', '/data/iris-data/versions/1', {
    properties: {
      dataType: 'uri_file',
      dataUri: 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv',
      description: '150 measured irises of three species',
    },
  })
  await submitJob(arm, 'failed', 'echo reading the table; echo "no such table: rows" >&2; exit 1', { computeId })
  await jobStatus(arm, 'failed', 'Failed')
  for (const name of ['running', 'also-running', 'queued']) {
    await submitJob(arm, name, 'for i in $(seq 1 900); do echo line $i; sleep 1; done', { computeId })
  }
  await jobStatus(arm, 'also-running', 'Running')
  await eventually('a job waits', async () => {
    const { properties } = await arm.workspace<{ properties: { status: string } }>('GET', '/jobs/queued')
    return properties.status === 'Queued'
  })
}

if (!ensureBuilt()) process.exit(1)
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const emulator = await startEmulatorProcess()
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs })
try {
  const query = workspaceQueryOf(emulator)
  await takeAll(browser, emulator, emptyPages(query))
  await fill(await armClient(emulator.ready))
  await takeAll(browser, emulator, filledPages(query))
} finally {
  await browser.close()
  await emulator.dispose()
}
console.log(`The pictures are in ${folder}`)
