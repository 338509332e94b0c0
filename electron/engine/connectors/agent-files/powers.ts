import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'

/** What a tool acts on, by words in its name (and, more weakly, its description): first match wins, so narrow ones stand first. */
const resources: readonly (readonly [words: RegExp, resource: ResourceClass, sensitivity: Sensitivity])[] = [
  [/\b(e?mails?|gmail|inbox|mailbox|outlook|smtp|drafts?)\b/, 'mail', 'confidential'],
  [
    /\b(payments?|invoices?|balance|charges?|refunds?|payouts?|subscriptions?|coupons?|transactions?|orders?|trades?|holdings?|billing|stripe|paypal|disputes?)\b/,
    'finance',
    'restricted',
  ],
  [/\b(patients?|medical|health records?|diagnos\w+)\b/, 'health', 'restricted'],
  [/\b(employees?|salary|payroll|candidates?)\b/, 'hr', 'restricted'],
  [/\b(browser|screenshot|navigate|click|hover|puppeteer|playwright|page_?content|web ?page interaction)\b/, 'browser', 'internal'],
  [/\b(sql|cypher|databases?)\b/, 'database', 'confidential'],
  [/\b(shell|terminal|bash|powershell|commands?|process|scripts?|code execution|python|sandbox|repl|run code)\b/, 'shell', 'confidential'],
  [
    /\b(sql|databases?|tables?|schemas?|cypher|query|queries|collections?|postgres|mysql|mongo\w*|redis|bigquery|snowflake|rows?|records?)\b/,
    'database',
    'confidential',
  ],
  [/\b(calendars?|events?|meetings?)\b/, 'calendar', 'internal'],
  [/\b(channels?|messages?|chats?|slack|teams|threads?|sms|whatsapp|telegram|discord)\b/, 'chat', 'confidential'],
  [/\b(contacts?|customers?|leads?|deals?|accounts?|crm|prospects?|opportunit\w+|tickets?)\b/, 'crm', 'confidential'],
  [/\b(tweets?|social|feed|reddit|linkedin)\b/, 'social', 'public'],
  [
    /\b(repos?|repositor\w+|pull ?requests?|commits?|branch\w*|issues?|gists?|code|merge requests?|gitlab|github|git|diff)\b/,
    'code',
    'internal',
  ],
  [
    /\b(pods?|deployments?|clusters?|namespaces?|containers?|instances?|buckets?|lambda|terraform|kubernetes|kubectl|servers?|vms?|dns|stacks?|builds?|pipelines?)\b/,
    'infrastructure',
    'confidential',
  ],
  [/\b(users?|groups?|members?|roles?|permissions?|policies|applications?|brands?)\b/, 'identity', 'confidential'],
  [/\b(logs?|alerts?|detections?|vulnerabilit\w+|incidents?|traces?|metrics?|monitors?)\b/, 'security', 'internal'],
  [/\b(files?|director(y|ies)|folders?|documents?|drive|paths?|pdf|uploads?|nodes?|attachments?)\b/, 'files', 'confidential'],
  [/\b(memor(y|ies)|entit(y|ies)|observations?|relations?|graph|knowledge ?graph)\b/, 'memory', 'internal'],
  [/\b(notes?|blocks?|pages?|notion|obsidian|wiki|confluence)\b/, 'notes', 'confidential'],
  [/\b(tasks?|todos?|checklists?|projects?|boards?|cards?|sprints?)\b/, 'tasks', 'internal'],
  [/\b(docs?|documentation|knowledge|search docs|library)\b/, 'knowledge', 'public'],
  [/\b(urls?|web|fetch|crawl|scrape|http|search|internet|sites?|news)\b/, 'web', 'public'],
  [/\b(models?|prompts?|completions?|embeddings?|llm|generate)\b/, 'model', 'internal'],
  [/\b(images?|video|audio|voice|music|speech)\b/, 'media', 'internal'],
  [/\b(maps?|geocod\w+|location|address|weather|places?|directions)\b/, 'location', 'public'],
  [/\b(workflows?|automations?|agents?|flows?|triggers?)\b/, 'automation', 'internal'],
  [/\b(analytics|reports?|dashboards?|statistics|charts?)\b/, 'analytics', 'internal'],
  [/\b(devices?|endpoints?|subnets?|networks?|firewall|rules?|hosts?)\b/, 'device', 'confidential'],
  [
    /\b(crypto|blockchain|wallets?|tokens? balance|inscriptions?|runes?|brc20|utxos?|mempool|assets?|fees?|quotes?|market|stocks?|margins?|positions?|prices?|products?)\b/,
    'finance',
    'internal',
  ],
  [/\b(business|businesses|company|companies|organi[sz]ations?|teams?)\b/, 'crm', 'internal'],
  [/\b(jobs?|tests?|runs?|suites?|components?|actions?|templates?|webhooks?)\b/, 'automation', 'internal'],
  [
    /\b(versions?|packages?|types?|class(es)?|assembl\w+|functions?|methods?|symbols?|librar\w+|snippets?|dependenc\w+)\b/,
    'code',
    'public',
  ],
  [/\b(configs?|configurations?|settings?|contexts?|profiles?|options?|parameters?)\b/, 'settings', 'internal'],
  [/\b(tokens?|credentials?|login|auth\w*|session)\b/, 'identity', 'confidential'],
  [/\b(exec|execute|eval)\b/, 'shell', 'confidential'],
  [/\b(data|datasets?|items?|objects?|content|information)\b/, 'other', 'internal'],
]

