import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'

/** What the nodes of one group can do. `inbound`: what comes in may be written by strangers. */
export interface PowerGroup {
  readonly powers: readonly Power[]
  readonly inbound?: boolean
  /** Node names without package and without `Trigger` or `Tool`, separated by blanks. */
  readonly nodes: string
}

const can = (resource: ResourceClass, sensitivity: Sensitivity, ...actions: readonly Action[]): readonly Power[] =>
  actions.map((action) => ({ action, resource, sensitivity }))

/**
 * Node type → what it can do, for the nodes of n8n-nodes-base 2.41.2 and @n8n/n8n-nodes-langchain 2.41.1. A node that is not here is a
 * visible gap (`resource unknown`). Powers are those of the whole node; a chosen operation narrows them, see `narrow.ts`.
 */
export const powerGroups: readonly PowerGroup[] = [
  {
    powers: can('mail', 'confidential', 'read', 'send', 'write', 'delete'),
    inbound: true,
    nodes: 'gmail microsoftOutlook',
  },
  { powers: can('mail', 'confidential', 'read'), inbound: true, nodes: 'emailReadImap' },
  {
    powers: can('mail', 'internal', 'send'),
    nodes: 'emailSend awsSes mailgun mailjet mandrill sendGrid msg91 egoi postmark',
  },
  {
    powers: can('chat', 'confidential', 'read', 'send', 'delete'),
    nodes: 'slack microsoftTeams discord mattermost rocketchat googleChat ciscoWebex zulip matrix twist twake cliq',
  },
  {
    powers: can('chat', 'internal', 'read', 'send'),
    inbound: true,
    nodes: 'telegram whatsApp line messageBird twilio vonage plivo sms77 mocean facebook drift',
  },
  { powers: can('chat', 'internal', 'send'), nodes: 'gotify pushbullet pushcut pushover signl4 awsSns ntfy' },
  {
    powers: can('files', 'confidential', 'read', 'write', 'delete'),
    nodes: 'googleDrive microsoftOneDrive microsoftSharePoint dropbox box nextCloud awsS3 s3 googleCloudStorage azureStorage ftp fileMaker',
  },
  {
    powers: can('files', 'confidential', 'read', 'write'),
    nodes:
      'googleSheets googleDocs googleSlides microsoftExcel microsoftExcelSharePoint airtable baserow nocoDb grist seaTable stackby coda quickbase filemaker adalo bubble',
  },
  {
    powers: can('files', 'confidential', 'read', 'write'),
    nodes: 'readWriteFile readBinaryFile readBinaryFiles writeBinaryFile localFile',
  },
  {
    powers: can('database', 'confidential', 'read', 'write', 'delete'),
    nodes:
      'postgres mySql microsoftSql mongoDb redis snowflake oracleDatabase crateDb questDb timescaleDb supabase elasticsearch googleBigQuery googleFirebaseCloudFirestore googleFirebaseRealtimeDatabase awsDynamoDb azureCosmosDb databricks dataTable metabase cockpit n8nTrainingCustomerDatastore',
  },
  {
    powers: can('crm', 'confidential', 'read', 'write', 'delete'),
    nodes:
      'salesforce hubspot pipedrive zohoCrm microsoftDynamicsCrm microsoftDataverse freshworksCrm copper keap agileCrm monicaCrm highLevel salesmate affinity activeCampaign mautic customerIo actionNetwork odoo gong haloPSA syncroMsp uplead clearbit hunter dropcontact loneScale humanticAi',
  },
  {
    powers: can('crm', 'confidential', 'read', 'write', 'send'),
    inbound: true,
    nodes: 'zendesk intercom freshdesk freshservice helpScout serviceNow zammad gmailSupport surveyMonkey',
  },
  {
    powers: can('crm', 'confidential', 'read', 'write', 'send'),
    nodes:
      'mailchimp mailerLite sendInBlue convertKit getResponse iterable lemlist emelia sendy vero autopilot orbit demio goToWebinar googleAds googleBusinessProfile tapfiliate beeminder acuityScheduling cal calendly eventbrite facebookLeadAds',
  },
  {
    powers: can('finance', 'confidential', 'read', 'write'),
    nodes: 'quickbooks xero invoiceNinja chargebee paddle profitWell erpNext unleashedSoftware marketstack coinGecko harvest',
  },
  { powers: can('finance', 'confidential', 'read', 'pay'), nodes: 'stripe payPal wise gumroad' },
  {
    powers: can('commerce', 'confidential', 'read', 'write', 'delete'),
    nodes: 'shopify wooCommerce magento2 dhl onfleet',
  },
  { powers: can('hr', 'restricted', 'read', 'write'), nodes: 'bambooHr workable oura strava' },
  {
    powers: can('calendar', 'confidential', 'read', 'write', 'delete'),
    nodes: 'googleCalendar',
  },
  { powers: can('contacts', 'confidential', 'read', 'write', 'delete'), nodes: 'googleContacts' },
  { powers: can('meetings', 'confidential', 'read', 'write'), nodes: 'zoom' },
  {
    powers: can('tasks', 'internal', 'read', 'write', 'delete'),
    nodes:
      'jira trello asana clickUp linear mondayCom todoist googleTasks microsoftToDo taiga wekan flow clockify toggl pagerDuty uptimeRobot figma formIo',
  },
  { powers: can('notes', 'internal', 'read', 'write'), nodes: 'notion confluence raindrop' },
  {
    powers: can('sites', 'internal', 'read', 'write'),
    nodes: 'wordpress webflow ghost contentful storyblok strapi medium discourse disqus bannerbear apiTemplateIo yourls netlify iCal',
  },
  { powers: can('social', 'public', 'read', 'send'), inbound: true, nodes: 'twitter linkedIn facebookGraphApi reddit youTube' },
  {
    powers: can('web', 'public', 'read'),
    inbound: true,
    nodes:
      'rssFeedRead hackerNews phantombuster urlScanIo peekalink oneSimpleApi Brandfetch nasa openWeatherMap googleBooks openThesaurus npm mailcheck toolSerpApi toolSearXng toolWikipedia toolWolframAlpha jinaAi perplexity airtop',
  },
  { powers: can('web', 'unknown', 'read', 'send'), inbound: true, nodes: 'httpRequest graphql toolHttpRequest postBin bitly sse' },
  { powers: can('web', 'unknown', 'receive'), inbound: true, nodes: 'webhook form respondToChat' },
  { powers: can('web', 'unknown', 'receive'), inbound: true, nodes: 'typeform jotForm wufoo formstack koBoToolbox' },
  { powers: can('chat', 'unknown', 'receive'), inbound: true, nodes: 'chat manualChat microsoftAgent365' },
  { powers: can('code', 'confidential', 'read', 'write'), inbound: true, nodes: 'github gitlab bitbucket' },
  { powers: can('code', 'internal', 'read', 'execute'), nodes: 'git jenkins circleCi travisCi rundeck currents' },
  { powers: can('shell', 'restricted', 'execute'), nodes: 'executeCommand ssh' },
  // The author's own lines, run in a sandbox: code, but no shell and no way out.
  { powers: can('code', 'internal', 'execute'), nodes: 'code function functionItem toolCode aiTransform' },
  {
    powers: can('automation', 'internal', 'execute'),
    nodes: 'executeWorkflow workflow toolWorkflow retrieverWorkflow toolExecutor messageAnAgent',
  },
  { powers: can('automation', 'restricted', 'read', 'write', 'execute'), nodes: 'n8n' },
  { powers: can('unknown', 'unknown', 'execute'), nodes: 'mcpClient mcpRegistryClient' },
  { powers: can('automation', 'internal', 'receive'), nodes: 'mcp' },
  {
    powers: can('directory', 'restricted', 'read', 'write', 'administer'),
    nodes: 'microsoftEntra okta gSuiteAdmin ldap awsIam awsCognito',
  },
  {
    powers: can('security', 'restricted', 'read', 'write'),
    nodes:
      'bitwarden misp theHive theHiveProject elasticSecurity microsoftGraphSecurity securityScorecard cortex splunk venafiTlsProtectCloud venafiTlsProtectDatacenter awsCertificateManager totp jwt',
  },
  {
    powers: can('infrastructure', 'restricted', 'read', 'write', 'execute'),
    nodes: 'awsLambda awsElb awsSqs cloudflare citrixAdc homeAssistant philipsHue amqp kafka mqtt rabbitmq',
  },
  {
    powers: can('analytics', 'internal', 'read'),
    nodes: 'googleAnalytics postHog segment grafana sentryIo googlePerspective quickChart uproc',
  },
  {
    powers: can('media', 'internal', 'read', 'write'),
    nodes:
      'spotify awsRekognition awsTextract awsTranscribe awsComprehend googleCloudNaturalLanguage googleTranslate deepL lingvaNex mindee',
  },
  {
    powers: can('knowledge', 'confidential', 'read', 'write'),
    nodes:
      'vectorStorePinecone vectorStoreQdrant vectorStoreSupabase vectorStorePGVector vectorStoreMilvus vectorStoreMongoDBAtlas vectorStoreRedis vectorStoreWeaviate vectorStoreZep vectorStoreChromaDB vectorStoreAzureAISearch vectorStoreOracleDBVector vectorStoreInMemory toolVectorStore vectorStorePineconeInsert vectorStorePineconeLoad vectorStoreSupabaseInsert vectorStoreSupabaseLoad vectorStoreZepInsert vectorStoreZepLoad vectorStoreInMemoryInsert vectorStoreInMemoryLoad chatHubVectorStorePGVector chatHubVectorStoreQdrant chatHubVectorStorePinecone',
  },
  {
    powers: can('memory', 'internal', 'read', 'write'),
    nodes:
      'memoryBufferWindow memoryPostgresChat memoryRedisChat memoryMongoDbChat memoryManager memoryChatRetriever memoryMotorhead memoryXata memoryZep',
  },
  {
    powers: can('model', 'unknown', 'invoke'),
    nodes:
      'openAi mistralAi anthropic googleGemini alibabaCloud minimax moonshot ollama agent openAiAssistant chainLlm chainSummarization chainRetrievalQa sentimentAnalysis informationExtractor textClassifier guardrails',
  },
]

/** Nodes that only move data within the workflow: they reach nothing outside. */
export const inertNodes: ReadonlySet<string> = new Set(
  (
    'set html htmlExtract wait if merge switch filter noOp stickyNote splitInBatches splitOut aggregate limit sort summarize removeDuplicates itemLists ' +
    'manual manualTrigger schedule cron interval start error errorTrigger executeWorkflowTrigger workflowTrigger evaluation evaluationTrigger ' +
    'respondToWebhook dateTime crypto markdown xml moveBinaryData convertToFile extractFromFile readPDF spreadsheetFile compression editImage ' +
    'renameKeys compareDatasets stopAndError executionData debugHelper simulate timeSaved dynamicCredentialCheck n8nTrainingCustomerMessenger ' +
    'toolCalculator toolThink modelSelector documentDefaultDataLoader documentBinaryInputLoader documentJsonInputLoader documentGithubLoader ' +
    'textSplitterRecursiveCharacterTextSplitter textSplitterCharacterTextSplitter textSplitterTokenSplitter outputParserStructured ' +
    'outputParserAutofixing outputParserItemList rerankerCohere retrieverVectorStore retrieverMultiQuery retrieverContextualCompression'
  ).split(' '),
)
