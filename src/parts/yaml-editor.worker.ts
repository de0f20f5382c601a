// Monaco's own worker, as a file of ours: see yaml-language.worker.ts.
import 'monaco-editor/editor/editor.worker'
