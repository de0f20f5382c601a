/** One dependency of a conda file: `conda-forge::numpy=1.26` has the name `numpy` and the version `=1.26`. */
export type CondaPackage = Readonly<{
  name: string
  /** As written after the name, without a build string; empty for any. */
  version: string
}>

/**
 * Conda packages that pip knows by the same name. What is neither here nor below is left out: a name that both have need
 * not be the same package, and most others are libraries of the system, which no pip installs.
 */
const sameNames: ReadonlySet<string> = new Set(
  [
    ['accelerate', 'altair', 'azure-ai-ml', 'azure-identity', 'azureml-core', 'azureml-defaults', 'azureml-mlflow'],
    ['beautifulsoup4', 'bokeh', 'catboost', 'click', 'cloudpickle', 'cython', 'dask', 'datasets', 'dill'],
    ['evaluate', 'fastparquet', 'fsspec', 'gensim', 'h5py', 'horovod', 'imageio', 'imbalanced-learn', 'ipykernel'],
    ['ipython', 'jinja2', 'joblib', 'jsonschema', 'jupyter', 'keras', 'lightgbm', 'lightning', 'lxml', 'matplotlib'],
    [
      'mlflow',
      'mlflow-skinny',
      'mpi4py',
      'networkx',
      'nltk',
      'notebook',
      'numba',
      'numpy',
      'onnx',
      'onnxruntime',
      'openpyxl',
    ],
    ['optuna', 'packaging', 'pandas', 'pillow', 'plotly', 'polars', 'protobuf', 'psutil', 'pyarrow', 'pydantic'],
    ['pytest', 'python-dateutil', 'python-dotenv', 'pytorch-lightning', 'pyyaml', 'ray', 'regex', 'requests'],
    ['rich', 'scikit-image', 'scikit-learn', 'scipy', 'seaborn', 'sentencepiece', 'setuptools', 'shap', 'spacy'],
    ['sqlalchemy', 'statsmodels', 'sympy', 'tabulate', 'tensorboard', 'tensorflow', 'tokenizers', 'torchaudio'],
    ['torchvision', 'tqdm', 'transformers', 'typing-extensions', 'typing_extensions', 'wheel', 'xgboost', 'xlrd'],
  ].flat(),
)

/** Names of conda's for what pip calls otherwise. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['dask-core', 'dask'],
  ['huggingface_hub', 'huggingface-hub'],
  ['matplotlib-base', 'matplotlib'],
  ['opencv', 'opencv-python-headless'],
  ['py-opencv', 'opencv-python-headless'],
  ['py-xgboost', 'xgboost'],
  ['pytables', 'tables'],
  ['pytorch', 'torch'],
  ['ray-core', 'ray'],
  ['tensorflow-cpu', 'tensorflow'],
])

/** `channel::name version=build`, with or without the first and the last, and with a blank or none before the version. */
const matchSpecification = /^(?:[^\s:]+::)?([\w.-]+)\s*(.*)$/

export function parseCondaPackage(text: string): CondaPackage {
  const [, name = text.trim(), rest = ''] = matchSpecification.exec(text.trim()) ?? []
  return { name: name.toLowerCase(), version: withoutBuild(rest.trim()) }
}

/** `=1.2=py310_0` and `1.2 py310_0` name a build of a version, which only conda has. */
const withoutBuild = (version: string) =>
  version.replace(/^(={0,2}[^=<>!~\s]+)(?:=|\s+)[^=<>!~\s,]+$/, '$1').replaceAll(/\s+/g, '')

/**
 * The same package as pip asks for it: conda's `=1.2` is any 1.2, which pip writes `==1.2.*`.
 * https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html#package-match-specifications
 * @returns undefined when pip has no such package, or no way to say which version
 */
export function pipRequirement({ name, version }: CondaPackage): string | undefined {
  const pipName = sameNames.has(name) ? name : otherNames.get(name)
  if (pipName === undefined) return undefined
  if (version === '') return pipName
  const [, equals = '', exact] = /^(={0,2})([\w.+*]+)$/.exec(version) ?? []
  if (exact !== undefined) return `${pipName}==${exact}${equals === '=' && !exact.endsWith('*') ? '.*' : ''}`
  const isComparison = /^(?:(?:[<>]=?|[!=~]=)[\w.+*]+)(?:,(?:[<>]=?|[!=~]=)[\w.+*]+)*$/.test(version)
  return isComparison ? pipName + version : undefined
}

/**
 * Whether a Python will do where a conda file asks for one: `=3.10` and `3.10.*` are any 3.10. Of anything but one
 * version it is not said that it differs.
 * @param version as written; undefined when the file asks for none
 */
export function isPythonAskedFor(version: string | undefined, actual: string): boolean {
  const [, asked] = /^={0,2}(\d[\d.]*?)(?:\.\*|\*)?$/.exec(version ?? '') ?? []
  return asked === undefined || `${actual}.`.startsWith(`${asked}.`)
}
