// Azure Machine Learning, ARM api-version 2025-09-01. Written by scripts/generate-api.ts: never edit by hand.

export const apiVersion = '2025-09-01'

export type AKS = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: {
    clusterFqdn?: string | null
    readonly systemServices?: Array<SystemService> | null
    agentCount?: number | null
    agentVmSize?: string | null
    clusterPurpose?: 'FastProd' | 'DenseProd' | 'DevTest' | (string & {})
    sslConfiguration?: SslConfiguration | null
    aksNetworkingConfiguration?: AksNetworkingConfiguration | null
    loadBalancerType?: 'PublicIp' | 'InternalLoadBalancer' | (string & {})
    loadBalancerSubnet?: string | null
  }
  computeType: 'AKS'
}

export type AccountKeyDatastoreCredentials = { secrets: AccountKeyDatastoreSecrets; credentialsType: 'AccountKey' }

export type AccountKeyDatastoreSecrets = { key?: string | null; secretsType: 'AccountKey' }

export type AksNetworkingConfiguration = Record<string, unknown>

export type AllNodes = { nodesValueType: 'All' }

export type AmlCompute = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: AmlComputeProperties
  computeType: 'AmlCompute'
}

export type AmlComputeProperties = {
  osType?: 'Linux' | 'Windows' | (string & {})
  vmSize?: string
  vmPriority?: 'Dedicated' | 'LowPriority' | (string & {})
  virtualMachineImage?: VirtualMachineImage | null
  isolatedNetwork?: boolean
  scaleSettings?: ScaleSettings
  userAccountCredentials?: UserAccountCredentials | null
  subnet?: ResourceId | null
  remoteLoginPortPublicAccess?: 'Enabled' | 'Disabled' | 'NotSpecified' | (string & {})
  readonly allocationState?: 'Steady' | 'Resizing' | (string & {})
  readonly allocationStateTransitionTime?: string
  readonly errors?: Array<ErrorResponse> | null
  readonly currentNodeCount?: number | null
  readonly targetNodeCount?: number | null
  readonly nodeStateCounts?: NodeStateCounts | null
  enableNodePublicIp?: boolean | null
  propertyBag?: Record<string, unknown> | null
}

export type AmlToken = { identityType: 'AMLToken' }

export type AssetProvisioningState =
  'Succeeded' | 'Failed' | 'Canceled' | 'Creating' | 'Updating' | 'Deleting' | (string & {})

export type AssignedUser = { objectId: string; tenantId: string }

export type AutoMLJob = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  displayName?: string | null
  readonly status?: JobStatus
  experimentName?: string
  secretsConfiguration?: Record<string, SecretConfiguration | null> | null
  services?: Record<string, JobService | null> | null
  computeId?: string | null
  isArchived?: boolean
  identity?: IdentityConfigurationUnion | null
  componentId?: string | null
  notificationSetting?: NotificationSetting | null
  resources?: JobResourceConfiguration
  environmentId?: string | null
  environmentVariables?: Record<string, string | null> | null
  taskDetails: AutoMLVerticalUnion
  outputs?: Record<string, JobOutputUnion | null> | null
  queueSettings?: QueueSettings | null
  jobType: 'AutoML'
}

export type AutoMLVerticalUnion = Record<string, unknown>

export type AutoPauseProperties = { delayInMinutes?: number; enabled?: boolean }

export type AutoRebuildSetting = 'Disabled' | 'OnBaseImageUpdate' | (string & {})

export type AutoScaleProperties = { minNodeCount?: number; enabled?: boolean; maxNodeCount?: number }

export type AzureBlobDatastore = {
  subscriptionId?: string | null
  resourceGroup?: string | null
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  readonly isDefault?: boolean
  credentials: DatastoreCredentialsUnion
  accountName?: string | null
  containerName?: string | null
  endpoint?: string | null
  protocol?: string | null
  serviceDataAccessAuthIdentity?: ServiceDataAccessAuthIdentity
  datastoreType: 'AzureBlob'
}

export type AzureDataLakeGen1Datastore = {
  subscriptionId?: string | null
  resourceGroup?: string | null
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  readonly isDefault?: boolean
  credentials: DatastoreCredentialsUnion
  storeName: string
  serviceDataAccessAuthIdentity?: ServiceDataAccessAuthIdentity
  datastoreType: 'AzureDataLakeGen1'
}

