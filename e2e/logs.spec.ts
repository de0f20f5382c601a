import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { armClient, createCluster, eventually, jobStatus, submitJob, type ArmClient } from './support/arm-client.ts'
import { expect, signIn, test, workspaceQueryOf } from './support/test.ts'

/** A program as one word of a shell. */
const python = (...lines: string[]) => `python3 -u -c '${lines.join('\n')}'`

const log = (page: Page) => page.getByRole('log')
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search in the logs' })
const results = (page: Page) => page.getByRole('region', { name: 'Search results' })
const isFollowing = (page: Page) => page.getByRole('button', { name: 'Follow' }).getAttribute('aria-pressed')

/** The lines that a reader sees: more are in the page, and which of them changes. */
const inSight = (page: Page) =>
  log(page).evaluate((frame) => {
    const { top, bottom } = frame.getBoundingClientRect()
    const isSeen = (row: Element) => {
      const place = row.getBoundingClientRect()
      return place.top >= top && place.bottom <= bottom
    }
    return [...frame.querySelectorAll('[data-row]')].filter(isSeen).map((row) => row.textContent)
  })

/** The bytes of a job's logs as storage has them, by their names. */
async function storedLogs(arm: ArmClient, jobName: string): Promise<Map<string, Buffer>> {
  const details = await arm.call('GET', `/history/v1.0${arm.workspaceId}/runs/${jobName}/details`)
  const { logFiles } = (await details.json()) as { logFiles: Record<string, string> }
  const read = async ([name, url]: [string, string]) =>
    [name, Buffer.from(await (await fetch(url)).arrayBuffer())] as const
  return new Map(await Promise.all(Object.entries(logFiles).map(read)))
}

test('a progress bar is one line, with its last state', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(
    arm,
    'tqdm-log',
    python(
      'import sys',
      'print("epoch 1")',
      'for i in range(101):',
      '    bar = "#" * (i // 10)',
      '    sys.stderr.write(f"\\r{i:3d}%|{bar:10s}| {i}/100 [00:01<00:00, 99.31it/s]")',
      'sys.stderr.write("\\n")',
      'print("epoch 1 done")',
    ),
  )
  await jobStatus(arm, 'tqdm-log', 'Completed')
  await openAs('owner', `/runs/tqdm-log?${workspaceQuery}&tab=logs`)
  await expect(log(page)).toContainText('100%|##########| 100/100')
  await expect(log(page)).not.toContainText('50/100')
  await expect(page.getByText('3 lines')).toBeVisible()
})

test('logs of two nodes are read as one, side by side or alone', async ({ page, arm, openAs, workspaceQuery }) => {
  const command = python(
    'import os, time, datetime',
    'rank = os.environ["RANK"]',
    'for step in range(3):',
    '    print(f"{datetime.datetime.now().isoformat()} INFO step {step} of rank {rank}")',
    '    time.sleep(0.2)',
  )
  await submitJob(arm, 'two-nodes-log', command, {
    resources: { instanceCount: 2 },
    distribution: { distributionType: 'PyTorch', processCountPerInstance: 1 },
  })
  await jobStatus(arm, 'two-nodes-log', 'Completed')
  await openAs('owner', `/runs/two-nodes-log?${workspaceQuery}&tab=logs`)
  await expect(log(page)).toContainText('step 2 of rank 0')
  await expect(log(page)).not.toContainText('rank 1')

  await page.getByRole('radio', { name: 'Merged' }).check()
  await expect(page.getByRole('log', { name: 'Merged log of 2 files' })).toContainText('step 2 of rank 1')
  const merged = (await log(page).innerText()).replaceAll(/\s+/g, ' ')
  // By their times: the first step of both nodes comes before the last one of either.
  expect(merged.lastIndexOf('step 0')).toBeLessThan(merged.indexOf('step 2'))
  await expect(log(page)).toContainText('Node 1, process 1')

  await page.getByRole('radio', { name: 'Side by side' }).check()
  await expect(page.getByRole('log', { name: 'Log of your script, Node 0, process 0' })).toContainText('rank 0')
  await expect(page.getByRole('log', { name: 'Log of your script, Node 1, process 1' })).toContainText('rank 1')
  expect(page.url()).toContain('view=lanes')

  await page.getByRole('button', { name: /^Log files/ }).click()
  await expect(page.getByRole('dialog', { name: 'Log files' })).toContainText('Job lifecycle')
  await page.getByRole('checkbox', { name: /Node 0, process 0/ }).uncheck()
  await page.keyboard.press('Escape')
  await expect(log(page)).toHaveCount(1)
})

