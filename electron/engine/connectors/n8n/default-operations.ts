/**
 * What a node does when no operation stands in it: n8n leaves out what equals the default. Only nodes whose powers it narrows are listed.
 * Source: the node list of n8n-nodes-base 2.41.2, newest version of each node, default resource; 2026-11.
 */
const rows: Readonly<Record<string, string>> = {
  create:
    'asana bambooHr clickUp confluence copper discord freshdesk freshservice github gitlab googleCalendar googleChat googleContacts googleDocs googleSlides googleTasks helpScout hubspot intercom invoiceNinja jira linear linkedIn mailchimp matrix medium mondayCom notion pagerDuty pipedrive salesforce shopify supabase todoist trello twitter wooCommerce wordpress xero zammad zendesk zohoCrm',
  getAll: 'baserow cockpit googleAds googleCloudStorage grist metabase microsoftDataverse microsoftEntra microsoftExcel n8n okta',
  get: 'agileCrm bitwarden contentful elasticsearch ghost googleFirebaseCloudFirestore microsoftSharePoint nocoDb quickbooks serviceNow storyblok strapi stripe webflow',
  read: 'airtable readWriteFile googleSheets',
  upsert: 'awsDynamoDb customerIo',
  download: 'awsS3 ftp s3',
  upload: 'box dropbox googleDrive microsoftOneDrive nextCloud',
  insert: 'crateDb dataTable microsoftSql mySql oracleDatabase postgres questDb snowflake timescaleDb',
  find: 'mongoDb',
  send: 'gmail line messageBird microsoftOutlook plivo sms77 twilio vonage whatsApp zulip',
  sendMessage: 'telegram rocketchat',
  post: 'mattermost slack',
}

const byNode: ReadonlyMap<string, string> = new Map(
  Object.entries(rows).flatMap(([operation, names]) => names.split(' ').map((name) => [name, operation] as const)),
)

/** The operation of a node that names neither resource nor operation; null where it is not known. */
export function defaultOperation(name: string): string | null {
  return byNode.get(name) ?? null
}