export type AzureDataLakeGen2Datastore = {
  subscriptionId?: string | null
  resourceGroup?: string | null
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  readonly isDefault?: boolean
  credentials: DatastoreCredentialsUnion
  filesystem: string
  accountName: string
  endpoint?: string | null
  protocol?: string | null
  serviceDataAccessAuthIdentity?: ServiceDataAccessAuthIdentity
  datastoreType: 'AzureDataLakeGen2'
}

export type AzureDevOpsWebhook = { eventType?: string | null; webhookType: 'AzureDevOps' }

export type AzureFileDatastore = {
  subscriptionId?: string | null
  resourceGroup?: string | null
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  readonly isDefault?: boolean
  credentials: DatastoreCredentialsUnion
  accountName: string
  fileShareName: string
  endpoint?: string | null
  protocol?: string | null
  serviceDataAccessAuthIdentity?: ServiceDataAccessAuthIdentity
  datastoreType: 'AzureFile'
}

export type BanditPolicy = {
  evaluationInterval?: number
  delayEvaluation?: number
  slackFactor?: number
  slackAmount?: number
  policyType: 'Bandit'
}

export type BayesianSamplingAlgorithm = { samplingAlgorithmType: 'Bayesian' }

export type BlobReferenceForConsumptionDto = {
  blobUri?: string | null
  storageAccountArmId?: string | null
  credential?: PendingUploadCredentialDtoUnion | null
}

export type BuildContext = { contextUri: string; dockerfilePath?: string }

export type CertificateDatastoreCredentials = {
  authorityUrl?: string | null
  resourceUrl?: string | null
  tenantId: string
  clientId: string
  thumbprint: string
  secrets: CertificateDatastoreSecrets
  credentialsType: 'Certificate'
}

export type CertificateDatastoreSecrets = { certificate?: string | null; secretsType: 'Certificate' }

export type CodeVersion = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  isAnonymous?: boolean
  codeUri?: string | null
  readonly provisioningState?: AssetProvisioningState
}

export type CodeVersionResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: CodeVersion
}

export type CommandJob = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  displayName?: string | null
  readonly status?: JobStatus
  experimentName?: string
  secretsConfiguration?: Record<string, SecretConfiguration | null> | null
  services?: Record<string, JobService | null> | null
  computeId?: string | null
  isArchived?: boolean
  identity?: IdentityConfigurationUnion | null
  componentId?: string | null
  notificationSetting?: NotificationSetting | null
  resources?: JobResourceConfiguration
  codeId?: string | null
  command: string
  environmentId: string
  inputs?: Record<string, JobInputUnion | null> | null
  outputs?: Record<string, JobOutputUnion | null> | null
  distribution?: DistributionConfigurationUnion | null
  limits?: CommandJobLimits | null
  environmentVariables?: Record<string, string | null> | null
  readonly parameters?: Record<string, unknown> | null
  queueSettings?: QueueSettings | null
  jobType: 'Command'
}

export type CommandJobLimits = { timeout?: string | null; jobLimitsType: 'Command' }

export type ComputeInstance = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: ComputeInstanceProperties
  computeType: 'ComputeInstance'
}

export type ComputeInstanceApplication = { displayName?: string; endpointUri?: string }

export type ComputeInstanceConnectivityEndpoints = {
  readonly publicIpAddress?: string | null
  readonly privateIpAddress?: string | null
}

export type ComputeInstanceContainer = {
  name?: string
  autosave?: 'None' | 'Local' | 'Remote' | (string & {})
  gpu?: string
  network?: 'Bridge' | 'Host' | (string & {})
  environment?: ComputeInstanceEnvironmentInfo
  readonly services?: Array<Record<string, unknown>>
}

export type ComputeInstanceCreatedBy = {
  readonly userName?: string | null
  readonly userOrgId?: string
  readonly userId?: string | null
}

export type ComputeInstanceDataDisk = {
  caching?: 'None' | 'ReadOnly' | 'ReadWrite' | (string & {})
  diskSizeGB?: number
  lun?: number
  storageAccountType?: 'Standard_LRS' | 'Premium_LRS' | (string & {})
}

export type ComputeInstanceDataMount = {
  source?: string
  sourceType?: 'Dataset' | 'Datastore' | 'URI' | (string & {})
  mountName?: string
  mountAction?: 'Mount' | 'Unmount' | (string & {})
  createdBy?: string
  mountPath?: string
  mountState?:
    'MountRequested' | 'Mounted' | 'MountFailed' | 'UnmountRequested' | 'UnmountFailed' | 'Unmounted' | (string & {})
  mountedOn?: string
  error?: string
}

export type ComputeInstanceEnvironmentInfo = { name?: string; version?: string }