test('a search of all of a large log leads to a line that a link can name', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await submitJob(
    arm,
    'large-log',
    python(
      'import sys',
      'line = lambda i: "needle in the hay" if i in (777, 150_000) else f"step {i} loss {1 / (i + 1):.6f}"',
      'sys.stdout.write("\\n".join(line(i) for i in range(200_000)) + "\\n")',
    ),
  )
  await jobStatus(arm, 'large-log', 'Completed')
  await openAs('owner', `/runs/large-log?${workspaceQuery}&tab=logs`)
  await expect(log(page)).toContainText('step 199999')
  await expect(log(page)).not.toContainText('needle')

  await page.keyboard.press('ControlOrMeta+f')
  await expect(searchBox(page)).toBeFocused()
  await searchBox(page).fill('NEEDLE')
  await expect(results(page).getByRole('status')).toContainText('2 matching lines')
  await expect(results(page)).toContainText('Line 778')
  await results(page)
    .getByRole('button', { name: /Line 778/ })
    .click()
  await expect(log(page)).toContainText('needle in the hay')
  await expect(log(page)).toContainText('step 776')
  expect(await isFollowing(page)).toBe('false')
  await expect(page).toHaveURL(/[?&]at=\d+/)

  await page.reload()
  await expect(log(page)).toContainText('needle in the hay')
  await expect(log(page)).not.toContainText('step 199999')
  await expect(page.locator('mark').first()).toBeVisible()

  // From match to match by keyboard, then up to a regular expression that cannot be one.
  await searchBox(page).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(log(page)).toContainText('step 150001')
  await page.getByRole('button', { name: 'Regular expression' }).click()
  await searchBox(page).fill('(unclosed')
  await expect(page.getByRole('search').getByRole('alert')).toBeVisible()
  await searchBox(page).fill('step 1999[0-9]+ ')
  await expect(results(page).getByRole('status')).toContainText('110 matching lines')
})

test('a link past the end of a log says so', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(arm, 'short-log', 'echo all there is')
  await jobStatus(arm, 'short-log', 'Completed')
  await openAs('owner', `/runs/short-log?${workspaceQuery}&tab=logs&file=user_logs/std_log.txt&at=5000000`)
  await expect(page.getByText('leads past the end of this log')).toBeVisible()
  await expect(log(page)).toContainText('all there is')
})

test('a job whose image cannot be built shows the log of that', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(arm, 'no-image-log', 'echo never', { tags: { 'trainyard.fail': 'image-build' } })
  await jobStatus(arm, 'no-image-log', 'Failed')
  await openAs('owner', `/runs/no-image-log?${workspaceQuery}&tab=logs`)
  await expect(page.getByRole('log', { name: 'Image build log' })).toContainText(/\S/)
})

