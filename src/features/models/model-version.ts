import type { ModelVersionResource } from '../../api/assets.ts'

const labels: Readonly<Record<string, string>> = {
  mlflow_model: 'MLflow model',
  custom_model: 'Custom model',
  triton_model: 'Triton model',
}

/** For people; the service's type is a plain string, so any other one is shown as it is. */
export const modelTypeLabel = (type: string | null | undefined): string =>
  type ? (labels[type] ?? type) : 'Custom model'

/** The flavors of an MLflow model, e.g. `python_function`. */
export const flavorsOf = ({ properties }: ModelVersionResource): string[] => Object.keys(properties.flavors ?? {})
