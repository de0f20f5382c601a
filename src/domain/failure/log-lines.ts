/** Whose words a log file holds: the user's processes', the image build's, or the platform's around them. */
export type LogRole = 'script' | 'image' | 'system'

/** One line of a log as it can be shown, and the byte at which it begins in its file. */
export type LogLine = Readonly<{ text: string; offset: number }>

/** The last lines of one log file, in the file's order. */
export type LogTail = Readonly<{
  /** As run history names it, e.g. `user_logs/std_log.txt`; undefined for what the service quotes of one. */
  file: string | undefined
  role: LogRole
  lines: readonly LogLine[]
}>

/** A line that decided; without a file it is one the service quotes. */
export type Evidence = Readonly<{ text: string; file?: string | undefined; offset?: number | undefined }>

/** A line with what tells the processes of a job apart taken off its beginning. */
export type ReadLine = LogLine & Readonly<{ index: number; process: string }>

/**
 * What launchers and log shippers put before each line of a process: `[rank0]: ` (PyTorch), `[default0]:` (torchrun),
 * `[1,0]<stderr>:` (Open MPI), `stderr: ` (DeepSpeed), `(pid=123) ` (Ray), a time, and the bars of exception groups.
 */
const processMarks =
  /^(?:\[rank\s?(\d+)\]:\s?|\[default(\d+)\]:\s?|\[\d+,(\d+)\]<std(?:err|out)>:\s?|\(\w+ pid=(\d+)[^)]*\)\s?|std(?:err|out):\s?)/
const time = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?:?[ \t]/
const groupBars = /^\s*[|+]\s?(?=.)/

/** Takes times and marks of processes off the beginning of each line. */
export const readLines = (lines: readonly LogLine[]): ReadLine[] =>
  lines.map(({ text, offset }, index) => {
    let rest = text
    let process = ''
    for (let mark: RegExpExecArray | null; (mark = time.exec(rest) ?? processMarks.exec(rest));) {
      process = mark.slice(1).find((part) => part !== undefined) ?? process
      rest = rest.slice(mark[0].length)
    }
    return { text: rest.replace(groupBars, ''), offset, index, process }
  })

/** A progress bar (tqdm and its like), which may stand anywhere between other lines. */
export const isProgress = (text: string): boolean =>
  /\d+%\|.*\||\d(?:it|s|B)\/(?:s|it)\b|^\s*[━╸█▏▎▍▌▋▊▉]{4}/.test(text)

/** What is said by whoever cleans up after a process, and by nobody else: it does not make an exception a past one. */
const afterwords =
  /^(?:\s*$|\[?\d{4}-\d\d-\d\d.*(?:Finalizing|Cleaning|cleaning up)|Cleaning up all outstanding|\d+ items cleaning up|Cleanup took|Starting the daemon thread|🏃|🧪|wandb:|=+$|-+$|\*+$|srun:|--+|slurmstepd)/u

/** Lines that tell something, as opposed to bars, rules and words of farewell. */
export const isTelling = (text: string): boolean => !afterwords.test(text) && !isProgress(text)

export const evidenceAt = ({ file }: Pick<LogTail, 'file'>, { text, offset }: LogLine): Evidence =>
  file === undefined ? { text } : { text, file, offset }
