/**
 * Registered assets between their two spellings, CLI v2 YAML and ARM REST. Values are those of the YAML: a local path
 * is not uploaded yet, and without a version the service's next free number is meant. Undefined means left out.
 */

/** A version of a data asset. Without a name it would be anonymous, which only jobs make use of. */
export type DataSpec = {
  name?: string
  version?: string
  type: 'uri_file' | 'uri_folder' | 'mltable'
  path: string
  description?: string
  tags?: Record<string, string | null>
  properties?: Record<string, string | null>
  datastore?: string
}

/** An environment that is made for one job alone: an image (with or without conda packages) or a Docker build. */
export type InlineEnvironment = {
  image?: string
  /** A path relative to the YAML file, or the content of the conda file itself. */
  condaFile?: string | Record<string, unknown>
  build?: { path: string; dockerfilePath?: string }
  osType?: 'linux' | 'windows'
  description?: string
  tags?: Record<string, string | null>
  properties?: Record<string, string | null>
  inferenceConfig?: Record<string, unknown>
  datastore?: string
  name?: string
  version?: string
}

/** A version of an environment: an image (with or without conda packages) or a Docker build. */
export type EnvironmentSpec = InlineEnvironment & { name: string }

/** A version of a model. */
export type ModelSpec = {
  name: string
  version?: string
  type: 'custom_model' | 'mlflow_model' | 'triton_model'
  path?: string
  /** For each flavour of an MLflow model, what the flavour's library wrote about it. */
  flavors?: Record<string, Record<string, unknown>>
  stage?: string
  description?: string
  tags?: Record<string, string | null>
  properties?: Record<string, string | null>
  datastore?: string
}
