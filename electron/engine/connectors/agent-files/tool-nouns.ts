import type { ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'

/** What a word stands for when it names the thing that a tool acts on. */
export interface Thing {
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
}

/**
 * Words, in the singular, that say by themselves what a tool acts on; two words joined by `_` are a phrase. General words of the trade
 * and the names of widely known systems; no tool's own name. A word that means different things in different systems (event, node,
 * account, page) stands in neither table: it tells nothing, and what it leaves open is shown as unknown.
 */
const decisive: readonly (readonly [thing: string, words: string])[] = [
  ['mail confidential', 'email mail gmail inbox mailbox outlook smtp imap newsletter'],
  [
    'chat confidential',
    'channel chat slack chat_message direct_message slack_message teams thread sms whatsapp telegram discord conversation chatroom dm',
  ],
  ['calendar internal', 'calendar appointment'],
  ['meetings confidential', 'meeting zoom transcript'],
  ['contacts confidential', 'contact addressbook address_book'],
  ['crm confidential', 'customer lead deal crm prospect opportunity business company salesforce hubspot'],
  [
    'finance restricted',
    'money funds payment invoice balance charge refund payout coupon transaction order trade holding billing stripe paypal dispute wallet budget expense ledger',
  ],
  ['finance confidential', 'position margin portfolio_holding fund loan credit tax'],
  [
    'finance internal',
    'quote stock market ticker ltp ohlc ohlcv candle candlestick price fee instrument crypto blockchain bitcoin btc satoshi utxo rune inscription brc20 mempool dex txs',
  ],
  ['commerce internal', 'product cart catalog shop storefront shipment'],
  ['health restricted', 'patient medical diagnosis prescription health_record clinical'],
  ['hr restricted', 'employee salary payroll candidate applicant'],
  ['education confidential', 'student classroom'],
  ['browser confidential', 'browser screenshot puppeteer playwright dom'],
  ['shell confidential', 'shell terminal bash powershell command python script cmd subprocess cli'],
  [
    'database confidential',
    'sql database table cypher postgres mysql mongo mongodb redis bigquery snowflake sqlite row column collection dataset neo4j data_catalog sql_transformation',
  ],
  [
    'code internal',
    'repo repository pull_request merge_request commit branch issue gist code codebase snippet github gitlab git diff source_code raw_source scm linter quality_gate sonarqube assembly dependency symbol',
  ],
  // What stands in a public registry.
  ['code public', 'package nuget npm pypi'],
  [
    'infrastructure confidential',
    'pod deployment cluster kubernetes kubectl k8s helm helm_chart configmap container bucket lambda terraform server vm virtual_machine dns stack build pipeline queue workload docker docker_image domain load_balancer connector service_edge resource_group resource_group_member jenkins buildkite circleci argocd',
  ],
  ['infrastructure internal', 'system_health system_status system_info system_information server_status'],
  [
    'device confidential',
    'device endpoint subnet network firewall vpn gre tunnel ip ip_address host probe cloudpath deeptrace network_service iot laptop port router',
  ],
  ['policy confidential', 'policy rule guardrail exemption allowlist denylist blocklist url_category exempt_url malicious_url'],
  [
    'security confidential',
    'vulnerability incident detection threat malware finding cve risk mitigation lockdown pcap dlp sandbox phishing shadow_it casb attack siem lookalike_domain deep_trace behavioral_analysis file_hash',
  ],
  ['security internal', 'alert log trace monitor sentry'],
  ['audit-log confidential', 'audit_log audit'],
  ['identity restricted', 'password secret credential provisioning_key nonce totp private_key api_key'],
  [
    'identity confidential',
    'user member role permission admin token access_token certificate saml scim mfa sso oauth login auth identity principal okta sign_in sign_out rbac oauth_url authorization_url auth_url login_url',
  ],
  ['directory internal', 'department organization organisation enterprise org_unit'],
  ['application confidential', 'application app oauth_app app_catalog application_catalog software_catalog service_catalog'],
  [
    'files confidential',
    'file directory folder document drive path upload attachment spreadsheet workbook artifact filesystem alfresco sharepoint dropbox onedrive gdrive',
  ],
  ['memory internal', 'memory observation relation knowledge_graph'],
  ['notes confidential', 'note notion obsidian wiki confluence memo notebook'],
  [
    'tasks internal',
    'task todo checklist subtask card sprint jira asana trello linear milestone kanban task_list investigation_assignment',
  ],
  ['knowledge public', 'docs documentation library manual guide knowledge_base'],
  ['web public', 'url web webpage web_page http internet news sitemap'],
  ['sites internal', 'site website webflow wordpress blog'],
  ['model internal', 'prompt chat_completion text_completion embedding llm language_model'],
  ['agent confidential', 'agent'],
  ['media internal', 'video audio voice music speech photo song podcast logo favicon'],
  ['location public', 'map geocode weather geo coordinate timezone'],
  ['automation internal', 'workflow automation flow trigger job webhook cron recipe transformation'],
  [
    'analytics internal',
    'analytics analysis dashboard statistic stat metric regression correlation outlier forecast kpi trend similarity measure traffic web_protocol',
  ],
  [
    'settings internal',
    'setting config configuration config_row configuration_row preference theme brand template customization error_page sign_in_page sign_out_page sign_in_widget localization tag_key tag_value',
  ],
  ['social public', 'tweet social reddit subreddit linkedin follower hashtag'],
  ['print confidential', 'printer print_job'],
]

/** Words that say it only where no decisive word stands in the name: containers and qualities of things. */
const weak: readonly (readonly [thing: string, words: string])[] = [
  ['identity confidential', 'key'],
  ['analytics internal', 'chart report insight usage'],
  ['profile internal', 'profile'],
  ['tasks internal', 'project board ticket assignment'],
  ['automation internal', 'run suite test action execution'],
  ['infrastructure confidential', 'instance service cloud zone portal connectivity'],
  ['chat confidential', 'message'],
  ['files internal', 'csv pdf'],
  ['media internal', 'image picture'],
  ['settings confidential', 'env environment_variable env_var dotenv'],
  ['database confidential', 'schema'],
  ['infrastructure internal', 'healthcheck health_check'],
  ['settings internal', 'context attribute parameter option property tag label'],
  ['code internal', 'version method function class'],
  ['location internal', 'location place route'],
  ['device confidential', 'segment tag_namespace software'],
  ['memory internal', 'graph'],
]

/** Words that gather things and say least of all what they gather. */
const gathering: typeof decisive = [['identity confidential', 'group team']]

/** Systems that watch over others: what they hold is a matter of security, whatever else it is called. */
const watching: typeof decisive = [
  ['security confidential', 'zscaler vectra crowdstrike sentinelone splunk darktrace tenable qualys snyk wiz'],
]

function tableOf(rows: typeof decisive): ReadonlyMap<string, Thing> {
  return new Map(
    rows.flatMap(([thing, words]) => {
      const [resource, sensitivity] = thing.split(' ') as [ResourceClass, Sensitivity]
      return words.split(' ').map((word): [string, Thing] => [word.replaceAll('_', ' '), { resource, sensitivity }])
    }),
  )
}

export const decisiveNouns = tableOf(decisive)
export const weakNouns = tableOf(weak)
export const gatheringNouns = tableOf(gathering)
export const watchingSystems = tableOf(watching)

/** `policies` → `policy`, `boxes` → `box`, `status` stays. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(ss|us|is)$/.test(word) || word.length < 3 || decisiveNouns.has(word)) return word
  if (/(x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}
