import type { Page } from '@playwright/test'
import type { ArmClient } from '../../e2e/support/arm-client.ts'
import type { Shot } from './shots.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** The editors are code of their own, loaded when they are wanted. */
const editorPatience = { timeout: 20_000 }

/** A job followed from its wait to its files. */
export function followedJobPages(query: string, arm: ArmClient): Shot[] {
  const job = (jobName: string, more = '') => `/runs/${jobName}?${query}${more}`
  const logs = (name: string, jobName: string, view: string, seen: Shot['seen'], act?: Shot['act']): Shot => ({
    name: `logs-${name}`,
    path: job(jobName, `&tab=logs${view}`),
    seen,
    isWindow: true,
    ...(act && { act }),
  })
  const file = (path: string, seen: Shot['seen'], name = path.slice(path.lastIndexOf('.') + 1)): Shot => ({
    name: `files-${name}`,
    path: job('files', `&tab=outputs&path=${encodeURIComponent(`artifacts/outputs/${path}`)}`),
    seen,
    isWindow: true,
  })

  return [
    { name: 'job-waits-quota', path: job('starved'), seen: /is used up/ },
    { name: 'job-waits-image', path: job('building'), seen: 'Read the build log' },
    { name: 'job-live', path: job('distributed'), seen: 'resnet-4-processes' },
    { name: 'job-focus', path: job('iris'), seen: 'n_estimators', isWindow: true, act: focusAnAction },

    logs('one', 'distributed', '', /rank 0/),
    logs('lanes', 'distributed', '&view=lanes', /rank 3/),
    logs('merged', 'distributed', '&view=merged', /rank 3/),
    logs('search', 'distributed', '&view=merged&q=clipped', /matching line/),
    logs('errors', 'distributed', '&view=merged&level=error,warning', /left out/),
    logs('files', 'distributed', '', /rank 0/, (page) => press(page, /^Log files/)),
    logs('colourful', 'colourful', '', /not bold/),
    logs('build', 'building', '&file=azureml-logs%2F20_image_build_log.txt', /measurements/),

    { name: 'failure-package', path: job('missing-package'), seen: 'A package is missing: torchmetrics' },
    {
      name: 'failure-change',
      path: job('missing-package'),
      seen: 'A package is missing: torchmetrics',
      isWindow: true,
      act: async (page) => {
        await press(page, 'Duplicate with torchmetrics added')
        await page.getByRole('dialog').getByRole('radio').first().waitFor()
      },
    },
    { name: 'failure-memory', path: job('out-of-memory'), seen: /for want of memory/ },
    { name: 'failure-time', path: job('timed-out'), seen: 'The time limit was reached' },
    { name: 'failure-preempted', path: job('preempted'), seen: 'The node was taken away' },
    { name: 'failure-cancelled', path: job('cancelled'), seen: /^Cancelled/ },

    {
      name: 'job-first-screen',
      path: job('iris'),
      seen: 'iris-boosting-43',
      isWindow: true,
    },
    {
      name: 'job-cost',
      path: job('iris'),
      seen: 'n_estimators',
      isWindow: true,
      act: (page) => press(page, /^[≈<] ?\$/),
    },
    {
      name: 'job-tags',
      path: job('iris'),
      seen: 'n_estimators',
      isWindow: true,
      act: (page) => press(page, 'Edit the tags'),
    },
    { name: 'job-tags-conflict', path: job('iris'), seen: 'n_estimators', isWindow: true, act: meetAColleague(arm) },
    {
      name: 'job-watched',
      path: job('distributed'),
      seen: 'resnet-4-processes',
      isWindow: true,
      act: async (page) => {
        await press(page, 'Tell me when it ends')
        await press(page, /^Watched jobs/)
      },
      after: (page) => page.evaluate(() => localStorage.clear()),
    },
    {
      name: 'job-more',
      path: job('iris'),
      seen: 'n_estimators',
      isWindow: true,
      act: (page) => press(page, 'More about this job'),
    },
    { name: 'job-json', path: job('iris', '&tab=json'), seen: /"experimentName"|experimentName/ },

    file('measurements.csv', 'sepal_length'),
    file('metrics.json', /accuracy/),
    file('report.md', 'Iris, season 2'),
    file('explore.ipynb', 'Measurements'),
    file('confusion.png', 'confusion.png'),
    file('iris.parquet', 'setosa'),
    file('predictions/parts/part-00042.txt', 'part-00042.txt', 'folder'),
    {
      name: 'files-code',
      path: job('iris', `&tab=outputs&path=${encodeURIComponent('@code/train.py')}`),
      seen: /gradient boosted trees/,
      isWindow: true,
    },
    {
      name: 'files-diff',
      path: job('missing-package', `&tab=outputs&path=${encodeURIComponent('@code/')}&with=iris`),
      seen: 'changed',
      isPage: true,
      act: async (page) => {
        await page
          .getByRole('list', { name: 'Files that differ' })
          .getByRole('button', { name: /train\.py/ })
          .click()
        await page.locator('.monaco-diff-editor .view-line').first().waitFor(editorPatience)
      },
    },
    { name: 'sweep-trials-course', path: job('sweep-done', '&tab=children&chart=course'), seen: 'As begun' },
  ]
}

/** By keyboard, as the ring is for those who use it. */
async function focusAnAction(page: Page) {
  await page.getByRole('button', { name: 'Submit again' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
}

let colleagues = 0

/** A colleague gives a tag another value while the form is open. */
const meetAColleague = (arm: ArmClient) => async (page: Page) => {
  await press(page, 'Edit the tags')
  const form = page.getByRole('form', { name: 'Edit the tags' })
  await form.getByRole('textbox', { name: 'Value of sample' }).fill('flowers')
  type Labelled = { properties: { tags: Record<string, string> } }
  const { properties } = await arm.workspace<Labelled>('GET', '/jobs/iris')
  const tags = { ...properties.tags, sample: `iris, season ${++colleagues}` }
  await arm.workspace('PUT', '/jobs/iris', { properties: { ...properties, tags } })
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByRole('row', { name: /Tag sample/ }).waitFor()
}