export type ComputeInstanceLastOperation = {
  operationName?: 'Create' | 'Start' | 'Stop' | 'Restart' | 'Reimage' | 'Delete' | (string & {})
  operationTime?: string
  operationStatus?:
    | 'InProgress'
    | 'Succeeded'
    | 'CreateFailed'
    | 'StartFailed'
    | 'StopFailed'
    | 'RestartFailed'
    | 'ReimageFailed'
    | 'DeleteFailed'
    | (string & {})
  operationTrigger?: 'User' | 'Schedule' | 'IdleShutdown' | (string & {})
}

export type ComputeInstanceProperties = {
  vmSize?: string
  subnet?: ResourceId | null
  applicationSharingPolicy?: 'Personal' | 'Shared' | (string & {})
  sshSettings?: ComputeInstanceSshSettings | null
  customServices?: Array<CustomService> | null
  readonly osImageMetadata?: ImageMetadata
  readonly connectivityEndpoints?: ComputeInstanceConnectivityEndpoints
  readonly applications?: Array<ComputeInstanceApplication>
  readonly createdBy?: ComputeInstanceCreatedBy
  readonly errors?: Array<ErrorResponse>
  readonly state?: ComputeInstanceState
  computeInstanceAuthorizationType?: 'personal' | null
  personalComputeInstanceSettings?: PersonalComputeInstanceSettings | null
  setupScripts?: SetupScripts | null
  readonly lastOperation?: ComputeInstanceLastOperation | null
  schedules?: ComputeSchedules | null
  enableNodePublicIp?: boolean
  readonly containers?: Array<ComputeInstanceContainer> | null
  readonly dataDisks?: Array<ComputeInstanceDataDisk> | null
  readonly dataMounts?: Array<ComputeInstanceDataMount> | null
  readonly versions?: ComputeInstanceVersion
}

export type ComputeInstanceSshSettings = {
  sshPublicAccess?: 'Enabled' | 'Disabled' | (string & {})
  readonly adminUserName?: string
  readonly sshPort?: number
  adminPublicKey?: string
}

export type ComputeInstanceState =
  | 'Creating'
  | 'CreateFailed'
  | 'Deleting'
  | 'Running'
  | 'Restarting'
  | 'JobRunning'
  | 'SettingUp'
  | 'SetupFailed'
  | 'Starting'
  | 'Stopped'
  | 'Stopping'
  | 'UserSettingUp'
  | 'UserSetupFailed'
  | 'Unknown'
  | 'Unusable'
  | (string & {})

export type ComputeInstanceVersion = { runtime?: string | null }

export type ComputeResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties?: ComputeUnion
  identity?: ManagedServiceIdentity
  location?: string
  tags?: Record<string, string> | null
  sku?: Sku | null
}

export type ComputeSchedules = Record<string, unknown>

export type ComputeUnion =
  | AKS
  | AmlCompute
  | ComputeInstance
  | DataFactory
  | DataLakeAnalytics
  | Databricks
  | HDInsight
  | Kubernetes
  | SynapseSpark
  | VirtualMachine

export type CustomModelJobInput = {
  uri: string
  mode?: InputDeliveryMode
  description?: string | null
  jobInputType: 'custom_model'
}

export type CustomModelJobOutput = {
  uri?: string | null
  mode?: OutputDeliveryMode
  description?: string | null
  jobOutputType: 'custom_model'
}

export type CustomService = Record<string, unknown>

export type DataContainer = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  readonly latestVersion?: string | null
  readonly nextVersion?: string | null
  dataType: DataType
}

export type DataContainerResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: DataContainer
}

export type DataFactory = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  computeType: 'DataFactory'
}

export type DataLakeAnalytics = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: { dataLakeStoreAccountName?: string }
  computeType: 'DataLakeAnalytics'
}

export type DataType = 'uri_file' | 'uri_folder' | 'mltable' | (string & {})

export type DataVersionBaseResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: DataVersionBaseUnion
}

export type DataVersionBaseUnion = MLTableData | UriFileDataVersion | UriFolderDataVersion

export type Databricks = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: DatabricksProperties
  computeType: 'Databricks'
}

export type DatabricksProperties = Record<string, unknown>

export type DatastoreCredentialsUnion =
  | AccountKeyDatastoreCredentials
  | CertificateDatastoreCredentials
  | NoneDatastoreCredentials
  | SasDatastoreCredentials
  | ServicePrincipalDatastoreCredentials

export type DatastoreResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: DatastoreUnion
}

