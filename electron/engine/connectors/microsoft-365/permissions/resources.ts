import type { ResourceClass, Sensitivity } from '../../../../../shared/domain/vocabulary.ts'

/** What a group of permissions is about: the part of a permission's value before its first dot, grouped for reading. */
export interface ResourceGroup {
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
  /** Why these belong together, for a reviewer. */
  readonly about: string
  readonly heads: string
}

export const resourceGroups: readonly ResourceGroup[] = [
  {
    resource: 'mail',
    sensitivity: 'restricted',
    about: 'mailboxes, by whatever protocol',
    heads: 'Mail Mail-Advanced MailboxFolder MailboxItem EWS EAS IMAP POP SMTP',
  },
  {
    resource: 'mail',
    sensitivity: 'confidential',
    about: 'settings and traces of mail, without its text',
    heads: 'MailboxSettings MailboxConfigItem ExchangeMessageTrace User-Mail',
  },
  { resource: 'mail', sensitivity: 'internal', about: 'hints such as automatic replies', heads: 'MailTips' },
  {
    resource: 'chat',
    sensitivity: 'restricted',
    about: 'what people write to each other',
    heads: 'Chat ChatMessage ChannelMessage Group-Conversation TeamworkTargetedMessage Teamwork TeamworkUserInteraction UserTeamwork',
  },
  {
    resource: 'chat',
    sensitivity: 'internal',
    about: 'teams, channels, members and their furniture',
    heads:
      'Channel ChannelMember ChannelSettings ChatMember Team TeamMember TeamSettings TeamTemplates TeamsActivity TeamworkTag TeamworkSection TeamworkCustomEmoji TeamsTab',
  },
  {
    resource: 'application',
    sensitivity: 'internal',
    about: 'apps inside chats and teams',
    heads: 'TeamsAppInstallation AppCatalog TeamworkAppSettings',
  },
  {
    resource: 'files',
    sensitivity: 'confidential',
    about: 'documents and their containers',
    heads: 'Files FileStorageContainer FileIngestion FileIngestionHybridOnboarding',
  },
  {
    resource: 'files',
    sensitivity: 'internal',
    about: 'kinds of containers',
    heads: 'FileStorageContainerType FileStorageContainerTypeReg',
  },
  { resource: 'files', sensitivity: 'restricted', about: 'copies of everything', heads: 'BackupRestore-Restore BackupRestore-Search' },
  {
    resource: 'sites',
    sensitivity: 'confidential',
    about: 'sites, their lists and items',
    heads: 'Sites Lists ListItems SharePointCrossTenantMigration',
  },
  { resource: 'sites', sensitivity: 'internal', about: 'term store', heads: 'TermStore' },
  {
    resource: 'calendar',
    sensitivity: 'confidential',
    about: 'calendars, bookings and shifts',
    heads: 'Calendars Bookings BookingsAppointment VirtualAppointment VirtualAppointmentNotification',
  },
  {
    resource: 'calendar',
    sensitivity: 'internal',
    about: 'rooms and working time',
    heads: 'Place Schedule SchedulePermissions Schedule-WorkingTime WorkforceIntegration UserShiftPreferences',
  },
  {
    resource: 'contacts',
    sensitivity: 'confidential',
    about: 'address books',
    heads: 'Contacts Contacts-OnPremisesSyncBehavior OrgContact',
  },
  { resource: 'contacts', sensitivity: 'internal', about: 'whom people work with', heads: 'People' },
  {
    resource: 'meetings',
    sensitivity: 'restricted',
    about: 'what was said',
    heads: 'OnlineMeetingRecording OnlineMeetingTranscript OnlineMeetingAiInsight CallRecordings CallTranscripts CallAiInsights',
  },
  {
    resource: 'meetings',
    sensitivity: 'confidential',
    about: 'meetings, calls and their traces',
    heads:
      'OnlineMeetings OnlineMeetingArtifact Calls CallEvents CallEvents-Emergency CallDelegation CallRecords CallRecord-PstnCalls VirtualEvent VirtualEventRegistration-Anon',
  },
  {
    resource: 'tasks',
    sensitivity: 'internal',
    about: 'to-do lists, plans, approvals, goals',
    heads: 'Tasks BusinessScenarioConfig BusinessScenarioData ApprovalSolution ApprovalSolutionResponse Goals-Export',
  },
  { resource: 'notes', sensitivity: 'confidential', about: 'notebooks and short notes', heads: 'Notes ShortNotes' },
  {
    resource: 'knowledge',
    sensitivity: 'internal',
    about: 'what search and answers are made of',
    heads: 'Acronym Bookmark QnA Topic SearchConfiguration',
  },
  {
    resource: 'knowledge',
    sensitivity: 'confidential',
    about: 'content of other systems, indexed',
    heads: 'ExternalItem ExternalConnection Content ContentActivity ProtectionScopes',
  },
  {
    resource: 'directory',
    sensitivity: 'confidential',
    about: 'people and groups',
    heads:
      'User Directory Group GroupMember Member ExternalUserProfile PendingExternalUserProfile Family UnifiedGroupMember RemoteTenantGroups User-Phone UserCloudClipboard',
  },
  {
    resource: 'directory',
    sensitivity: 'internal',
    about: 'how the directory is arranged',
    heads:
      'AdministrativeUnit GroupSettings Group-NestingSupport Group-OnPremisesSyncBehavior Group-XTenantIdentitySync User-OnPremisesSyncBehavior User-ConvertToInternal OnPremDirectorySynchronization Domain Domain-InternalFederation CrossTenantInformation CrossTenantUserProfileSharing MultiTenantOrganization Contracts Organization ManagedTenants DelegatedAdminRelationship LicenseAssignment DirectoryRecommendations PeopleSettings SubjectNameRegistration TenantGovernance-Invitation TenantGovernance-PolicyTemplate TenantGovernance-RelatedTenant TenantGovernance-Relationship TenantGovernance-Request TenantGovernance-Setting',
  },
  {
    resource: 'directory',
    sensitivity: 'confidential',
    about: 'attributes and backups of the directory',
    heads:
      'CustomSecAttributeAssignment CustomSecAttributeDefinition CustomSecAttributeProvisioning EntraBackup Synchronization SynchronizationData-User',
  },
  {
    resource: 'profile',
    sensitivity: 'internal',
    about: 'the signed-in person',
    heads:
      'openid profile email offline_access ProfilePhoto Presence UserActivity UserTimelineActivity UserNotification Notifications UserWindowsSettings',
  },
  {
    resource: 'identity',
    sensitivity: 'restricted',
    about: 'who may sign in, how, and as what',
    heads:
      'RoleManagement RoleManagementAlert RoleManagementPolicy RoleAssignmentSchedule RoleEligibilitySchedule PrivilegedAccess PrivilegedAccess-CustomExt PrivilegedAssignmentSchedule PrivilegedEligibilitySchedule User-PasswordProfile UserAuthenticationMethod UserAuthMethod-Email UserAuthMethod-External UserAuthMethod-HardwareOATH UserAuthMethod-MicrosoftAuthApp UserAuthMethod-Passkey UserAuthMethod-Password UserAuthMethod-Phone UserAuthMethod-PlatformCred UserAuthMethod-QR UserAuthMethod-ResourceKey UserAuthMethod-SoftwareOATH UserAuthMethod-TAP UserAuthMethod-WindowsHello PublicKeyInfrastructure TrustFrameworkKeySet AppCertTrustConfiguration MutualTlsOauthConfiguration SpiffeTrustDomain',
  },
  {
    resource: 'identity',
    sensitivity: 'confidential',
    about: 'sign-in flows, access packages and reviews',
    heads:
      'AccessReview EntitlementManagement EntitlementMgmt-SubjectAccess ProgramControl LifecycleWorkflows LifecycleWorkflows-CustomExt LifecycleWorkflows-Reports LifecycleWorkflows-Workflow LifecyclePolicies-AgentId LifecyclePolicies-Guests User-LifeCycleInfo IdentityProvider IdentityUserFlow IdentityNotifications APIConnectors EventListener CustomAuthenticationExtension AuthenticationContext Agreement AgreementAcceptance VerifiedId-Profile SignInIdentifier RiskPreventionProviders',
  },
  {
    resource: 'application',
    sensitivity: 'confidential',
    about: 'applications and what they are granted',
    heads:
      'Application AppRoleAssignment DelegatedPermissionGrant ResourceSpecificPermissionGrant PreAuthorizationGrant ConsentRequest ServicePrincipalEndpoint OnPremisesPublishingProfiles Application-RemoteDesktopConfig CustomTags',
  },
  {
    resource: 'agent',
    sensitivity: 'confidential',
    about: 'agents, their identities and their catalogue',
    heads:
      'AgentCard AgentCardManifest AgentCollection AgentCommunicationConfiguration AgentIdUser AgentIdentity AgentIdentityBlueprint AgentIdentityBlueprintPrincipal AgentInstance AgentRegistration CopilotPackages CopilotPolicySettings CopilotSettings-LimitedMode SecurityCopilotWorkspaces',
  },
  {
    resource: 'agent',
    sensitivity: 'restricted',
    about: 'what people asked assistants and what they answered',
    heads: 'AiEnterpriseInteraction CopilotConversation',
  },
  {
    resource: 'policy',
    sensitivity: 'confidential',
    about: 'rules of the tenant',
    heads:
      'Policy InformationProtectionPolicy InformationProtectionConfig SensitivityLabel SensitivityLabels RecordsManagement NetworkAccessPolicy TeamsPolicyUserAssign ThreatSubmissionPolicy CloudApp-Discovery ConfigurationMonitoring',
  },
  {
    resource: 'device',
    sensitivity: 'internal',
    about: 'managed devices and cloud PCs',
    heads:
      'Device DeviceTemplate DeviceManagementApps DeviceManagementCloudCA DeviceManagementDeploymentPlans DeviceManagementRBAC DeviceManagementServiceConfig DeviceManagementManagedDevices CloudPC WindowsUpdates TeamworkDevice PlaceDevice PlaceDeviceTelemetry BrowserSiteLists',
  },
  {
    resource: 'device',
    sensitivity: 'confidential',
    about: 'what devices run and how they are set',
    heads: 'DeviceManagementConfiguration DeviceManagementScripts',
  },
  { resource: 'device', sensitivity: 'restricted', about: 'keys and passwords of devices', heads: 'BitlockerKey DeviceLocalCredential' },
  {
    resource: 'security',
    sensitivity: 'restricted',
    about: 'alerts, incidents, hunting and investigations',
    heads:
      'SecurityActions SecurityAlert SecurityAnalyzedMessage SecurityEvents SecurityIncident SecurityIdentitiesAccount SecurityIdentitiesActions SecurityIdentitiesAutoConfig SecurityIdentitiesHealth SecurityIdentitiesMigration SecurityIdentitiesSensors SecurityIdentitiesUserActions ThreatAssessment ThreatHunting ThreatIndicators ThreatIntelligence ThreatSubmission IdentityRiskEvent IdentityRiskyAgent IdentityRiskyServicePrincipal IdentityRiskyUser CustomDetection eDiscovery SubjectRightsRequest CaseManagement PartnerSecurity',
  },
  {
    resource: 'security',
    sensitivity: 'confidential',
    about: 'drills, protection and network access',
    heads:
      'AttackSimulation InformationProtectionContent NetworkAccess NetworkAccessBranch BackupRestore-Configuration BackupRestore-Control BackupRestore-Monitor HealthMonitoringAlert HealthMonitoringAlertConfig',
  },
  {
    resource: 'audit-log',
    sensitivity: 'confidential',
    about: 'who did what',
    heads:
      'AuditLog AuditActivity AuditLogsQuery AuditLogsQuery-CRM AuditLogsQuery-Endpoint AuditLogsQuery-Entra AuditLogsQuery-Exchange AuditLogsQuery-OneDrive AuditLogsQuery-SharePoint CustomSecAttributeAuditLogs ProvisioningLog NetworkAccess-Reports RealTimeActivityFeed',
  },
  {
    resource: 'education',
    sensitivity: 'confidential',
    about: 'classes, pupils and learning',
    heads:
      'EduAdministration EduAssignments EduCurricula EduReports-Reading EduReports-Reflect EduRoster IndustryData IndustryData-DataConnector IndustryData-InboundFlow IndustryData-OutboundFlow IndustryData-ReferenceDefinition IndustryData-Run IndustryData-SourceSystem IndustryData-TimePeriod',
  },
  {
    resource: 'hr',
    sensitivity: 'internal',
    about: 'staff training',
    heads: 'LearningAssignedCourse LearningContent LearningProvider LearningSelfInitiatedCourse',
  },
  { resource: 'hr', sensitivity: 'confidential', about: 'what staff feel', heads: 'SentimentSurvey' },
  { resource: 'finance', sensitivity: 'restricted', about: 'books and invoices', heads: 'Financials' },
  { resource: 'finance', sensitivity: 'confidential', about: 'billing', heads: 'BillingConfiguration PartnerBilling' },
  {
    resource: 'social',
    sensitivity: 'internal',
    about: 'communities and storylines',
    heads: 'Community EngagementConversation EngagementExport EngagementMeetingConversation EngagementRole Storyline',
  },
  {
    resource: 'analytics',
    sensitivity: 'confidential',
    about: 'how people work, and usage figures',
    heads: 'Analytics Insights-UserMetric Reports',
  },
  {
    resource: 'analytics',
    sensitivity: 'internal',
    about: 'usage of services',
    heads: 'ServiceActivity-Exchange ServiceActivity-Microsoft365Web ServiceActivity-OneDrive ServiceActivity-Teams',
  },
  {
    resource: 'settings',
    sensitivity: 'internal',
    about: 'settings of services and their health',
    heads:
      'OrgSettings-AppsAndServices OrgSettings-DynamicsVoice OrgSettings-Forms OrgSettings-Microsoft365Install OrgSettings-Todo OrganizationalBranding ReportSettings SharePointTenantSettings ServiceHealth ServiceMessage ServiceMessageViewpoint ChangeManagement TeamsResourceAccount TeamsTelephoneNumber TeamsUserConfiguration',
  },
  { resource: 'automation', sensitivity: 'internal', about: 'notifications of changes', heads: 'Subscription' },
  {
    resource: 'print',
    sensitivity: 'internal',
    about: 'printers',
    heads: 'Printer PrinterShare PrintConnector PrintSettings PrintTaskDefinition PullPrintPrinter',
  },
  { resource: 'print', sensitivity: 'confidential', about: 'what is printed', heads: 'PrintJob' },
]