test('text of a hostile job is shown as text and runs nothing', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(
    arm,
    'hostile-text',
    python(
      'import sys',
      'out = sys.stdout.buffer',
      'out.write(b"<img src=x onerror=\\"document.title=1\\"><script>alert(1)</script>\\n")',
      'out.write(b"\\x1b]8;;javascript:alert(1)\\x07link\\x1b]8;;\\x07 \\x1b[2J\\x1b[31mred\\x1b[0m bell\\x07 nul\\x00\\n")',
      'out.write("safe \\u202egnp.exe\\u202c name\\n".encode())',
      'out.write(b"bad utf-8: \\xff\\xfe \\xc3( cut \\xe9\\x9b\\n")',
      'out.write(b"long " + b"x" * 1_000_000 + b" end of long\\n")',
      'out.write(b"last line\\n")',
    ),
  )
  await jobStatus(arm, 'hostile-text', 'Completed')
  await openAs('owner', `/runs/hostile-text?${workspaceQuery}&tab=logs&at=0`)
  await expect(log(page)).toContainText('<img src=x onerror="document.title=1"><script>alert(1)</script>')
  await expect(log(page)).toContainText('link red bell␇ nul␀')
  await expect(log(page)).toContainText('safe <U+202E>gnp.exe')
  await expect(log(page)).toContainText('bad utf-8: \ufffd\ufffd \ufffd( cut \ufffd')
  await expect(log(page).locator('img, script, a[href^="javascript"]')).toHaveCount(0)
  expect(await page.title()).not.toBe('1')
  // A line of a megabyte is reached like any other, and does not widen the page.
  await page.getByRole('button', { name: 'Follow' }).click()
  await expect(log(page)).toContainText('last line')
  await searchBox(page).fill('end of long')
  await expect(results(page)).toContainText('end of long')
})

test('levels filter the lines, and the first error is one click away', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await submitJob(
    arm,
    'levels-log',
    python(
      'for i in range(20_000):',
      '    level = "ERROR" if i in (5_000, 12_000) else "WARNING" if i % 1000 == 0 else "INFO"',
      '    print(f"2026-11-23 10:00:00,000 - train - {level} - message {i}")',
    ),
  )
  await jobStatus(arm, 'levels-log', 'Completed')
  await openAs('owner', `/runs/levels-log?${workspaceQuery}&tab=logs`)
  await expect(log(page)).toContainText('message 19999')
  const edgeOf = (level: string) =>
    page
      .locator(`[data-level=${level}]`)
      .first()
      .evaluate((row) => getComputedStyle(row).borderLeftColor)
  expect(await edgeOf('info')).toBe('rgba(0, 0, 0, 0)')
  await page.getByRole('button', { name: 'First error' }).click()
  await expect(log(page)).toContainText('ERROR - message 5000')
  expect(await edgeOf('error')).not.toBe('rgba(0, 0, 0, 0)')
  await expect(page).toHaveURL(/[?&]at=\d+/)

  await page.getByRole('button', { name: /^Levels/ }).click()
  await page.getByRole('checkbox', { name: 'Errors' }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Filtered: 2 lines')).toBeVisible()
  await expect(log(page)).toContainText('message 12000')
  await expect(log(page)).not.toContainText('INFO')
  expect(page.url()).toContain('level=error')
})

