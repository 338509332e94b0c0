import { describe, expect, it } from 'vitest'
import { actions, resourceClasses, sensitivities } from '../../../../shared/domain/vocabulary.ts'
import known from './known-servers.json' with { type: 'json' }
import { powerOf, powersOf, powersOfTool } from './powers.ts'

describe('powers of tools', () => {
  it.each([
    ['read_file', 'read files'],
    ['sendMessage', 'send chat'],
    ['delete_issue', 'delete code'],
    ['create_invoice', 'write finance'],
    ['place_order', 'pay finance'],
    ['execute_sql', 'execute database'],
    ['browser_click', 'execute browser'],
    ['slack_post_message', 'send chat'],
    ['get_logs', 'read security'],
    ['run_command', 'execute shell'],
    ['frobnicate', 'read unknown'],
    ['list_email_templates', 'read settings'],
    ['get_email', 'read mail'],
    ['get_test_run', 'read automation'],
    ['pages_list_users', 'read identity'],
    ['add_comment', 'send unknown'],
    ['create_refund', 'pay finance'],
    ['get_secrets', 'read identity'],
    ['NuGetPackageSearch', 'read code'],
    ['get_enrollment', 'read unknown'],
    ['remove_urls_from_url_category', 'delete policy'],
    ['add_urls_to_blocklist', 'write policy'],
    ['create_task_from_email', 'write tasks'],
    ['send_invoice_to_customer', 'send finance'],
    ['add_user_to_group', 'administer identity'],
    ['create_build', 'execute infrastructure'],
    ['create_deployment', 'execute infrastructure'],
    ['verify_custom_domain', 'write infrastructure'],
    ['verify_token', 'read identity'],
    ['mempool_transactions', 'read finance'],
    ['current_user', 'read identity'],
    ['list_app_catalog', 'read application'],
    ['event_healthcheck', 'read infrastructure'],
  ])('%s', (name, expected) => {
    const [power] = powersOf(name)
    expect(`${power?.action} ${power?.resource}`).toBe(expected)
  })

  const words = (claims: Parameters<typeof powersOfTool>[0]) =>
    powersOfTool(claims).map((power) => `${power.action} ${power.resource} ${power.sensitivity}`)

  it.each([
    ['a command among the arguments', { name: 'helper', arguments: ['command'] }, 'execute shell confidential'],
    ['a statement', { name: 'ask', arguments: ['sql'] }, 'write database confidential'],
    ['receivers and a text', { name: 'notify_team', arguments: ['to', 'subject', 'body'] }, 'send mail confidential'],
    ['an address that the caller chooses', { name: 'fetch_page', arguments: ['url'] }, 'send web public'],
    ['an amount and a payee', { name: 'process', arguments: ['amount', 'recipient'] }, 'pay finance restricted'],
    ['two verbs in the name', { name: 'get_or_create_customer' }, 'write crm confidential'],
    ['a deed behind a verb of reading', { name: 'list_and_delete_files' }, 'delete files confidential'],
    ['a description that says more', { name: 'get_customer', description: 'Get or delete a customer.' }, 'delete crm confidential'],
    ['a description that names sensitive data', { name: 'get_table', description: 'Reads the payroll table' }, 'read hr restricted'],
    ['a warning annotation', { name: 'sync_files', annotations: { destructiveHint: true } }, 'delete files confidential'],
    ['an annotation that it does more than read', { name: 'get_files', annotations: { readOnlyHint: false } }, 'write files confidential'],
    ['the name of its system', { name: 'create_page', system: 'notion' }, 'write notes confidential'],
    ['a verb nobody knows', { name: 'frobnicate_files' }, 'read unknown unknown'],
    ['a single thing without a verb', { name: 'access_token' }, 'read unknown unknown'],
    ['where a result is laid down', { name: 'list_users', arguments: ['output_path'] }, 'write files confidential'],
    ['a copy at a path', { name: 'backup_database', arguments: ['backup_path'] }, 'write files confidential'],
    ['an address that is told from then on', { name: 'create_trigger', arguments: ['webhook_url'] }, 'send web public'],
    ['blocks of statements', { name: 'create_report', arguments: ['sql_code_blocks'] }, 'write database confidential'],
    ['a system that watches others', { name: 'get_posture_profile', system: 'zscaler' }, 'read security confidential'],
    ['how such a system is set up', { name: 'activate_configuration', system: 'zscaler' }, 'write policy confidential'],
    ['the agents of such a system', { name: 'list_agents', system: 'zscaler' }, 'read device confidential'],
    ['the log of a heavy system', { name: 'get_logs', system: 'okta' }, 'read security confidential'],
    [
      'a description that says private further on',
      { name: 'search_docs', description: 'Searches. Public docs and private repos.' },
      'read knowledge confidential',
    ],
    [
      'a description that lays something down further on',
      { name: 'get_log', description: 'Gets a log. Automatically saves to file where it is long.' },
      'write files confidential',
    ],
    ['a heavy word beside such a system', { name: 'list_groups', system: 'zscaler' }, 'read identity confidential'],
  ])('%s counts', (_, claims, expected) => {
    expect(words(claims)).toContain(expected)
  })

  it.each([
    ['delete_file', 'Lists public documentation', 'delete files confidential'],
    ['frobnicate', 'Reads public documentation', 'read unknown unknown'],
    ['frobnicate_notes', 'Reads public documentation', 'read unknown unknown'],
    ['send_gizmo', 'Saves a picture (read-only)', 'send unknown unknown'],
    ['send_money', 'Saves a picture (read-only)', 'pay finance restricted'],
  ])('%s: what it says of itself does not soothe', (name, description, stays) => {
    expect(words({ name, description, annotations: { readOnlyHint: true, destructiveHint: false } })).toContain(stays)
  })

  it('every known server is written in our words, and no id stands twice', () => {
    const ids = known.flatMap((server) => server.ids)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    for (const text of known.flatMap((server) => Object.keys(server.tools))) {
      const power = powerOf(text)
      expect(actions, text).toContain(power.action)
      expect(resourceClasses, text).toContain(power.resource)
      expect(sensitivities, text).toContain(power.sensitivity)
    }
  })

  it('a fact on a single tool of a known server says where it was read, and when', () => {
    for (const { title, tools, ...row } of known) {
      const facts = [...Object.values(row.places ?? {}).flat(), ...Object.keys(row.why ?? {})]
      for (const name of facts) expect(Object.values(tools).flat(), title).toContain(name)
      if (facts.length === 0 && row.place === undefined) continue
      expect(row.source, title).toMatch(/^https:\/\//)
      expect(row.asOf, title).toMatch(/^20\d\d-[01]\d$/)
    }
  })
})
