import { expect, test } from 'vitest'
import { installerError } from './installer-error.ts'

const requirements = ['picky', 'tiny-model==1.0']

test.each([
  [
    'a package that nobody has',
    `ERROR: Could not find a version that satisfies the requirement tiny-model==1.0 (from versions: 0.9)
ERROR: No matching distribution found for tiny-model==1.0
`,
    'no version of the package tiny-model==1.0 was found',
  ],
  [
    'the same in the words of an older pip',
    'ERROR: No matching distribution found for tiny-model==1.0 (from -r requirements.txt (line 2))',
    'no version of the package tiny-model==1.0 was found',
  ],
  [
    'packages that exclude each other',
    `ERROR: Cannot install -r requirements.txt (line 1) and tiny-model==1.0 because these package versions have conflicting dependencies.

The conflict is caused by:
    The user requested tiny-model==1.0
ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/`,
    'Cannot install picky and tiny-model==1.0 because these package versions have conflicting dependencies',
  ],
  [
    'a package that does not compile',
    `Collecting numpy==1.19.5
      error: Command "gcc -c scalartypes.c" failed with exit status 1
      [end of output]
  note: This error originates from a subprocess, and is likely not a problem with pip.
  ERROR: Failed building wheel for numpy
Failed to build numpy
ERROR: Could not build wheels for numpy, which is required to install pyproject.toml-based projects`,
    'Could not build wheels for numpy, which is required to install pyproject.toml-based projects',
  ],
  [
    'a package that fails before it has a name',
    `Collecting sklearn
  Downloading sklearn-0.0.post12.tar.gz (2.6 kB)
error: subprocess-exited-with-error

× Getting requirements to build wheel did not run successfully.
│ exit code: 1
╰─> See above for output.`,
    'sklearn: Getting requirements to build wheel did not run successfully',
  ],
  [
    'a line that is no requirement',
    `ERROR: Invalid requirement: './model' (from line 1 of requirements.txt)
Hint: It looks like a path. File './model' does not exist.`,
    "Invalid requirement: './model' (from line 1 of requirements.txt)",
  ],
  [
    'what uv says',
    `  × No solution found when resolving dependencies:
  ╰─▶ Because tiny-model was not found in the package registry, we can conclude that it cannot be used.`,
    'No solution found when resolving dependencies',
  ],
  [
    'a line that pip falls over',
    `ERROR: Exception:
Traceback (most recent call last):
  File "pip/_vendor/packaging/markers.py", line 280, in __init__
pip._vendor.packaging.markers.InvalidMarker: Invalid marker: 'rm -rf', parse error at 'rm -rf'`,
    "Invalid marker: 'rm -rf', parse error at 'rm -rf'",
  ],
  [
    'a package that is not where a line says, which has a password',
    'ERROR: Could not install packages due to an OSError: no answer from https://user:secret@example.org/x.whl',
    'Could not install packages due to an OSError: no answer from https://****@example.org/x.whl',
  ],
  ['nothing', 'Killed', 'the packages could not be installed'],
])('%s', (_, printed, reason) => {
  expect(installerError(printed, requirements)).toBe(reason)
})
