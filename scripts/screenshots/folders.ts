import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { longJob, sweep } from './editor-texts.ts'

/** Folders on disk as somebody would choose them, gone with the pictures. */
export async function localFolders() {
  const root = await mkdtemp(path.join(tmpdir(), 'trainyard-pictures-'))
  const code = path.join(root, 'src')
  const project = path.join(root, 'project')
  for (const [name, content] of Object.entries(codeFiles)) await write(path.join(code, name), content)
  for (const [name, content] of Object.entries(projectFiles)) await write(path.join(project, name), content)
  return {
    code,
    project,
    /** Code that the workspace does not have yet: what it has is not uploaded again. */
    async newCode() {
      const folder = path.join(root, randomUUID(), 'src')
      const names = [...Array.from({ length: 38 }, (_, index) => `step_${index}.py`), 'lib/table.py', 'lib/scores.py']
      for (const name of names) await write(path.join(folder, name), `print("${folder}", "${name}")\n`.repeat(500))
      return folder
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
}

export type LocalFolders = Awaited<ReturnType<typeof localFolders>>

async function write(file: string, content: string | Buffer) {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
}

/** More than 100 MB, so that there is a warning; most of it is sparse text that compresses to nothing on most disks. */
const large = Buffer.alloc(101 * 1024 * 1024, 'x')

const codeFiles = {
  'train.py':
    'import argparse\n\nparser = argparse.ArgumentParser()\nparser.add_argument("--table")\nprint(parser.parse_args())\n',
  'conda.yml': 'dependencies:\n  - python=3.12\n',
  'models/boosting/with_early_stopping_and_a_rather_long_name_for_a_file.py': 'depth = 3\n',
  'models/boosting/plain.py': 'depth = 2\n',
  'data/measurements-of-the-second-season.bin': large,
  'notes/ideas.md': 'Try a deeper tree.\n',
  '.env': 'API_TOKEN=abc\n',
  'cache/a.tmp': 'a',
  'cache/b.tmp': 'b',
  '.amlignore': 'cache/\nnotes/\n',
}

const projectFiles = {
  'job.yml': longJob,
  'experiments/search-for-a-learning-rate/sweep.yml': sweep,
  'environment.yml': 'name: iris\ndependencies:\n  - python=3.12\n',
  'src/train.py': 'print("training")\n',
}
