import path from 'node:path'
import { parseArgs } from 'node:util'
import { StartError } from './start-error.ts'

export type StartArgs = Readonly<{
  /** First of three ports in a row; 0 picks free ones. */
  port: number
  /** Absolute. */
  dataDir: string
  reset: boolean
  open: boolean
  dev: boolean
  help: boolean
}>

export const usage = `Usage: npm start -- [options]

  --port N        studio on port N, cloud on N+1, blob storage on N+2 (default 4280; 0 picks free ones)
  --data-dir DIR  where state lives (default .trainyard)
  --reset         start afresh: empties the data folder
  --open          open the studio in the browser
  --help          print this`

/** Three ports in a row must exist. */
const lastPort = 65_533

/**
 * @param argv arguments after the script's name
 * @throws StartError 2 with a sentence that names the flag
 */
export function parseStartArgs(argv: string[]): StartArgs {
  const { values } = readFlags(argv)
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > lastPort) {
    throw new StartError(2, `--port takes a whole number from 0 to ${lastPort}, not '${values.port}'.`)
  }
  if (values['data-dir'] === '') throw new StartError(2, '--data-dir takes a folder.')
  const { reset, open, dev, help } = values
  return { port, dataDir: path.resolve(values['data-dir']), reset, open, dev, help }
}

function readFlags(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        port: { type: 'string', default: '4280' },
        'data-dir': { type: 'string', default: '.trainyard' },
        reset: { type: 'boolean', default: false },
        open: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    })
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw new StartError(2, `${reason}. See npm start -- --help.`)
  }
}
