// Vite bundles a worker from a file of ours, not from a package's: this is that file.
import 'monaco-yaml/yaml.worker.js'
