/** Packages whose name on PyPI is not that of the module they bring, most asked for first. */
const packageByModule: Readonly<Record<string, string>> = {
  sklearn: 'scikit-learn',
  cv2: 'opencv-python-headless',
  PIL: 'pillow',
  yaml: 'pyyaml',
  bs4: 'beautifulsoup4',
  dotenv: 'python-dotenv',
  skimage: 'scikit-image',
  dateutil: 'python-dateutil',
  jwt: 'pyjwt',
  Crypto: 'pycryptodome',
  OpenSSL: 'pyopenssl',
  serial: 'pyserial',
  git: 'gitpython',
  docx: 'python-docx',
  pptx: 'python-pptx',
  fitz: 'pymupdf',
  magic: 'python-magic',
  Levenshtein: 'levenshtein',
  faiss: 'faiss-cpu',
  umap: 'umap-learn',
  imblearn: 'imbalanced-learn',
  skopt: 'scikit-optimize',
  mpl_toolkits: 'matplotlib',
  pkg_resources: 'setuptools',
  psycopg2: 'psycopg2-binary',
  MySQLdb: 'mysqlclient',
  zmq: 'pyzmq',
  attr: 'attrs',
  ruamel: 'ruamel.yaml',
  osgeo: 'gdal',
  open_clip: 'open-clip-torch',
}

/** Modules below names that many packages share: the longest name that fits decides. */
const packageByPrefix: readonly [module: string, packageName: string][] = [
  ['azure.ai.ml', 'azure-ai-ml'],
  ['azure.identity', 'azure-identity'],
  ['azure.storage.blob', 'azure-storage-blob'],
  ['azure.storage.filedatalake', 'azure-storage-file-datalake'],
  ['azure.keyvault.secrets', 'azure-keyvault-secrets'],
  ['azure.core', 'azure-core'],
  ['azureml.core', 'azureml-core'],
  ['azureml.mlflow', 'azureml-mlflow'],
  ['azureml.fsspec', 'azureml-fsspec'],
  ['azureml', 'azureml-core'],
  ['google.protobuf', 'protobuf'],
  ['google.cloud.storage', 'google-cloud-storage'],
  ['ruamel.yaml', 'ruamel.yaml'],
]

/** Namespaces of hundreds of packages: by themselves they tell none of them. */
const namespaces = new Set(['azure', 'google', 'backports', 'zope'])

/** The package that brings a module, by the names known to differ, else the module's own first name. */
export function packageOf(module: string): string | undefined {
  const shared = packageByPrefix.find(([prefix]) => module === prefix || module.startsWith(`${prefix}.`))
  if (shared) return shared[1]
  const [first = module] = module.split('.')
  if (namespaces.has(first) || standardModules.has(first) || !/^[A-Za-z]\w*$/.test(first)) return undefined
  return Object.hasOwn(packageByModule, first) ? packageByModule[first] : first.replaceAll('_', '-')
}

/** Modules that come with Python itself, or came with an older one: no package brings them. */
const standardModules = new Set([
  'asynchat',
  'asyncore',
  'distutils',
  'graphlib',
  'imp',
  'lzma',
  'sqlite3',
  'tkinter',
  'tomllib',
  'zoneinfo',
])