export type DatastoreSecretsUnion =
  AccountKeyDatastoreSecrets | CertificateDatastoreSecrets | SasDatastoreSecrets | ServicePrincipalDatastoreSecrets

export type DatastoreUnion =
  AzureBlobDatastore | AzureDataLakeGen1Datastore | AzureDataLakeGen2Datastore | AzureFileDatastore | OneLakeDatastore

export type DistributionConfigurationUnion = Mpi | PyTorch | TensorFlow

export type EarlyTerminationPolicyUnion = BanditPolicy | MedianStoppingPolicy | TruncationSelectionPolicy

export type EmailNotificationEnableType = 'JobCompleted' | 'JobFailed' | 'JobCancelled' | (string & {})

export type EncryptionKeyVaultProperties = { keyVaultArmId: string; keyIdentifier: string; identityClientId?: string }

export type EncryptionProperty = {
  status: 'Enabled' | 'Disabled' | (string & {})
  identity?: IdentityForCmk
  keyVaultProperties: EncryptionKeyVaultProperties
}

export type EnvironmentContainer = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  readonly latestVersion?: string | null
  readonly nextVersion?: string | null
  readonly provisioningState?: AssetProvisioningState
}

export type EnvironmentContainerResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: EnvironmentContainer
}

export type EnvironmentType = 'Curated' | 'UserCreated' | (string & {})

export type EnvironmentVersion = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  isAnonymous?: boolean
  readonly environmentType?: EnvironmentType
  image?: string
  condaFile?: string
  build?: BuildContext
  osType?: OperatingSystemType
  inferenceConfig?: InferenceContainerProperties
  autoRebuild?: AutoRebuildSetting
  readonly provisioningState?: AssetProvisioningState
  stage?: string | null
}

export type EnvironmentVersionResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: EnvironmentVersion
}

export type ErrorAdditionalInfo = { readonly type?: string; readonly info?: Record<string, unknown> }

export type ErrorDetail = {
  readonly code?: string
  readonly message?: string
  readonly target?: string
  readonly details?: Array<ErrorDetail>
  readonly additionalInfo?: Array<ErrorAdditionalInfo>
}

export type ErrorResponse = { error?: ErrorDetail }

export type EstimatedVMPrice = {
  retailPrice: number
  osType: 'Linux' | 'Windows' | (string & {})
  vmTier: 'Standard' | 'LowPriority' | 'Spot' | (string & {})
}

export type EstimatedVMPrices = { billingCurrency: 'USD'; unitOfMeasure: 'OneHour'; values: Array<EstimatedVMPrice> }

export type FeatureStoreSettings = Record<string, unknown>

export type FlavorData = { data?: Record<string, string | null> | null }

export type Goal = 'Minimize' | 'Maximize' | (string & {})

export type GridSamplingAlgorithm = { samplingAlgorithmType: 'Grid' }

export type HDInsight = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: HDInsightProperties
  computeType: 'HDInsight'
}

export type HDInsightProperties = Record<string, unknown>

export type IdentityConfigurationUnion = AmlToken | ManagedIdentity | UserIdentity

export type IdentityForCmk = { userAssignedIdentity?: string }

export type ImageMetadata = {
  currentImageVersion?: string
  latestImageVersion?: string
  isLatestOsImageVersion?: boolean
}

export type InferenceContainerProperties = {
  livenessRoute?: Route
  readinessRoute?: Route
  startupRoute?: Route | null
  scoringRoute?: Route
}

export type InputDeliveryMode =
  'ReadOnlyMount' | 'ReadWriteMount' | 'Download' | 'Direct' | 'EvalMount' | 'EvalDownload' | (string & {})

export type InstanceResourceSchema = Record<string, string>

export type InstanceTypeSchema = {
  nodeSelector?: Record<string, string | null> | null
  resources?: { requests?: InstanceResourceSchema; limits?: InstanceResourceSchema }
}

export type JobBaseResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: JobBaseUnion
}

export type JobBaseUnion = AutoMLJob | CommandJob | PipelineJob | SparkJob | SweepJob

export type JobInputUnion =
  | CustomModelJobInput
  | LiteralJobInput
  | MLFlowModelJobInput
  | MLTableJobInput
  | TritonModelJobInput
  | UriFileJobInput
  | UriFolderJobInput

export type JobOutputUnion =
  | CustomModelJobOutput
  | MLFlowModelJobOutput
  | MLTableJobOutput
  | TritonModelJobOutput
  | UriFileJobOutput
  | UriFolderJobOutput