/** What a tool does, by its verb. */
const verbs: readonly (readonly [words: RegExp, action: Action])[] = [
  [/\b(pay|payout|charge|refund|purchase|buy|sell|place order|checkout|finalize invoice|transfer funds|modify order)\b/, 'pay'],
  [/\b(delete|remove|drop|destroy|purge|erase|trash|uninstall|terminate|revoke|wipe)\b/, 'delete'],
  [/\b(grant|assign role|set permissions?|add member|invite|impersonate|reset password)\b/, 'administer'],
  [/\b(send|reply|forward|post|publish|tweet|notify|email|share|comment|broadcast|dial|call phone)\b/, 'send'],
  [
    /\b(execute|exec|run|eval|evaluate|invoke|launch|spawn|shell|click|type|fill|press|hover|drag|navigate|install|deploy|restart|scale|start|stop)\b/,
    'execute',
  ],
  [
    /\b(create|write|update|edit|insert|append|add|set|put|patch|modify|move|rename|upload|save|replace|copy|merge|push|commit|upsert|import|change|toggle|activate|deactivate|cancel|close|assign|enable|disable|apply|fork|sync|ingest\w*|make|register|schedule|archive)\b/,
    'write',
  ],
  [
    /\b(get|read|list|search|find|fetch|query|describe|show|view|retrieve|lookup|check|count|browse|download|export|analy[sz]e|explain|inspect|scan|match|compare|crawl|scrape|screenshot|snapshot|open|stat|current|extract|recall|status|summar\w+)\b/,
    'read',
  ],
]

/** `readFile`, `read-file` and `READ_FILE` as words. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase()
}

/**
 * What a tool allows, by its name first and its description second; `other`/`unknown` where neither tells, so that a gap is seen.
 * Names and descriptions are claims of the server: they can hide a power, so this is a floor.
 */
export function powersOf(name: string, description = ''): readonly Power[] {
  const named = wordsOf(name)
  const said = description.slice(0, 400).toLowerCase()
  const action = firstOf(verbs, named)?.[1] ?? firstOf(verbs, said)?.[1] ?? 'read'
  const [, resource, sensitivity] = firstOf(resources, named) ?? firstOf(resources, said) ?? ([/./, 'unknown', 'unknown'] as const)
  const powers: Power[] = [{ action, resource, sensitivity }]
  // An arbitrary query or command can do more than its verb says.
  if (resource === 'database' && /\b(execute|run|query)\b/.test(named) && /sql|query|cypher/.test(named) && !/\bread\b/.test(named))
    powers.push({ action: action === 'read' ? 'write' : 'read', resource, sensitivity })
  return powers
}

function firstOf<T extends readonly [RegExp, ...unknown[]]>(table: readonly T[], text: string): T | undefined {
  return table.find(([words]) => words.test(text))
}

/** `read files confidential` as it stands in the table of known servers. */
export function powerOf(text: string): Power {
  const [action = 'read', resource = 'unknown', sensitivity = 'unknown'] = text.split(' ')
  return { action: action as Action, resource: resource as ResourceClass, sensitivity: sensitivity as Sensitivity }
}