test('a log that cannot be read says so beside the others, and can be read again', async ({ page, ownEmulator }) => {
  const arm = await armClient(ownEmulator.ready)
  await submitJob(arm, 'refused-log', 'echo ERROR: rank $RANK', {
    resources: { instanceCount: 2 },
    distribution: { distributionType: 'PyTorch', processCountPerInstance: 1 },
  })
  await jobStatus(arm, 'refused-log', 'Completed')
  const fault = { server: 'blob', path: 'std_log_process_1', kind: 'status', status: 403, count: 1_000 }
  expect((await arm.call('POST', '/_trainyard/faults', fault)).ok).toBe(true)
  await page.goto(`${ownEmulator.ready.studio}/runs/refused-log?${workspaceQueryOf(ownEmulator)}&tab=logs&view=lanes`)
  await signIn(page, 'owner')
  await expect(page.getByRole('log', { name: /Node 0, process 0/ })).toContainText('ERROR: rank 0')
  await expect(page.getByRole('alert')).toContainText('Read Node 1, process 1')
  await page.getByRole('button', { name: /^Log files/ }).click()
  await expect(page.getByRole('dialog', { name: 'Log files' })).toContainText('unreadable')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Download' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /zip/ }).click()
  const zip = (await readFile(await (await downloading).path())).toString('latin1')
  expect(zip).toContain('ERROR: rank 0')
  expect(zip).toMatch(/not-downloaded\.txt[^]*user_logs\/std_log_process_1\.txt\t/)
  await expect(page.getByText('1 file is not in all logs')).toBeVisible()
  await page.getByRole('button', { name: 'Close', exact: true }).click()

  await arm.call('DELETE', '/_trainyard/faults')
  await page.getByRole('button', { name: 'Read it again' }).click()
  await expect(page.getByRole('log', { name: /Node 1, process 1/ })).toContainText('ERROR: rank 1')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.getByRole('button', { name: /^Log files/ }).click()
  await page.getByRole('button', { name: 'Count errors' }).click()
  await expect(page.getByText('1 error', { exact: true })).toHaveCount(2)
})

test('all logs come as one zip, byte by byte', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(arm, 'zip-log', `printf 'one\\r\\ntwo \\377\\n'; head -c 3000000 /dev/urandom`)
  await jobStatus(arm, 'zip-log', 'Completed')
  await openAs('owner', `/runs/zip-log?${workspaceQuery}&tab=logs`)
  const stored = await storedLogs(arm, 'zip-log')
  expect(stored.size).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Download' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: `All ${stored.size} files as a zip` }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('zip-log-logs.zip')
  const zip = await readFile(await download.path())
  for (const [name, bytes] of stored) {
    // The zip stores its files as they are, each after its name.
    const at = zip.indexOf(`zip-log/${name}`)
    expect(at, name).toBeGreaterThan(0)
    const begin = at + Buffer.byteLength(`zip-log/${name}`)
    expect(zip.subarray(begin, begin + bytes.length).equals(bytes), name).toBe(true)
  }

  await page.getByRole('button', { name: 'Download' }).click()
  const single = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /std_log/ }).click()
  const file = await readFile(await (await single).path())
  expect(file.equals(stored.get('user_logs/std_log.txt') ?? Buffer.alloc(0))).toBe(true)
})

test('new lines appear by themselves, but not under the eyes of somebody who reads above', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await submitJob(
    arm,
    'growing-log',
    python(
      'import time',
      'for i in range(500): print(f"early line {i}")',
      'for i in range(3000):',
      '    print(f"late line {i}")',
      '    time.sleep(0.1)',
    ),
  )
  await jobStatus(arm, 'growing-log', 'Running')
  await openAs('owner', `/runs/growing-log?${workspaceQuery}&tab=logs`)
  await expect(log(page)).toContainText('late line')
  await expect(page.getByText(/Last data .* ago/)).toBeVisible()
  await log(page).hover()
  await page.mouse.wheel(0, -3_000)
  await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'false')
  let before = await inSight(page)
  await expect
    .poll(async () => {
      const earlier = before
      before = await inSight(page)
      return before.join() === earlier.join()
    }, 'the wheel has come to rest')
    .toBe(true)
  const size = () =>
    page
      .getByText(/^[\d.]+ k?B$|lines?, [\d.]+ k?B/)
      .first()
      .innerText()
  const sizeBefore = await size()
  await expect.poll(size).not.toBe(sizeBefore)
  expect(await inSight(page)).toEqual(before)
  expect(await isFollowing(page)).toBe('false')
  await page.getByRole('button', { name: 'Follow' }).click()
  await expect.poll(() => inSight(page)).not.toEqual(before)
  await arm.workspace('POST', '/jobs/growing-log/cancel')
})