export type JobResourceConfiguration = {
  instanceCount?: number
  instanceType?: string | null
  properties?: Record<string, Record<string, unknown> | null> | null
  shmSize?: string
  dockerArgs?: string | null
}

export type JobService = {
  jobServiceType?: string | null
  port?: number | null
  endpoint?: string | null
  readonly status?: string | null
  readonly errorMessage?: string | null
  properties?: Record<string, string | null> | null
  nodes?: NodesUnion | null
}

export type JobStatus =
  | 'NotStarted'
  | 'Starting'
  | 'Provisioning'
  | 'Preparing'
  | 'Queued'
  | 'Running'
  | 'Finalizing'
  | 'CancelRequested'
  | 'Completed'
  | 'Failed'
  | 'Canceled'
  | 'NotResponding'
  | 'Paused'
  | 'Unknown'
  | (string & {})

export type JobTier = 'Null' | 'Spot' | 'Basic' | 'Standard' | 'Premium' | (string & {})

export type Kubernetes = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: KubernetesProperties
  computeType: 'Kubernetes'
}

export type KubernetesProperties = {
  relayConnectionString?: string | null
  serviceBusConnectionString?: string | null
  extensionPrincipalId?: string | null
  extensionInstanceReleaseTrain?: string
  vcName?: string
  namespace?: string
  defaultInstanceType?: string
  instanceTypes?: Record<string, InstanceTypeSchema>
}

export type LakeHouseArtifact = { artifactName: string; artifactType: 'LakeHouse' }

export type LiteralJobInput = { description?: string | null; value: string; jobInputType: 'literal' }

export type MLFlowModelJobInput = {
  uri: string
  mode?: InputDeliveryMode
  description?: string | null
  jobInputType: 'mlflow_model'
}

export type MLFlowModelJobOutput = {
  uri?: string | null
  mode?: OutputDeliveryMode
  description?: string | null
  jobOutputType: 'mlflow_model'
}

export type MLTableData = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  isAnonymous?: boolean
  dataUri: string
  referencedUris?: Array<string> | null
  dataType: 'mltable'
}

export type MLTableJobInput = {
  uri: string
  mode?: InputDeliveryMode
  description?: string | null
  jobInputType: 'mltable'
}

export type MLTableJobOutput = {
  uri?: string | null
  mode?: OutputDeliveryMode
  description?: string | null
  jobOutputType: 'mltable'
}

export type ManagedIdentity = {
  clientId?: string | null
  objectId?: string | null
  resourceId?: string | null
  identityType: 'Managed'
}

export type ManagedNetworkSettings = Record<string, unknown>

export type ManagedServiceIdentity = {
  readonly principalId?: string
  readonly tenantId?: string
  type: ManagedServiceIdentityType
  userAssignedIdentities?: UserAssignedIdentities
}

export type ManagedServiceIdentityType =
  'None' | 'SystemAssigned' | 'UserAssigned' | 'SystemAssigned,UserAssigned' | (string & {})

export type MedianStoppingPolicy = {
  evaluationInterval?: number
  delayEvaluation?: number
  policyType: 'MedianStopping'
}

export type ModelContainer = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  readonly latestVersion?: string | null
  readonly nextVersion?: string | null
  readonly provisioningState?: AssetProvisioningState
}

export type ModelContainerResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: ModelContainer
}

export type ModelVersion = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  isAnonymous?: boolean
  flavors?: Record<string, FlavorData | null> | null
  modelType?: string | null
  modelUri?: string | null
  jobName?: string | null
  readonly provisioningState?: AssetProvisioningState
  stage?: string | null
}

export type ModelVersionResource = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties: ModelVersion
}

export type Mpi = { processCountPerInstance?: number | null; distributionType: 'Mpi' }

export type NodeStateCounts = {
  readonly idleNodeCount?: number
  readonly runningNodeCount?: number
  readonly preparingNodeCount?: number
  readonly unusableNodeCount?: number
  readonly leavingNodeCount?: number
  readonly preemptedNodeCount?: number
}

export type NodesUnion = AllNodes

export type NoneDatastoreCredentials = { credentialsType: 'None' }

export type NotebookPreparationError = { errorMessage?: string; statusCode?: number }

export type NotebookResourceInfo = {
  fqdn?: string
  resourceId?: string
  notebookPreparationError?: NotebookPreparationError | null
}

export type NotificationSetting = {
  emails?: Array<string> | null
  emailOn?: Array<EmailNotificationEnableType> | null
  webhooks?: Record<string, WebhookUnion | null> | null
}

export type Objective = { primaryMetric: string; goal: Goal }

