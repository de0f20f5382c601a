// Monaco's own worker, as a file of ours: see yaml.worker.ts.
import 'monaco-editor/editor/editor.worker'
