import { fileURLToPath } from 'node:url'
import { parseStartArgs } from '../../emulator/args.ts'
import { runEmulator } from '../../emulator/main.ts'
import { StartError } from '../../emulator/start-error.ts'

/** What `npm start` runs after its checks and its build: a journey must not start a build in the middle. */
const { dataDir, port } = parseStartArgs(process.argv.slice(2))
try {
  await runEmulator({
    dataDir,
    port,
    studio: { kind: 'folder', dir: fileURLToPath(new URL('../../dist', import.meta.url)) },
    recordFile: process.env['TRAINYARD_RECORD'],
  })
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = error.exitCode
}