export type OneLakeArtifactUnion = LakeHouseArtifact

export type OneLakeDatastore = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  readonly isDefault?: boolean
  credentials: DatastoreCredentialsUnion
  artifact: OneLakeArtifactUnion
  oneLakeWorkspaceName: string
  endpoint?: string | null
  serviceDataAccessAuthIdentity?: ServiceDataAccessAuthIdentity
  datastoreType: 'OneLake'
}

export type OperatingSystemType = 'Linux' | 'Windows' | (string & {})

export type OutputDeliveryMode = 'ReadWriteMount' | 'Upload' | 'Direct' | (string & {})

export type PendingUploadCredentialDtoUnion = SASCredentialDto

export type PendingUploadRequestDto = { pendingUploadId?: string | null; pendingUploadType?: PendingUploadType }

export type PendingUploadResponseDto = {
  blobReferenceForConsumption?: BlobReferenceForConsumptionDto | null
  pendingUploadId?: string | null
  pendingUploadType?: PendingUploadType
}

export type PendingUploadType = 'None' | 'TemporaryBlobReference' | (string & {})

export type PersonalComputeInstanceSettings = { assignedUser?: AssignedUser }

export type PipelineJob = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  displayName?: string | null
  readonly status?: JobStatus
  experimentName?: string
  secretsConfiguration?: Record<string, SecretConfiguration | null> | null
  services?: Record<string, JobService | null> | null
  computeId?: string | null
  isArchived?: boolean
  identity?: IdentityConfigurationUnion | null
  componentId?: string | null
  notificationSetting?: NotificationSetting | null
  settings?: Record<string, unknown> | null
  jobs?: Record<string, Record<string, unknown> | null> | null
  inputs?: Record<string, JobInputUnion | null> | null
  outputs?: Record<string, JobOutputUnion | null> | null
  sourceJobId?: string | null
  jobType: 'Pipeline'
}

export type PrivateEndpointConnection = Record<string, unknown>

export type PyTorch = { processCountPerInstance?: number | null; distributionType: 'PyTorch' }

export type QueueSettings = { jobTier?: JobTier }

export type RandomSamplingAlgorithm = {
  seed?: number | null
  rule?: RandomSamplingAlgorithmRule
  samplingAlgorithmType: 'Random'
}

export type RandomSamplingAlgorithmRule = 'Random' | 'Sobol' | (string & {})

export type ResourceId = { id: string }

export type Route = { path: string; port: number }

export type SASCredentialDto = { sasUri?: string | null; credentialType: 'SAS' }

export type SamplingAlgorithmUnion = BayesianSamplingAlgorithm | GridSamplingAlgorithm | RandomSamplingAlgorithm

export type SasDatastoreCredentials = { secrets: SasDatastoreSecrets; credentialsType: 'Sas' }

export type SasDatastoreSecrets = { sasToken?: string | null; secretsType: 'Sas' }

export type ScaleSettings = { maxNodeCount: number; minNodeCount?: number; nodeIdleTimeBeforeScaleDown?: string }

export type SecretConfiguration = { uri?: string | null; workspaceSecretName?: string | null }

export type ServerlessComputeSettings = {
  serverlessComputeCustomSubnet?: string
  serverlessComputeNoPublicIP?: boolean
}

export type ServiceDataAccessAuthIdentity =
  'None' | 'WorkspaceSystemAssignedIdentity' | 'WorkspaceUserAssignedIdentity' | (string & {})

export type ServiceManagedResourcesSettings = Record<string, unknown>

export type ServicePrincipalDatastoreCredentials = {
  authorityUrl?: string | null
  resourceUrl?: string | null
  tenantId: string
  clientId: string
  secrets: ServicePrincipalDatastoreSecrets
  credentialsType: 'ServicePrincipal'
}

export type ServicePrincipalDatastoreSecrets = { clientSecret?: string | null; secretsType: 'ServicePrincipal' }

export type SetupScripts = Record<string, unknown>

export type SharedPrivateLinkResource = Record<string, unknown>

export type Sku = { name: string; tier?: SkuTier; size?: string; family?: string; capacity?: number }

export type SkuTier = 'Free' | 'Basic' | 'Standard' | 'Premium' | (string & {})