test('an address that expires while one reads is renewed unseen', async ({ page, ownEmulator }) => {
  const arm = await armClient(ownEmulator.ready)
  const control = async (path: string, body: object) => {
    const response = await arm.call('POST', `/_trainyard/${path}`, body)
    expect(response.ok).toBe(true)
  }
  await control('settings', { sasSeconds: 60 })
  await submitJob(arm, 'expiring', python('for i in range(300_000): print(f"line {i}")', 'print("over")'))
  await jobStatus(arm, 'expiring', 'Completed')
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() === 403) refused.push(new URL(response.url()).pathname)
  })
  await page.goto(`${ownEmulator.ready.studio}/runs/expiring?${workspaceQueryOf(ownEmulator)}&tab=logs`)
  await signIn(page, 'owner')
  await expect(log(page)).toContainText('over')
  await control('clock/advance', { seconds: 120 })
  await searchBox(page).fill('line 4242')
  await expect(results(page).getByRole('status')).toContainText('11 matching lines')
  await results(page)
    .getByRole('button', { name: /Line 4,243/ })
    .click()
  await expect(log(page)).toContainText('line 4242')
  await eventually('an address was refused in between', async () => refused.length > 0)
  await expect(page.getByRole('alert')).toHaveCount(0)

  await control('clock/advance', { seconds: 120 })
  await page.getByRole('button', { name: 'Download' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /zip/ }).click()
  expect((await readFile(await (await downloading).path())).includes('line 299999')).toBe(true)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('on a phone the newest lines are in sight at once', async ({ page, arm, openAs, workspaceQuery }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await submitJob(arm, 'phone-log', 'for i in $(seq 200); do echo "line $i of 200"; done')
  await jobStatus(arm, 'phone-log', 'Completed')
  await openAs('owner', `/runs/phone-log?${workspaceQuery}&tab=logs`)
  await expect(log(page)).toContainText('line 200 of 200')
  // The page is not scrolled.
  await expect(log(page)).toBeInViewport({ ratio: 0.6 })
})

test('a job that lost its node goes on in a new log, and keeps that of the attempt before', async ({
  page,
  ownEmulator,
}) => {
  const arm = await armClient(ownEmulator.ready)
  const nodes = async (lowPriorityNodes: number | null) =>
    expect((await arm.call('POST', '/_trainyard/settings', { lowPriorityNodes })).ok).toBe(true)
  const computeId = await createCluster(arm, 'spot', 1, 'LowPriority')
  const folder = await mkdtemp(join(tmpdir(), 'attempts-'))
  // Each attempt begins in a folder of its own, so what tells them apart lies elsewhere.
  const command = `cd ${folder}; if [ -e begun ]; then echo another attempt; else touch begun; seq 5000; fi; sleep 300`
  await submitJob(arm, 'preempted-log', command, { computeId })
  await jobStatus(arm, 'preempted-log', 'Running')
  const address = `/runs/preempted-log?${workspaceQueryOf(ownEmulator)}&tab=logs`
  await page.goto(new URL(address, ownEmulator.ready.studio).href)
  await signIn(page, 'owner')
  await expect(log(page)).toContainText('5000')

  await nodes(0)
  await jobStatus(arm, 'preempted-log', 'Queued')
  // While it waits again, what it printed before stays on screen.
  await expect(page.getByRole('log', { name: 'Other attempts log, retry_001: Output' })).toContainText('5000')
  await nodes(null)
  const output = page.getByRole('log', { name: 'Log of your script, Output' })
  await expect(output).toHaveText(/^1?another attempt$/)
  await page.getByRole('button', { name: /^Log files/ }).click()
  await page.getByRole('region', { name: 'Other attempts' }).getByRole('link', { name: 'retry_001: Output' }).click()
  await expect(page.getByRole('log', { name: 'Other attempts log, retry_001: Output' })).toContainText('5000')
  await arm.workspace('POST', '/jobs/preempted-log/cancel')
  await jobStatus(arm, 'preempted-log', 'Canceled')
  await rm(folder, { recursive: true })
})