export type SparkJob = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  displayName?: string | null
  readonly status?: JobStatus
  experimentName?: string
  secretsConfiguration?: Record<string, SecretConfiguration | null> | null
  services?: Record<string, JobService | null> | null
  computeId?: string | null
  isArchived?: boolean
  identity?: IdentityConfigurationUnion | null
  componentId?: string | null
  notificationSetting?: NotificationSetting | null
  resources?: SparkResourceConfiguration | null
  args?: string | null
  codeId: string
  entry: SparkJobEntryUnion
  environmentId?: string | null
  inputs?: Record<string, JobInputUnion | null> | null
  outputs?: Record<string, JobOutputUnion | null> | null
  pyFiles?: Array<string> | null
  jars?: Array<string> | null
  files?: Array<string> | null
  archives?: Array<string> | null
  conf?: Record<string, string | null> | null
  queueSettings?: QueueSettings | null
  environmentVariables?: Record<string, string | null> | null
  jobType: 'Spark'
}

export type SparkJobEntryUnion = SparkJobPythonEntry | SparkJobScalaEntry

export type SparkJobPythonEntry = { file: string; sparkJobEntryType: 'SparkJobPythonEntry' }

export type SparkJobScalaEntry = { className: string; sparkJobEntryType: 'SparkJobScalaEntry' }

export type SparkResourceConfiguration = { instanceType?: string | null; runtimeVersion?: string }

export type SslConfiguration = Record<string, unknown>

export type SweepJob = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  displayName?: string | null
  readonly status?: JobStatus
  experimentName?: string
  secretsConfiguration?: Record<string, SecretConfiguration | null> | null
  services?: Record<string, JobService | null> | null
  computeId?: string | null
  isArchived?: boolean
  identity?: IdentityConfigurationUnion | null
  componentId?: string | null
  notificationSetting?: NotificationSetting | null
  searchSpace: Record<string, unknown>
  samplingAlgorithm: SamplingAlgorithmUnion
  limits?: SweepJobLimits
  earlyTermination?: EarlyTerminationPolicyUnion | null
  objective: Objective
  trial: TrialComponent
  inputs?: Record<string, JobInputUnion | null> | null
  outputs?: Record<string, JobOutputUnion | null> | null
  queueSettings?: QueueSettings | null
  jobType: 'Sweep'
}

export type SweepJobLimits = {
  timeout?: string | null
  maxTotalTrials?: number | null
  maxConcurrentTrials?: number | null
  trialTimeout?: string | null
  jobLimitsType: 'Sweep'
}

export type SynapseSpark = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: {
    autoScaleProperties?: AutoScaleProperties
    autoPauseProperties?: AutoPauseProperties
    sparkVersion?: string
    nodeCount?: number
    nodeSize?: string
    nodeSizeFamily?: string
    subscriptionId?: string
    resourceGroup?: string
    workspaceName?: string
    poolName?: string
  }
  computeType: 'SynapseSpark'
}

export type SystemService = {
  readonly systemServiceType?: string
  readonly publicIpAddress?: string
  readonly version?: string
}

export type TensorFlow = { workerCount?: number | null; parameterServerCount?: number; distributionType: 'TensorFlow' }

export type TrialComponent = {
  codeId?: string | null
  command: string
  environmentId: string
  environmentVariables?: Record<string, string | null> | null
  distribution?: DistributionConfigurationUnion | null
  resources?: JobResourceConfiguration
}

export type TritonModelJobInput = {
  uri: string
  mode?: InputDeliveryMode
  description?: string | null
  jobInputType: 'triton_model'
}

export type TritonModelJobOutput = {
  uri?: string | null
  mode?: OutputDeliveryMode
  description?: string | null
  jobOutputType: 'triton_model'
}

export type TruncationSelectionPolicy = {
  evaluationInterval?: number
  delayEvaluation?: number
  truncationPercentage?: number
  policyType: 'TruncationSelection'
}

export type UriFileDataVersion = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  isAnonymous?: boolean
  dataUri: string
  dataType: 'uri_file'
}

export type UriFileJobInput = {
  uri: string
  mode?: InputDeliveryMode
  description?: string | null
  jobInputType: 'uri_file'
}

export type UriFileJobOutput = {
  uri?: string | null
  mode?: OutputDeliveryMode
  description?: string | null
  jobOutputType: 'uri_file'
}

export type UriFolderDataVersion = {
  description?: string | null
  tags?: Record<string, string | null> | null
  properties?: Record<string, string | null> | null
  isArchived?: boolean
  isAnonymous?: boolean
  dataUri: string
  dataType: 'uri_folder'
}

export type UriFolderJobInput = {
  uri: string
  mode?: InputDeliveryMode
  description?: string | null
  jobInputType: 'uri_folder'
}

export type UriFolderJobOutput = {
  uri?: string | null
  mode?: OutputDeliveryMode
  description?: string | null
  jobOutputType: 'uri_folder'
}

export type Usage = {
  readonly id?: string
  readonly amlWorkspaceLocation?: string
  readonly type?: string
  readonly unit?: 'Count'
  readonly currentValue?: number
  readonly limit?: number
  readonly name?: UsageName
}

export type UsageName = { readonly value?: string; readonly localizedValue?: string }

export type UserAccountCredentials = {
  adminUserName: string
  adminUserSshPublicKey?: string
  adminUserPassword?: string
}

export type UserAssignedIdentities = Record<string, UserAssignedIdentity>

export type UserAssignedIdentity = { readonly principalId?: string; readonly clientId?: string }

export type UserIdentity = { identityType: 'UserIdentity' }

export type VirtualMachine = {
  computeLocation?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  description?: string | null
  readonly createdOn?: string
  readonly modifiedOn?: string
  resourceId?: string | null
  readonly provisioningErrors?: Array<ErrorResponse> | null
  readonly isAttachedCompute?: boolean
  disableLocalAuth?: boolean
  properties?: {
    virtualMachineSize?: string
    sshPort?: number
    notebookServerPort?: number
    address?: string
    administratorAccount?: VirtualMachineSshCredentials
    isNotebookInstanceCompute?: boolean
  }
  computeType: 'VirtualMachine'
}

export type VirtualMachineImage = { id: string }

export type VirtualMachineSize = {
  readonly name?: string
  readonly family?: string
  readonly vCPUs?: number
  readonly gpus?: number
  readonly osVhdSizeMB?: number
  readonly maxResourceVolumeMB?: number
  readonly memoryGB?: number
  readonly lowPriorityCapable?: boolean
  readonly premiumIO?: boolean
  estimatedVMPrices?: EstimatedVMPrices
  supportedComputeTypes?: Array<string>
}

export type VirtualMachineSshCredentials = {
  username?: string
  password?: string
  publicKeyData?: string
  privateKeyData?: string
}

export type WebhookUnion = AzureDevOpsWebhook

export type Workspace = {
  readonly id?: string
  readonly name?: string
  readonly type?: string
  readonly systemData?: SystemData
  properties?: WorkspaceProperties
  identity?: ManagedServiceIdentity
  kind?: string
  location?: string
  tags?: Record<string, string>
  sku?: Sku
}

export type WorkspaceHubConfig = Record<string, unknown>

export type WorkspaceProperties = {
  readonly workspaceId?: string
  description?: string
  friendlyName?: string
  keyVault?: string
  applicationInsights?: string
  containerRegistry?: string | null
  storageAccount?: string
  discoveryUrl?: string
  readonly provisioningState?:
    'Unknown' | 'Updating' | 'Creating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled' | (string & {})
  encryption?: EncryptionProperty
  hbiWorkspace?: boolean
  readonly serviceProvisionedResourceGroup?: string
  readonly privateLinkCount?: number
  provisionNetworkNow?: boolean
  imageBuildCompute?: string
  allowPublicAccessWhenBehindVnet?: boolean
  publicNetworkAccess?: 'Enabled' | 'Disabled' | (string & {})
  readonly privateEndpointConnections?: Array<PrivateEndpointConnection>
  serverlessComputeSettings?: ServerlessComputeSettings
  sharedPrivateLinkResources?: Array<SharedPrivateLinkResource>
  readonly notebookInfo?: NotebookResourceInfo
  serviceManagedResourcesSettings?: ServiceManagedResourcesSettings
  primaryUserAssignedIdentity?: string
  readonly tenantId?: string
  readonly storageHnsEnabled?: boolean
  systemDatastoresAuthMode?: 'AccessKey' | 'Identity' | 'UserDelegationSAS' | (string & {})
  readonly mlFlowTrackingUri?: string
  v1LegacyMode?: boolean
  managedNetwork?: ManagedNetworkSettings
  featureStoreSettings?: FeatureStoreSettings
  associatedWorkspaces?: Array<string>
  enableDataIsolation?: boolean
  enableServiceSideCMKEncryption?: boolean
  hubResourceId?: string
  workspaceHubConfig?: WorkspaceHubConfig
}

export type SystemData = {
  createdBy?: string
  createdByType?: 'User' | 'Application' | 'ManagedIdentity' | 'Key' | (string & {})
  createdAt?: string
  lastModifiedBy?: string
  lastModifiedByType?: 'User' | 'Application' | 'ManagedIdentity' | 'Key' | (string & {})
  lastModifiedAt?: string
}
